//! Reports reloads that only the first certificate sets off.

use crate::facts::{Fact, Units, is_disabled};
use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Item, Manager, Segment, UnitPart, ValueKind};
use crate::views::commands::{Command, commands, has_loop, texts};
use crate::views::unit::JoinedUnit;
use crate::{Fix, ProjectContext, Release, Releases, TextEdit, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A reload that hangs on `acme-finished-….target` alone.
    ///
    /// ## Why
    /// The target stays active after the first certificate, so later renewals do not pull the unit in
    /// again: servers go on with the old certificate until it has expired.
    /// From NixOS 25.11 on the same is true of `acme-….service`: renewals run in
    /// `acme-order-renew-….service`.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.prosody-reload = {
    ///     wantedBy = [ "acme-finished-im.example.target" ];
    ///     serviceConfig.Type = "oneshot";
    ///     script = "systemctl reload prosody.service";
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.prosody-reload = {
    ///     wantedBy = [ "acme-im.example.service" ];
    ///     serviceConfig.Type = "oneshot";
    ///     script = "systemctl reload prosody.service";
    ///   };
    /// }
    /// ```
    /// or, from 22.05 on, in place of the unit:
    /// ```nix
    /// {
    ///   security.acme.certs."im.example".reloadServices = [ "prosody.service" ];
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: names the service that renews the certificate, which is another one from 25.11 on.
    ///
    /// ## When it is silent
    /// A timer, a path unit, a service or a restart trigger starts the unit as well, or the text does not
    /// say. The unit waits in a loop. Other targets than those of certificates: what they wait for does not
    /// come again, or they stop when they are not needed.
    ///
    /// ## References
    /// nixpkgs pull requests 91121 and 422076.
    pub(crate) static RELOAD_WANTED_BY_TARGET = {
        name: "reload-wanted-by-target", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

const BOOT: &[&str] = &[
    "multi-user",
    "default",
    "graphical",
    "basic",
    "sysinit",
    "timers",
    "sockets",
    "paths",
    "network",
    "network-online",
    "network-pre",
    "local-fs",
    "remote-fs",
];
/// Since when `acme-<cert>.service` stays active.
const BASE_STAYS: Release = Release { year: 25, month: 11 };

fn check(cx: &mut ProjectContext<'_>) {
    let services = cx.units("services");
    for ((manager, name, _), parts) in services.iter() {
        if manager != Manager::System || !parts.iter().any(|(_, part)| is_puller(part)) {
            continue;
        }
        for (fact, part) in parts.iter().filter(|(_, part)| is_puller(part)) {
            let unit = JoinedUnit::of(parts, fact);
            let items = fact.definition.value.items();
            let Some((item, puller)) = items
                .iter()
                .find_map(|item| Some((item, certificate_of(item.value.as_str()?, cx.release())?)))
            else {
                continue;
            };
            if only_reloads(&unit)
                && !is_disabled(parts, fact)
                && is_pulled_by_nothing_else(&unit, cx.release())
                && !is_started_elsewhere(cx, &services, name, &unit)
            {
                report(cx, fact, part, item, puller);
            }
        }
    }
}

fn is_puller(part: &UnitPart<'_>) -> bool {
    part.is("services", "", "wantedBy") || part.is("services", "", "requiredBy")
}

/// The certificate of a unit that stays active once it is there.
fn certificate_of(unit: &str, release: Option<Release>) -> Option<&str> {
    let is_new = release.is_some_and(|it| it >= BASE_STAYS);
    let target = unit.strip_prefix("acme-finished-").and_then(|it| it.strip_suffix(".target"));
    let service = unit.strip_prefix("acme-").and_then(|it| it.strip_suffix(".service"));
    match is_new {
        false => target,
        true => service.filter(|it| !it.starts_with("order-renew-") && !it.starts_with("setup")),
    }
}

/// Whether all the unit does is to reload others, once.
fn only_reloads(unit: &JoinedUnit<'_, '_>) -> bool {
    let texts: Vec<String> = unit
        .get("", "script")
        .chain(unit.get("serviceConfig", "ExecStart"))
        .flat_map(|it| texts(&it.definition.value))
        .collect();
    let all: Option<Vec<Vec<Command>>> = texts.iter().map(|text| commands(text)).collect();
    all.is_some_and(|all| all.iter().flatten().any(Command::is_follow_up))
        && !texts.iter().any(|text| has_loop(text))
}

fn is_pulled_by_nothing_else(unit: &JoinedUnit<'_, '_>, release: Option<Release>) -> bool {
    let is_stale = |item: &Item| {
        item.value.as_str().is_some_and(|puller| {
            certificate_of(puller, release).is_some()
                || puller.strip_suffix(".target").is_some_and(|it| BOOT.contains(&it))
        })
    };
    let is_known = |definition: &Definition| match &definition.value.kind {
        ValueKind::List(list) => list.is_complete && list.items.iter().all(is_stale),
        _ => false,
    };
    const OTHERS: &[&str] = &["startAt", "restartTriggers", "reloadTriggers", "upheldBy"];
    unit.parts().all(|(fact, part)| !is_puller(part) || is_known(fact.definition))
        && OTHERS.iter().all(|key| unit.is_silent_on("", key))
}

/// Whether another unit may start it.
fn is_started_elsewhere<'a>(
    cx: &ProjectContext<'a>,
    services: &Units<'a>,
    name: &Segment,
    unit: &JoinedUnit<'a, '_>,
) -> bool {
    let is_same = |other: &Segment| other == name || other.name().is_none();
    let by_name = ["timers", "paths", "sockets"].iter().any(|kind| {
        let units = cx.units(kind);
        units.iter().any(|((_, other, _), parts)| {
            is_same(other)
                || parts.iter().any(|(fact, part)| {
                    part.key == "Unit" && mentions(fact.definition, name.text())
                })
        })
    });
    const PULLS: &[&str] = &["wants", "requires", "bindsTo", "upholds", "onFailure", "onSuccess"];
    let own = unit.parts().next().map(|(_, part)| part.name);
    by_name
        || services.iter().any(|((_, other, _), parts)| {
            Some(other) != own
                && parts.iter().any(|(fact, part)| {
                    PULLS.contains(&part.key) && mentions(fact.definition, name.text())
                })
        })
}

/// Whether a value names the unit, or may.
fn mentions(definition: &Definition, name: &str) -> bool {
    let items = definition.value.items();
    matches!(definition.value.kind, ValueKind::Unknown)
        || items.iter().any(|it| match &it.value.kind {
            ValueKind::Str(text) => text.with_holes().contains(name),
            ValueKind::Unknown => true,
            _ => false,
        })
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    fact: &Fact<'a>,
    part: &UnitPart<'a>,
    item: &Item,
    certificate: &str,
) {
    let puller = item.value.as_str().unwrap_or_default();
    let place = fact.definition.place;
    let is_own = place.statement.contains_range(item.range) && !place.is_shared;
    let id = fact.file.source.id;
    let fix = |unit: String, releases: &str| {
        let title = format!("Let \"{unit}\" pull it in, which renews the certificate{releases}");
        is_own.then(|| Fix::risky(title, id, TextEdit::replace(item.range, format!("\"{unit}\""))))
    };
    let renew = format!("acme-order-renew-{certificate}.service");
    let (first, second) = match cx.release() {
        Some(release) if release >= BASE_STAYS => (fix(renew, ""), None),
        Some(_) => (fix(format!("acme-{certificate}.service"), ""), None),
        None => (
            fix(format!("acme-{certificate}.service"), " up to NixOS 25.05"),
            fix(renew, " from NixOS 25.11 on"),
        ),
    };
    let message = format!(
        "\"{}\" reloads another unit but is only pulled in by {puller}, which stays active; later renewals will not trigger it",
        part.name.text()
    );
    cx.report(fact.file, place.key, message)
        .help(format!(
            "from NixOS 22.05 on, security.acme.certs.{}.reloadServices does it without a unit",
            edits::attr(certificate)
        ))
        .fix(first)
        .fix(second)
        .emit();
}

//! Reports reloads that only the first certificate sets off.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::memory::Selection;
use crate::model::{Item, Manager, UnitPart};
use crate::views::unit::JoinedUnit;
use crate::{Fix, ProjectContext, Releases, TextEdit, edits};

mod pullers;
#[cfg(test)]
mod tests;

use pullers::{
    BASE_STAYS, certificate_of, is_pulled_by_nothing_else, is_puller, is_started_elsewhere,
    only_reloads,
};

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
    /// come again, or they stop when they are not needed. More than 1,000 definitions want such targets.
    ///
    /// ## References
    /// nixpkgs pull requests 91121 and 422076.
    pub(crate) static RELOAD_WANTED_BY_TARGET = {
        name: "reload-wanted-by-target", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

/// To see whether something else starts one of them is a look at all units.
const LIMIT: usize = 1_000;

fn check(cx: &mut ProjectContext<'_>) {
    let release = cx.release();
    let is_stale =
        |item: &Item| item.value.as_str().is_some_and(|it| certificate_of(it, release).is_some());
    let pullers = cx.select(&PULLERS);
    if pullers.len() > LIMIT
        || !pullers.iter().any(|it| it.definition.value.items().iter().any(is_stale))
    {
        return;
    }
    let (imports, services) = (cx.imports(), cx.units("services"));
    for ((manager, name, _), parts) in services.iter() {
        if manager != Manager::System || !parts.iter().any(|(_, part)| is_puller(part)) {
            continue;
        }
        for (fact, part) in parts.iter().filter(|(_, part)| is_puller(part)) {
            let unit = JoinedUnit::of(&imports, parts, fact);
            let items = fact.definition.value.items();
            let Some((item, puller)) = items
                .iter()
                .find_map(|item| Some((item, certificate_of(item.value.as_str()?, cx.release())?)))
            else {
                continue;
            };
            if only_reloads(&unit)
                && !parts.is_disabled(fact)
                && is_pulled_by_nothing_else(&unit, cx.release())
                && !is_started_elsewhere(cx, &services, name, &unit)
            {
                report(cx, fact, part, item, puller);
            }
        }
    }
}

/// What is pulled in by a unit of ACME.
static PULLERS: Selection = Selection {
    roots: Some(&["systemd"]),
    is_meant: |it| {
        let is_of_acme = |it: &Item| it.value.as_str().is_some_and(|it| it.starts_with("acme-"));
        matches!(it.last_name(), Some("wantedBy" | "requiredBy"))
            && it.value.items().iter().any(is_of_acme)
    },
};

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

//! What pulls a unit in, and what else may start it.

use crate::facts::Units;
use crate::model::{Definition, Item, Segment, UnitPart, ValueKind};
use crate::views::commands::{Command, commands, has_loop, texts};
use crate::views::unit::JoinedUnit;
use crate::{ProjectContext, Release};

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
pub(super) const BASE_STAYS: Release = Release { year: 25, month: 11 };

/// The certificate of a unit that stays active once it is there.
pub(super) fn certificate_of(unit: &str, release: Option<Release>) -> Option<&str> {
    let is_new = release.is_some_and(|it| it >= BASE_STAYS);
    let target = unit.strip_prefix("acme-finished-").and_then(|it| it.strip_suffix(".target"));
    let service = unit.strip_prefix("acme-").and_then(|it| it.strip_suffix(".service"));
    match is_new {
        false => target,
        true => service.filter(|it| !it.starts_with("order-renew-") && !it.starts_with("setup")),
    }
}

/// Whether all the unit does is to reload others, once.
pub(super) fn only_reloads(unit: &JoinedUnit<'_, '_>) -> bool {
    let texts: Vec<String> = unit
        .get("", "script")
        .chain(unit.get("serviceConfig", "ExecStart"))
        .flat_map(|it| texts(&it.definition.value))
        .collect();
    let all: Option<Vec<Vec<Command>>> = texts.iter().map(|text| commands(text)).collect();
    all.is_some_and(|all| all.iter().flatten().any(Command::is_follow_up))
        && !texts.iter().any(|text| has_loop(text))
}

pub(super) fn is_pulled_by_nothing_else(
    unit: &JoinedUnit<'_, '_>,
    release: Option<Release>,
) -> bool {
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
pub(super) fn is_started_elsewhere<'a>(
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

pub(super) fn is_puller(part: &UnitPart<'_>) -> bool {
    part.is("services", "", "wantedBy") || part.is("services", "", "requiredBy")
}

//! Why a service need not name the unit of its certificate.

use super::dependencies;
use crate::ProjectContext;
use crate::facts::{UnitKey, Units};
use crate::memory::Selection;
use crate::model::{Definition, Segment, ValueKind};
use crate::views::consumers::{Part, words};

const FORWARD: &[&str] = &["after", "wants", "requires", "requisite", "bindsTo", "partOf"];
const BACKWARD: &[&str] = &["before", "wantedBy", "requiredBy"];
/// Servers that NixOS orders after their certificates.
const SERVERS: &[&str] = &["nginx", "httpd", "caddy", "h2o", "nginx-config-reload"];

/// Whether something else than the boot starts the service, or NixOS itself orders it.
pub(super) fn is_started_otherwise(cx: &ProjectContext<'_>, key: UnitKey<'_>) -> bool {
    let name = key.1.text();
    if SERVERS.contains(&name) || name.contains("acme") {
        return true;
    }
    let by_unit = |definition: &Definition| {
        definition.unit_part().is_some_and(|part| {
            let is_activator = ["timers", "paths", "sockets"].contains(&part.kind)
                && (part.name == key.1 || starts(&definition.value.kind, name));
            let is_timed = part.kind == "services" && part.name == key.1 && part.key == "startAt";
            let is_checked = part.name == key.1
                && part.kind == "services"
                && (part.key.starts_with("Condition") || part.key.starts_with("Assert"));
            is_activator || is_timed || is_checked
        })
    };
    cx.definitions_under("systemd").any(|(_, definition)| by_unit(definition))
        || cx.select(&HOOKS).iter().any(|it| starts(&it.definition.value.kind, name))
}

/// What runs after a renewal.
static HOOKS: Selection = Selection {
    roots: None,
    is_meant: |it| it.last_name() == Some("postRun") && it.unit_part().is_none(),
};

/// Whether a script or a setting names the service to start it.
fn starts(value: &ValueKind, name: &str) -> bool {
    match value {
        ValueKind::Str(text) => {
            let text = text.with_holes();
            text == format!("{name}.service")
                || text.lines().any(|line| {
                    line.contains(" start ")
                        && line
                            .split_whitespace()
                            .any(|word| word.strip_suffix(".service").unwrap_or(word) == name)
                })
        }
        _ => false,
    }
}

/// Whether the service comes after the certificate, or may do so.
pub(super) fn waits_for<'a>(
    cx: &ProjectContext<'a>,
    services: &Units<'a>,
    parts: &[Part<'a>],
    key: UnitKey<'a>,
    cert: &str,
) -> bool {
    let Some(dependencies) = dependencies(parts, FORWARD) else {
        return true;
    };
    let is_of_cert = |unit: &String| unit.contains("acme-") && unit.contains(cert);
    let is_hole = |unit: &String| unit.contains("${");
    if dependencies.iter().any(|unit| is_of_cert(unit) || is_hole(unit)) {
        return true;
    }
    // Behind another service that waits, and behind one of which nothing is known here.
    let is_behind = dependencies.iter().any(|unit| {
        let name = unit.strip_suffix(".service").unwrap_or("");
        let other = Segment::Name(name.into());
        let waits = services.iter().any(|((manager, it, _), parts)| {
            manager == key.0
                && *it == other
                && super::dependencies(parts, FORWARD)
                    .is_none_or(|all| all.iter().any(|unit| unit.contains("acme-")))
        });
        waits || SERVERS.contains(&name)
    });
    is_behind || is_ordered_by_unit(cx, key.1.text())
}

/// Whether a unit of ACME is said to come before the service.
fn is_ordered_by_unit(cx: &ProjectContext<'_>, name: &str) -> bool {
    cx.definitions_under("systemd").any(|(_, definition)| {
        definition.unit_part().is_some_and(|part| {
            part.name.text().contains("acme") && BACKWARD.contains(&part.key) && {
                let (words, is_known) = words(&definition.value);
                !is_known || words.iter().any(|word| word.contains(name) || word.contains("${"))
            }
        })
    })
}

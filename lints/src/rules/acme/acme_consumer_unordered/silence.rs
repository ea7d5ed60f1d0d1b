//! Why a service need not name the unit of its certificate.

use rustc_hash::FxHashSet;

use super::dependencies;
use crate::ProjectContext;
use crate::facts::{UnitKey, Units};
use crate::memory::Selection;
use crate::model::{Segment, ValueKind};
use crate::views::consumers::{Part, words};

const FORWARD: &[&str] = &["after", "wants", "requires", "requisite", "bindsTo", "partOf"];
const BACKWARD: &[&str] = &["before", "wantedBy", "requiredBy"];
/// Servers that NixOS orders after their certificates.
const SERVERS: &[&str] = &["nginx", "httpd", "caddy", "h2o", "nginx-config-reload"];

/// What something else than the boot starts.
pub(super) struct Started<'a> {
    units: FxHashSet<&'a Segment>,
    names: FxHashSet<String>,
}

impl<'a> Started<'a> {
    pub(super) fn new(cx: &ProjectContext<'a>) -> Started<'a> {
        let (mut units, mut names) = (FxHashSet::default(), FxHashSet::default());
        for fact in cx.select(&STARTERS) {
            let Some(part) = fact.definition.unit_part() else { continue };
            units.insert(part.name);
            if part.kind != "services" {
                add_started(&fact.definition.value.kind, &mut names);
            }
        }
        for fact in cx.select(&HOOKS) {
            add_started(&fact.definition.value.kind, &mut names);
        }
        Started { units, names }
    }

    /// Whether something else than the boot starts the service, or NixOS itself orders it.
    pub(super) fn has(&self, key: UnitKey<'_>) -> bool {
        let name = key.1.text();
        SERVERS.contains(&name)
            || name.contains("acme")
            || self.units.contains(key.1)
            || self.names.contains(name)
    }
}

/// Units that start others, and services that start by a calendar or on conditions.
static STARTERS: Selection = Selection {
    roots: Some(&["systemd"]),
    is_meant: |it| {
        it.unit_part().is_some_and(|part| match part.kind {
            "timers" | "paths" | "sockets" => true,
            "services" => {
                part.key == "startAt"
                    || part.key.starts_with("Condition")
                    || part.key.starts_with("Assert")
            }
            _ => false,
        })
    },
};

/// What runs after a renewal.
static HOOKS: Selection = Selection {
    roots: None,
    is_meant: |it| it.last_name() == Some("postRun") && it.unit_part().is_none(),
};

/// Adds the services that a script or a setting names to start them.
fn add_started(value: &ValueKind, names: &mut FxHashSet<String>) {
    let ValueKind::Str(text) = value else { return };
    let text = text.with_holes();
    names.extend(text.strip_suffix(".service").map(str::to_owned));
    for line in text.lines().filter(|line| line.contains(" start ")) {
        let words = line.split_whitespace();
        names.extend(words.map(|word| word.strip_suffix(".service").unwrap_or(word).to_owned()));
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
        let waits = services.unit(&(key.0, &other, None)).is_some_and(|parts| {
            super::dependencies(parts, FORWARD)
                .is_none_or(|all| all.iter().any(|unit| unit.contains("acme-")))
        });
        waits || SERVERS.contains(&name)
    });
    is_behind || is_ordered_by_unit(cx, key.1.text())
}

/// Whether a unit of ACME is said to come before the service.
fn is_ordered_by_unit(cx: &ProjectContext<'_>, name: &str) -> bool {
    cx.select(&BEFORE).iter().any(|fact| {
        let (words, is_known) = words(&fact.definition.value);
        !is_known || words.iter().any(|word| word.contains(name) || word.contains("${"))
    })
}

/// What comes before others of units of ACME.
static BEFORE: Selection = Selection {
    roots: Some(&["systemd"]),
    is_meant: |it| {
        it.unit_part()
            .is_some_and(|part| part.name.text().contains("acme") && BACKWARD.contains(&part.key))
    },
};

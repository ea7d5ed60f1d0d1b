//! Definitions as parts of systemd units.

use cfglint_syntax::work;

use super::{Definition, Segment};

/// Whose units: those of the machine or those of a user.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Manager {
    /// `systemd.services.…`
    System,
    /// `systemd.user.services.…`, also as home-manager writes it.
    User,
}

/// A definition below a unit.
#[derive(Debug, Clone, Copy)]
pub struct UnitPart<'a> {
    /// Whose unit it is.
    pub manager: Manager,
    /// `services`, `timers`, `targets`, …
    pub kind: &'a str,
    /// The unit's name, without the suffix.
    pub name: &'a Segment,
    /// `serviceConfig`, `unitConfig`, `timerConfig`, …; home-manager's `Service` is `serviceConfig`.
    /// Empty for an option of the unit itself.
    pub section: &'a str,
    /// The option or directive; empty for the unit as a whole.
    pub key: &'a str,
    /// What follows the key.
    pub rest: &'a [Segment],
}

const KINDS: &[&str] = &[
    "services",
    "timers",
    "sockets",
    "targets",
    "paths",
    "mounts",
    "automounts",
    "slices",
    "swaps",
];

impl Definition {
    /// This definition as a part of a unit.
    pub fn unit_part(&self) -> Option<UnitPart<'_>> {
        work::step(1);
        let (first, path) = self.path.split_first()?;
        if first.name() != Some("systemd") {
            return None;
        }
        let (manager, path) = match path.split_first()? {
            (user, rest) if user.name() == Some("user") => (Manager::User, rest),
            _ => (Manager::System, path),
        };
        let [kind, name, path @ ..] = path else {
            return None;
        };
        let kind = kind.name().filter(|kind| KINDS.contains(kind))?;
        let (section, path) = match path.split_first() {
            Some((section, rest)) => match section.name().and_then(section_of) {
                Some(section) => (section, rest),
                None => ("", path),
            },
            None => ("", path),
        };
        let (key, rest) = match path.split_first() {
            Some((key, rest)) => (key.name()?, rest),
            None => ("", path),
        };
        Some(UnitPart { manager, kind, name, section, key, rest })
    }
}

fn section_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "serviceConfig" | "Service" => "serviceConfig",
        "unitConfig" | "Unit" => "unitConfig",
        "timerConfig" | "Timer" => "timerConfig",
        "socketConfig" | "Socket" => "socketConfig",
        "mountConfig" | "Mount" => "mountConfig",
        "confinement" => "confinement",
        "Install" => "installConfig",
        _ => return None,
    })
}

impl UnitPart<'_> {
    /// Whether this is exactly `key` of `section` of a unit of this kind.
    pub fn is(&self, kind: &str, section: &str, key: &str) -> bool {
        self.kind == kind && self.section == section && self.key == key && self.rest.is_empty()
    }
}

//! What NixOS's options of units become in unit files.

use super::tables::OPTIONS;
use super::tags::{Rendering, UnitType};

/// An option of a unit, such as `systemd.services.<name>.after`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NixosOption {
    /// `after`
    pub name: &'static str,
    /// The type of unit that has it. None: all have.
    pub unit: Option<UnitType>,
    /// The section that it is written to: `Unit`. Empty if it writes nothing.
    pub section: &'static str,
    /// The directive that is written: `After`. `*` if every attribute below is one, empty if it
    /// writes nothing.
    pub directive: &'static str,
    /// How it is written.
    pub rendering: Rendering,
}

/// The options `name` of such a unit: none, or one. An iterator, as the table may hold one name for
/// several types of units.
pub(super) fn options(unit: UnitType, name: &str) -> impl Iterator<Item = &'static NixosOption> {
    let first = OPTIONS.partition_point(|option| option.name < name);
    OPTIONS[first..]
        .iter()
        .take_while(move |option| option.name == name)
        .filter(move |option| option.unit.is_none_or(|it| it == unit))
}

/// The option `name` of such a unit.
pub fn option(unit: UnitType, name: &str) -> Option<&'static NixosOption> {
    options(unit, name).next()
}

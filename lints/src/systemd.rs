//! What systemd takes: the directives of its files and the grammars of their values. No Nix is in
//! here.
//!
//! Every validator is a function of the text of a value as it stands after `=` in a unit file,
//! and answers where in it systemd would stumble. They allocate for errors only.

mod directives;
mod names;
mod near;
mod nixos_options;
mod tables;
mod tags;
mod value_error;
mod versions;

pub use directives::{
    Availability, Directive, directive, directives, is_extension, nearest, sections_with,
    units_with,
};
pub use names::Name;
pub use nixos_options::{NixosOption, option as nixos_option};
pub use tags::{
    FileKind, Invalid, ListKind, NameList, Rendering, UNIT_SECTIONS, UnitType, ValueType,
};
pub use value_error::ValueError;
pub use versions::Versions;

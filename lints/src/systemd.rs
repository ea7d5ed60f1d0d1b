//! What systemd takes: the directives of its files and the grammars of their values. No Nix is in
//! here.
//!
//! Every validator is a function of the text of a value as it stands after `=` in a unit file,
//! and answers where in it systemd would stumble. They allocate for errors only.
//! A value ends with its line: what follows a line break without a backslash before it is not
//! looked at, as systemd reads it as the next line of the unit.
//!
//! ## Holes
//!
//! A value in Nix has parts that its text does not say, such as `${x}` in
//! `ExecStart = "${x}/bin/web --flag"`. In the text given to a validator, one character stands for
//! each of them:
//! - [`HOLE`] for any text at all: empty, with blanks, with quotes;
//! - [`STORE_PATH`] for an absolute path of one word that surely has no blank, quote, `%`, `$` or
//!   backslash and does not end in a slash, as the Nix store gives to packages and files.
//!
//! A validator reports only what is wrong whatever the holes are. Ranges count bytes of the text
//! with these characters in it; both take three bytes. A validator of values that cannot be judged
//! in part begins with `if has_hole(text) { return Ok(()) }`.

pub mod addresses;
pub mod calendar;
pub mod conditions;
mod directives;
pub mod environment;
mod errors;
pub mod exec_line;
mod holes;
pub mod identifiers;
mod names;
mod near;
mod nixos_options;
pub mod paths;
mod scalar;
pub mod specifiers;
mod structured;
mod tables;
mod tags;
#[cfg(test)]
pub(crate) mod testing;
pub mod time_span;
pub mod unit_names;
mod value_error;
mod values;
mod versions;
pub mod words;

pub use directives::{
    Availability, Directive, Word, directive, directives, is_extension, nearest, sections_with,
    units_with,
};
pub use errors::{errors, is_time_span, refuses_unit};
pub use holes::{HOLE, STORE_PATH, has_hole, is_hole};
pub use names::Name;
pub use nixos_options::{NixosOption, option as nixos_option};
pub use tags::{
    FileKind, Invalid, ListKind, NameList, Rendering, UNIT_SECTIONS, UnitType, ValueType,
};
pub use value_error::ValueError;
pub use versions::Versions;

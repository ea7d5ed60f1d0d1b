//! The tables that the build script packs, and how they are read: in place, nothing at the start.

use super::nixos_options::NixosOption;
use super::tags::{FileKind, Rendering, UnitType};

include!(concat!(env!("OUT_DIR"), "/systemd.rs"));

/// Rows of 26 bytes; the build script's `pack` says what is in them.
pub(super) static DIRECTIVES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/directives.bin"));
/// Numbers of rows by section, those of a section sorted by name.
pub(super) static MEMBERS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/members.bin"));
/// Rows of 12 bytes: name, value, note.
pub(super) static NAMES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/names.bin"));
static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/text.txt"));

pub(super) const DIRECTIVE_WIDTH: usize = 26;
pub(super) const NAME_WIDTH: usize = 12;

/// A section, and which entries of [`MEMBERS`] it has.
#[derive(Debug)]
pub(super) struct SectionRow {
    pub(super) file: FileKind,
    pub(super) name: &'static str,
    pub(super) first: usize,
    pub(super) last: usize,
}

/// The number at `at`.
pub(super) fn number(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

/// The text whose offset and length are at `at`.
pub(super) fn text(bytes: &[u8], at: usize) -> &'static str {
    let start = usize::from(number(bytes, at));
    &TEXT[start..start + usize::from(number(bytes, at + 2))]
}

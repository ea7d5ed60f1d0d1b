//! The unit files that NixOS and home-manager would write.
//!
//! A [`Setting`] is a definition as a part of a unit: it costs no allocation to ask for, so that a
//! lint may ask it of every definition. Its [`Assignment`]s are the lines `Directive=value` that it
//! makes, as far as the text says them. [`UnitFiles`] joins the settings of all files by unit.
//!
//! The rules are those of nixpkgs' `nixos/lib/systemd-lib.nix` and of home-manager's
//! `modules/systemd.nix`.
//!
//! **Invariant:** what the text does not say is no assignment with a guessed value: its value is
//! `None`, or has one of the characters of
//! [`systemd`](crate::systemd) for what is not known; and where more lines may stand than are known, that is said.

mod assignment;
mod edges;
mod graph;
mod member_index;
mod mention;
mod options;
mod origin;
mod project;
mod rendered;
mod setting;
mod setting_lines;
#[cfg(test)]
mod tests;
mod unit_name;
mod unit_text;
mod written;

pub use assignment::{Assignment, Assignments};
pub use edges::{Edge, EdgeKind};
pub(crate) use edges::{Order, orders};
pub use graph::{UnitEdge, UnitGraph, UnitNode, UnitPlace};
pub(crate) use project::{AskedUnit, PACKAGES, SettingKey, UnitQuestion, unit_in};
pub use project::{Member, UnitFile, UnitFiles, UnitView};
pub use setting::{How, Link, Setting, setting};
pub use setting_lines::SettingLines;
pub use unit_name::{UnitId, UnitManager, UnitName, UnitType};
pub use written::{WrittenFile, WrittenLine, WrittenSection, written};

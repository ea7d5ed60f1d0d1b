//! A setting with its lines, which are made once for all who ask.

use std::cell::OnceCell;

use super::{Assignment, Assignments, Setting};
use crate::systemd;

/// A part of a unit file that one file says, with the lines that it makes.
pub struct SettingLines<'a> {
    /// The definition as a part of a unit file.
    pub setting: Setting<'a>,
    source: &'a str,
    lines: OnceCell<Assignments<'a>>,
}

impl<'a> SettingLines<'a> {
    /// `source` is the text of the file that the setting is in.
    pub fn new(setting: Setting<'a>, source: &'a str) -> SettingLines<'a> {
        SettingLines { setting, source, lines: OnceCell::new() }
    }

    /// The lines that it makes.
    pub fn assignments(&self) -> &Assignments<'a> {
        self.lines.get_or_init(|| self.setting.assignments(self.source))
    }

    /// The lines of directives that systemd knows.
    pub fn known(&self) -> impl Iterator<Item = (&Assignment<'a>, systemd::Directive)> {
        let unit = self.setting.unit.unit_type.in_tables();
        self.assignments().lines.iter().filter_map(move |line| {
            let directive = systemd::directive(unit, &line.section, &line.directive)?;
            Some((line, directive))
        })
    }
}

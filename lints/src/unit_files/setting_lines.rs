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
    /// What systemd knows of each line.
    directives: OnceCell<Vec<Option<systemd::Directive>>>,
}

impl<'a> SettingLines<'a> {
    /// `source` is the text of the file that the setting is in.
    pub fn new(setting: Setting<'a>, source: &'a str) -> SettingLines<'a> {
        SettingLines { setting, source, lines: OnceCell::new(), directives: OnceCell::new() }
    }

    /// The lines that it makes.
    pub fn assignments(&self) -> &Assignments<'a> {
        self.lines.get_or_init(|| self.setting.assignments(self.source))
    }

    /// The lines of directives that systemd knows.
    pub fn known(&self) -> impl Iterator<Item = (&Assignment<'a>, systemd::Directive)> {
        let lines = self.assignments().lines.iter().zip(self.directives());
        lines.filter_map(|(line, directive)| Some((line, (*directive)?)))
    }

    /// What systemd knows of the directive of each line.
    pub fn directives(&self) -> &[Option<systemd::Directive>] {
        self.directives.get_or_init(|| {
            let unit = self.setting.unit.unit_type;
            let find =
                |line: &Assignment<'_>| systemd::directive(unit, &line.section, &line.directive);
            self.assignments().lines.iter().map(find).collect()
        })
    }
}

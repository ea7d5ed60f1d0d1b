//! A setting with its lines, which are made once for all who ask.

use std::cell::OnceCell;

use super::{Assignment, Assignments, How, Setting};
use crate::systemd::exec_line::{Suspicion, suspicions};
use crate::systemd::{self, ValueType, Versions};

/// A part of a unit file that one file says, with the lines that it makes.
pub struct SettingLines<'a> {
    /// The definition as a part of a unit file.
    pub setting: Setting<'a>,
    source: &'a str,
    lines: OnceCell<Assignments<'a>>,
    /// What systemd knows of each line.
    directives: OnceCell<Vec<Option<systemd::Directive>>>,
    /// What is suspicious of commands, by the numbers of their lines.
    suspicions: OnceCell<Vec<(usize, Vec<Suspicion>)>>,
}

impl<'a> SettingLines<'a> {
    /// `source` is the text of the file that the setting is in.
    pub fn new(setting: Setting<'a>, source: &'a str) -> SettingLines<'a> {
        SettingLines {
            setting,
            source,
            lines: OnceCell::new(),
            directives: OnceCell::new(),
            suspicions: OnceCell::new(),
        }
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

    /// The lines that are commands and spelt out as such, with their numbers and values.
    fn numbered_commands(&self) -> impl Iterator<Item = (usize, systemd::Directive, &str)> {
        let is_spelt_out = matches!(self.setting.how, How::Raw | How::Text);
        let known = is_spelt_out.then(|| self.assignments().lines.iter().zip(self.directives()));
        known.into_iter().flatten().enumerate().filter_map(|(number, (line, directive))| {
            let directive = (*directive).filter(|it| it.value_type() == ValueType::Command)?;
            Some((number, directive, line.value.as_deref()?))
        })
    }

    /// The lines that are commands and spelt out as such, with their values.
    pub(crate) fn commands(
        &self,
    ) -> impl Iterator<Item = (&Assignment<'a>, systemd::Directive, &str)> {
        let lines = &self.assignments().lines;
        self.numbered_commands()
            .map(|(number, directive, value)| (&lines[number], directive, value))
    }

    /// What is suspicious of each of these lines, with its value. Several lints ask, each for what
    /// it speaks of, and all of them for the versions of the one machine.
    pub(crate) fn suspicions(
        &self,
        versions: Versions,
    ) -> impl Iterator<Item = (&Assignment<'a>, &str, &[Suspicion])> {
        let found = self.suspicions.get_or_init(|| {
            let each = self.numbered_commands();
            let each = each.map(|(number, _, value)| (number, suspicions(value, versions)));
            each.filter(|(_, found)| !found.is_empty()).collect()
        });
        found.iter().map(|(number, found)| {
            let line = &self.assignments().lines[*number];
            (line, line.value.as_deref().unwrap_or_default(), found.as_slice())
        })
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

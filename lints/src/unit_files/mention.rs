//! Units that are named in values.

use std::ops::Range;

use super::edges::words;
use super::{Assignment, How, Link, Setting, UnitType};
use crate::systemd::{self, ValueType, has_hole};

impl<'a> Setting<'a> {
    /// The units that its lines name, such as those of `after` and of `Unit=`: each as the line and a
    /// range of bytes in its value. `source` is the text of the file.
    pub fn mentions(&self, source: &str) -> Vec<(Assignment<'a>, Range<usize>)> {
        let unit = self.unit.unit_type;
        let takes_units = |section: &str, directive: &str| {
            systemd::directive(unit, section, directive)
                .is_some_and(|it| matches!(it.value_type(), ValueType::Unit | ValueType::Units))
        };
        let may_name_units = match self.how {
            How::Text => true,
            How::Links(link) => link != Link::Alias,
            How::Raw | How::Words => takes_units(self.section, self.directive),
            _ => false,
        };
        if !may_name_units || !unit.is_unit() {
            return Vec::new();
        }
        let lines = self.assignments(source).lines.into_iter();
        let lines = lines.filter(|it| {
            matches!(it.how, How::Links(_)) || takes_units(&it.section, &it.directive)
        });
        lines.flat_map(units).collect()
    }
}

/// The units that a line names.
fn units<'a>(line: Assignment<'a>) -> Vec<(Assignment<'a>, Range<usize>)> {
    let value = line.value.as_deref().unwrap_or_default();
    let is_unit = |word: &Range<usize>| {
        let word = &value[word.clone()];
        !has_hole(word) && UnitType::split(word).is_some()
    };
    let found: Vec<Range<usize>> = words(value).filter(is_unit).collect();
    found.into_iter().map(|word| (line.clone(), word)).collect()
}

//! Values that are one text, and the pieces of such.

use std::ops::Range;

use super::holes::is_hole;
use super::specifiers::{Place, percents_of, resolved};
use super::words::value_end;
use super::{ValueError, Versions};

/// A part of a value, with its place in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part<'a> {
    pub(super) text: &'a str,
    /// Where it begins in the value, in bytes.
    pub(super) start: usize,
}

/// The value without blanks around it; `None` if it is empty, or goes on in a further line.
pub(super) fn scalar(value: &str) -> Option<Part<'_>> {
    let line = &value[..value_end(value)];
    let blanks = [' ', '\t', '\r'];
    let text = line.trim_start_matches(blanks);
    let start = line.len() - text.len();
    let text = text.trim_end_matches(blanks);
    (!text.is_empty() && !text.contains('\n') && !text.ends_with('\\'))
        .then_some(Part { text, start })
}

impl<'a> Part<'a> {
    pub(super) fn range(self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }

    pub(super) fn chars(self) -> impl Iterator<Item = (Range<usize>, char)> + Clone + 'a {
        let start = self.start;
        self.text.char_indices().map(move |(at, ch)| (start + at..start + at + ch.len_utf8(), ch))
    }

    /// The rest, without this at the beginning; all of it if that is not there.
    pub(super) fn without(self, prefix: &str) -> Part<'a> {
        match self.text.strip_prefix(prefix) {
            Some(text) => Part { text, start: self.start + prefix.len() },
            None => self,
        }
    }

    /// What stands between these separators.
    pub(super) fn split(self, separator: char) -> impl Iterator<Item = Part<'a>> {
        let mut start = self.start;
        self.text.split(separator).map(move |text| {
            let part = Part { text, start };
            start += text.len() + separator.len_utf8();
            part
        })
    }

    /// What stands between blanks. Quotes and backslashes mean nothing here.
    pub(super) fn plain_words(self) -> impl Iterator<Item = Part<'a>> {
        self.split(' ').flat_map(|it| it.split('\t')).filter(|it| !it.text.is_empty())
    }

    /// Whether all of it is known: no hole, and no percent sign that systemd replaces.
    pub(super) fn is_literal(self) -> bool {
        !self.text.contains('%') && !self.text.chars().any(is_hole)
    }

    /// The first percent sign that systemd refuses.
    pub(super) fn check_percents(self, place: Place, versions: Versions) -> Result<(), ValueError> {
        match percents_of(self.chars()).find_map(|it| it.error(place, versions)) {
            Some(error) => Err(error),
            None => Ok(()),
        }
    }

    /// The first character that is known and that systemd refuses.
    pub(super) fn find_bad(self, is_good: impl Fn(char) -> bool) -> Option<(Range<usize>, char)> {
        resolved(self.chars()).find_map(|(range, ch)| Some((range, ch.filter(|&it| !is_good(it))?)))
    }

    pub(super) fn error(self, message: impl Into<String>) -> ValueError {
        ValueError::new(self.range(), message)
    }
}

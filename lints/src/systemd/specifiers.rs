//! `%` and the letter after it, which systemd replaces by something else.
//!
//! Facts: systemd.unit(5), "Specifiers", and the tables of the letters that each kind of setting
//! takes, in the source of systemd 252 and 257.

mod table;

use std::ops::Range;

use super::holes::{STORE_PATH, is_hole};
use super::{ValueError, Versions};

pub use table::{Specifier, specifier};

/// What kind of setting a value is for, as not every letter is taken everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// Names of units, such as `After=` and `Slice=`.
    UnitName,
    /// Everything else that has specifiers at all.
    Text,
}

/// A percent sign in a value, with what follows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Percent {
    /// Both characters (or the one, where nothing follows), in bytes of the value.
    pub range: Range<usize>,
    /// What it means.
    pub kind: PercentKind,
}

/// What a percent sign means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PercentKind {
    /// `%%`, one percent sign.
    Escaped,
    /// A letter that systemd replaces.
    Known(&'static Specifier),
    /// A letter or digit that systemd refuses.
    Unknown(char),
    /// Before any other character, or at the end: it stays as it is.
    Literal,
    /// A hole is beside it.
    Uncertain,
}

/// The percent signs of a text that has no quotes and escapes.
pub fn percents(text: &str) -> impl Iterator<Item = Percent> {
    percents_of(text.char_indices().map(|(at, ch)| (at..at + ch.len_utf8(), ch)))
}

/// The percent signs among characters that are given with their ranges, such as those of
/// [`Word::chars`](super::words::Word::chars).
pub fn percents_of(
    mut chars: impl Iterator<Item = (Range<usize>, char)>,
) -> impl Iterator<Item = Percent> {
    let mut after_hole = false;
    std::iter::from_fn(move || {
        loop {
            let (range, ch) = chars.next()?;
            if ch != '%' {
                // What the store gives does not end in a percent sign.
                after_hole = is_hole(ch) && ch != STORE_PATH;
                continue;
            }
            let uncertain = std::mem::take(&mut after_hole);
            let Some((next, ch)) = chars.next() else {
                let kind = if uncertain { PercentKind::Uncertain } else { PercentKind::Literal };
                return Some(Percent { range, kind });
            };
            let range = range.start..next.end;
            after_hole = is_hole(ch);
            let kind = match ch {
                _ if uncertain || after_hole => PercentKind::Uncertain,
                '%' => PercentKind::Escaped,
                _ if !ch.is_ascii_alphanumeric() => PercentKind::Literal,
                _ => match specifier(ch) {
                    Some(found) => PercentKind::Known(found),
                    None => PercentKind::Unknown(ch),
                },
            };
            return Some(Percent { range, kind });
        }
    })
}

/// What systemd makes of characters: each with its range, `None` where it is not known what stands
/// there (a hole, or a letter that is replaced). A [`STORE_PATH`] is a slash and something unknown.
pub fn resolved(
    chars: impl Iterator<Item = (Range<usize>, char)>,
) -> impl Iterator<Item = (Range<usize>, Option<char>)> {
    let mut chars = chars.peekable();
    let mut rest = None;
    std::iter::from_fn(move || {
        if let Some(range) = rest.take() {
            return Some((range, None));
        }
        let (range, ch) = chars.next()?;
        let known = match ch {
            STORE_PATH => {
                rest = Some(range.clone());
                Some('/')
            }
            _ if is_hole(ch) => None,
            '%' => match chars.next_if(|it| it.1 == '%' || it.1.is_ascii_alphanumeric()) {
                Some((next, '%')) => return Some((range.start..next.end, Some('%'))),
                Some((next, _)) => return Some((range.start..next.end, None)),
                None => Some('%'),
            },
            _ => Some(ch),
        };
        Some((range, known))
    })
}

impl Percent {
    /// What is wrong with it, if systemd surely refuses it.
    #[must_use]
    pub fn error(&self, place: Place, versions: Versions) -> Option<ValueError> {
        match self.kind {
            PercentKind::Unknown(ch) => {
                let message = format!("`%{ch}` stands for nothing that systemd knows");
                let help = format!("write `%%{ch}` for a percent sign");
                Some(ValueError::new(self.range.clone(), message).with_help(help))
            }
            PercentKind::Known(it) if versions.all_before(it.since) => {
                let (ch, since) = (it.letter, it.since);
                let message = format!("`%{ch}` is not known before systemd {since}");
                let help = format!("write `%%{ch}` for a percent sign");
                Some(ValueError::new(self.range.clone(), message).with_help(help))
            }
            PercentKind::Known(it) if place == Place::UnitName && !it.in_unit_names => {
                let message = format!("`%{}` is not taken in names of units", it.letter);
                Some(ValueError::new(self.range.clone(), message))
            }
            _ => None,
        }
    }
}

/// The first percent sign of a text without quotes and escapes that systemd refuses.
///
/// # Errors
/// The letter is unknown, or unknown in this place or in all of these versions.
pub fn check(text: &str, place: Place, versions: Versions) -> Result<(), ValueError> {
    match percents(text).find_map(|it| it.error(place, versions)) {
        Some(error) => Err(error),
        None => Ok(()),
    }
}

/// The places of `%i` and `%I`, which are empty in a unit whose name has no `@`.
pub fn instances(text: &str) -> impl Iterator<Item = Range<usize>> {
    percents(text).filter_map(|it| match it.kind {
        PercentKind::Known(Specifier { letter: 'i' | 'I', .. }) => Some(it.range),
        _ => None,
    })
}

#[cfg(test)]
mod tests;

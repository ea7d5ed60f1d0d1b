//! Letters after `%` that systemd replaces before the program sees them.

use std::ops::Range;

use super::Command;
use super::suspicion::{Suspicion, SuspicionKind};
use crate::systemd::specifiers::{Percent, PercentKind, percents_of};
use crate::systemd::words::Word;

/// Adds one suspicion for each word whose `%` are surely or likely meant for the program.
pub(super) fn suspicions(found: &mut Vec<Suspicion>, command: &Command<'_>, program: &str) {
    let (is_date, is_printf) = (program == "date", program == "printf");
    let mut count = 0;
    for word in command.arguments() {
        count += 1;
        if !word.raw().contains(['%', '\\']) {
            continue;
        }
        let text = word.text();
        let is_format = (is_date && text.starts_with('+'))
            || (is_printf && count == 1)
            || has_command_with_format(&text);
        if is_format || is_date_format(&text) || has_url_escapes(&text) {
            add(found, &word);
        }
    }
}

/// What systemd replaces in the value of a directive that is no command, such as `Environment=`,
/// though it is the format of a date or a URL with escapes.
#[must_use]
pub fn suspicious_percent(value: &str) -> Option<Suspicion> {
    let is_meant = is_date_format(value) || has_url_escapes(value);
    let chars = value.char_indices().map(|(at, ch)| (at..at + ch.len_utf8(), ch));
    is_meant.then(|| suspicion(chars)).flatten()
}

/// Reports the known letters of a word in which all percent signs are meant.
fn add(found: &mut Vec<Suspicion>, word: &Word<'_>) {
    found.extend(suspicion(word.chars()));
}

fn suspicion(chars: impl Iterator<Item = (Range<usize>, char)> + Clone) -> Option<Suspicion> {
    let percents = || {
        percents_of(chars.clone())
            .filter(|it| matches!(it.kind, PercentKind::Known(_) | PercentKind::Unknown(_)))
    };
    let is_known = |it: &Percent| matches!(it.kind, PercentKind::Known(_));
    let first = percents().find(is_known)?;
    let PercentKind::Known(specifier) = first.kind else { return None };
    let letter = specifier.letter;
    let message =
        format!("systemd replaces `%{letter}` by {} before the program sees it", specifier.meaning);
    let mut it = Suspicion::new(SuspicionKind::KnownPercent, first.range, true, message)
        .with_help(format!("write `%%{letter}`"));
    for percent in percents() {
        it = it.with_edit(percent.range.start..percent.range.start, "%");
    }
    Some(it)
}

/// `date +%s` and `printf '%s'` in the text of a script, with nothing between that ends the command.
fn has_command_with_format(text: &str) -> bool {
    for (name, format) in [("date ", "+"), ("printf ", "")] {
        let mut rest = text;
        while let Some(at) = rest.find(name) {
            let is_word =
                !rest[..at].ends_with(|ch: char| ch.is_alphanumeric() || ch == '-' || ch == '_');
            rest = &rest[at + name.len()..];
            let end = rest.find([';', '|', '&', ')', '`', '\n']).unwrap_or(rest.len());
            let arguments = &rest[..end];
            if is_word && arguments.contains(format) && arguments.contains('%') {
                return true;
            }
        }
    }
    false
}

/// `%Y-%m`, `%H:%M` and the like, which nobody wants of systemd.
fn is_date_format(text: &str) -> bool {
    let pairs = [
        "%Y-%m", "%Y%m", "%Y.%m", "%Y/%m", "%Y_%m", "%m-%d", "%m%d", "%H:%M", "%H%M", "%H-%M",
        "%H_%M", "%H.%M",
    ];
    text.contains('%') && pairs.iter().any(|pair| text.contains(pair))
}

/// Two escaped bytes of a URL in a row, such as `%C3%A9`.
fn has_url_escapes(text: &str) -> bool {
    let is_byte =
        |it: &[u8]| it[0] == b'%' && it[1].is_ascii_hexdigit() && it[2].is_ascii_hexdigit();
    text.contains("://")
        && text.as_bytes().windows(6).any(|it| is_byte(&it[..3]) && is_byte(&it[3..]))
}

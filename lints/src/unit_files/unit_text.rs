//! The text of a unit file as lines, as systemd reads them.

use std::ops::Range;

use crate::systemd::{has_hole, is_hole};

/// `Directive=value` in the text of a unit file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TextLine {
    /// The section's name; empty before the first one, and where the text does not say.
    pub(super) section: String,
    pub(super) directive: String,
    pub(super) value: String,
    /// Where the directive stands, in bytes of the text.
    pub(super) key: Range<usize>,
    /// Where pieces of the value begin: in the value, and in the text.
    pub(super) pieces: Vec<(usize, usize)>,
}

/// The lines of a text.
#[derive(Debug, Default)]
pub(super) struct TextLines {
    pub(super) found: Vec<TextLine>,
    /// Lines that assign nothing. Each is the value of a directive without a name.
    pub(super) loose: Vec<TextLine>,
    /// Whether no other line can be among them.
    pub(super) is_complete: bool,
}

/// All lines.
pub(super) fn lines(text: &str) -> TextLines {
    let (mut all, mut is_complete) = (TextLines::default(), true);
    let mut section = String::new();
    let mut offset = 0;
    let mut pending: Option<(String, Vec<(usize, usize)>)> = None;
    for line in text.split_inclusive('\n') {
        let start = offset;
        offset += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        let content = line.trim_start();
        let content_start = start + line.len() - content.len();
        if content.starts_with(['#', ';']) || (content.is_empty() && pending.is_none()) {
            is_complete &= !has_hole(content);
            continue;
        }
        let (mut joined, mut pieces) = pending.take().unwrap_or_default();
        pieces.push((joined.len(), content_start));
        match ends_in_backslash(content) {
            true => {
                joined.push_str(&content[..content.len() - 1]);
                joined.push(' ');
                pending = Some((joined, pieces));
            }
            false => {
                joined.push_str(content);
                is_complete &= finish(&joined, &pieces, &mut section, &mut all);
            }
        }
    }
    if let Some((joined, pieces)) = pending {
        is_complete &= finish(&joined, &pieces, &mut section, &mut all);
    }
    all.is_complete = is_complete;
    all
}

/// Whether an odd number of backslashes ends the line.
fn ends_in_backslash(line: &str) -> bool {
    (line.len() - line.trim_end_matches('\\').len()) % 2 == 1
}

/// Takes in one line; `false` if the text does not say what it is.
fn finish(
    line: &str,
    pieces: &[(usize, usize)],
    section: &mut String,
    all: &mut TextLines,
) -> bool {
    let trimmed = line.trim_end();
    if let Some(name) = trimmed.strip_prefix('[') {
        *section = match name.strip_suffix(']') {
            Some(name) if !has_hole(name) => name.to_owned(),
            _ => String::new(),
        };
        return !has_hole(trimmed);
    }
    let equals = trimmed.find('=');
    let hole = trimmed.find(is_hole);
    let Some(equals) = equals.filter(|equals| hole.is_none_or(|hole| hole > *equals)) else {
        if hole.is_some() {
            // It may begin another section.
            section.clear();
        } else {
            all.loose.push(loose(trimmed, pieces, section));
        }
        return hole.is_none();
    };
    if equals == 0 {
        all.loose.push(loose(trimmed, pieces, section));
        return true;
    }
    let directive = trimmed[..equals].trim_end();
    let rest = &trimmed[equals + 1..];
    let value = rest.trim_start();
    let value_start = trimmed.len() - value.len();
    let mut places = vec![(0, origin(pieces, value_start))];
    let later = pieces.iter().filter(|(start, _)| *start > value_start);
    places.extend(later.map(|(start, source)| (start - value_start, *source)));
    let start = origin(pieces, 0);
    all.found.push(TextLine {
        section: section.clone(),
        directive: directive.to_owned(),
        value: value.to_owned(),
        key: start..start + directive.len(),
        pieces: places,
    });
    true
}

fn loose(line: &str, pieces: &[(usize, usize)], section: &str) -> TextLine {
    let start = origin(pieces, 0);
    TextLine {
        section: section.to_owned(),
        directive: String::new(),
        value: line.to_owned(),
        key: start..start,
        pieces: pieces.to_vec(),
    }
}

/// Which byte of the text byte `at` of a value comes from.
pub(super) fn origin(pieces: &[(usize, usize)], at: usize) -> usize {
    let piece = pieces.iter().rev().find(|(start, _)| *start <= at);
    piece.map_or(at, |(start, source)| source + (at - start))
}

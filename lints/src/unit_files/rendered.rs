//! Values as text, as `toString` makes it.

use std::borrow::Cow;

use cfglint_syntax::TextRange;

use crate::model::{Hole, Text, TextPart, Value, ValueKind};
use crate::systemd::HOLE;

/// [`HOLE`] and [`STORE_PATH`](crate::systemd::STORE_PATH) as texts.
const HOLE_TEXT: &str = "\u{FFFC}";
const STORE_PATH_TEXT: &str = "\u{FFFB}";

/// The text of one line's value. `None` if the text does not say, or Nix would refuse it.
pub(super) fn line_value<'a>(value: &'a Value, source: &str) -> Option<Cow<'a, str>> {
    match &value.kind {
        ValueKind::Bool(bool) => Some(Cow::Borrowed(if *bool { "true" } else { "false" })),
        ValueKind::List(list) if list.is_complete => {
            let mut text = String::new();
            let count = list.items.len();
            for (index, item) in list.items.iter().enumerate() {
                if !item.conditions.is_empty() {
                    return None;
                }
                text.push_str(&to_string(&item.value, source)?);
                let is_empty_list =
                    matches!(&item.value.kind, ValueKind::List(list) if list.items.is_empty());
                if index + 1 < count && !is_empty_list {
                    text.push(' ');
                }
            }
            Some(Cow::Owned(text))
        }
        _ => to_string(value, source),
    }
}

/// What `toString` makes of a value.
fn to_string<'a>(value: &'a Value, source: &str) -> Option<Cow<'a, str>> {
    Some(match &value.kind {
        ValueKind::Null | ValueKind::Bool(false) => Cow::Borrowed(""),
        ValueKind::Bool(true) => Cow::Borrowed("1"),
        ValueKind::Int(int) => Cow::Owned(int.to_string()),
        ValueKind::Float(text) => Cow::Owned(format!("{:.6}", text.parse::<f64>().ok()?)),
        ValueKind::Str(text) => string(text),
        ValueKind::Path(path) => match is_string(value.range, source) || !is_plain(path) {
            // `"${./file}"` is a store path, and `./file` lies where the project lies.
            true => Cow::Borrowed(written_file(value, source)),
            false => Cow::Borrowed(path),
        },
        ValueKind::List(_) => line_value(value, source)?,
        ValueKind::Call { .. } => Cow::Borrowed(written_file(value, source)),
        ValueKind::Unknown | ValueKind::EmptySet | ValueKind::Function => return None,
    })
}

/// A string with a character of [`systemd`](crate::systemd) for each part that is not known.
pub(super) fn string(text: &Text) -> Cow<'_, str> {
    match text.parts.as_slice() {
        [] => Cow::Borrowed(""),
        [TextPart::Literal(text)] => Cow::Borrowed(text),
        [TextPart::Hole(hole)] => Cow::Borrowed(hole_text(hole)),
        parts => parts
            .iter()
            .map(|part| match part {
                TextPart::Literal(text) => &**text,
                TextPart::Hole(hole) => hole_text(hole),
            })
            .collect(),
    }
}

fn hole_text(hole: &Hole) -> &'static str {
    if hole.is_store_path { STORE_PATH_TEXT } else { HOLE_TEXT }
}

/// A file that Nix writes: of `"-${file}"` and `"${file}"` the model keeps the file alone, and of
/// a path without quotes the place where the project lies.
fn written_file(value: &Value, source: &str) -> &'static str {
    let text = source.get(usize::from(value.range.start())..).unwrap_or_default();
    let inner = text.strip_prefix('"').or_else(|| text.strip_prefix("''"));
    match inner.map(str::trim_start) {
        Some(inner) if inner.starts_with("${") => STORE_PATH_TEXT,
        Some(inner) if inner.starts_with("-${") => "-\u{FFFB}",
        None if matches!(value.kind, ValueKind::Call { .. }) => STORE_PATH_TEXT,
        _ => HOLE_TEXT,
    }
}

/// Whether the expression is a string, and no path of its own.
fn is_string(range: TextRange, source: &str) -> bool {
    let bytes = source.as_bytes().get(usize::from(range.start())..).unwrap_or_default();
    !matches!(bytes, [b'/', ..])
}

/// Whether a path is absolute and as Nix would write it.
fn is_plain(path: &str) -> bool {
    path.strip_prefix('/')
        .is_some_and(|rest| rest.split('/').all(|part| !matches!(part, "" | "." | "..")))
}

/// `"NAME=value"` as JSON writes it; the map of [`unquoted`] leads back.
pub(super) fn quoted(name: &str, value: &str) -> String {
    let mut text = String::with_capacity(name.len() + value.len() + 4);
    text.push('"');
    for character in name.chars().chain(std::iter::once('=')).chain(value.chars()) {
        escape(character, &mut text);
    }
    text.push('"');
    text
}

fn escape(character: char, text: &mut String) {
    match character {
        '"' => text.push_str("\\\""),
        '\\' => text.push_str("\\\\"),
        '\n' => text.push_str("\\n"),
        '\r' => text.push_str("\\r"),
        '\t' => text.push_str("\\t"),
        // Some versions of Nix have a short escape for these.
        '\u{8}' | '\u{c}' => text.push(HOLE),
        control if (control as u32) < 0x20 => {
            text.push_str(&format!("\\u{:04x}", control as u32));
        }
        other => text.push(other),
    }
}

/// Which byte of the value `at` (bytes of [`quoted`]) comes from; `None` in what the value does not
/// hold: the quotes and the name.
pub(super) fn unquoted(name: &str, value: &str, at: usize) -> Option<usize> {
    let mut prefix = String::from("\"");
    name.chars().for_each(|character| escape(character, &mut prefix));
    let at = at.checked_sub(prefix.len() + 1)?;
    let (mut passed, mut escaped) = (0, String::new());
    for (offset, character) in value.char_indices() {
        escaped.clear();
        escape(character, &mut escaped);
        if at < passed + escaped.len() {
            // Within a character that is written as it is, each byte has its own place.
            let within = if escaped.len() == character.len_utf8() { at - passed } else { 0 };
            return Some(offset + within);
        }
        passed += escaped.len();
    }
    (at == passed).then_some(value.len())
}

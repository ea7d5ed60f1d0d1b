//! How tests show an error of a value.

use super::ValueError;

/// The value, carets below the error, and what is said of it.
pub(crate) fn show(text: &str, error: &ValueError) -> String {
    let before = text[..error.range.start].chars().count();
    let length = text[error.range.clone()].chars().count().max(1);
    let mut shown = format!("\n{text}\n{}{}", " ".repeat(before), "^".repeat(length));
    shown.push_str(&format!(" {}\n", error.message));
    if let Some(help) = &error.help {
        shown.push_str(&format!("help: {help}\n"));
    }
    if let Some(meant) = &error.replacement {
        shown.push_str(&format!("meant: {meant}\n"));
    }
    shown
}

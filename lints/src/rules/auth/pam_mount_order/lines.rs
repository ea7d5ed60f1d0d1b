//! The text of a PAM service.

use crate::model::{Definition, ValueKind};
use crate::views::commands::{HOLE, with_marks};
use crate::{Indel, TextEdit};
use cfglint_syntax::{TextRange, TextSize};

/// The module of a `session` line.
fn session_module(line: &str) -> Option<&str> {
    let line = line.trim_start().trim_start_matches('-');
    let rest = line.strip_prefix("session")?.strip_prefix([' ', '\t'])?.trim_start();
    // `[success=1 default=ignore]` has blanks of its own.
    let rest = match rest.strip_prefix('[') {
        Some(rest) => rest.split_once(']')?.1,
        None => rest.split_once([' ', '\t'])?.1,
    };
    let path = rest.split_whitespace().next()?;
    path.rsplit('/').next()
}

/// Whether `pam_systemd` comes before `pam_mount` for certain.
pub(super) fn text_is_wrong(definition: &Definition) -> bool {
    let ValueKind::Str(text) = &definition.value.kind else {
        return false;
    };
    let text = with_marks(text);
    let mut has_systemd = false;
    for line in text.lines() {
        let words = line.trim_start();
        let is_open = words.starts_with(HOLE)
            || words.contains(" include ")
            || words.contains(" substack ")
            || words.starts_with("@include");
        match session_module(line) {
            Some("pam_mount.so") => return has_systemd,
            Some("pam_systemd.so") => has_systemd = true,
            Some(module) if module.contains(HOLE) && !has_systemd => return false,
            _ if is_open && !has_systemd => return false,
            _ => {}
        }
    }
    false
}

/// The line of `pam_mount` above that of `pam_systemd`, in an indented string.
pub(super) fn moved(text: &str, definition: &Definition) -> Option<TextEdit> {
    let range = definition.value.range;
    let source = &text[range];
    if !source.starts_with("''") || !definition.place.statement.contains_range(range) {
        return None;
    }
    let mut at = 0;
    let (mut systemd, mut mount) = (None, None);
    for line in source.split_inclusive('\n') {
        match session_module(line) {
            Some("pam_systemd.so") if systemd.is_none() => systemd = Some(at),
            Some("pam_mount.so") if mount.is_none() => mount = Some((at, line)),
            _ => {}
        }
        at += line.len();
    }
    let (to, (from, line)) = (systemd?, mount?);
    let place = |at: usize| range.start() + TextSize::new(at as u32);
    line.ends_with('\n').then_some(())?;
    TextEdit::from_indels(vec![
        Indel { delete: TextRange::empty(place(to)), insert: line.to_owned() },
        Indel { delete: TextRange::at(place(from), TextSize::of(line)), insert: String::new() },
    ])
}

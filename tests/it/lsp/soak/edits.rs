//! Edits that an editor may send: at any place where a cursor can stand, and of any text.

use std::ops::Range;

use serde_json::{Value, json};

use super::super::text::Unit;
use crate::chance::{Chance, PIECES};

/// A replacement of a range in bytes, or of everything.
pub(super) type Edit = (Option<Range<usize>>, String);

/// Lines that leave a module whole, mostly; `@` is a number, as no option may be set twice.
const LINES: &[&str] = &[
    "# one more 😀",
    "/* grüße 𝔘 */",
    "systemd.services.s@.serviceConfig.StandardError = \"syslog\";",
    "systemd.services.t@.serviceConfig.RemainAfterExit = true;",
    "systemd.timers.t@.timerConfig.OnCalendar = \"dayly\";",
    "systemd.timers.t@.timerConfig.OnCalendar = \"daily\";",
    "imports = [ ./timer.nix ./@.nix ];",
    "networking.firewall.allowedTCPPorts = [ @ ];",
    "# cfglint: allow(syslog-output)",
    "",
];

/// The nearest place before `at` where a cursor can stand.
fn place(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') {
        at -= 1;
    }
    at
}

fn any_place(chance: &mut Chance, text: &str) -> usize {
    match chance.below(10) {
        0 => text.len(),
        1 => 0,
        _ => place(text, chance.below(text.len() + 1)),
    }
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// A small change, as by a key or a paste.
pub(super) fn small(chance: &mut Chance, text: &str) -> Edit {
    let at = any_place(chance, text);
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    match chance.below(10) {
        0 => (Some(at..at), (*chance.one_of(PIECES)).to_owned()),
        1 => (Some(at..place(text, at + chance.below(12))), String::new()),
        2 => (Some(at..place(text, at + chance.below(40))), (*chance.one_of(PIECES)).to_owned()),
        3..8 => {
            let number = chance.below(20).to_string();
            let new = chance.one_of(LINES).replace('@', &number);
            (Some(line..line), new + line_end(text))
        }
        // A line goes or is there twice.
        _ => {
            let end = text[line..].find('\n').map_or(text.len(), |at| line + at + 1);
            let twice = text[line..end].repeat(2 * chance.below(2));
            (Some(line..end), twice)
        }
    }
}

/// The change of the smallest range that turns one text into another.
pub(super) fn between(old: &str, new: &str) -> Edit {
    let same = |(a, b): &(u8, u8)| a == b;
    let start = old.bytes().zip(new.bytes()).take_while(same).count();
    let start = place(old, start).min(place(new, start));
    let mut tail =
        old[start..].bytes().rev().zip(new[start..].bytes().rev()).take_while(same).count();
    let is_place = |text: &str, at: usize| place(text, at) == at;
    while !is_place(old, old.len() - tail) || !is_place(new, new.len() - tail) {
        tail -= 1;
    }
    (Some(start..old.len() - tail), new[start..new.len() - tail].to_owned())
}

/// The edit as the protocol has it, and what it makes of the text.
pub(super) fn applied(unit: Unit, text: &mut String, (range, new): Edit) -> Value {
    match range {
        None => {
            *text = new;
            json!({ "text": text })
        }
        Some(range) => {
            let change = json!({ "range": unit.range(text, range.clone()), "text": new });
            text.replace_range(range, &new);
            change
        }
    }
}

//! Shell syntax, which systemd hands to the program as text.

use std::ops::Range;

use super::Command;
use super::programs::{TAKES_FILES, TAKES_OPERATORS};
use super::suspicion::{SCRIPT, Suspicion, SuspicionKind};
use crate::systemd::holes::is_hole;
use crate::systemd::words::Word;

/// Adds what a shell would do with the arguments, outside of quotes.
pub(super) fn suspicions(found: &mut Vec<Suspicion>, command: &Command<'_>, program: &str) {
    let takes_operators = TAKES_OPERATORS.contains(&program);
    let takes_files = TAKES_FILES.contains(&program);
    let mut backtick: Option<usize> = None;
    let mut after_option = false;
    let mut arguments = command.arguments().peekable();
    while let Some(word) = arguments.next() {
        if word.plain().is_some() {
            let has_next = arguments.peek().is_some();
            if let Some((kind, range, message)) = syntax(&word, has_next) {
                let it = Suspicion::new(kind, range, !takes_operators, message);
                found.push(it.with_help(SCRIPT));
            } else if let Some(message) = expansion(&word, takes_files && !after_option) {
                found.push(message);
            }
        }
        substitution(found, &word, &mut backtick);
        // Short options of these programs take no patterns.
        after_option = word.raw().starts_with("--") && !word.raw().contains('=');
    }
}

/// Operators and redirections, which are words of their own or begin one.
fn syntax(word: &Word<'_>, has_next: bool) -> Option<(SuspicionKind, Range<usize>, String)> {
    let raw = word.raw();
    if matches!(raw, "|" | "||" | "&&" | "&" | "|&" | ";;") {
        let message = format!("the program gets `{raw}` as an argument: systemd is no shell");
        return Some((SuspicionKind::ShellOperator, word.range.clone(), message));
    }
    if has_next && raw.len() > 1 && raw.ends_with(';') && !raw.ends_with(";;") {
        let range = word.range.end - 1..word.range.end;
        let message = "the program gets this `;` as a part of its argument: systemd separates commands only at a `;` between blanks".to_owned();
        return Some((SuspicionKind::ShellOperator, range, message));
    }
    if is_redirection(raw, has_next) {
        let message = format!("the program gets `{raw}` as an argument: systemd is no shell");
        return Some((SuspicionKind::Redirection, word.range.clone(), message));
    }
    None
}

fn is_redirection(raw: &str, has_next: bool) -> bool {
    let rest = raw.trim_start_matches(|ch: char| ch.is_ascii_digit());
    // No shell takes a number of two digits.
    if raw.len() - rest.len() > 1 {
        return false;
    }
    let both = raw.strip_prefix("&>>").or_else(|| raw.strip_prefix("&>"));
    let (sign, target) = if let Some(target) = both {
        ('>', target)
    } else if let Some(target) = rest.strip_prefix(">>").or_else(|| rest.strip_prefix(">|")) {
        ('>', target)
    } else if let Some(target) = rest.strip_prefix('>') {
        ('>', target)
    } else if let Some(target) = rest.strip_prefix('<') {
        ('<', target)
    } else {
        return false;
    };
    // `>=1.2` is a version, `<name>` a placeholder, `<` at the end nothing.
    match target.chars().next() {
        None => has_next,
        Some('&') => {
            target.len() == 2 && target.ends_with(|ch: char| ch.is_ascii_digit() || ch == '-')
        }
        Some('/' | '.' | '~' | '$') => !(sign == '<' && target.ends_with('>')),
        Some(ch) if is_hole(ch) => !(sign == '<' && target.ends_with('>')),
        Some(_) => false,
    }
}

/// Patterns and `~`.
fn expansion(word: &Word<'_>, takes_files: bool) -> Option<Suspicion> {
    let raw = word.raw();
    if raw == "~" || raw.starts_with("~/") {
        let range = word.range.start..word.range.start + 1;
        let message = "systemd does not expand `~`: the program gets it as it stands";
        let help = "write `%h` for the home of the user that runs the service manager, or the absolute path";
        return Some(
            Suspicion::new(SuspicionKind::Tilde, range, takes_files, message).with_help(help),
        );
    }
    // What begins with a dash is an option, which may want a pattern.
    if takes_files && raw.contains('*') && !raw.starts_with('-') && !raw.contains("://") {
        let at = raw.find('*').unwrap_or(0) + word.range.start;
        let message = "systemd does not expand patterns: the program gets `*` as it stands";
        return Some(
            Suspicion::new(SuspicionKind::Glob, at..at + 1, true, message).with_help(SCRIPT),
        );
    }
    None
}

/// `$(…)` and pairs of backticks outside of quotes.
fn substitution(found: &mut Vec<Suspicion>, word: &Word<'_>, backtick: &mut Option<usize>) {
    if !word.raw().contains(['(', '`']) {
        return;
    }
    let mut chars = word.chars();
    let mut before: Option<char> = None;
    while let Some((range, ch)) = chars.next() {
        let is_plain = !chars.in_quotes() && range.len() == ch.len_utf8();
        if is_plain && ch == '(' && before == Some('$') {
            let start = range.start - 1;
            let message = "the program gets `$(` as it stands: systemd is no shell";
            let kind = SuspicionKind::Substitution;
            found.push(Suspicion::new(kind, start..range.end, true, message).with_help(SCRIPT));
        }
        if is_plain && ch == '`' {
            match backtick.take() {
                None => *backtick = Some(range.start),
                Some(start) => {
                    let message =
                        "the program gets the backticks as they stand: systemd is no shell";
                    let kind = SuspicionKind::Substitution;
                    found.push(
                        Suspicion::new(kind, start..range.end, true, message).with_help(SCRIPT),
                    );
                }
            }
        }
        // `$$(` is a dollar sign that was meant, and so is a bracket after a backslash.
        before = match (before, ch) {
            (Some('$'), '$') => None,
            _ if is_plain => Some(ch),
            _ => None,
        };
    }
}

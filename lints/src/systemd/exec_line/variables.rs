//! `$`, which systemd expands by rules of its own.

use super::Command;
use super::suspicion::{Suspicion, SuspicionKind};
use crate::systemd::words::Word;

/// Adds the variables that systemd does not expand as a shell would.
pub(super) fn suspicions(found: &mut Vec<Suspicion>, command: &Command<'_>) {
    for word in command.arguments() {
        if word.plain().is_some() {
            variables(found, &word);
        }
    }
}

fn variables(found: &mut Vec<Suspicion>, word: &Word<'_>) {
    let raw = word.raw();
    let mut at = 0;
    while let Some(dollar) = raw[at..].find('$').map(|it| it + at) {
        let rest = &raw[dollar + 1..];
        at = dollar + 1;
        if rest.starts_with('$') {
            at += 1;
        } else if let Some(inner) = rest.strip_prefix('{') {
            if let Some(end) = inner.find('}') {
                braces(found, word, dollar, &inner[..end]);
                at += end + 2;
            }
        } else {
            let len =
                rest.bytes().take_while(|it| it.is_ascii_alphanumeric() || *it == b'_').count();
            let name = &rest[..len];
            if len > 0 && !name.starts_with(|ch: char| ch.is_ascii_digit()) {
                part(found, word, dollar, name);
            }
            at += len;
        }
    }
}

/// `${NAME:-default}`.
fn braces(found: &mut Vec<Suspicion>, word: &Word<'_>, dollar: usize, inner: &str) {
    let len = inner.bytes().take_while(|it| it.is_ascii_alphanumeric() || *it == b'_').count();
    if len == 0
        || len == inner.len()
        || !inner[len..].starts_with([':', '-', '+', '=', '?', '#', '%', '/', '['])
    {
        return;
    }
    let start = word.range.start + dollar;
    let range = start..start + inner.len() + 3;
    let message =
        format!("systemd expands only `${{{}}}`, without defaults and the like", &inner[..len]);
    let kind = SuspicionKind::ParameterExpansion;
    let help = "set the default with `environment` or `Environment=`, or use a script";
    found.push(Suspicion::new(kind, range, true, message).with_help(help));
}

/// `$NAME` that is not a whole word.
fn part(found: &mut Vec<Suspicion>, word: &Word<'_>, dollar: usize, name: &str) {
    let raw = word.raw();
    if dollar == 0 && name.len() + 1 == raw.len() {
        return;
    }
    // Another `$` in front makes the whole word one name, and is reported itself.
    if dollar > 0 && raw.starts_with('$') && !raw.starts_with("$$") && !raw.starts_with("${") {
        return;
    }
    let start = word.range.start + dollar;
    let range = start..start + name.len() + 1;
    let message = if dollar == 0 {
        format!(
            "systemd takes all of `{}` for the name of a variable, and drops the word",
            &raw[1..]
        )
    } else {
        format!("`${name}` stays as it is: inside a word systemd expands only `${{{name}}}`")
    };
    let is_sure = name.len() > 1 && name.bytes().all(|it| !it.is_ascii_lowercase());
    found.push(
        Suspicion::new(SuspicionKind::PartVariable, range.clone(), is_sure, message)
            .with_help(format!("write `${{{name}}}`"))
            .with_edit(range, format!("${{{name}}}")),
    );
}

//! What programs are known to do with their arguments.

use std::borrow::Cow;

use super::Command;
use crate::systemd::holes::has_hole;
use crate::systemd::words::Word;

/// Whether the command, whose program has this [`name`], hands a text to a shell: `sh -c …`, also
/// behind `env` and the like, and any program of which the name is not known if it is given `-c`.
pub(super) fn is_shell_script(command: &Command<'_>, name: &str) -> bool {
    let mut is_shell = is_shell_name(name) || has_hole(name);
    for word in command.arguments() {
        if is_shell && is_c_option(&word) {
            return true;
        }
        is_shell |= match word.plain() {
            Some(text) => is_shell_name(last_part(text)),
            None => is_shell_name(&base(word.chars().map(|it| it.1))),
        };
    }
    false
}

fn is_shell_name(base: &str) -> bool {
    let shells =
        ["sh", "bash", "dash", "zsh", "ash", "ksh", "mksh", "fish", "busybox", "nu", "yash"];
    shells.contains(&base)
}

/// The last part of the program's path.
pub(super) fn name<'a>(command: &Command<'a>) -> Cow<'a, str> {
    let prefix = command.prefix_range.len();
    match command.first.plain() {
        Some(text) => Cow::Borrowed(last_part(&text[prefix..])),
        None => Cow::Owned(base(command.program().map(|it| it.1))),
    }
}

fn last_part(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// What follows the last slash.
fn base(chars: impl Iterator<Item = char>) -> String {
    let mut base = String::new();
    for ch in chars {
        match ch {
            '/' => base.clear(),
            _ => base.push(ch),
        }
    }
    base
}

/// Whether this is `-c`, also among other letters as in `-euc`. A word that is not known may be.
fn is_c_option(word: &Word<'_>) -> bool {
    if word.has_hole() {
        return true;
    }
    let mut chars = word.chars().map(|it| it.1);
    chars.next() == Some('-')
        && chars.clone().all(|ch| ch.is_ascii_alphabetic())
        && chars.any(|ch| ch == 'c')
        || word.is("--command")
}

/// Whether only a shell knows this as a command.
pub(super) fn is_shell_word(name: &str) -> bool {
    matches!(
        name,
        "cd" | "export"
            | "source"
            | "exec"
            | "eval"
            | "set"
            | "unset"
            | "alias"
            | "ulimit"
            | "umask"
            | "trap"
            | "if"
            | "for"
            | "while"
            | "until"
            | "case"
            | "[["
            | "{"
            | "("
            | "local"
            | "declare"
            | "readonly"
            | "return"
            | "wait"
            | "shift"
            | "pushd"
            | "popd"
    )
}

/// Programs that write what they are given, or compute with it, so that `|` and `>` among their
/// arguments may be meant.
pub(super) const TAKES_OPERATORS: &[&str] =
    &["echo", "printf", "expr", "test", "[", "jq", "yq", "awk", "gawk", "grep", "egrep", "sed"];

/// Programs that take names of files and know no patterns.
pub(super) const TAKES_FILES: &[&str] = &[
    "rm", "cp", "mv", "cat", "chmod", "chown", "chgrp", "touch", "mkdir", "rmdir", "ln", "head",
    "tail", "du", "ls", "wc", "sort", "gzip", "gunzip", "xz", "bzip2", "zstd", "install", "shred",
    "unlink", "stat", "truncate", "echo",
];

//! `Condition…=` and `Assert…=`.
//!
//! Facts: systemd.unit(5), "Conditions and Asserts". systemd reads only paths and percent signs
//! when it loads the unit; everything else is looked at when the unit starts.

use super::paths::{self, PathKind};
use super::scalar::{Part, scalar};
use super::specifiers::Place;
use super::{ValueError, Versions};

/// A value of a condition: `|` and then `!` may stand before it. `directive` is its name, such as
/// `ConditionPathExists`. Empty resets.
///
/// # Errors
/// The path is not absolute, or a percent sign is refused.
pub fn check(directive: &str, value: &str, versions: Versions) -> Result<(), ValueError> {
    let Some(whole) = scalar(value) else { return Ok(()) };
    if takes_path(directive) {
        let path = whole.without("|").without("!");
        return paths::check(path.chars(), path.range(), PathKind::Absolute, versions).map_err(
            |error| {
                if path.text.starts_with(['|', '!', ' ']) {
                    return error
                        .with_help("write `|` first, then `!`, then the path, without blanks");
                }
                error
            },
        );
    }
    argument(whole).check_percents(Place::Text, versions)
}

/// A value of a condition that systemd loads, but cannot read when the unit starts.
///
/// # Errors
/// A condition that asks for a boolean has something else.
pub fn check_readable(directive: &str, value: &str) -> Result<(), ValueError> {
    let Some(name) = name(directive).filter(|it| matches!(*it, "ACPower" | "FirstBoot")) else {
        return Ok(());
    };
    let Some(argument) = scalar(value).map(argument).filter(|it| it.is_literal()) else {
        return Ok(());
    };
    let words = ["1", "yes", "y", "true", "t", "on", "0", "no", "n", "false", "f", "off"];
    if words.iter().any(|it| it.eq_ignore_ascii_case(argument.text)) {
        return Ok(());
    }
    Err(argument
        .error(format!("`{name}` is asked for yes or no, and this is neither"))
        .with_help("write `true` or `false`"))
}

/// Whether this is the name of a condition that takes a path.
fn takes_path(directive: &str) -> bool {
    name(directive).is_some_and(|name| {
        matches!(
            name,
            "PathExists"
                | "PathExistsGlob"
                | "PathIsDirectory"
                | "PathIsSymbolicLink"
                | "PathIsMountPoint"
                | "PathIsReadWrite"
                | "PathIsEncrypted"
                | "PathIsSocket"
                | "DirectoryNotEmpty"
                | "FileNotEmpty"
                | "FileIsExecutable"
                | "NeedsUpdate"
        )
    })
}

fn name(directive: &str) -> Option<&str> {
    directive.strip_prefix("Condition").or_else(|| directive.strip_prefix("Assert"))
}

/// What follows `|` and `!`, which may have blanks after them here.
fn argument(whole: Part<'_>) -> Part<'_> {
    let mut rest = whole;
    for sign in ["|", "!"] {
        let after = rest.without(sign);
        if after.start != rest.start {
            let text = after.text.trim_start_matches([' ', '\t']);
            rest = Part { text, start: after.start + after.text.len() - text.len() };
        }
    }
    rest
}

#[cfg(test)]
mod tests;

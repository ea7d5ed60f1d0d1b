//! Booleans and single words.

use super::{Checked, Value, ValueError, numbers};
use crate::systemd::near;

/// Whether systemd reads `text` as a boolean, and as which.
pub(super) fn as_boolean(text: &str) -> Option<bool> {
    let is_one_of = |words: &[&str]| words.iter().any(|word| word.eq_ignore_ascii_case(text));
    if is_one_of(&["1", "yes", "y", "true", "t", "on"]) {
        return Some(true);
    }
    is_one_of(&["0", "no", "n", "false", "f", "off"]).then_some(false)
}

/// The boolean that `text` surely stands for.
fn boolean_meant(text: &str) -> Option<&'static str> {
    match text.to_ascii_lowercase().as_str() {
        "enable" | "enabled" | "yess" | "ture" | "treu" | "ja" => Some("yes"),
        "disable" | "disabled" | "flase" | "fasle" | "nein" => Some("no"),
        _ => None,
    }
}

pub(super) fn boolean(value: Value<'_>) -> Checked {
    if as_boolean(value.text).is_some() {
        return Ok(());
    }
    let error = value.error(format!("`{}` is no boolean", value.text));
    let error = error.with_help("write `yes` or `no`");
    Err(with_meant(error, boolean_meant(value.text)))
}

/// One of the words, or a number of a range among them.
pub(super) fn one(value: Value<'_>) -> Checked {
    match is_word(value) {
        true => Ok(()),
        false => Err(no_word(value)),
    }
}

pub(super) fn one_or_boolean(value: Value<'_>) -> Checked {
    if as_boolean(value.text).is_some() || is_word(value) {
        return Ok(());
    }
    let error = no_word(value);
    Err(match error.replacement {
        Some(_) => error,
        None => with_meant(error, boolean_meant(value.text)),
    })
}

/// One of the words; those that end in a part in capitals take an argument there.
pub(super) fn one_or_argument(value: Value<'_>) -> Checked {
    if is_word(value) {
        return Ok(());
    }
    let forms = value.directive.words().filter_map(|word| word.text.split_once(':'));
    for (prefix, form) in forms {
        let argument = value.text.strip_prefix(prefix).and_then(|rest| rest.strip_prefix(':'));
        let Some(argument) = argument else { continue };
        return match form == "PATH" && !argument.starts_with('/') && !argument.contains('%') {
            false => Ok(()),
            true => Err(value
                .error_at(argument, format!("`{argument}` is no absolute path"))
                .with_help(format!("write `{prefix}:/…` with the whole path"))),
        };
    }
    Err(no_word(value))
}

fn is_word(value: Value<'_>) -> bool {
    value.directive.words().any(|word| {
        !word.is_refused(value.versions)
            && (word.text == value.text
                || numbers::range(word.text).is_some_and(|range| numbers::is_in(value.text, range))
                || word.text.strip_suffix("HOSTNAME").is_some_and(|it| value.text.starts_with(it)))
    })
}

fn no_word(value: Value<'_>) -> ValueError {
    let newer = value.directive.words().find(|word| word.text == value.text);
    if let Some(above) = newer.and_then(|word| word.above) {
        return value.error(format!("`{}` is not known to systemd {above} and older", value.text));
    }
    let known = || {
        value
            .directive
            .words()
            .filter(|word| !word.is_deprecated && !word.is_refused(value.versions))
            .map(|word| word.text)
    };
    let literal = known().filter(|word| numbers::range(word).is_none());
    let meant = near::nearest(value.text, literal);
    let message = match known().find_map(numbers::range) {
        Some((first, last)) if numbers::whole(value.text).is_some() => {
            format!("`{}` is not between {first} and {last}", value.text)
        }
        _ => format!("`{}` is no value of `{}`", value.text, value.directive.name()),
    };
    let error = value.error(message).with_help(match meant {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => one_of(known()),
    });
    with_meant(error, meant)
}

/// "write one of `a`, `b` or `c`"; a range is "a number from 0 to 7".
pub(super) fn one_of(words: impl Iterator<Item = &'static str>) -> String {
    let words: Vec<String> = words
        .map(|word| match numbers::range(word) {
            Some((first, last)) => format!("a number from {first} to {last}"),
            None => format!("`{word}`"),
        })
        .collect();
    match words.split_last() {
        None => String::new(),
        Some((only, [])) => format!("write {only}"),
        Some((last, rest)) => format!("write one of {} or {last}", rest.join(", ")),
    }
}

/// With a replacement, if one is known.
pub(super) fn with_meant(error: ValueError, meant: Option<&str>) -> ValueError {
    match meant {
        Some(meant) => error.with_replacement(meant),
        None => error,
    }
}

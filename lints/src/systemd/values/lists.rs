//! Lists of words, and a device with a value.

use super::{Checked, Value, ValueError, limits, numbers, words};
use crate::systemd::near;

/// Some of the words.
pub(super) fn words(value: Value<'_>) -> Checked {
    let Some(words) = value.words() else { return Ok(()) };
    check_words(value, words, |_| false)
}

/// Some of the words, `~` before them inverts; or a boolean.
pub(super) fn words_or_boolean(value: Value<'_>) -> Checked {
    if words::as_boolean(value.text).is_some() {
        return Ok(());
    }
    let Some(words) = value.words_of_list() else { return Ok(()) };
    // All but the users can be delegated, which is said by the word only if it is left out.
    let may_leave_out_users =
        value.directive.name() == "DelegateNamespaces" && value.text.starts_with('~');
    check_words(value, words, |word| may_leave_out_users && word == "user")
}

/// Some of the words, or hexadecimal masks.
pub(super) fn words_or_mask(value: Value<'_>) -> Checked {
    let Some(words) = value.words() else { return Ok(()) };
    check_words(value, words, |word| {
        let digits = word.trim_start_matches(['+', '-']);
        let digits = digits.strip_prefix("0x").unwrap_or(digits);
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())
    })
}

fn check_words<'a>(
    value: Value<'a>,
    mut words: impl Iterator<Item = &'a str>,
    is_other: impl Fn(&str) -> bool,
) -> Checked {
    let known = || {
        let words = value.directive.words().filter(|word| !word.is_refused(value.versions));
        words.map(|word| word.text).filter(|word| !matches!(*word, "yes" | "no"))
    };
    let is_known = |word: &str| known().any(|other| other == word) || is_other(word);
    // systemd drops words that it does not know from among controllers that it does.
    if value.directive.name() == "DisableControllers"
        && value.words().is_some_and(|mut words| words.any(is_known))
    {
        return Ok(());
    }
    let Some(word) = words.find(|word| !is_known(word)) else { return Ok(()) };
    let parts = || word.split(',').filter(|part| !part.is_empty());
    if word.contains(',') && parts().all(is_known) {
        let meant = value.with(word, &parts().collect::<Vec<_>>().join(" "));
        return Err(value
            .error_at(word, "words of this list have blanks between them, no commas")
            .with_help(format!("write `{meant}`"))
            .with_replacement(meant));
    }
    let meant = near::nearest(word, known());
    let error =
        value.error_at(word, format!("`{word}` is no word of `{}`", value.directive.name()));
    let error = match meant {
        Some(meant) => error.with_help(format!("did you mean `{meant}`?")),
        None if known().count() <= 24 => error.with_help(words::one_of(known())),
        None => error,
    };
    // What the kernel calls its BPF programs grows with each version of it.
    if word.starts_with("BPF") && meant.is_none() {
        return Ok(());
    }
    Err(words::with_meant(error, meant.map(|meant| value.with(word, meant)).as_deref()))
}

/// `0-3,5`, or a word of the directive.
pub(super) fn cpu_set(value: Value<'_>) -> Checked {
    if value.text.contains(['"', '\'', '\\'])
        || value.directive.words().any(|word| word.text == value.text)
    {
        return Ok(());
    }
    let number = |text: &str| numbers::whole(text).filter(|number| (0..8192).contains(number));
    for part in value.text.split([',', ' ', '\t']).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        match (number(first), number(last)) {
            (Some(low), Some(high)) if low <= high => {}
            (Some(_), Some(_)) => {
                return Err(value
                    .error_at(part, format!("the range `{part}` ends before it begins"))
                    .with_help(format!("write `{last}-{first}`"))
                    .with_replacement(value.with(part, &format!("{last}-{first}"))));
            }
            _ => {
                return Err(value
                    .error_at(part, format!("`{part}` is neither a number nor a range of them"))
                    .with_help("write numbers and ranges such as `0-3,5`"));
            }
        }
    }
    Ok(())
}

/// Splits a device from what follows it. None where it is not so simple.
fn device(value: Value<'_>) -> Option<(&str, &str)> {
    if value.text.contains(['"', '\'', '\\', '%']) {
        return None;
    }
    let (device, rest) = value.text.split_once([' ', '\t']).unwrap_or((value.text, ""));
    Some((device, rest.trim_start()))
}

fn missing(value: Value<'_>, what: &str) -> ValueError {
    let end = value.text.len();
    ValueError::new(end..end, format!("{what} is missing after the device"))
}

/// `/dev/sda 1M`
pub(super) fn device_size(value: Value<'_>) -> Checked {
    let Some((_, size)) = device(value) else { return Ok(()) };
    match size {
        "" => Err(missing(value, "a size")),
        "infinity" => Ok(()),
        _ if numbers::size(size, 1000).is_some_and(|size| size > 0) => Ok(()),
        _ => Err(limits::no_size(value, size, "a size such as `1M`, or `infinity`")),
    }
}

/// `/dev/sda 100`
pub(super) fn device_weight(value: Value<'_>) -> Checked {
    let Some((_, weight)) = device(value) else { return Ok(()) };
    match weight {
        "" => Err(missing(value, "a weight")),
        _ if numbers::is_in(weight, (1, 10_000)) => Ok(()),
        _ => Err(value
            .error_at(weight, format!("`{weight}` is no weight"))
            .with_help("write a number from 1 to 10000")),
    }
}

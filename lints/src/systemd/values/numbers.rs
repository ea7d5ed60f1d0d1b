//! Numbers as systemd reads them.

use super::{Checked, Value};

/// A whole number: decimal, or with `0x`, `0` or `0o` for octal, `0b` for binary. Blanks and a sign
/// may come first. None also for what does not fit.
pub(super) fn whole(text: &str) -> Option<i128> {
    let text = text.trim_start_matches([' ', '\t', '\n', '\r', '\u{b}', '\u{c}']);
    let (is_negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text[1..]),
        b'+' => (false, &text[1..]),
        _ => (false, text),
    };
    let prefix = |prefix: &str| {
        let (head, rest) = digits.split_at_checked(prefix.len())?;
        head.eq_ignore_ascii_case(prefix).then_some(rest)
    };
    let (radix, digits) = if let Some(rest) = prefix("0x") {
        (16, rest)
    } else if let Some(rest) = prefix("0b") {
        (2, rest)
    } else if let Some(rest) = prefix("0o") {
        (8, rest)
    } else if digits.len() > 1 && digits.starts_with('0') {
        (8, digits)
    } else {
        (10, digits)
    };
    if digits.is_empty() || !digits.bytes().all(|byte| char::from(byte).is_digit(radix)) {
        return None;
    }
    let number = i128::from_str_radix(digits, radix).ok()?;
    Some(if is_negative { -number } else { number })
}

/// The numbers `first..last` of a word of a directive.
pub(super) fn range(word: &str) -> Option<(i128, i128)> {
    let (first, last) = word.split_once("..")?;
    Some((first.parse().ok()?, last.parse().ok()?))
}

/// Whether `text` is a number of the range.
pub(super) fn is_in(text: &str, (first, last): (i128, i128)) -> bool {
    whole(text).is_some_and(|number| first <= number && number <= last)
}

/// A number of the directive's range.
pub(super) fn number(value: Value<'_>) -> Checked {
    let range = value.directive.words().find_map(|word| range(word.text));
    let Some(range) = range.filter(|range| !is_in(value.text, *range)) else {
        return Ok(());
    };
    let (first, last) = range;
    let is_small = last < 100_000;
    let error = match whole(value.text) {
        None => value.error(format!("`{}` is no whole number", value.text)),
        Some(number) if number < first && !is_small => {
            value.error(format!("`{}` is below {first}", value.text))
        }
        Some(_) if is_small => {
            value.error(format!("`{}` is not between {first} and {last}", value.text))
        }
        Some(_) => value.error(format!("`{}` is above {last}", value.text)),
    };
    let help = match is_small {
        true => format!("write a whole number from {first} to {last}"),
        false => "write a whole number, such as `5`".to_owned(),
    };
    // `08` is no number, as a leading zero stands for octal; 8 was surely meant.
    let decimal = value.text.trim_start_matches('0');
    let meant = decimal.parse::<u32>().ok().map(|number| number.to_string());
    let error = error.with_help(help);
    Err(match meant.filter(|_| whole(value.text).is_none()) {
        Some(meant) => error.with_replacement(meant),
        None => error,
    })
}

/// A part of a hundred in ten thousandths: `50%`, `50.55%`, `505.5‰`, `5055‱`; it may be above the
/// whole, but not negative.
pub(super) fn permyriad(text: &str) -> Option<i128> {
    let parts = [("%", 100, 2), ("‰", 10, 1), ("‱", 1, 0)];
    let (number, factor, places) = parts.into_iter().find_map(|(unit, factor, places)| {
        text.strip_suffix(unit).map(|number| (number, factor, places))
    })?;
    let (whole_part, part) = match number.split_once('.') {
        None => (number, 0),
        Some((whole_part, digits)) => {
            let is_fit = (1..=places).contains(&digits.len())
                && digits.bytes().all(|byte| byte.is_ascii_digit());
            let padded = format!("{digits:0<places$}");
            (whole_part, is_fit.then(|| padded.parse::<i128>().ok()).flatten()?)
        }
    };
    let number = whole(whole_part).filter(|number| (0..=i128::from(i32::MAX)).contains(number))?;
    Some(number * factor + part)
}

/// A size in bytes, its suffixes of steps of `base`: `1G`, `1.5G`, `1G 500M`.
pub(super) fn size(text: &str, base: u128) -> Option<u128> {
    const SUFFIXES: [&str; 8] = ["E", "P", "T", "G", "M", "K", "B", ""];
    let factor = |index: usize| base.pow(6_u32.saturating_sub(u32::try_from(index).unwrap_or(6)));
    let blanks = [' ', '\t', '\n', '\r'];
    let (mut rest, mut sum, mut next) = (text, 0_u128, 0);
    loop {
        rest = rest.trim_start_matches(blanks);
        let unsigned = rest.strip_prefix('+').unwrap_or(rest);
        let end = unsigned.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(unsigned.len());
        let number: u64 = unsigned[..end].parse().ok()?;
        rest = &unsigned[end..];
        let mut has_part = false;
        if let Some(after) = rest.strip_prefix('.') {
            let digits = after.find(|ch: char| !ch.is_ascii_digit()).unwrap_or(after.len());
            has_part = after[..digits].bytes().any(|byte| byte != b'0');
            rest = &after[digits..];
        }
        rest = rest.trim_start_matches(blanks);
        let index = (next..SUFFIXES.len()).find(|index| rest.starts_with(SUFFIXES[*index]))?;
        // systemd counts a part as one more, and does not notice if that wraps around to zero.
        let counted = number.wrapping_add(u64::from(has_part));
        if u128::from(counted) > u128::from(u64::MAX) / factor(index) {
            return None;
        }
        let at_least = u128::from(has_part && factor(index) > 1);
        sum += match has_part && counted == 0 {
            true => u128::from(u64::MAX) + 1 - factor(index),
            false => u128::from(number) * factor(index) + at_least,
        };
        rest = &rest[SUFFIXES[index].len()..];
        next = index + 1;
        if rest.is_empty() {
            return (sum <= u128::from(u64::MAX)).then_some(sum);
        }
    }
}

/// `text` with its unit of size as systemd spells it, if it is a size with a unit that people
/// write: `1GB`, `1g`, `1GiB`, `1 gb`.
pub(super) fn size_meant(text: &str) -> Option<String> {
    let end = text.find(|ch: char| !ch.is_ascii_digit() && ch != '.')?;
    let (number, unit) = text.split_at(end);
    let unit = unit.trim_start().to_ascii_uppercase();
    let letter = unit.strip_suffix("IB").or_else(|| unit.strip_suffix('B')).unwrap_or(&unit);
    let letter = letter.strip_suffix('I').unwrap_or(letter);
    let is_known = matches!(letter, "K" | "M" | "G" | "T" | "P" | "E") && !number.is_empty();
    is_known.then(|| format!("{number}{letter}"))
}

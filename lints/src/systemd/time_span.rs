//! Spans of time, as `TimeoutStartSec=` and many others take them: `1h 30min`.

mod meant;
#[cfg(test)]
mod tests;

use super::ValueError;

/// A span in microseconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TimeSpan(u64);

impl TimeSpan {
    /// Without end, or no limit.
    pub const INFINITY: TimeSpan = TimeSpan(u64::MAX);

    /// How long it is, in microseconds; [`u64::MAX`] if it is [`TimeSpan::INFINITY`].
    pub fn micros(self) -> u64 {
        self.0
    }
}

/// What a number without a unit counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Bare {
    /// As almost everywhere.
    #[default]
    Seconds,
    /// As in `LimitRTTIME=`.
    Microseconds,
    /// As in `TimerSlackNSec=`, where `ns` and `nsec` are units as well.
    Nanoseconds,
}

/// How a directive takes a span.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Rule {
    /// What a number without a unit counts.
    pub bare: Bare,
    /// Zero is no limit: `TimeoutStartSec=0`.
    pub zero_is_infinity: bool,
    /// The empty value is no limit, or sets the directive back: `CPUQuotaPeriodSec=`.
    pub takes_empty: bool,
    /// It has an end, and is at least one second long: `ManagedOOMMemoryPressureDurationSec=`,
    /// which takes the empty value as well.
    pub is_finite_second: bool,
}

/// Units and their microseconds, in the order in which systemd tries them as prefixes.
/// From `systemd.time(7)` and probes of `systemd-analyze timespan`.
const UNITS: &[(&str, u64)] = &[
    ("seconds", SECOND),
    ("second", SECOND),
    ("sec", SECOND),
    ("s", SECOND),
    ("minutes", 60 * SECOND),
    ("minute", 60 * SECOND),
    ("min", 60 * SECOND),
    ("months", 2_629_800 * SECOND),
    ("month", 2_629_800 * SECOND),
    ("M", 2_629_800 * SECOND),
    ("msec", 1000),
    ("ms", 1000),
    ("m", 60 * SECOND),
    ("hours", 3600 * SECOND),
    ("hour", 3600 * SECOND),
    ("hr", 3600 * SECOND),
    ("h", 3600 * SECOND),
    ("days", 86_400 * SECOND),
    ("day", 86_400 * SECOND),
    ("d", 86_400 * SECOND),
    ("weeks", 604_800 * SECOND),
    ("week", 604_800 * SECOND),
    ("w", 604_800 * SECOND),
    ("years", 31_557_600 * SECOND),
    ("year", 31_557_600 * SECOND),
    ("y", 31_557_600 * SECOND),
    ("usec", 1),
    ("us", 1),
    ("\u{3bc}s", 1),
    ("\u{b5}s", 1),
];

const SECOND: u64 = 1_000_000;
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// Reads a span as `systemd-analyze timespan` does, with blanks at both ends or without.
///
/// Nanoseconds are rounded down to microseconds. The error is at what systemd stumbles over
/// (bytes of `text`), and its `replacement`, if there is one, is a span that `text` surely meant.
pub fn parse(text: &str, bare: Bare) -> Result<TimeSpan, ValueError> {
    read(text, bare).map_err(|found| meant::explain(text, bare, found))
}

impl Rule {
    /// Reads the value of a directive with this rule.
    ///
    /// # Errors
    /// As [`parse`] does, and if the span is not one for the directive.
    pub fn parse(&self, text: &str) -> Result<TimeSpan, ValueError> {
        if self.takes_empty && text.is_empty() {
            return Ok(TimeSpan::INFINITY);
        }
        let span = parse(text, self.bare)?;
        let error = |message: &str| ValueError::new(0..text.len(), message);
        if self.zero_is_infinity && span.0 == 0 {
            return Ok(TimeSpan::INFINITY);
        }
        if self.is_finite_second && span == TimeSpan::INFINITY {
            return Err(error("this span must have an end").with_help("write a span such as `30s`"));
        }
        if self.is_finite_second && span.0 < SECOND {
            return Err(
                error("this span is shorter than one second").with_help("write `1s` or more")
            );
        }
        Ok(span)
    }
}

/// The strict reader: what systemd takes, and where it stumbles.
fn read(text: &str, bare: Bare) -> Result<TimeSpan, ValueError> {
    let begin = text.len() - text.trim_start_matches(BLANKS).len();
    if let Some(rest) = text[begin..].strip_prefix("infinity") {
        if rest.trim_start_matches(BLANKS).is_empty() {
            return Ok(TimeSpan::INFINITY);
        }
        let range = begin + 8 + blanks(rest)..text.trim_end_matches(BLANKS).len();
        return Err(ValueError::new(range, "nothing may follow `infinity`"));
    }
    // How many units of the result a microsecond is.
    let scale: u64 = if bare == Bare::Nanoseconds { 1000 } else { 1 };
    let too_long = || ValueError::new(0..text.len(), "this is longer than systemd can count");
    let mut total: u64 = 0;
    let mut at = begin;
    let mut is_empty = true;
    loop {
        at += blanks(&text[at..]);
        if at == text.len() {
            break;
        }
        let term = Term::read(text, at, bare)?;
        let unit = term.unit.unwrap_or(if bare == Bare::Seconds { SECOND } else { 1 });
        let value = term.whole.filter(|it| *it < u64::MAX / unit).ok_or_else(too_long)? * unit;
        let mut add = |value: u64| {
            total = total.checked_add(value).filter(|it| *it < u64::MAX).ok_or_else(too_long)?;
            Ok(())
        };
        add(value)?;
        let mut place = unit / 10;
        for digit in term.fraction.bytes() {
            add(u64::from(digit - b'0') * place)?;
            place /= 10;
        }
        at = term.end;
        is_empty = false;
    }
    if is_empty {
        return Err(ValueError::new(0..text.len(), "there is no span of time here"));
    }
    Ok(TimeSpan(total / scale))
}

struct Term<'t> {
    /// `None` if it is more than systemd reads.
    whole: Option<u64>,
    fraction: &'t str,
    unit: Option<u64>,
    end: usize,
}

impl Term<'_> {
    fn read(text: &str, begin: usize, bare: Bare) -> Result<Term<'_>, ValueError> {
        let rest = &text[begin..];
        if rest.starts_with('-') {
            let range = begin..word_end(text, begin);
            return Err(ValueError::new(range, "a span of time is not negative"));
        }
        // The C library skips two more blanks before a number, and then takes a sign.
        let skipped = rest.trim_start_matches(['\x0b', '\x0c', ' ', '\t', '\n', '\r']);
        let unsigned = match skipped.len() == rest.len() {
            true => skipped.strip_prefix('+').unwrap_or(skipped),
            false => skipped.strip_prefix(['+', '-']).unwrap_or(skipped),
        };
        let is_negative = skipped.starts_with('-');
        let digits = leading_digits(unsigned);
        let mut at = text.len() - unsigned.len() + digits.len();
        if digits.is_empty() {
            // Only a point may begin a number, and nothing before it.
            at = begin;
            if !rest.starts_with('.') {
                return Err(no_number(text, begin));
            }
        }
        let whole = match digits {
            "" => Some(0),
            _ => digits.parse::<i64>().ok().and_then(|it| u64::try_from(it).ok()),
        };
        if is_negative && whole != Some(0) {
            return Err(ValueError::new(begin..at, "a span of time is not negative"));
        }
        let mut fraction = "";
        if text[at..].starts_with('.') {
            fraction = leading_digits(&text[at + 1..]);
            if fraction.is_empty() {
                let message = "digits are due after the point";
                return Err(ValueError::new(begin..at + 1, message));
            }
            at += 1 + fraction.len();
        }
        let after = at + blanks(&text[at..]);
        let (unit, length) = unit_prefix(&text[after..], bare);
        if unit.is_none() && after == at && at < text.len() {
            return Err(no_unit(text, at));
        }
        if unit.is_none() && text[after..].starts_with(char::is_alphabetic) {
            return Err(no_unit(text, after));
        }
        let end = after + length;
        // `5mins` is `5min` and a rest that is no number.
        let is_split = unit.is_some() && text[end..].starts_with(char::is_alphabetic);
        if is_split {
            return Err(no_unit(text, after));
        }
        Ok(Term { whole, fraction, unit, end })
    }
}

/// The unit at the beginning of `text`, and its length in bytes.
fn unit_prefix(text: &str, bare: Bare) -> (Option<u64>, usize) {
    let scale = if bare == Bare::Nanoseconds { 1000 } else { 1 };
    if let Some((name, unit)) = UNITS.iter().find(|(name, _)| text.starts_with(name)) {
        return (Some(unit * scale), name.len());
    }
    let nanoseconds = ["nsec", "ns"].into_iter().find(|name| text.starts_with(name));
    match nanoseconds.filter(|_| bare == Bare::Nanoseconds) {
        Some(name) => (Some(1), name.len()),
        None => (None, 0),
    }
}

fn no_unit(text: &str, begin: usize) -> ValueError {
    let range = begin..word_end(text, begin);
    let message = format!("`{}` is no unit of time", &text[range.clone()]);
    ValueError::new(range, message)
}

fn no_number(text: &str, begin: usize) -> ValueError {
    let range = begin..word_end(text, begin);
    let message = format!("a number is due where `{}` stands", &text[range.clone()]);
    ValueError::new(range, message)
}

/// Where the letters at `begin` end, or else what is not blank.
fn word_end(text: &str, begin: usize) -> usize {
    let rest = &text[begin..];
    match rest.find(|it: char| !it.is_alphabetic()) {
        Some(0) => begin + rest.find(BLANKS).filter(|it| *it > 0).unwrap_or(rest.len()),
        Some(length) => begin + length,
        None => text.len(),
    }
}

fn blanks(text: &str) -> usize {
    text.len() - text.trim_start_matches(BLANKS).len()
}

fn leading_digits(text: &str) -> &str {
    &text[..text.bytes().take_while(u8::is_ascii_digit).count()]
}

//! What a span was meant to be.

use super::{BLANKS, Bare, UNITS, ValueError, leading_digits, read};

/// Units as they are written elsewhere, and systemd's.
const SPELLINGS: &[(&str, &str)] = &[
    ("microsecond", "us"),
    ("millisecond", "ms"),
    ("millis", "ms"),
    ("msecs", "ms"),
    ("usecs", "us"),
    ("secs", "s"),
    ("mins", "min"),
    ("mts", "min"),
    ("hrs", "h"),
    ("wk", "w"),
    ("wks", "w"),
    ("mo", "month"),
    ("mos", "month"),
    ("mon", "month"),
    ("mth", "month"),
    ("yr", "y"),
    ("yrs", "y"),
];

/// The error as it is shown, from the one of the reader.
pub(super) fn explain(text: &str, bare: Bare, found: ValueError) -> ValueError {
    let meant = meant(text, bare).filter(|meant| read(meant, bare).is_ok());
    if let Some(meant) = meant {
        return found.with_help(format!("write `{meant}`")).with_replacement(meant);
    }
    let help = match text.trim().to_ascii_lowercase().as_str() {
        "never" | "none" | "off" | "no" | "false" | "-1" => {
            "write `0` or `infinity`, whichever the directive takes for \"no limit\""
        }
        _ if text.contains(':') => "write the units, as in `1h 30min`",
        _ => "write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y",
    };
    found.with_help(help)
}

fn meant(text: &str, bare: Bare) -> Option<String> {
    let text = text.trim();
    // So long a text is no slip.
    if text.is_empty() || text.len() > 100 {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    if matches!(lower.as_str(), "infinity" | "inf" | "infinite" | "infinitely" | "forever") {
        return Some("infinity".to_owned());
    }
    if let Some(iso) = text.strip_prefix('P') {
        return iso_duration(iso);
    }
    clock(text).or_else(|| respelt(text, bare))
}

/// `PT1H30M` of ISO 8601, without its `P`.
fn iso_duration(text: &str) -> Option<String> {
    let (date, time) = text.split_once('T').unwrap_or((text, ""));
    let mut terms = Vec::new();
    let units = [('Y', "y"), ('M', "month"), ('W', "w"), ('D', "d")];
    for (part, units) in [(date, &units[..]), (time, &[('H', "h"), ('M', "min"), ('S', "s")])] {
        let mut rest = part;
        while !rest.is_empty() {
            let digits = leading_digits(rest);
            let letter = rest[digits.len()..].chars().next()?;
            let (_, unit) = units.iter().find(|(name, _)| *name == letter)?;
            (!digits.is_empty()).then(|| terms.push(format!("{digits}{unit}")))?;
            rest = &rest[digits.len() + 1..];
        }
    }
    Some(terms.join(" "))
}

/// `01:30:00`; with two parts only, it could be minutes as well.
fn clock(text: &str) -> Option<String> {
    let parts: Vec<u64> = text
        .split(':')
        .map(|part| (leading_digits(part) == part).then(|| part.parse().ok()).flatten())
        .collect::<Option<_>>()?;
    let [hours, minutes, seconds] = parts[..] else {
        return None;
    };
    if minutes > 59 || seconds > 59 {
        return None;
    }
    let terms = [(hours, "h"), (minutes, "min"), (seconds, "s")];
    let terms = terms.iter().filter(|(count, _)| *count > 0);
    let text = terms.map(|(count, unit)| format!("{count}{unit}")).collect::<Vec<_>>().join(" ");
    Some(if text.is_empty() { "0".to_owned() } else { text })
}

/// The same terms with systemd's units, blanks for all that separates terms.
fn respelt(text: &str, bare: Bare) -> Option<String> {
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let digits = leading_digits(rest);
        let mut length = digits.len();
        if rest[length..].starts_with('.') {
            let fraction = leading_digits(&rest[length + 1..]);
            if fraction.is_empty() {
                return None;
            }
            length += 1 + fraction.len();
        }
        if length == 0 {
            return None;
        }
        out.push_str(&rest[..length]);
        rest = &rest[length..];
        let letters = rest.trim_start_matches(BLANKS);
        let blanks = &rest[..rest.len() - letters.len()];
        let end = letters.find(|it: char| !it.is_alphabetic()).unwrap_or(letters.len());
        let word = &letters[..end];
        // "10 secs and 5 ms": the word between is no unit.
        if !word.is_empty() && word != "and" {
            out.push_str(blanks);
            out.push_str(unit(word, bare)?);
            rest = &letters[end..];
        }
        let after = separators(rest);
        let is_bare = word.is_empty() || word == "and";
        // `5,5` may be a decimal comma, and `5x` anything.
        if is_bare && !rest.is_empty() && !rest.starts_with(BLANKS) {
            return None;
        }
        if !after.is_empty() && after.len() < rest.len() {
            out.push(' ');
        }
        rest = after;
    }
    Some(out)
}

/// What follows blanks, a comma before a blank or a unit, and `and`.
fn separators(text: &str) -> &str {
    let rest = text.trim_start_matches(BLANKS);
    let rest = rest.strip_prefix([',', '&']).unwrap_or(rest).trim_start_matches(BLANKS);
    match rest.strip_prefix("and") {
        Some(after) if after.starts_with(BLANKS) => after.trim_start_matches(BLANKS),
        _ => rest,
    }
}

fn unit(word: &str, bare: Bare) -> Option<&'static str> {
    let known = || UNITS.iter().map(|(name, _)| *name);
    if let Some(name) = known().find(|name| *name == word) {
        return Some(name);
    }
    if bare == Bare::Nanoseconds
        && let Some(name) = ["nsec", "ns"].into_iter().find(|name| *name == word)
    {
        return Some(name);
    }
    // `M` alone was taken above: months.
    let lower = word.to_ascii_lowercase();
    if let Some(name) = known().find(|name| *name == lower) {
        // `Ms` and `MS` are of no one.
        return (lower != "ms").then_some(name);
    }
    let singular = |name: &str| lower == name || lower.strip_suffix('s') == Some(name);
    if let Some((_, unit)) = SPELLINGS.iter().find(|(name, _)| singular(name)) {
        return Some(unit);
    }
    // One slip in a word that is long enough to be known.
    let near = |name: &&str| name.len() >= 5 && strsim::osa_distance(name, &lower) == 1;
    let mut names = known().filter(near);
    let name = names.next()?;
    let unit_of = |name: &str| UNITS.iter().find(|(it, _)| *it == name).map(|(_, unit)| *unit);
    names.all(|other| unit_of(other) == unit_of(name)).then_some(name)
}

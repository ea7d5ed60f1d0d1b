//! Expressions, right and wrong.

use std::collections::BTreeSet;

use crate::random::Random;

const DAYS: &[&str] = &[
    "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Monday", "tuesday", "WED", "Thursday", "fri",
    "saturday", "Sunday",
];
const WORDS: &[&str] = &[
    "minutely",
    "hourly",
    "daily",
    "weekly",
    "monthly",
    "quarterly",
    "semiannually",
    "semi-annually",
    "biannually",
    "bi-annually",
    "yearly",
    "annually",
    "anually",
    "Daily",
    "WEEKLY",
    "dayly",
    "weekdays",
    "noon",
    "midnight",
    "every day",
    "Thurs",
    "Fr",
    "nightly",
];
const ZONES: &[&str] = &[
    "UTC",
    "utc",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "GMT",
    "EST",
    "Etc/GMT+3",
    "US/Pacific",
    "Europe/Berln",
    "europe/berlin",
    "Mars/Phobos",
    "CEST",
    "cet",
    "+03",
    "Z",
    "posix/Europe/Paris",
    "right/UTC",
    "Europe//Berlin",
    "/Europe/Berlin",
    "Zulu",
    "NZ-CHAT",
];
const BITS: &[&str] = &[
    " ", "  ", "*", "-", "~", "..", ".", ",", ":", "/", "0", "1", "5", "9", "12", "24", "31", "60",
    "T", "@", "Mon", "+", "\t", "am", "é", "/0", "*/2", "00", "x", "/1", "2026", " UTC",
];
const UNITS: &[&str] = &[
    "us", "usec", "\u{3bc}s", "\u{b5}s", "ms", "msec", "s", "sec", "second", "seconds", "m", "min",
    "minute", "minutes", "h", "hr", "hour", "hours", "d", "day", "days", "w", "week", "weeks", "M",
    "month", "months", "y", "year", "years",
];
const WRONG_UNITS: &[&str] = &[
    "mins",
    "secs",
    "hrs",
    "mo",
    "S",
    "H",
    "D",
    "Min",
    "ns",
    "nsec",
    "Y",
    "W",
    "usecs",
    "fortnight",
    "Days",
    "infinity",
    "e3",
    "x10",
    "µ",
    "yr",
    "MS",
];
const SPAN_BITS: &[&str] = &[
    " ",
    "  ",
    "\t",
    "\n",
    "\r",
    "\u{b}",
    "\u{c}",
    ".",
    "..",
    ",",
    "+",
    "-",
    ":",
    "0",
    "5",
    "00",
    "s",
    "m",
    "M",
    "min",
    "infinity",
    "9223372036854775807",
    "9223372036854775808",
    "18446744073",
    "é",
    "e",
    "and",
    "1",
    "\u{a0}",
];

/// `count` different expressions for a calendar.
pub(crate) fn calendars(random: &mut Random, count: usize) -> Vec<String> {
    distinct(count, || {
        let mut text = calendar(random);
        if random.one_in(3) {
            mutate(random, &mut text, BITS);
        }
        text
    })
}

/// `count` different spans of time.
pub(crate) fn spans(random: &mut Random, count: usize) -> Vec<String> {
    distinct(count, || {
        let mut text = span(random);
        if random.one_in(3) {
            mutate(random, &mut text, SPAN_BITS);
        }
        text
    })
}

fn distinct(count: usize, mut make: impl FnMut() -> String) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    while all.len() < count {
        let text = make();
        if seen.insert(text.clone()) {
            all.push(text);
        }
    }
    all
}

fn calendar(random: &mut Random) -> String {
    let mut text = match random.below(24) {
        0 => random.pick(WORDS).to_owned(),
        1 => match random.below(4) {
            0 => format!("@{}", random.below(7_300_000_000)),
            1 => format!("@{}{}", random.pick(&["+", " ", "-", "\t", ""]), random.below(9)),
            2 => format!("@{}", random.pick(&["", "7258118399", "7258118400", "0x1", "1.5"])),
            _ => format!("{} @{}", random.pick(DAYS), random.below(2_000_000_000)),
        },
        _ => event(random),
    };
    if random.one_in(12) {
        text = format!("{text}{}{}", random.pick(&[" ", " ", " ", "  "]), random.pick(ZONES));
    }
    text
}

fn event(random: &mut Random) -> String {
    let mut parts = Vec::new();
    if random.one_in(3) {
        parts.push(weekdays(random));
    }
    if !random.one_in(3) {
        let separator = if random.one_in(6) { "~" } else { "-" };
        let high = if separator == "~" { 28 } else { 31 };
        let day = chain(random, 1, high, false);
        let month = chain(random, 1, 12, false);
        let date = format!("{month}{separator}{day}");
        parts.push(match random.below(4) {
            0 => date,
            1 => format!("*-{date}"),
            _ => format!("{}-{date}", year(random)),
        });
    }
    if !random.one_in(4) || parts.is_empty() {
        let mut time = format!("{}:{}", chain(random, 0, 23, false), chain(random, 0, 59, false));
        if random.one_in(2) {
            time = format!("{time}:{}", chain(random, 0, 59, true));
        }
        parts.push(time);
    }
    parts.join(if random.one_in(20) { "  " } else { " " })
}

fn weekdays(random: &mut Random) -> String {
    let mut text = String::new();
    for index in 0..=random.below(3) {
        if index > 0 {
            text.push(',');
        }
        text.push_str(random.pick(DAYS));
        if random.one_in(3) {
            text.push_str(if random.one_in(4) { "-" } else { ".." });
            text.push_str(random.pick(DAYS));
        }
    }
    if random.one_in(12) {
        text.push(',');
    }
    text
}

fn year(random: &mut Random) -> String {
    match random.below(4) {
        0 => "*".to_owned(),
        1 => chain(random, 1970, 2199, false),
        2 => chain(random, 0, 99, false),
        _ => chain(random, 2024, 2030, false),
    }
}

fn chain(random: &mut Random, low: usize, high: usize, is_second: bool) -> String {
    if random.one_in(4) {
        return "*".to_owned();
    }
    let mut text = String::new();
    for index in 0..=(if random.one_in(4) { random.below(4) } else { 0 }) {
        if index > 0 {
            text.push(',');
        }
        let first = random.number(low, high);
        value(random, &mut text, first, is_second);
        // Mostly such as fit, as one that does not spoils all.
        let room = if random.one_in(8) { high } else { high.saturating_sub(first).max(1) };
        if random.one_in(5) {
            text.push_str("..");
            let last = if random.one_in(12) {
                random.number(low, high)
            } else {
                high - random.below(room)
            };
            value(random, &mut text, last, is_second);
        }
        if random.one_in(5) {
            text.push('/');
            let most = if random.one_in(2) { room.min(9) } else { room };
            let step = 1 + random.below(most);
            value(random, &mut text, step, is_second);
        }
    }
    text
}

fn value(random: &mut Random, text: &mut String, number: usize, is_second: bool) {
    match random.below(3) {
        0 => text.push_str(&format!("{number:02}")),
        _ => text.push_str(&number.to_string()),
    }
    if is_second && random.one_in(5) {
        text.push('.');
        for _ in 0..=random.below(8) {
            text.push_str(random.pick(&["0", "1", "4", "5", "9"]));
        }
    }
}

fn span(random: &mut Random) -> String {
    let mut text = random.pick(&["", "", "", "", " ", "\t"]).to_owned();
    for _ in 0..=random.below(3) {
        if random.one_in(25) {
            text.push_str(random.pick(&["+", "-", ".", "infinity", "+."]));
        }
        match random.below(12) {
            0 => text.push_str(random.pick(&["0", "00", "9223372036854775807", "18446744073709"])),
            1 => text.push_str(&random.below(usize::MAX).to_string()),
            2 => text.push_str(&format!(".{}", random.below(1000))),
            3 | 4 => text.push_str(&format!("{}.{}", random.below(50), random.below(100_000))),
            _ => text.push_str(&random.below(400).to_string()),
        }
        text.push_str(random.pick(&["", "", "", " ", " ", "\t"]));
        match random.below(10) {
            0 => {}
            1 => text.push_str(random.pick(WRONG_UNITS)),
            _ => text.push_str(random.pick(UNITS)),
        }
        text.push_str(random.pick(&["", " ", " ", "  "]));
    }
    if random.one_in(2) { text.trim().to_owned() } else { text }
}

/// Inserts, takes out, doubles or exchanges something, once or a few times.
fn mutate(random: &mut Random, text: &mut String, bits: &[&str]) {
    for _ in 0..=random.below(2) {
        let places: Vec<usize> =
            text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let from = places[random.below(places.len())];
        let next = text[from..].chars().next().map_or(from, |it| from + it.len_utf8());
        match random.below(5) {
            0 | 1 => text.insert_str(from, random.pick(bits)),
            2 => text.replace_range(from..next, ""),
            3 => text.replace_range(from..next, random.pick(bits)),
            _ => {
                let rest = text[from..next].to_owned();
                text.insert_str(from, &rest);
            }
        }
    }
}

//! What a line of cron is in systemd's words.

use std::ops::RangeInclusive;

use super::format::write_weekdays;
use super::{ALL_WEEKDAYS, read};

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const WEEKDAYS: [&str; 7] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/// The calendar expression that elapses exactly when cron would run `text`: five fields, or a
/// word such as `@daily`. For `0 4 * * *` that is `*-*-* 04:00:00`.
///
/// `None` if `text` is nothing of cron's, if cron itself refuses it, or if no single expression
/// says the same: cron runs when the day of the month *or* the weekday matches, if both are
/// restricted, and systemd when both do.
pub fn cron_to_calendar(text: &str) -> Option<String> {
    if let Some(word) = text.trim().strip_prefix('@') {
        return Some(nickname(word)?.to_owned());
    }
    Fields::read(text)?.expression()
}

/// The two expressions that together say what `text` does, where it needs two.
pub(super) fn cron_to_two(text: &str) -> Option<(String, String)> {
    let fields = Fields::read(text)?;
    if fields.day.is_any || fields.weekday.is_any {
        return None;
    }
    let by_day = Fields { weekday: Field::any(7), ..fields.clone() };
    let by_weekday = Fields { day: Field::any(31), ..fields };
    Some((by_day.expression()?, by_weekday.expression()?))
}

/// Whether `text` is meant for cron, right or wrong.
pub(super) fn looks_like_cron(text: &str) -> bool {
    let fields: Vec<&str> = text.split_ascii_whitespace().collect();
    let is_field = |field: &str| {
        let known = |it: u8| it.is_ascii_alphanumeric() || b"*/,-?#".contains(&it);
        field.bytes().all(known) && field.starts_with(|it: char| it == '*' || it.is_ascii_digit())
    };
    match fields[..] {
        [word] => word.strip_prefix('@').is_some_and(|it| nickname(it).is_some() || it == "reboot"),
        [minute, hour, _, _, _] => is_field(minute) && is_field(hour) && text.contains('*'),
        _ => false,
    }
}

fn nickname(word: &str) -> Option<&'static str> {
    Some(match word {
        "hourly" => "hourly",
        "daily" | "midnight" => "daily",
        // On Sunday, where systemd's `weekly` is on Monday.
        "weekly" => "Sun *-*-* 00:00:00",
        "monthly" => "monthly",
        "yearly" | "annually" => "yearly",
        _ => return None,
    })
}

#[derive(Debug, Clone)]
struct Fields {
    minute: Field,
    hour: Field,
    day: Field,
    month: Field,
    weekday: Field,
}

/// What a field matches.
#[derive(Debug, Clone)]
struct Field {
    /// The values as systemd writes them, and `*` for all.
    text: String,
    /// Bit by value.
    values: u64,
    is_any: bool,
}

impl Fields {
    fn read(text: &str) -> Option<Fields> {
        let fields: Vec<&str> = text.split_ascii_whitespace().collect();
        let [minute, hour, day, month, weekday] = fields[..] else {
            return None;
        };
        Some(Fields {
            minute: Field::read(minute, 0..=59, &[])?,
            hour: Field::read(hour, 0..=23, &[])?,
            day: Field::read(day, 1..=31, &[])?,
            month: Field::read(month, 1..=12, &MONTHS)?,
            weekday: Field::read(weekday, 0..=7, &WEEKDAYS)?,
        })
    }

    fn expression(&self) -> Option<String> {
        // Of a field like `*/2`, some crons say that it restricts, others that it does not.
        if !self.day.is_any && !self.weekday.is_any {
            return None;
        }
        let mut text = String::new();
        if !self.weekday.is_any {
            // From cron's Sunday, which is 0 and 7, to systemd's, which is the last day.
            let days = self.weekday.values >> 1 | (self.weekday.values & 1) << 6;
            let days = u8::try_from(days & u64::from(ALL_WEEKDAYS)).ok()?;
            if days != ALL_WEEKDAYS {
                write_weekdays(&mut text, days).ok()?;
                text.push(' ');
            }
        }
        let [month, day] = [&self.month.text, &self.day.text];
        let [hour, minute] = [&self.hour.text, &self.minute.text];
        text.push_str(&format!("*-{month}-{day} {hour}:{minute}:00"));
        Some(read::read(&text).ok()?.normalized())
    }
}

impl Field {
    fn any(count: u32) -> Field {
        Field { text: "*".to_owned(), values: (1 << count) - 1, is_any: true }
    }

    /// A list of `*`, `N` or `N-M`, each with `/STEP` or without.
    fn read(field: &str, limits: RangeInclusive<u64>, names: &[&str]) -> Option<Field> {
        let (low, high) = limits.into_inner();
        if matches!(field, "*" | "?" | "*/1") {
            return Some(Field { text: "*".to_owned(), values: u64::MAX, is_any: true });
        }
        let value = |text: &str| -> Option<u64> {
            let name = names.iter().position(|name| name.eq_ignore_ascii_case(text));
            let value = match name {
                Some(index) => low + index as u64,
                None if text.bytes().all(|it| it.is_ascii_digit()) => text.parse().ok()?,
                None => return None,
            };
            (low..=high).contains(&value).then_some(value)
        };
        let mut values = 0;
        let mut parts = Vec::new();
        for element in field.split(',') {
            let (range, step) = match element.split_once('/') {
                Some((range, step)) => {
                    (range, Some(step.parse::<u64>().ok().filter(|it| *it > 0)?))
                }
                None => (element, None),
            };
            let (first, last) = match range.split_once('-') {
                _ if range == "*" => (low, high.min(if names.len() == 7 { 6 } else { high })),
                Some((first, last)) => (value(first)?, value(last)?),
                // cron knows no step without a range; those who read it mean "from there on".
                None if step.is_some() && names.len() == 7 => return None,
                None if step.is_some() => (value(range)?, high),
                None => (value(range)?, value(range)?),
            };
            if first > last {
                return None;
            }
            let width = usize::try_from(step.unwrap_or(1)).ok()?;
            (first..=last).step_by(width).for_each(|it| values |= 1 << it);
            parts.push(match step {
                _ if first == last => first.to_string(),
                None | Some(1) => format!("{first}..{last}"),
                Some(step) if first + step > last => first.to_string(),
                Some(step) if last == high => format!("{first}/{step}"),
                Some(step) => format!("{first}..{last}/{step}"),
            });
        }
        if names.len() == 7 {
            values |= values >> 7;
        }
        Some(Field { text: parts.join(","), values, is_any: false })
    }
}

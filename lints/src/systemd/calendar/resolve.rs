//! From what is written to what it means, within the limits of each part.

use std::ops::Range;

use super::read::Written;
use super::{CalendarSpec, Chain, Component, ValueError, Zone};

/// systemd gives up after so many values beside the first.
pub(super) const MAX_ELEMENTS: usize = 240;

/// A number and its place.
#[derive(Debug)]
pub(super) struct Number {
    /// In microseconds where seconds are read.
    pub(super) value: i64,
    pub(super) range: Range<usize>,
}

/// `start[..stop][/step]` as it is written.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) start: Number,
    pub(super) stop: Option<Number>,
    pub(super) step: Option<Number>,
    pub(super) range: Range<usize>,
}

impl Element {
    /// What stands for a part of the time that is left out.
    pub(super) fn zero() -> Element {
        Element { start: Number { value: 0, range: 0..0 }, stop: None, step: None, range: 0..0 }
    }
}

/// A part of the expression.
#[derive(Debug)]
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) low: i64,
    pub(super) high: i64,
    /// How much one of it is.
    pub(super) scale: i64,
}

impl Field {
    pub(super) const YEAR: Field = Field { name: "year", low: 1970, high: 2199, scale: 1 };
    pub(super) const MONTH: Field = Field { name: "month", low: 1, high: 12, scale: 1 };
    pub(super) const DAY: Field = Field { name: "day", low: 1, high: 31, scale: 1 };
    pub(super) const HOUR: Field = Field { name: "hour", low: 0, high: 23, scale: 1 };
    pub(super) const MINUTE: Field = Field { name: "minute", low: 0, high: 59, scale: 1 };
    pub(super) const SECOND: Field =
        Field { name: "second", low: 0, high: 59_999_999, scale: 1_000_000 };
}

/// All parts as they are written.
#[derive(Debug, Default)]
pub(super) struct Parts {
    pub(super) year: Written,
    pub(super) month: Written,
    pub(super) day: Written,
    pub(super) from_month_end: bool,
    pub(super) hour: Written,
    pub(super) minute: Written,
    pub(super) second: Written,
}

impl Parts {
    pub(super) fn resolve(self, text: &str, weekdays: u8) -> Result<CalendarSpec, ValueError> {
        let from_month_end = self.from_month_end && self.day.is_some();
        let plain = |field: Field, written: Written| chain(text, &field, written, false);
        Ok(CalendarSpec {
            weekdays,
            year: plain(Field::YEAR, self.year)?,
            month: plain(Field::MONTH, self.month)?,
            day: chain(text, &Field::DAY, self.day, from_month_end)?,
            from_month_end,
            hour: plain(Field::HOUR, self.hour)?,
            minute: plain(Field::MINUTE, self.minute)?,
            second: match self.second {
                None => vec![Component { start: 0, stop: -1, step: Field::SECOND.scale }],
                written => plain(Field::SECOND, written)?,
            },
            zone: Zone::Local,
        })
    }
}

/// Microseconds of the digits after the point. The seventh digit rounds, the others are nothing.
pub(super) fn micros(digits: &str) -> i64 {
    let mut value = 0;
    for place in 0..6 {
        let digit = digits.as_bytes().get(place).map_or(0, |it| it - b'0');
        value = value * 10 + i64::from(digit);
    }
    value + i64::from(digits.as_bytes().get(6).is_some_and(|it| *it >= b'5'))
}

/// A range of seconds goes on by whole seconds, and systemd wants at least one.
pub(super) fn refuse_short_ranges(elements: &[Element]) -> Result<(), ValueError> {
    for element in elements {
        if let (Some(stop), None) = (&element.stop, &element.step)
            && stop.value < element.start.value + Field::SECOND.scale
        {
            let message = "a range of seconds without a step is at least one second long";
            return Err(ValueError::new(element.range.clone(), message));
        }
    }
    Ok(())
}

fn chain(text: &str, field: &Field, written: Written, from_end: bool) -> Result<Chain, ValueError> {
    let Some(elements) = written else {
        return Ok(Vec::new());
    };
    let mut pairs: Vec<(Component, &Element)> =
        elements.iter().map(|element| (component(field, element), element)).collect();
    pairs.sort_by_key(|(component, _)| *component);
    pairs.dedup_by_key(|(component, _)| *component);
    let mut high = field.high;
    for (component, element) in &pairs {
        if from_end {
            // For the shortest month; that it does so again for each further value is systemd's.
            high -= 3;
        }
        check(text, field, component, element, high, from_end)?;
    }
    Ok(pairs.into_iter().map(|(component, _)| component).collect())
}

fn component(field: &Field, element: &Element) -> Component {
    let century = |year: i64| match year {
        0..70 => year + 2000,
        70..100 => year + 1900,
        _ => year,
    };
    let value = |number: &Number| match field.name {
        "year" => century(number.value),
        _ => number.value,
    };
    let start = value(&element.start);
    let mut stop = element.stop.as_ref().map_or(-1, value);
    let mut step = match (&element.step, &element.stop) {
        (Some(step), _) => step.value,
        (None, Some(_)) => field.scale,
        (None, None) => 0,
    };
    if stop > start {
        stop -= (stop - start) % step;
    }
    if stop == start {
        (stop, step) = (-1, 0);
    }
    Component { start, stop, step }
}

fn check(
    text: &str,
    field: &Field,
    component: &Component,
    element: &Element,
    high: i64,
    from_end: bool,
) -> Result<(), ValueError> {
    let Component { start, stop, step } = *component;
    let Field { name, low, .. } = field;
    let outside = |value: i64| value < *low || value > high;
    let error =
        |range: &Range<usize>, message: String| Err(ValueError::new(range.clone(), message));
    let shown = |range: &Range<usize>| &text[range.clone()];
    let top = (high + 1) / field.scale - i64::from(field.scale == 1);
    for (value, number) in [(start, Some(&element.start)), (stop, element.stop.as_ref())] {
        let Some(number) = number else { continue };
        // A range that came down to one value has no end any more.
        if value == -1 || !outside(value) {
            continue;
        }
        let written = shown(&number.range);
        let message = if from_end && high < 28 && number.value <= 28 {
            format!("systemd takes no `{written}` in a list of days from the end of the month")
        } else if from_end {
            format!("{name}s from the end of the month are 1 to 28, and `{written}` is none")
        } else if field.scale == 1 {
            format!("{name}s are {low} to {top}, and `{written}` is none")
        } else {
            format!("{name}s are below {top}, and `{written}` is none")
        };
        return error(&number.range, message);
    }
    if stop >= 0 && stop < start {
        let written = shown(&element.range);
        let error = ValueError::new(
            element.range.clone(),
            format!("the range `{written}` of {name}s runs backwards"),
        );
        return Err(match around(field, element).filter(|_| !from_end) {
            Some(meant) => {
                let (before, after) = (&text[..element.range.start], &text[element.range.end..]);
                let whole = format!("{before}{meant}{after}");
                error.with_help(format!("write `{meant}`")).with_replacement(whole)
            }
            None => error,
        });
    }
    let too_far = match stop {
        0.. => start + step > stop,
        _ if from_end => start - step < *low,
        _ => start + step > high,
    };
    if step > high - low || too_far {
        let range = element.step.as_ref().map_or(&element.range, |step| &step.range);
        let written = shown(range);
        let limit = match stop {
            0.. => "the end of the range",
            _ if from_end => "the end of the month",
            _ => "the last one",
        };
        return error(range, format!("a step of {written} {name}s leads beyond {limit}"));
    }
    Ok(())
}

/// The two ranges that a range around the end of a day, an hour or a year is.
fn around(field: &Field, element: &Element) -> Option<String> {
    let (None, Some(stop)) = (&element.step, &element.stop) else {
        return None;
    };
    if !matches!(field.name, "hour" | "minute" | "month") {
        return None;
    }
    let span = |from: i64, to: i64| match to - from {
        0 => from.to_string(),
        _ => format!("{from}..{to}"),
    };
    let (first, second) = (span(field.low, stop.value), span(element.start.value, field.high));
    Some(format!("{second},{first}"))
}

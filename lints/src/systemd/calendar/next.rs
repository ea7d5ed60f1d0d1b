//! When an expression elapses, counted on the calendar without any clock.

use super::resolve::Field;
use super::{ALL_WEEKDAYS, CalendarSpec, Component, Zone};

const DAY: i64 = 86_400 * 1_000_000;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Date {
    pub(super) year: i64,
    pub(super) month: i64,
    pub(super) day: i64,
}

impl CalendarSpec {
    /// The first moment after `after` at which it elapses, both in microseconds since the epoch
    /// (1970-01-01 00:00:00). `None` if there is none until the end of 2199, where systemd stops.
    ///
    /// The clock is one that never jumps: UTC is exact, and times in another zone are those that
    /// its clocks show, both in the argument and in the answer.
    pub fn next_after(&self, after: u64) -> Option<u64> {
        let from = after.checked_add(1)?;
        let today = Date::of(from);
        let mut date = self.next_date(today)?;
        if date == today {
            let now = i64::try_from(from).ok()? % DAY;
            match self.next_time(now) {
                Some(time) => return date.at(time),
                None => date = self.next_date(today.tomorrow())?,
            }
        }
        date.at(self.next_time(0)?)
    }

    /// The first matching day that is not before `from`.
    fn next_date(&self, from: Date) -> Option<Date> {
        let mut year = next_value(&self.year, from.year, Field::YEAR.high);
        while let Some(this_year) = year {
            let is_first = this_year == from.year;
            let mut month = next_value(&self.month, if is_first { from.month } else { 1 }, 12);
            while let Some(this_month) = month {
                let is_first = is_first && this_month == from.month;
                let first_day = if is_first { from.day } else { 1 };
                if let Some(day) = self.next_day(this_year, this_month, first_day) {
                    return Some(Date { year: this_year, month: this_month, day });
                }
                month = next_value(&self.month, this_month + 1, 12);
            }
            year = next_value(&self.year, this_year + 1, Field::YEAR.high);
        }
        None
    }

    fn next_day(&self, year: i64, month: i64, from: i64) -> Option<i64> {
        let length = days_in_month(year, month);
        let turned;
        let chain = if self.from_month_end {
            turned = self.day.iter().map(|it| it.from_end(length)).collect::<Vec<_>>();
            &turned
        } else {
            &self.day
        };
        let mut day = next_value(chain, from, length);
        while let Some(this_day) = day {
            let weekday = Date { year, month, day: this_day }.weekday();
            if self.weekdays >> weekday & 1 == 1 {
                break;
            }
            day = next_value(chain, this_day + 1, length);
        }
        day
    }

    /// The first matching time of the day, in microseconds, that is not before `from`.
    fn next_time(&self, from: i64) -> Option<i64> {
        const MINUTE: i64 = 60 * 1_000_000;
        let (from_hour, from_minute) = (from / (60 * MINUTE), from / MINUTE % 60);
        let mut hour = next_value(&self.hour, from_hour, Field::HOUR.high);
        while let Some(this_hour) = hour {
            let is_first = this_hour == from_hour;
            let least = if is_first { from_minute } else { 0 };
            let mut minute = next_value(&self.minute, least, Field::MINUTE.high);
            while let Some(this_minute) = minute {
                let is_first = is_first && this_minute == from_minute;
                let least = if is_first { from % MINUTE } else { 0 };
                if let Some(second) = next_value(&self.second, least, Field::SECOND.high) {
                    return Some((this_hour * 60 + this_minute) * MINUTE + second);
                }
                minute = next_value(&self.minute, this_minute + 1, Field::MINUTE.high);
            }
            hour = next_value(&self.hour, this_hour + 1, Field::HOUR.high);
        }
        None
    }
}

impl Component {
    /// The same days counted from the beginning of a month of `length` days.
    fn from_end(self, length: i64) -> Component {
        let start = length + 1 - self.start;
        match self.stop {
            -1 => Component { start, ..self },
            stop => Component { start: length + 1 - stop, stop: start, ..self },
        }
    }
}

/// The least value of the chain from `from` to `high`.
fn next_value(chain: &[Component], from: i64, high: i64) -> Option<i64> {
    if chain.is_empty() {
        return (from <= high).then_some(from);
    }
    let values = chain.iter().filter_map(|it| {
        if it.start >= from {
            return Some(it.start);
        }
        if it.step == 0 {
            return None;
        }
        let value = from + (it.start - from).rem_euclid(it.step);
        (it.stop < 0 || value <= it.stop).then_some(value)
    });
    values.min().filter(|value| *value <= high)
}

/// The moment `seconds` after the epoch, as systemd takes `@seconds`.
pub(super) fn at_seconds(seconds: u64) -> Option<CalendarSpec> {
    let date = Date::of(seconds.checked_mul(1_000_000)?);
    if date.year > Field::YEAR.high {
        return None;
    }
    let time = i64::try_from(seconds % 86_400).ok()?;
    let only = |value: i64| vec![Component { start: value, stop: -1, step: 0 }];
    Some(CalendarSpec {
        weekdays: ALL_WEEKDAYS,
        year: only(date.year),
        month: only(date.month),
        day: only(date.day),
        from_month_end: false,
        hour: only(time / 3600),
        minute: only(time / 60 % 60),
        second: only(time % 60 * Field::SECOND.scale),
        zone: Zone::Utc,
    })
}

impl Date {
    /// The day of a moment in microseconds since the epoch.
    pub(super) fn of(micros: u64) -> Date {
        let mut days = i64::try_from(micros / DAY.unsigned_abs()).unwrap_or(i64::MAX);
        // The calendar repeats itself after so many years and days.
        let mut year = 1970 + days / 146_097 * 400;
        days %= 146_097;
        while days >= days_in_year(year) {
            days -= days_in_year(year);
            year += 1;
        }
        let mut month = 1;
        while days >= days_in_month(year, month) {
            days -= days_in_month(year, month);
            month += 1;
        }
        Date { year, month, day: days + 1 }
    }

    /// Days since the epoch.
    fn days(self) -> i64 {
        let leaps = |year: i64| year / 4 - year / 100 + year / 400;
        let before = (self.year - 1970) * 365 + leaps(self.year - 1) - leaps(1969);
        let months: i64 = (1..self.month).map(|month| days_in_month(self.year, month)).sum();
        before + months + self.day - 1
    }

    /// 0 for Monday.
    pub(super) fn weekday(self) -> usize {
        // The epoch was a Thursday.
        (self.days() + 3).rem_euclid(7).unsigned_abs() as usize
    }

    fn tomorrow(self) -> Date {
        if self.day < days_in_month(self.year, self.month) {
            Date { day: self.day + 1, ..self }
        } else if self.month < 12 {
            Date { month: self.month + 1, day: 1, ..self }
        } else {
            Date { year: self.year + 1, month: 1, day: 1 }
        }
    }

    /// The moment `time` microseconds into this day.
    fn at(self, time: i64) -> Option<u64> {
        u64::try_from(self.days() * DAY + time).ok()
    }
}

fn days_in_year(year: i64) -> i64 {
    if is_leap(year) { 366 } else { 365 }
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

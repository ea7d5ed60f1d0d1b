//! When an expression elapses, counted on the calendar without any clock.

use super::resolve::Field;
use super::{ALL_WEEKDAYS, CalendarSpec, Component, Zone};

const MINUTE: i64 = 60 * 1_000_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// A day of the Gregorian calendar.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
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
    ///
    /// It searches as systemd does, which passes over a few matches where a step leads beyond the
    /// end of its unit (`*-*-2/24,2` leaves out the second of January).
    pub fn next_after(&self, after: u64) -> Option<u64> {
        let mut clock = Clock::at(after.checked_add(1)?)?;
        for _ in 0..MAX_ROUNDS {
            clock.settle();
            match self.round(&mut clock) {
                Round::Found => return clock.micros(),
                Round::Again => {}
                Round::Never => return None,
            }
        }
        None
    }

    /// Moves the clock on to the first match of each part in turn.
    fn round(&self, clock: &mut Clock) -> Round {
        let Some(year) = next_value(&self.year, clock.date.year) else {
            return Round::Never;
        };
        if year > Field::YEAR.high {
            return Round::Never;
        }
        if year != clock.date.year {
            *clock = Clock { date: Date { year, month: 1, day: 1 }, ..Clock::default() };
        }
        match next_value(&self.month, clock.date.month) {
            Some(month) => {
                if month != clock.date.month {
                    *clock = Clock { date: Date { year, month, day: 1 }, ..Clock::default() };
                }
                if !clock.settle() {
                    return Round::Again;
                }
            }
            None => {
                let date = Date { year: year + 1, month: 1, day: 1 };
                return clock.go_on(Clock { date, ..Clock::default() });
            }
        }
        let Date { year, month, day: today } = clock.date;
        let Some(day) = self.next_day(clock.date) else {
            let date = Date { year, month: month + 1, day: 1 };
            return clock.go_on(Clock { date, ..Clock::default() });
        };
        if day != today {
            *clock = Clock { date: Date { year, month, day }, ..Clock::default() };
        }
        if !clock.settle() {
            return Round::Again;
        }
        let tomorrow = Clock { date: Date { year, month, day: day + 1 }, ..Clock::default() };
        if self.weekdays >> clock.date.weekday() & 1 == 0 {
            return clock.go_on(tomorrow);
        }
        self.time_of_day(clock, tomorrow)
    }

    fn time_of_day(&self, clock: &mut Clock, tomorrow: Clock) -> Round {
        let date = clock.date;
        let Some(hour) = next_value(&self.hour, clock.hour) else {
            return clock.go_on(tomorrow);
        };
        if hour != clock.hour {
            *clock = Clock { date, hour, ..Clock::default() };
        }
        if !clock.settle() {
            return Round::Again;
        }
        let Some(minute) = next_value(&self.minute, clock.minute) else {
            return clock.go_on(Clock { date, hour: hour + 1, ..Clock::default() });
        };
        if minute != clock.minute {
            *clock = Clock { date, hour, minute, micros: 0 };
        }
        if !clock.settle() {
            return Round::Again;
        }
        let Some(micros) = next_value(&self.second, clock.micros) else {
            return clock.go_on(Clock { date, hour, minute: minute + 1, micros: 0 });
        };
        clock.micros = micros;
        if clock.settle() { Round::Found } else { Round::Again }
    }

    /// The next matching day of the month, which may be none of this month.
    fn next_day(&self, date: Date) -> Option<i64> {
        if !self.from_month_end {
            return next_value(&self.day, date.day);
        }
        let length = days_in_month(date.year, date.month);
        let turned: Vec<Component> = self.day.iter().map(|it| it.turned(length)).collect();
        next_value(&turned, date.day)
    }
}

/// So often systemd tries.
const MAX_ROUNDS: usize = 1000;

enum Round {
    Found,
    /// The clock was moved on to where the search goes on.
    Again,
    Never,
}

/// A moment by its parts, each of which may for a while be beyond its end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Clock {
    date: Date,
    hour: i64,
    minute: i64,
    /// Seconds, in microseconds.
    micros: i64,
}

impl Clock {
    fn at(micros: u64) -> Option<Clock> {
        let time = i64::try_from(micros % DAY.unsigned_abs()).ok()?;
        let minutes = time / MINUTE;
        let date = Date::of(micros);
        Some(Clock { date, hour: minutes / 60, minute: minutes % 60, micros: time % MINUTE })
    }

    fn micros(self) -> Option<u64> {
        let time = (self.hour * 60 + self.minute) * MINUTE + self.micros;
        u64::try_from(self.date.days() * DAY + time).ok()
    }

    fn go_on(&mut self, at: Clock) -> Round {
        *self = at;
        Round::Again
    }

    /// Carries what is beyond an end over to the next larger part, and answers whether there was
    /// nothing to carry. Of the parts below the largest that changed, systemd then sets only the
    /// first to its beginning, and so do we.
    fn settle(&mut self) -> bool {
        let before = *self;
        self.minute += self.micros / MINUTE;
        self.micros %= MINUTE;
        self.hour += self.minute / 60;
        self.minute %= 60;
        let date = &mut self.date;
        date.day += self.hour / 24;
        self.hour %= 24;
        loop {
            date.year += (date.month - 1) / 12;
            date.month = (date.month - 1) % 12 + 1;
            let length = days_in_month(date.year, date.month);
            if date.day <= length {
                break;
            }
            date.day -= length;
            date.month += 1;
        }
        if self.date.year != before.date.year {
            (self.date.month, self.date.day) = (1, 1);
        } else if self.date.month != before.date.month {
            self.date.day = 1;
        } else if self.date.day != before.date.day {
            self.hour = 0;
        } else if self.hour != before.hour {
            self.minute = 0;
        } else if self.minute != before.minute {
            self.micros %= Field::SECOND.scale;
        }
        *self == before
    }
}

impl Component {
    /// The same days counted from the beginning of a month of `length` days.
    fn turned(self, length: i64) -> Component {
        let start = length + 1 - self.start;
        match self.stop {
            -1 => Component { start, ..self },
            stop => Component { start: length + 1 - stop, stop: start, ..self },
        }
    }
}

/// The least value of the chain from `from` on.
fn next_value(chain: &[Component], from: i64) -> Option<i64> {
    if chain.is_empty() {
        return Some(from);
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
    values.min()
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

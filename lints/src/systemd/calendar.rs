//! Calendar expressions, as `OnCalendar=` takes them: `Mon..Fri *-*-* 04:00:00 Europe/Berlin`.
//!
//! The grammar is that of `systemd.time(7)` and of what `systemd-analyze calendar` really takes;
//! it is the same in systemd 252, 257 and 262. `tests/systemd` compares the two. They differ in
//! a next run only: before 257, a step of days that leads beyond December went on in the middle of
//! January; here it is as in 257.
//! A value of a unit file is to be trimmed first, and one with `%` is not known before systemd
//! has put its specifiers in.

mod cron;
mod error;
mod format;
mod loose;
mod next;
mod read;
mod resolve;
#[cfg(test)]
mod tests;
mod words;
mod zone;

use super::ValueError;

pub use cron::cron_to_calendar;
pub use format::civil_time;

/// When something is to happen: all moments whose parts are all in these sets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CalendarSpec {
    /// Bit 0 is Monday; never empty, and all seven if no weekday is named.
    weekdays: u8,
    year: Chain,
    month: Chain,
    day: Chain,
    /// `~` stands before the day: it counts from the end of the month, and 1 is the last.
    from_month_end: bool,
    hour: Chain,
    minute: Chain,
    /// In microseconds.
    second: Chain,
    zone: Zone,
}

/// In what zone the times of an expression are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Zone {
    /// None is named: the zone of the machine.
    #[default]
    Local,
    /// `UTC`.
    Utc,
    /// A name of the zone database, such as `Europe/Berlin`. The list of names is that of its
    /// release 2025b; a name that may have come later is taken as well.
    Named(String),
    /// An abbreviation, such as `CEST`. systemd takes it only where it is one of the two of the
    /// machine's own zone.
    Abbreviation(&'static str),
    /// The same as a number, such as `+03`.
    Offset(String),
}

/// The values of one part, sorted. Empty for `*`.
type Chain = Vec<Component>;

/// `start`, `start/step`, `start..stop` or `start..stop/step`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Component {
    start: i64,
    /// -1 for none, which sorts as systemd does.
    stop: i64,
    /// 0 for none.
    step: i64,
}

const ALL_WEEKDAYS: u8 = 0b111_1111;

/// Reads a calendar expression as `systemd-analyze calendar` does: nothing is trimmed.
///
/// The error is at what systemd stumbles over (bytes of `text`). Its `replacement`, if there is
/// one, is an expression that systemd takes and that says what `text` surely meant.
pub fn parse(text: &str) -> Result<CalendarSpec, ValueError> {
    read::read(text).map_err(|found| error::explain(text, found))
}

impl CalendarSpec {
    /// In what zone the times are.
    pub fn zone(&self) -> &Zone {
        &self.zone
    }

    /// Whether it elapses once a day or more rarely.
    pub fn is_at_most_daily(&self) -> bool {
        // A component with a step has at least two values, and equal ones were joined.
        [&self.hour, &self.minute, &self.second]
            .iter()
            .all(|chain| matches!(chain[..], [Component { step: 0, .. }]))
    }
}

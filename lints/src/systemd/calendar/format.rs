//! Expressions as systemd writes them.

use std::fmt::{self, Write as _};

use super::resolve::Field;
use super::{ALL_WEEKDAYS, CalendarSpec, Component, Zone, next, words};

impl CalendarSpec {
    /// What `systemd-analyze calendar` prints as "Normalized form". It says the same again, but
    /// for fractions of seconds beside every full second (`*:*:0/1,0.5`), which systemd leaves out.
    pub fn normalized(&self) -> String {
        self.to_string()
    }
}

impl fmt::Display for CalendarSpec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.weekdays != ALL_WEEKDAYS {
            write_weekdays(f, self.weekdays)?;
            f.write_char(' ')?;
        }
        write_chain(f, &self.year, 4, 1)?;
        f.write_char('-')?;
        write_chain(f, &self.month, 2, 1)?;
        f.write_char(if self.from_month_end { '~' } else { '-' })?;
        write_chain(f, &self.day, 2, 1)?;
        f.write_char(' ')?;
        write_chain(f, &self.hour, 2, 1)?;
        f.write_char(':')?;
        write_chain(f, &self.minute, 2, 1)?;
        f.write_char(':')?;
        write_chain(f, &self.second, 2, Field::SECOND.scale)?;
        match &self.zone {
            Zone::Local => Ok(()),
            Zone::Utc => f.write_str(" UTC"),
            Zone::Named(name) | Zone::Offset(name) => write!(f, " {name}"),
            Zone::Abbreviation(name) => write!(f, " {name}"),
        }
    }
}

/// `Mon,Wed..Fri`: days in a row are a range from three on.
pub(super) fn write_weekdays(f: &mut impl fmt::Write, days: u8) -> fmt::Result {
    let mut day = 0;
    let mut separator = "";
    while day < 7 {
        let length = (days >> day).trailing_ones() as usize;
        if length > 0 {
            let last = day + length - 1;
            write!(f, "{separator}{}", &words::WEEKDAYS[day][..3])?;
            if length > 1 {
                let joint = if length > 2 { ".." } else { "," };
                write!(f, "{joint}{}", &words::WEEKDAYS[last][..3])?;
            }
            separator = ",";
        }
        day += length + 1;
    }
    Ok(())
}

fn write_chain(
    f: &mut fmt::Formatter<'_>,
    chain: &[Component],
    width: usize,
    scale: i64,
) -> fmt::Result {
    if chain.is_empty() || (scale > 1 && is_every_second(chain)) {
        return f.write_char('*');
    }
    for (index, component) in chain.iter().enumerate() {
        if index > 0 {
            f.write_char(',')?;
        }
        let Component { start, stop, step } = *component;
        write_value(f, start, width, scale)?;
        if stop > 0 {
            f.write_str("..")?;
            write_value(f, stop, width, scale)?;
        }
        // A range goes on by ones anyway.
        if step > 0 && !(stop > 0 && step == scale) {
            f.write_char('/')?;
            write_value(f, step, 0, scale)?;
        }
    }
    Ok(())
}

/// Whether one of the components is every full second. systemd then writes none of the others,
/// not even such as are between two seconds.
pub(super) fn is_every_second(chain: &[Component]) -> bool {
    chain.contains(&Component { start: 0, stop: -1, step: Field::SECOND.scale })
}

fn write_value(f: &mut fmt::Formatter<'_>, value: i64, width: usize, scale: i64) -> fmt::Result {
    write!(f, "{:0width$}", value / scale)?;
    match value % scale {
        0 => Ok(()),
        rest => write!(f, ".{rest:06}"),
    }
}

/// A moment in microseconds since the epoch as the clock shows it: `Thu 2026-01-01 04:00:00`.
/// Parts of a second are left out, as `systemd-analyze calendar` does.
pub fn civil_time(micros: u64) -> String {
    let date = next::Date::of(micros);
    let second = micros / 1_000_000 % 86_400;
    format!(
        "{} {:04}-{:02}-{:02} {:02}:{:02}:{:02}",
        &words::WEEKDAYS[date.weekday()][..3],
        date.year,
        date.month,
        date.day,
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

//! The strict reader: what systemd takes, and where it stumbles.

use std::ops::Range;

use super::resolve::{self, Element, Field, Number, Parts};
use super::{ALL_WEEKDAYS, CalendarSpec, ValueError, Zone, next, words, zone};

/// Reads `text`; the error names its place and what is wrong, not yet what was meant.
pub(super) fn read(text: &str) -> Result<CalendarSpec, ValueError> {
    let (event, zone) = zone::split(text);
    if event.is_empty() {
        return Err(ValueError::new(0..text.len(), "there is no date and no time here"));
    }
    if let Some(meaning) = words::shorthand(event) {
        let mut spec = Reader { text: meaning, at: 0 }.read()?;
        spec.zone = zone;
        return Ok(spec);
    }
    let found = Reader { text: event, at: 0 }.read();
    if found.is_err() && matches!(zone, Zone::Abbreviation(_) | Zone::Offset(_)) {
        // Where the zone is called otherwise, the last word is no zone: `@ +03`.
        let whole = Reader { text, at: 0 }.read();
        return if whole.is_ok() { whole } else { found };
    }
    let mut spec = found?;
    // A count of seconds is in UTC, whatever is said.
    if spec.zone != Zone::Utc {
        spec.zone = zone;
    }
    Ok(spec)
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
}

/// One part as it is written. `None` is `*`.
pub(super) type Written = Option<Vec<Element>>;

impl Reader<'_> {
    fn read(mut self) -> Result<CalendarSpec, ValueError> {
        let weekdays = self.weekdays()?;
        if self.peek() == Some(b'@') {
            let mut spec = self.timestamp()?;
            spec.weekdays = weekdays;
            return Ok(spec);
        }
        let mut parts = Parts::default();
        let mut first = None;
        if self.peek().is_some() {
            let chain = self.chain(Unit::Whole)?;
            // A `:` and the end tell that this was the hour.
            if matches!(self.peek(), None | Some(b':')) {
                first = Some(chain);
            } else {
                self.date(chain, &mut parts)?;
            }
        }
        if first.is_some() || self.peek().is_some() {
            self.time(first, &mut parts)?;
        } else {
            parts.hour = Some(vec![Element::zero()]);
            parts.minute = Some(vec![Element::zero()]);
            parts.second = Some(vec![Element::zero()]);
        }
        parts.resolve(self.text, weekdays)
    }

    /// The weekdays at the beginning, with the blanks after them; all if there are none.
    fn weekdays(&mut self) -> Result<u8, ValueError> {
        let mut days = 0;
        let mut from: Option<(usize, usize)> = None;
        let mut is_first = true;
        loop {
            let begin = self.at;
            let Some((day, length)) = words::weekday_prefix(&self.text[begin..]) else {
                if is_first {
                    return Ok(ALL_WEEKDAYS);
                }
                return Err(self.unexpected("a weekday"));
            };
            let end = begin + length;
            let after = self.text.as_bytes().get(end).copied();
            if matches!(after, Some(b'\t' | b'\n' | b'\r')) {
                let message = "only blanks separate weekday, date and time";
                return Err(ValueError::new(end..end + 1, message));
            }
            if !matches!(after, None | Some(b'-' | b'.' | b',' | b' ')) {
                let word = self.word(begin);
                let message = format!("`{}` is no weekday", &self.text[word.clone()]);
                return Err(ValueError::new(word, message));
            }
            self.at = end;
            match from {
                Some((first, start)) if first > day => {
                    return Err(backwards_weekdays(self.text, start..end, first, day));
                }
                Some((first, _)) => (first..=day).for_each(|it| days |= 1 << it),
                None => days |= 1 << day,
            }
            match after {
                Some(b'.' | b'-') if from.is_some() => {
                    let range = self.at..self.text_end(self.at);
                    return Err(ValueError::new(range, "a range has two ends")
                        .with_help("separate ranges with a comma"));
                }
                Some(b'.') => {
                    if self.text.as_bytes().get(end + 1) != Some(&b'.') {
                        let message = "a single `.` makes no range of weekdays";
                        return Err(ValueError::new(end..end + 1, message).with_help("write `..`"));
                    }
                    from = Some((day, begin));
                    self.at += 2;
                }
                Some(b'-') => {
                    from = Some((day, begin));
                    self.at += 1;
                }
                Some(b',') => {
                    from = None;
                    self.at += 1;
                }
                _ => from = None,
            }
            if matches!(self.peek(), None | Some(b' ')) {
                if let Some((_, start)) = from {
                    let message = "this range of weekdays has no end";
                    return Err(ValueError::new(start..self.at, message));
                }
                self.blanks();
                return Ok(days);
            }
            is_first = false;
        }
    }

    /// `@SECONDS` since the epoch, read as `strtoull` does: with blanks and a sign before it.
    fn timestamp(&mut self) -> Result<CalendarSpec, ValueError> {
        let begin = self.at;
        let written = &self.text[begin + 1..];
        let number = written.trim_start_matches([' ', '\t', '\n', '\x0b', '\x0c', '\r']);
        let digits = number.strip_prefix(['+', '-']).unwrap_or(number);
        let range = begin..self.text.len();
        if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
            let message = "after `@` stand the seconds since 1970, and nothing after them";
            return Err(ValueError::new(range, message));
        }
        let value = digits.parse::<u64>().ok().map(|value| match number.as_bytes().first() {
            Some(b'-') => value.wrapping_neg(),
            _ => value,
        });
        value.and_then(next::at_seconds).ok_or_else(|| {
            ValueError::new(range, format!("`@{written}` is not in the years 1970 to 2199"))
        })
    }

    fn date(&mut self, first: Written, parts: &mut Parts) -> Result<(), ValueError> {
        parts.from_month_end = self.date_separator()?;
        let second = self.chain(Unit::Whole)?;
        if matches!(self.peek(), None | Some(b' ')) {
            (parts.month, parts.day) = (first, second);
        } else if parts.from_month_end {
            return Err(self.unexpected("the end of the date"));
        } else {
            parts.from_month_end = self.date_separator()?;
            let third = self.chain(Unit::Whole)?;
            if !matches!(self.peek(), None | Some(b' ')) {
                return Err(self.unexpected("the end of the date"));
            }
            (parts.year, parts.month, parts.day) = (first, second, third);
        }
        self.blanks();
        Ok(())
    }

    /// Whether it is `~`.
    fn date_separator(&mut self) -> Result<bool, ValueError> {
        let is_tilde = match self.peek() {
            Some(b'~') => true,
            Some(b'-') => false,
            _ => return Err(self.unexpected("the `-` of a date or the `:` of a time")),
        };
        self.at += 1;
        Ok(is_tilde)
    }

    /// The time, of which the hour may have been read.
    fn time(&mut self, hour: Option<Written>, parts: &mut Parts) -> Result<(), ValueError> {
        parts.hour = match hour {
            Some(hour) => hour,
            None => self.chain(Unit::Whole)?,
        };
        if self.peek() != Some(b':') {
            return Err(self.unexpected("the `:` between hour and minute"));
        }
        self.at += 1;
        parts.minute = self.chain(Unit::Whole)?;
        if self.peek().is_none() {
            parts.second = Some(vec![Element::zero()]);
            return Ok(());
        }
        if self.peek() != Some(b':') {
            return Err(self.unexpected("the end of the time or the `:` before the seconds"));
        }
        self.at += 1;
        parts.second = self.chain(Unit::Second)?;
        match self.peek() {
            None => Ok(()),
            Some(_) => Err(self.unexpected("the end of the time")),
        }
    }

    /// `*` or a list of elements.
    fn chain(&mut self, unit: Unit) -> Result<Written, ValueError> {
        if self.peek() == Some(b'*') {
            self.at += 1;
            return Ok(None);
        }
        let mut elements = Vec::new();
        loop {
            let begin = self.at;
            if elements.len() > resolve::MAX_ELEMENTS {
                let message = format!("a list has at most {} values", resolve::MAX_ELEMENTS + 1);
                return Err(ValueError::new(begin..self.text_end(begin), message));
            }
            let start = self.number(unit)?;
            let mut stop = None;
            if self.text[self.at..].starts_with("..") {
                self.at += 2;
                stop = Some(self.number(unit)?);
            }
            let mut step = None;
            if self.peek() == Some(b'/') {
                self.at += 1;
                let number = self.number(unit)?;
                if number.value == 0 {
                    return Err(ValueError::new(number.range, "a step of 0 leads nowhere"));
                }
                step = Some(number);
            }
            let range = begin..self.at;
            elements.push(Element { start, stop, step, range });
            match self.peek() {
                Some(b',') => self.at += 1,
                None | Some(b' ' | b'-' | b'~' | b':') => break,
                Some(_) => return Err(self.unexpected("the end of the number")),
            }
        }
        if unit == Unit::Second {
            resolve::refuse_short_ranges(&elements)?;
        }
        Ok(Some(elements))
    }

    fn number(&mut self, unit: Unit) -> Result<Number, ValueError> {
        let begin = self.at;
        let digits = self.digits();
        if digits.is_empty() {
            return Err(self.no_number());
        }
        let mut value = digits.parse::<i64>().unwrap_or(i64::MAX);
        if unit == Unit::Second {
            value = value.saturating_mul(Field::SECOND.scale);
            let rest = &self.text.as_bytes()[self.at..];
            if rest.first() == Some(&b'.') && rest.get(1) != Some(&b'.') {
                self.at += 1;
                let digits = self.digits();
                if digits.is_empty() {
                    return Err(self.no_number());
                }
                value = value.saturating_add(resolve::micros(digits));
            }
        }
        let range = begin..self.at;
        if value > i64::from(i32::MAX) {
            return Err(ValueError::new(range, "this number is too large for systemd"));
        }
        Ok(Number { value, range })
    }

    fn digits(&mut self) -> &str {
        let begin = self.at;
        let rest = &self.text.as_bytes()[begin..];
        self.at += rest.iter().take_while(|it| it.is_ascii_digit()).count();
        &self.text[begin..self.at]
    }

    fn blanks(&mut self) {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|it| **it == b' ').count();
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn no_number(&self) -> ValueError {
        let before = &self.text[..self.at];
        self.unexpected(if before.is_empty() {
            "a weekday, a date or a time"
        } else if !before.ends_with(' ') {
            "a number"
        } else if before.contains(['*', '-', '~']) {
            "a time"
        } else {
            "a date or a time"
        })
    }

    /// The error at what stands here instead of `due`.
    fn unexpected(&self, due: &str) -> ValueError {
        if self.at >= self.text.len() {
            let message = format!("the expression ends where {due} is due");
            return ValueError::new(self.at..self.at, message);
        }
        let rest = &self.text[self.at..];
        if rest.starts_with('/') && self.text[..self.at].ends_with('*') {
            let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).count();
            let range = self.at - 1..self.at + 1 + digits;
            let message = format!("`{}`: systemd's `*` takes no step", &self.text[range.clone()]);
            return ValueError::new(range, message);
        }
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        if blanks == rest.len() {
            let range = self.at..self.text.len();
            return ValueError::new(range, format!("a blank stands where {due} is due"));
        }
        let range = self.word(self.at + blanks);
        let message = format!("`{}` stands where {due} is due", &self.text[range.clone()]);
        ValueError::new(range, message)
    }

    /// The letters here, or what reaches to the next blank.
    fn word(&self, begin: usize) -> Range<usize> {
        let rest = &self.text[begin..];
        let letters = rest.find(|it: char| !it.is_alphanumeric() && it != '_');
        match letters {
            Some(0) => begin..self.text_end(begin),
            Some(length) => begin..begin + length,
            None => begin..self.text.len(),
        }
    }

    /// Where what is not blank ends, after the blanks here.
    fn text_end(&self, begin: usize) -> usize {
        let rest = &self.text[begin..];
        let blanks = rest.len() - rest.trim_start_matches(' ').len();
        let end = rest[blanks..].find(' ').map_or(rest.len(), |length| blanks + length);
        begin + end
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Whole,
    Second,
}

fn backwards_weekdays(text: &str, range: Range<usize>, from: usize, to: usize) -> ValueError {
    let name = |day: usize| &words::WEEKDAYS[day][..3];
    let span = |from: usize, to: usize| match to - from {
        0 => name(from).to_owned(),
        _ => format!("{}..{}", name(from), name(to)),
    };
    // What is one range to us are two to systemd.
    let meant = match from - to {
        1 => span(0, 6),
        _ => format!("{},{}", span(0, to), span(from, 6)),
    };
    let written = &text[range.clone()];
    let message = format!("`{written}` runs backwards: systemd's weeks begin on Monday");
    let whole = format!("{}{meant}{}", &text[..range.start], &text[range.end..]);
    ValueError::new(range, message).with_help(format!("write `{meant}`")).with_replacement(whole)
}

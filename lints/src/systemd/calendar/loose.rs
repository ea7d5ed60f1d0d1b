//! A reader that takes what people write, to say it as systemd wants it.
//!
//! It answers only if every word has one meaning; whoever asks reads the answer once more with
//! the strict reader.

use super::{read, words, zone};

/// `text` in systemd's words.
pub(super) fn repair(text: &str) -> Option<String> {
    let lower = glue(text).to_ascii_lowercase();
    let mut tokens: Vec<&str> = lower.split_ascii_whitespace().collect();
    // So long a text is no slip, and the lists of tokens are searched.
    if tokens.is_empty() || tokens.len() > 9 || text.len() > 200 {
        return None;
    }
    let mut event = Event::default();
    if let Some(zone) = tokens.last().and_then(|word| event_zone(text, word)) {
        tokens.pop();
        event.zone = Some(zone);
    }
    if matches!(tokens.first(), Some(&("every" | "each"))) {
        tokens.remove(0);
        let used = event.every(&tokens)?;
        tokens.drain(..used);
        event.is_rewritten = true;
    }
    let mut index = 0;
    while index < tokens.len() {
        index += event.token(tokens[index], tokens.get(index + 1).copied())?;
    }
    event.write()
}

#[derive(Default)]
struct Event {
    weekdays: Option<String>,
    date: Option<String>,
    time: Option<String>,
    zone: Option<String>,
    /// What a shorthand stands for.
    shorthand: Option<(&'static str, &'static str)>,
    /// The words are not the writer's own any more, and so in the full form.
    is_rewritten: bool,
    is_midnight_after: bool,
}

impl Event {
    /// What follows `every`; how many words were used.
    fn every(&mut self, tokens: &[&str]) -> Option<usize> {
        let first = *tokens.first()?;
        if let Ok(count) = first.parse::<u32>() {
            let unit = tokens.get(1)?.trim_end_matches('s');
            let (time, limit) = match unit {
                "minute" | "min" | "m" => (format!("*:0/{count}"), 60),
                "hour" | "hr" | "h" => (format!("0/{count}:00"), 24),
                "second" | "sec" => (format!("*:*:0/{count}"), 60),
                _ => return None,
            };
            // Others begin anew at each full hour or day.
            if count < 1 || limit % count != 0 || count == limit {
                return None;
            }
            set(&mut self.time, if count == 1 { time.replace("0/1", "*") } else { time })?;
            return Some(2);
        }
        let word = match first {
            "minute" => "minutely",
            "hour" => "hourly",
            "day" => "daily",
            "week" => "weekly",
            "month" => "monthly",
            "year" => "yearly",
            _ => return self.weekday_list(first).map(|()| 1),
        };
        self.shorthand(word)?;
        Some(1)
    }

    /// One word, with the next if it belongs to it; how many were used.
    fn token(&mut self, token: &str, next: Option<&str>) -> Option<usize> {
        if matches!(token, "at" | "on") {
            self.is_rewritten = true;
            return next.map(|_| 1);
        }
        if matches!(token, "noon" | "midday" | "midnight") {
            self.is_rewritten = true;
            set(&mut self.time, if token == "midnight" { "00:00" } else { "12:00" }.to_owned())?;
            return Some(1);
        }
        if words::shorthand(token).is_some() {
            return self.shorthand(token).map(|()| 1);
        }
        if self.weekday_list(token).is_some() {
            return Some(1);
        }
        if let Some(half @ ("am" | "pm" | "a.m." | "p.m.")) = next {
            set(&mut self.time, half_day(token, half.starts_with('p'))?)?;
            self.is_rewritten = true;
            return Some(2);
        }
        for (suffix, is_afternoon) in [("am", false), ("pm", true), ("a.m.", false), ("p.m.", true)]
        {
            if let Some(hour) = token.strip_suffix(suffix) {
                set(&mut self.time, half_day(hour, is_afternoon)?)?;
                self.is_rewritten = true;
                return Some(1);
            }
        }
        if token.bytes().all(|it| it.is_ascii_alphabetic()) {
            let word = words::shorthand_meant(token)?;
            return self.shorthand(word).map(|()| 1);
        }
        if token.contains(':') && !token.contains('t') {
            let time = self.clock(token)?;
            set(&mut self.time, time)?;
            return Some(1);
        }
        if let Some((date, time)) = token.split_once('t') {
            let (time, is_utc) = match time.strip_suffix('z').or(time.strip_suffix("+00:00")) {
                Some(time) => (time, true),
                None => (time, false),
            };
            if is_utc {
                set(&mut self.zone, "UTC".to_owned())?;
            }
            let time = self.clock(time)?;
            set(&mut self.date, calendar_date(date)?)?;
            set(&mut self.time, time)?;
            return Some(1);
        }
        if let Some((hour, minute)) = token.split_once('.')
            && hour.len() <= 2
            && minute.len() == 2
            && [hour, minute].iter().all(|it| it.bytes().all(|it| it.is_ascii_digit()))
        {
            set(&mut self.time, format!("{hour}:{minute}"))?;
            return Some(1);
        }
        set(&mut self.date, calendar_date(token)?)?;
        Some(1)
    }

    fn shorthand(&mut self, word: &str) -> Option<()> {
        let found = words::SHORTHANDS.iter().find(|(name, _)| *name == word)?;
        if self.shorthand.is_some() {
            return None;
        }
        self.shorthand = Some(*found);
        Some(())
    }

    fn weekday_list(&mut self, token: &str) -> Option<()> {
        let list = match token {
            "weekday" | "weekdays" | "workdays" => "Mon..Fri".to_owned(),
            "weekend" | "weekends" => "Sat,Sun".to_owned(),
            _ => weekdays(token)?,
        };
        set(&mut self.weekdays, list)
    }

    /// A time of the day: `04:00`, `*:*/15`, `24:00`, `10:00,14:00`.
    fn clock(&mut self, token: &str) -> Option<String> {
        let token = token.trim_end_matches(',');
        if matches!(token, "24:00" | "24:00:00") {
            self.is_midnight_after = true;
            return Some("00:00".to_owned());
        }
        let times: Vec<(&str, &str)> =
            token.split(',').map(|time| time.split_once(':')).collect::<Option<_>>().or_else(
                // One list of minutes: `*:*/15,50`.
                || token.split_once(':').map(|time| vec![time]),
            )?;
        let (_, minute) = times[0];
        if times.iter().any(|(_, other)| *other != minute) {
            return None;
        }
        let hours: Vec<&str> = times.iter().map(|(hour, _)| *hour).collect();
        let parts: Vec<String> = std::iter::once(hours.join(","))
            .chain(minute.split(':').map(str::to_owned))
            .map(|part| stepped(&part, "0"))
            .collect::<Option<_>>()?;
        if parts.len() > 3 {
            return None;
        }
        // A step as long as all comes to one value only.
        let limits = [24, 60, 60].map(|all| format!("0/{all}"));
        let parts: Vec<&str> = parts
            .iter()
            .zip(&limits)
            .map(|(part, all)| if part == all { "00" } else { part.as_str() })
            .collect();
        Some(parts.join(":"))
    }

    fn write(self) -> Option<String> {
        let Event { mut weekdays, mut date, mut time, zone, .. } = self;
        let is_every_day = weekdays.is_none() && date.as_deref().is_none_or(|it| it == "*-*-*");
        if self.is_midnight_after && !(is_every_day && self.shorthand.is_none()) {
            return None;
        }
        let mut is_rewritten = self.is_rewritten;
        if let Some((name, spec)) = self.shorthand {
            if weekdays.is_none() && date.is_none() && time.is_none() {
                return Some(match zone {
                    Some(zone) => format!("{name} {zone}"),
                    None => name.to_owned(),
                });
            }
            if date.is_some() || matches!(name, "minutely" | "hourly") {
                return None;
            }
            if name == "weekly" {
                weekdays = weekdays.or_else(|| Some("Mon".to_owned()));
            } else if name != "daily" && weekdays.is_some() {
                return None;
            } else {
                date = spec.split(' ').next().map(str::to_owned);
            }
            time = time.or_else(|| Some("00:00".to_owned()));
            is_rewritten = true;
        }
        let parts = [weekdays, date, time, zone];
        let text = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        if !is_rewritten {
            return Some(text);
        }
        Some(read::read(&text).ok()?.normalized())
    }
}

/// Sets what was not set; twice would be two meanings.
fn set(slot: &mut Option<String>, value: String) -> Option<()> {
    slot.is_none().then(|| *slot = Some(value))
}

/// Takes the blanks out of lists and ranges: `Mon, Tue`, `Mon .. Fri`, `Mon and Tue`.
fn glue(text: &str) -> String {
    let mut glued = String::new();
    for token in text.split_ascii_whitespace() {
        let token = if token == "and" || token == "&" { "," } else { token };
        let is_joined = glued.ends_with([',', '-']) || glued.ends_with("..");
        let joins = token.starts_with(',') || token.starts_with("..") || token == "-";
        if !glued.is_empty() && !is_joined && !joins {
            glued.push(' ');
        }
        glued.push_str(token);
    }
    glued.trim_end_matches(',').to_owned()
}

/// The zone that the last word means; `word` is in lower case, the text is not.
fn event_zone(text: &str, word: &str) -> Option<String> {
    if matches!(word, "utc" | "z") {
        return Some("UTC".to_owned());
    }
    let written = text.split_ascii_whitespace().next_back()?;
    match zone::named(written) {
        Some(_) => Some(written.to_owned()),
        None if word.contains('/') => zone::meant(written).map(str::to_owned),
        None => None,
    }
}

/// A list of weekdays and ranges of them, in systemd's spelling.
fn weekdays(token: &str) -> Option<String> {
    let name = |word: &str| words::weekday_meant(word).map(|day| &words::WEEKDAYS[day][..3]);
    let mut list = Vec::new();
    for element in token.trim_end_matches(',').split(',') {
        let ends = element.split_once("..").or_else(|| element.split_once(['-', '–', '.']));
        list.push(match ends {
            Some((first, last)) => format!("{}..{}", name(first)?, name(last)?),
            None => name(element)?.to_owned(),
        });
    }
    Some(list.join(","))
}

fn calendar_date(token: &str) -> Option<String> {
    let has_digit = token.contains(|it: char| it.is_ascii_digit() || it == '*');
    if !has_digit || token.contains(char::is_alphabetic) {
        return None;
    }
    let parts: Vec<&str> = token.split('/').collect();
    if let [year, month, day] = parts[..]
        && year.len() == 4
        && parts.iter().all(|it| it.bytes().all(|it| it.is_ascii_digit()))
    {
        return Some(format!("{year}-{month}-{day}"));
    }
    let (front, day) = token.rsplit_once(['-', '~'])?;
    let separator = &token[front.len()..=front.len()];
    let day = stepped(day, "1")?;
    Some(match front.rsplit_once('-') {
        // No year is the first of all.
        Some((year, _)) if year.contains("*/") => return None,
        Some((year, month)) => format!("{year}-{}{separator}{day}", stepped(month, "1")?),
        None => format!("{}{separator}{day}", stepped(front, "1")?),
    })
}

/// `*/15` as `0/15`, and all else as it is.
fn stepped(part: &str, low: &str) -> Option<String> {
    let part = part.trim_end_matches(',');
    match part.strip_prefix("*/") {
        Some("1") => Some("*".to_owned()),
        Some(step) => Some(format!("{low}/{step}")),
        None if part.contains("*/") => None,
        None => Some(part.to_owned()),
    }
}

/// An hour of the half of a day, with minutes or without.
fn half_day(time: &str, is_afternoon: bool) -> Option<String> {
    let (hour, minute) = time.split_once([':', '.']).unwrap_or((time, "00"));
    let hour: u32 = hour.parse().ok().filter(|it| (1..=12).contains(it))?;
    let hour = hour % 12 + if is_afternoon { 12 } else { 0 };
    Some(format!("{hour:02}:{minute}"))
}

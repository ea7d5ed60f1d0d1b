//! What was meant: from the place where systemd stumbles to words that help.

use super::{ValueError, cron, loose, read, words, zone};
use crate::systemd::time_span;

const SPAN_HELP: &str = "write `OnUnitActiveSec=` or `OnBootSec=` for a span, and for a calendar \
                         the time, such as `*:0/5` for every five minutes";

/// The error as it is shown, from the one of the reader.
pub(super) fn explain(text: &str, found: ValueError) -> ValueError {
    let mut error = specific(text).unwrap_or(found);
    let parses = |text: &String| read::read(text).is_ok();
    error.replacement = error.replacement.filter(parses);
    if error.replacement.is_none() {
        error.replacement = loose::repair(text).filter(parses);
        if let Some(meant) = &error.replacement {
            error.help = Some(format!("write `{meant}`"));
        }
    }
    if error.help.is_none() {
        error.help = Some(general_help(text));
    }
    error
}

/// The mistakes that have a name.
fn specific(text: &str) -> Option<ValueError> {
    if text.trim().is_empty() {
        return Some(ValueError::new(0..text.len(), "an empty expression names no time"));
    }
    if text.trim().len() != text.len() && read::read(text.trim()).is_ok() {
        let begin = text.len() - text.trim_start().len();
        let end = text.trim_end().len();
        let range = if begin > 0 { 0..begin } else { end..text.len() };
        let error = ValueError::new(range, "systemd takes no blank here");
        return Some(error.with_help("delete the blank").with_replacement(text.trim()));
    }
    if cron::looks_like_cron(text) {
        return Some(for_cron(text));
    }
    wrong_zone(text)
        .or_else(|| beside_shorthand(text))
        .or_else(|| span(text))
        .or_else(|| unknown_word(text))
}

fn for_cron(text: &str) -> ValueError {
    let error = ValueError::new(0..text.len(), "this is cron's syntax, which systemd cannot read");
    if text.trim() == "@reboot" {
        return error.with_help("write `OnBootSec=1min` in place of `OnCalendar=`");
    }
    if let Some(meant) = cron::cron_to_calendar(text) {
        return error.with_help(format!("write `{meant}`")).with_replacement(meant);
    }
    match cron::cron_to_two(text) {
        Some((day, weekday)) => error.with_help(format!(
            "cron runs it when either the day or the weekday matches: write two values, `{day}` \
             and `{weekday}`"
        )),
        None => error.with_help("write it as systemd does: `Mon..Fri *-*-* 04:00:00`"),
    }
}

fn wrong_zone(text: &str) -> Option<ValueError> {
    let blank = text.rfind(' ')?;
    let (event, word) = (&text[..blank], &text[blank + 1..]);
    read::read(event).ok()?;
    let error = |message: String| ValueError::new(blank + 1..text.len(), message);
    if let Some(name) = zone::meant(word) {
        let error = error(format!("there is no time zone `{word}`"));
        let whole = format!("{event} {name}");
        return Some(error.with_help(format!("write `{name}`")).with_replacement(whole));
    }
    let is_name =
        word.contains('/') && word.bytes().all(|it| it.is_ascii_alphabetic() || it == b'/');
    is_name.then(|| {
        error(format!("there is no time zone `{word}`"))
            .with_help("write a name that `timedatectl list-timezones` prints, or `UTC`")
    })
}

/// `daily 04:00`, `Mon daily`.
fn beside_shorthand(text: &str) -> Option<ValueError> {
    let (first, rest) = text.split_once(' ')?;
    if words::shorthand(first).is_some() && !rest.trim().is_empty() {
        let begin = text.len() - rest.trim_start().len();
        let range = begin..text.trim_end().len();
        let message = format!(
            "`{first}` is a whole expression, which takes no `{}` beside it",
            &text[range.clone()]
        );
        return Some(ValueError::new(range, message));
    }
    let (rest, last) = text.rsplit_once(' ')?;
    words::shorthand(last)?;
    let message =
        format!("`{last}` is a whole expression, which takes no `{}` beside it", rest.trim());
    Some(ValueError::new(0..rest.trim_end().len(), message))
}

fn span(text: &str) -> Option<ValueError> {
    let span = text.strip_prefix("every ").unwrap_or(text);
    if !text.contains(|it: char| it.is_ascii_digit()) || !text.contains(char::is_alphabetic) {
        return None;
    }
    if time_span::parse(span, time_span::Bare::Seconds).is_err() {
        return None;
    }
    let error = ValueError::new(0..text.len(), "this is a span of time, and no calendar event");
    Some(error.with_help(SPAN_HELP))
}

fn unknown_word(text: &str) -> Option<ValueError> {
    let length = text.find(|it: char| !it.is_alphabetic()).unwrap_or(text.len());
    let word = text.get(..length).filter(|word| !word.is_empty())?;
    // A list or range of weekdays is read on; what is wrong there is found by the reader.
    if words::weekday_prefix(word).is_some() {
        return None;
    }
    let end = match text.find(' ') {
        None if !text.contains([',', '.']) => text.len(),
        _ => length,
    };
    let word = &text[..end];
    if let Some(day) = words::weekday_meant(word) {
        let name = &words::WEEKDAYS[day][..3];
        let error = ValueError::new(0..end, format!("`{word}` is no weekday"));
        return Some(error.with_help(format!("write `{name}`")));
    }
    let message = format!("`{word}` is neither a weekday nor a shorthand such as `daily`");
    Some(ValueError::new(0..end, message))
}

fn general_help(text: &str) -> String {
    let digits = text.trim();
    if !digits.is_empty() && digits.len() <= 2 && digits.bytes().all(|it| it.is_ascii_digit()) {
        return format!("write `{digits}:00` for the hour, `*:{digits}` for the minute");
    }
    "write weekday, date and time as in `Mon..Fri *-*-* 04:00:00`, or a word such as `daily`"
        .to_owned()
}

//! What systemd makes of an option.

use cfglint_lints::model::ValueKind;
use cfglint_lints::systemd::time_span::{self, Bare, TimeSpan};
use cfglint_lints::systemd::{
    self, Availability, Directive, UnitType, ValueType, Versions, calendar,
};
use cfglint_lints::unit_files::{How, setting};

use super::kinds;
use super::option::PlaceOf;

/// So many runs of a timer are shown.
const RUNS: usize = 3;

/// What there is to say of a directive and of its value.
pub(super) fn text(place: &PlaceOf<'_>, now: u64) -> Option<String> {
    if !place.is_whole() {
        return None;
    }
    let setting = setting(place.definition)?;
    let unit = setting.unit.unit_type;
    let directive = systemd::directive(unit, setting.section, setting.directive);
    let mut text = directive.map(|it| facts(it, unit, setting.section)).unwrap_or_default();
    let kind = match setting.how {
        How::StartAt => Some(ValueType::Calendar),
        _ => directive.map(Directive::value_type),
    };
    let items = place.definition.value.items();
    let values = items.iter().filter_map(|item| match &item.value.kind {
        ValueKind::Str(text) => text.as_literal().map(str::to_owned),
        ValueKind::Int(number) => Some(number.to_string()),
        _ => None,
    });
    for value in values.take(RUNS) {
        let said = match kind {
            Some(ValueType::Calendar) => calendar_text(&value, now),
            Some(
                ValueType::TimeSpan | ValueType::TimeSpanFinite | ValueType::TimeSpanZeroInfinity,
            ) => span_text(&value),
            _ => None,
        };
        if let Some(said) = said {
            text += &format!("\n\n{said}");
        }
    }
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The facts about a directive in a section.
pub(crate) fn facts(directive: Directive, unit: UnitType, section: &str) -> String {
    let (name, suffix) = (directive.name(), unit.tag());
    let mut text = format!("`{name}=` in `[{section}]` of a `.{suffix}` unit");
    if let Some(takes) = kinds::takes(directive) {
        text += &format!("\n\ntakes {takes}");
    }
    if let Some(lines) = kinds::lines(directive.list()) {
        text += &format!("; {lines}");
    }
    let mut facts = Vec::new();
    // What every machine has had for years is no news.
    if let Some(since) = directive.since().filter(|since| *since > Versions::ALL.oldest) {
        facts.push(format!("since systemd {since}"));
    }
    let instead = match directive.replacement() {
        Some(name) => format!("; use `{name}` instead"),
        None => String::new(),
    };
    match directive.availability(Versions::only(Versions::NEWEST)) {
        Availability::Deprecated(version) => {
            facts.push(format!("deprecated since {version}{instead}"));
        }
        Availability::Removed(version) => {
            facts.push(format!("does nothing since {version}{instead}"));
        }
        Availability::Current | Availability::NotYet(_) => {}
    }
    if !facts.is_empty() {
        text += &format!("\n\n{}", facts.join(", "));
    }
    if let Some(man) = directive.man() {
        text += &format!("\n\n`man 5 {man}`");
    }
    text
}

/// A calendar expression as systemd writes it, and its next runs from `now` on.
fn calendar_text(value: &str, now: u64) -> Option<String> {
    let spec = calendar::parse(value).ok()?;
    let mut text = format!("`{value}` means `{}`", spec.normalized());
    let mut runs = Vec::new();
    let mut after = now;
    while runs.len() < RUNS
        && let Some(run) = spec.next_after(after)
    {
        runs.push(format!("- {}\n", calendar::civil_time(run)));
        after = run;
    }
    if runs.is_empty() {
        text += ", and never comes again";
        return Some(text);
    }
    let zone = match spec.zone() {
        calendar::Zone::Utc => "in UTC",
        calendar::Zone::Local => "on a machine whose clock shows UTC",
        _ => "as the clocks of its zone show it, counted from now in UTC",
    };
    Some(format!("{text}\n\nNext runs, {zone}:\n{}", runs.concat()))
}

fn span_text(value: &str) -> Option<String> {
    let span = time_span::parse(value, Bare::default()).ok()?;
    Some(format!("`{value}` is {}", span_words(span)))
}

/// A span in units of time, as `1d 2h 30min`.
fn span_words(span: TimeSpan) -> String {
    if span == TimeSpan::INFINITY {
        return "without limit".to_owned();
    }
    let units: [(&str, u64); 7] = [
        ("w", 604_800_000_000),
        ("d", 86_400_000_000),
        ("h", 3_600_000_000),
        ("min", 60_000_000),
        ("s", 1_000_000),
        ("ms", 1000),
        ("us", 1),
    ];
    let mut rest = span.micros();
    let mut words = Vec::new();
    for (name, length) in units {
        if rest >= length {
            words.push(format!("{}{name}", rest / length));
            rest %= length;
        }
    }
    match words.is_empty() {
        true => "0".to_owned(),
        false => words.join(" "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted_from_the_given_moment() {
        // Thu 2026-01-01 00:00:00
        let now = 1_767_225_600_000_000;
        let expected = "`Mon *-*-* 4:00` means `Mon *-*-* 04:00:00`\n\nNext runs, on a machine whose clock shows UTC:\n- Mon 2026-01-05 04:00:00\n- Mon 2026-01-12 04:00:00\n- Mon 2026-01-19 04:00:00\n";
        assert_eq!(calendar_text("Mon *-*-* 4:00", now).as_deref(), Some(expected));
        let past = calendar_text("2025-01-01", now).expect("a calendar");
        assert!(past.ends_with(", and never comes again"), "{past}");
        assert_eq!(calendar_text("often", now), None);
    }

    #[test]
    fn spans_are_written_out() {
        for (value, expected) in [
            ("90", "`90` is 1min 30s"),
            ("1d 26h 5ms", "`1d 26h 5ms` is 2d 2h 5ms"),
            ("infinity", "`infinity` is without limit"),
            ("0", "`0` is 0"),
        ] {
            assert_eq!(span_text(value).as_deref(), Some(expected));
        }
        assert_eq!(span_text("5 parsecs"), None);
    }
}

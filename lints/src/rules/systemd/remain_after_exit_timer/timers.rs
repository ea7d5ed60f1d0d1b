//! Which timer starts a service again and again.

use crate::facts::{Fact, UnitKey, Units, is_disabled, is_hidden};
use crate::model::{Segment, UnitPart, ValueKind};

/// `startAt`, which makes a timer of the same name.
pub(super) fn started_again<'a>(
    parts: &[(Fact<'a>, UnitPart<'a>)],
    timer: &[(Fact<'a>, UnitPart<'a>)],
    fact: &Fact<'a>,
) -> Option<(Fact<'a>, String)> {
    let (start, part) = parts.iter().find(|(other, part)| {
        part.is("services", "", "startAt")
            && other.joins(fact)
            && is_something(other)
            && !is_hidden(parts, other, part)
            && !is_disabled(timer, other)
    })?;
    Some((*start, part.name.text().to_owned()))
}

/// The timer that starts the service repeatedly, and what says so.
pub(super) fn timer_of<'a>(
    services: &Units<'a>,
    timers: &Units<'a>,
    (manager, service, file): UnitKey<'a>,
    fact: &Fact<'a>,
) -> Option<(Fact<'a>, String)> {
    // An instance of which more is said is a unit of its own.
    let is_instance =
        |unit: &Segment| is_instance_of(unit, service) && !services.has(&(manager, unit, None));
    timers.iter().find_map(|((timer_manager, timer, timer_file), parts)| {
        if timer_manager != manager
            || (timer_file.is_some() && file.is_some() && timer_file != file)
        {
            return None;
        }
        let is_unit = |(other, part): &&(Fact<'a>, UnitPart<'a>)| {
            part.is("timers", "timerConfig", "Unit") && other.joins(fact)
        };
        let mut units = parts.iter().filter(is_unit).peekable();
        let starts_it = match units.peek() {
            None => timer == service || is_instance(timer),
            Some(_) => units.any(|(unit, part)| {
                let is_here = file.is_none_or(|file| file == unit.file.source.id);
                is_here
                    && !is_hidden(parts, unit, part)
                    && unit_name(unit).is_some_and(|unit| unit == *service || is_instance(&unit))
            }),
        };
        if !starts_it {
            return None;
        }
        let (trigger, _) = parts.iter().find(|(other, part)| {
            part.section == "timerConfig"
                && matches!(part.key, "OnCalendar" | "OnUnitActiveSec" | "OnUnitInactiveSec")
                && other.joins(fact)
                && is_something(other)
                && !is_hidden(parts, other, part)
                && !is_disabled(parts, other)
        })?;
        Some((*trigger, timer.text().to_owned()))
    })
}

/// `a` of `Unit = "a.service"`.
fn unit_name(unit: &Fact<'_>) -> Option<Segment> {
    match &unit.definition.value.kind {
        ValueKind::Str(text) => Some(text.strip_suffix(".service")?.segment()),
        _ => None,
    }
}

/// `a@x` is an instance of the template `a@`, whatever `x` is.
fn is_instance_of(unit: &Segment, service: &Segment) -> bool {
    service.name().is_some_and(|service| {
        service.ends_with('@')
            && unit.text().len() > service.len()
            && unit.text().starts_with(service)
    })
}

/// Whether a trigger is set for certain: a text, or a list of such.
fn is_something(fact: &Fact<'_>) -> bool {
    fact.definition.value.items().iter().any(|item| match &item.value.kind {
        ValueKind::Str(text) => text.as_literal() != Some(""),
        ValueKind::Int(_) => true,
        _ => false,
    })
}

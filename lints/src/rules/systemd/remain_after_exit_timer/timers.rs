//! Which timer starts a service again and again.

use rustc_hash::FxHashMap;

use crate::facts::{Fact, Unit, UnitKey, Units};
use crate::model::{Manager, Segment, ValueKind};
use crate::views::world::Imports;

/// What starts a timer repeatedly; the other triggers start it once after the boot.
const TRIGGERS: &[&str] = &["OnCalendar", "OnUnitActiveSec", "OnUnitInactiveSec"];

/// The timers of a project by what they start.
pub(super) struct Timers<'a, 's> {
    imports: &'s Imports,
    services: &'s Units<'a>,
    timers: &'s Units<'a>,
    /// By the service that `Unit` names, and templates by their instances.
    named: FxHashMap<(Manager, Segment), Vec<UnitKey<'a>>>,
}

impl<'a, 's> Timers<'a, 's> {
    pub(super) fn new(
        imports: &'s Imports,
        services: &'s Units<'a>,
        timers: &'s Units<'a>,
    ) -> Timers<'a, 's> {
        let mut named: FxHashMap<(Manager, Segment), Vec<UnitKey<'a>>> = FxHashMap::default();
        for (key, timer) in timers.iter() {
            let units: Vec<Segment> =
                timer.all("timerConfig", "Unit").filter_map(|unit| unit_name(&unit)).collect();
            let names = units.iter().cloned();
            let templates = units.iter().chain([key.1]).filter_map(template_of);
            for name in names.chain(templates) {
                let keys = named.entry((key.0, name)).or_default();
                if keys.last() != Some(&key) {
                    keys.push(key);
                }
            }
        }
        Timers { imports, services, timers, named }
    }

    /// What starts a service repeatedly, and the timer's name.
    pub(super) fn of(
        &self,
        key: UnitKey<'a>,
        service: &Unit<'a>,
        fact: &Fact<'a>,
    ) -> Option<(Fact<'a>, String)> {
        let own = self.timers.unit(&key);
        let start = service.all("", "startAt").find(|start| {
            is_something(start)
                && self.imports.meet(start, fact)
                && !service.hides(start)
                && !own.is_some_and(|timer| timer.is_disabled(start))
        });
        if let Some(start) = start {
            return Some((start, key.1.text().to_owned()));
        }
        let named = self.named.get(&(key.0, key.1.clone())).into_iter().flatten().copied();
        let candidates = own.map(|_| key).into_iter().chain(named);
        candidates.into_iter().find_map(|timer_key| {
            let timer = self.timers.unit(&timer_key)?;
            if !self.starts(timer_key, timer, key, fact) {
                return None;
            }
            let mut triggers = TRIGGERS.iter().flat_map(|key| timer.all("timerConfig", key));
            let trigger = triggers.find(|trigger| {
                is_something(trigger)
                    && self.imports.meet(trigger, fact)
                    && !timer.hides(trigger)
                    && !timer.is_disabled(trigger)
            })?;
            Some((trigger, timer_key.1.text().to_owned()))
        })
    }

    /// Whether a timer is about the service: by its `Unit`, or by its name if it has none.
    fn starts(
        &self,
        (_, timer_name, timer_file): UnitKey<'a>,
        timer: &Unit<'a>,
        (manager, service, file): UnitKey<'a>,
        fact: &Fact<'a>,
    ) -> bool {
        // An instance of which more is said is a unit of its own.
        let is_meant = |unit: &Segment| {
            unit == service
                || (template_of(unit).as_ref() == Some(service)
                    && !self.services.has(&(manager, unit, None)))
        };
        let mut units = timer.all("timerConfig", "Unit").filter(|unit| unit.joins(fact)).peekable();
        match units.peek() {
            None => {
                timer_file.is_none_or(|it| file.is_none_or(|file| it == file))
                    && is_meant(timer_name)
            }
            Some(_) => units.any(|unit| {
                let is_here = file.is_none_or(|file| file == unit.file.source.id);
                is_here
                    && self.imports.meet(&unit, fact)
                    && !timer.hides(&unit)
                    && unit_name(&unit).is_some_and(|unit| is_meant(&unit))
            }),
        }
    }
}

/// `a` of `Unit = "a.service"`.
fn unit_name(unit: &Fact<'_>) -> Option<Segment> {
    match &unit.definition.value.kind {
        ValueKind::Str(text) => Some(text.strip_suffix(".service")?.segment()),
        _ => None,
    }
}

/// `a@` of `a@x`, whatever `x` is.
fn template_of(unit: &Segment) -> Option<Segment> {
    let (name, instance) = unit.text().split_once('@')?;
    let is_known = !instance.is_empty() && !name.contains("${");
    is_known.then(|| Segment::Name(format!("{name}@").into()))
}

/// Whether a trigger is set for certain: a text, or a list of such.
fn is_something(fact: &Fact<'_>) -> bool {
    fact.definition.value.items().iter().any(|item| match &item.value.kind {
        ValueKind::Str(text) => text.as_literal() != Some(""),
        ValueKind::Int(_) => true,
        _ => false,
    })
}

//! Reports services that a timer can start only once.

use crate::facts::{Fact, Units, is_disabled, is_hidden};
use crate::lint::{Check, declare_lint};
use crate::model::{Manager, Segment, UnitPart, ValueKind};
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `RemainAfterExit` on a service that a timer starts again and again.
    ///
    /// ## Why
    /// A timer sends a start job, and systemd ignores a start job for a unit that is active.
    /// `RemainAfterExit` keeps the unit active after its command has ended, so the timer works once per
    /// boot. Certificates were not renewed for this reason.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.sitemap = {
    ///     serviceConfig = { Type = "oneshot"; RemainAfterExit = true; };
    ///     script = "make-sitemap";
    ///   };
    ///   systemd.timers.sitemap.timerConfig.OnCalendar = "hourly";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.sitemap = {
    ///     serviceConfig = { Type = "oneshot"; };
    ///     script = "make-sitemap";
    ///   };
    ///   systemd.timers.sitemap.timerConfig.OnCalendar = "hourly";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes the definition. The unit is then inactive after each run: units that require it
    /// or are bound to it may stop, and `ExecStop` no longer waits for the shutdown.
    /// In a set that other services share, it is overridden for this service instead.
    /// To run it again when the configuration changes, add `wantedBy = [ "multi-user.target" ]`.
    ///
    /// ## When it is silent
    /// A timer with nothing but `OnBootSec`, `OnStartupSec` or `OnActiveSec` is a delayed start, which is
    /// meant to happen once.
    ///
    /// ## References
    /// nixpkgs issue 84633, pull requests 85332 and 85333.
    pub(crate) static REMAIN_AFTER_EXIT_TIMER = {
        name: "remain-after-exit-timer", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    let (services, timers) = (cx.units("services"), cx.units("timers"));
    for (key, parts) in services.iter() {
        for (fact, part) in parts {
            let is_kept = part.is("services", "serviceConfig", "RemainAfterExit")
                && fact.definition.value.truth() == Some(true)
                && !is_hidden(parts, fact, part)
                && !is_disabled(parts, fact);
            if !is_kept {
                continue;
            }
            let trigger = started_again(parts, timers.get(&key), fact)
                .or_else(|| timer_of(&timers, key, fact));
            if let Some((trigger, timer)) = trigger {
                report(cx, parts, fact, part, &trigger, timer);
            }
        }
    }
}

/// `startAt`, which makes a timer of the same name.
fn started_again<'a>(
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
fn timer_of<'a>(
    timers: &Units<'a>,
    (manager, service, file): (Manager, &'a Segment, Option<crate::FileId>),
    fact: &Fact<'a>,
) -> Option<(Fact<'a>, String)> {
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
            None => timer == service || is_instance(timer, service),
            Some(_) => units.any(|(unit, part)| {
                !is_hidden(parts, unit, part)
                    && unit_name(unit)
                        .is_some_and(|unit| unit == *service || is_instance(&unit, service))
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
fn is_instance(unit: &Segment, service: &Segment) -> bool {
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

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    parts: &[(Fact<'a>, UnitPart<'a>)],
    fact: &Fact<'a>,
    part: &UnitPart<'a>,
    trigger: &Fact<'a>,
    timer: String,
) {
    let service = part.name.text();
    let source = &fact.file.source;
    let place = fact.definition.place;
    let parse = cx.parse(fact.file);
    let fix = match place.is_shared {
        false => edits::delete_definition(parse.root(), &source.text, &place, 2).map(|edit| {
            Fix::risky("Delete `RemainAfterExit`, so that each run ends", source.id, edit)
        }),
        // Others may share the set; override it where this service adds to it.
        true => parts.iter().find_map(|(other, it)| {
            let own = other.definition.place;
            let is_own = it.section == "serviceConfig"
                && it.rest.is_empty()
                && other.file.source.id == source.id
                && !own.is_shared
                && edits::is_right_of_update(parse.root(), own.set);
            is_own.then(|| {
                let edit =
                    edits::insert_after(&source.text, own.statement, "RemainAfterExit = false;");
                Fix::risky("Override `RemainAfterExit` for this service", source.id, edit)
            })
        }),
    };
    let message = format!(
        "RemainAfterExit keeps \"{service}\" active, so its timer ({timer}) will start it only once"
    );
    let (other, range) = (&trigger.file.source, trigger.definition.place.key);
    cx.report(fact.file, place.key, message)
        .help("delete RemainAfterExit; a timer starts only what is inactive")
        .related(other, range, "the timer is set here")
        .fix(fix)
        .emit();
}

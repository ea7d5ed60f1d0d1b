//! Reports jobs that all machines start at the same moment.

use rustc_hash::FxHashSet;

use crate::facts::{Fact, Unit, UnitKey, Units, unit_of};
use crate::lint::{Check, declare_lint};
use crate::memory::Selection;
use crate::model::{Manager, ValueKind};
use crate::views::unit::JoinedUnit;
use crate::{Fix, ProjectContext, Releases, edits};

mod calendar;
mod network;
#[cfg(test)]
mod tests;

use calendar::delay_for;

declare_lint! {
    /// A job at a fixed time that talks to a server.
    ///
    /// ## Why
    /// Every machine with this configuration starts the job in the same second, so the server gets all
    /// requests at once. A random delay spreads them; the time of each machine stays the same from day to
    /// day with `FixedRandomDelay`.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.feed-pull = { startAt = "daily"; script = "curl -fsS https://feeds.example/all > /srv/feeds"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.feed-pull = { startAt = "daily"; script = "curl -fsS https://feeds.example/all > /srv/feeds"; };
    ///   systemd.timers.feed-pull.timerConfig.RandomizedDelaySec = "1h";
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: adds a delay of up to ten minutes for hourly jobs, an hour for daily ones and at fixed
    /// times, and twelve hours for rarer ones.
    ///
    /// ## When it is silent
    /// There is no sign of a server: `curl` with an `http` address or a program such as `ssh` in the commands, or
    /// `network-online.target` that it wants or requires. The timer has a delay or an `AccuracySec` of its own, the script waits for
    /// a random time, or some of the timer is computed.
    ///
    /// ## References
    /// `systemd.timer(5)`; nixpkgs pull request 80856.
    pub(crate) static TIMER_NO_RANDOM_DELAY = {
        name: "timer-no-random-delay", group: Systemd, severity: Hint,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    let imports = cx.imports();
    let timed = cx.select(&TIMED);
    let (services, timers) = (cx.units("services"), cx.units("timers"));
    let mut seen = FxHashSet::default();
    for key in timed.iter().filter_map(unit_of).filter(|key| seen.insert(*key)) {
        let parts = services.get(&key);
        for (fact, part) in parts {
            if part.is("services", "", "startAt") && !parts.is_disabled(fact) {
                let timer = timers.get(&key);
                let service = JoinedUnit::of(&imports, parts, fact);
                if service.shows(fact, part)
                    && !timer.is_disabled(fact)
                    && network::is_asked(&service)
                {
                    report(cx, fact, &key, &JoinedUnit::of(&imports, timer, fact));
                }
            }
        }
    }
    for (key, parts) in timers.iter() {
        for (fact, part) in parts {
            if !part.is("timers", "timerConfig", "OnCalendar") || parts.is_disabled(fact) {
                continue;
            }
            let timer = JoinedUnit::of(&imports, parts, fact);
            if !timer.shows(fact, part) {
                continue;
            }
            let Some(service) = service_of(&services, &timer, key) else {
                continue;
            };
            if !service.is_disabled(fact)
                && network::is_asked(&JoinedUnit::of(&imports, service, fact))
            {
                report(cx, fact, &key, &timer);
            }
        }
    }
}

/// What makes a timer for a service.
static TIMED: Selection = Selection {
    roots: Some(&["systemd"]),
    is_meant: |it| it.unit_part().is_some_and(|part| part.is("services", "", "startAt")),
};

/// The service that a timer starts.
fn service_of<'a, 'b>(
    services: &'b Units<'a>,
    timer: &JoinedUnit<'a, '_>,
    key: UnitKey<'a>,
) -> Option<&'b Unit<'a>> {
    let mut units = timer.get("timerConfig", "Unit");
    match (units.next(), units.next()) {
        (None, _) if timer.is_silent_on("timerConfig", "Unit") => Some(services.get(&key)),
        (Some(unit), None) => {
            let ValueKind::Str(text) = &unit.definition.value.kind else {
                return None;
            };
            let name = text.strip_suffix(".service")?.segment();
            services.find(key.0, &name, key.2)
        }
        _ => None,
    }
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    fact: &Fact<'a>,
    (manager, name, _): &UnitKey<'a>,
    timer: &JoinedUnit<'a, '_>,
) {
    let Some((time, delay)) = delay_for(&fact.definition.value) else {
        return;
    };
    let is_spread = ["RandomizedDelaySec", "RandomizedOffsetSec"]
        .iter()
        .any(|key| !timer.is_silent_on("timerConfig", key));
    let is_blurred = timer.get("timerConfig", "AccuracySec").any(|it| calendar::is_wide(&it));
    if is_spread || is_blurred {
        return;
    }
    let source = &fact.file.source;
    let parse = cx.parse(fact.file);
    let option = ["systemd", "timers", name.text(), "timerConfig", "RandomizedDelaySec"];
    let option = match manager {
        Manager::System => option.to_vec(),
        Manager::User => [&["systemd", "user"], &option[1..]].concat(),
    };
    let value = format!("\"{delay}\"");
    let fix = name.name().and_then(|_| {
        let statements: &[(&[&str], &str)] = &[(&option, &value)];
        let edit = edits::insert_beside(parse.root(), &source.text, fact.definition, statements)?;
        Some(Fix::risky(format!("Add `RandomizedDelaySec = {value}`"), source.id, edit))
    });
    let message = format!(
        "every machine runs \"{}\" at the same moment ({time}) and it talks to a remote server; add RandomizedDelaySec",
        name.text()
    );
    cx.report(fact.file, fact.definition.place.key, message).fix(fix).emit();
}

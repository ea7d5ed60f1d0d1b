//! Reports services that a timer can start only once.

use rustc_hash::FxHashSet;

use crate::facts::{Fact, Unit, unit_of};
use crate::lint::{Check, declare_lint};
use crate::memory::Selection;
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;
mod timers;

use timers::Timers;

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
    let kept = cx.select(&KEPT);
    if kept.is_empty() {
        return;
    }
    let (services, timers) = (cx.units("services"), cx.units("timers"));
    let imports = cx.imports();
    let timers = Timers::new(&imports, &services, &timers);
    let mut seen = FxHashSet::default();
    for key in kept.iter().filter_map(unit_of).filter(|key| seen.insert(*key)) {
        let unit = services.get(&key);
        for fact in unit.all("serviceConfig", "RemainAfterExit") {
            let is_kept = fact.definition.value.truth() == Some(true)
                && !unit.hides(&fact)
                && !unit.is_disabled(&fact);
            if is_kept && let Some((trigger, timer)) = timers.of(key, unit, &fact) {
                report(cx, (key.1.text(), unit), &fact, &trigger, timer);
            }
        }
    }
}

/// What keeps a service active.
static KEPT: Selection = Selection {
    roots: Some(&["systemd"]),
    is_meant: |it| {
        it.last_name() == Some("RemainAfterExit")
            && it.value.truth() == Some(true)
            && it.unit_part().is_some_and(|part| part.kind == "services")
    },
};

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    (service, unit): (&str, &Unit<'a>),
    fact: &Fact<'a>,
    trigger: &Fact<'a>,
    timer: String,
) {
    let source = &fact.file.source;
    let place = fact.definition.place;
    let parse = cx.parse(fact.file);
    let fix = match place.is_shared {
        false => edits::delete_definition(parse.root(), &source.text, &place, 2).map(|edit| {
            Fix::risky("Delete `RemainAfterExit`, so that each run ends", source.id, edit)
        }),
        // Others may share the set; override it where this service adds to it.
        true => unit.parts().iter().find_map(|(other, it)| {
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

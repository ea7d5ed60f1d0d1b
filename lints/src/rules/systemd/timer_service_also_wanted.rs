//! Reports services that a timer starts, and every boot and switch as well.

use crate::lint::{Check, declare_lint};
use crate::unit_files::{How, UnitType};
use crate::views::timers::TRIGGERS;
use crate::views::whole::{self, Said, Whole};
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `wantedBy` a target on a service that has a timer.
    ///
    /// ## Why
    /// The timer starts the service; the target starts it once more at each boot, and at each switch that
    /// finds it stopped. For a backup or a report that is a run at the wrong time, and the boot waits for it.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.report = {
    ///     script = "report";
    ///     serviceConfig.Type = "oneshot";
    ///     startAt = "daily";
    ///     wantedBy = [ "multi-user.target" ];
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.report = {
    ///     script = "report";
    ///     serviceConfig.Type = "oneshot";
    ///     startAt = "daily";
    ///   };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// The service is not one-shot, or stays active after its run; the timer counts from the service's own runs
    /// (`OnUnitActiveSec`), so that something has to start it first.
    ///
    /// ## References
    /// `systemd.timer(5)`; `wantedBy` in the manual of NixOS.
    pub(crate) static TIMER_SERVICE_ALSO_WANTED = {
        name: "timer-service-also-wanted", group: Systemd, severity: Hint,
        on_by_default: false, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

const TARGETS: &[&str] =
    &["multi-user.target", "default.target", "graphical.target", "basic.target"];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Install", &["WantedBy"], |cx, unit, lines| {
        let is_sure = |said: &&Said<'_>| {
            said.line.item_conditions.is_empty()
                && said.line.literal().is_some_and(|it| TARGETS.contains(&it))
        };
        let Some(said) = lines.iter().find(is_sure) else { return };
        if unit.value_of("Service", "Type", &["oneshot"]).is_none()
            || !unit.lacks("Service", "RemainAfterExit")
        {
            return;
        }
        let name = unit.unit.id.name.text().to_owned();
        let Some(timer) = unit.other_named(&format!("{name}.timer")) else { return };
        let Some(trigger) = trigger(unit, &timer) else { return };
        let target = said.line.literal().unwrap_or_default();
        let message = format!(
            "`{}` has a timer, and `{target}` starts it at each boot and switch as well",
            unit.name()
        );
        let range = said.range(cx);
        let place = trigger.fact.definition.place.key;
        cx.report(said.fact.file, range, message)
            .help("delete it from `wantedBy`, unless each boot should run it")
            .related(&trigger.fact.file.source, place, "the timer is set here")
            .emit();
    });
}

/// What makes the timer elapse, if it needs no run before.
fn trigger<'a>(unit: &Whole<'_, 'a>, timer: &Whole<'_, 'a>) -> Option<Said<'a>> {
    let is_relative =
        !timer.lacks("Timer", "OnUnitActiveSec") || !timer.lacks("Timer", "OnUnitInactiveSec");
    if is_relative || !timer.lacks("Timer", "Unit") || timer.view().may_be_masked() {
        return None;
    }
    let lines = TRIGGERS.iter().filter_map(|it| timer.lines("Timer", it)).flatten();
    let is_wanted = timer.with("Install", "WantedBy").next().is_some();
    lines.filter(|it| it.line.how == How::StartAt || is_wanted).find(|it| {
        whole::hold_together(&it.fact, &unit.anchor.fact) && it.line.literal() != Some("")
    })
}

//! Reports timers that skip a day on which the machine was off.

use crate::lint::{Check, declare_lint};
use crate::systemd::calendar;
use crate::unit_files::{How, UnitType};
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A daily or rarer timer without `Persistent`.
    ///
    /// ## Why
    /// If the machine is off or asleep at that time, the run is skipped, and the next one is a day, a week
    /// or a month later. `Persistent` makes up for it at the next boot.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.timers.backup = { wantedBy = [ "timers.target" ]; timerConfig.OnCalendar = "daily"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.timers.backup = {
    ///     wantedBy = [ "timers.target" ];
    ///     timerConfig = { OnCalendar = "daily"; Persistent = true; };
    ///   };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// `Persistent` is set to anything; another trigger starts it, too; the timer is not defined here as a
    /// whole.
    ///
    /// ## References
    /// `Persistent=` in `systemd.timer(5)`.
    pub(crate) static CALENDAR_NOT_PERSISTENT = {
        name: "calendar-not-persistent", group: Systemd, severity: Hint,
        on_by_default: false, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

const OTHERS: &[&str] = &[
    "Persistent",
    "OnBootSec",
    "OnStartupSec",
    "OnActiveSec",
    "OnUnitActiveSec",
    "OnUnitInactiveSec",
];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Timer), "Timer", &["OnCalendar"], |cx, unit, _| {
        let Some(all) = unit.lines("Timer", "OnCalendar") else { return };
        let is_rare = |it: &whole::Said<'_>| {
            let value = it.line.literal().filter(|it| !it.contains('%'));
            value
                .and_then(|it| calendar::parse(it.trim()).ok())
                .is_some_and(|it| it.is_at_most_daily())
        };
        let is_one = all.len() == 1 && all.iter().all(is_rare);
        if !is_one || !OTHERS.iter().all(|it| unit.lacks("Timer", it)) || !unit.is_own() {
            return;
        }
        let said = &all[0];
        let message = format!("`{}` skips its run if the machine is off then", unit.name());
        let help = match said.line.how {
            How::StartAt => {
                let name = unit.unit.id.name.text();
                format!("set `systemd.timers.{name}.timerConfig.Persistent = true`")
            }
            _ => "set `Persistent = true` to make up for it at the next boot".to_owned(),
        };
        let range = said.range(cx);
        cx.report(said.fact.file, range, message).help(help).emit();
    });
}

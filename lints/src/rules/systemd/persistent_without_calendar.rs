//! Reports timers that are to catch up on what no calendar says.

use crate::lint::{Check, declare_lint};
use crate::unit_files::UnitType;
use crate::views::timers::TRUE;
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `Persistent` on a timer without `OnCalendar`.
    ///
    /// ## Why
    /// systemd keeps the time of the last run for `OnCalendar` alone. With `OnBootSec`, `OnUnitActiveSec`
    /// and the like, `Persistent` does nothing: no run is caught up after the machine was off.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.timers.backup = {
    ///     wantedBy = [ "timers.target" ];
    ///     timerConfig = { OnBootSec = "5min"; OnUnitActiveSec = "1d"; Persistent = true; };
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.timers.backup = {
    ///     wantedBy = [ "timers.target" ];
    ///     timerConfig = { OnBootSec = "5min"; OnUnitActiveSec = "1d"; };
    ///   };
    /// }
    /// ```
    /// Or say the time by `OnCalendar`.
    ///
    /// ## Fix
    /// Unsafe: deletes `Persistent`, which may be meant for a calendar that is still to come.
    ///
    /// ## When it is silent
    /// The timer is not defined here as a whole: something else may set its calendar.
    ///
    /// ## References
    /// `Persistent=` in `systemd.timer(5)`.
    pub(crate) static PERSISTENT_WITHOUT_CALENDAR = {
        name: "persistent-without-calendar", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Units(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Timer), "Timer", &["Persistent"], |cx, unit, _| {
        let Some(said) = unit.value_of("Timer", "Persistent", TRUE) else { return };
        if !unit.lacks("Timer", "OnCalendar") || !unit.is_own() {
            return;
        }
        let message = format!(
            "`Persistent` does nothing: `{}` has no `OnCalendar`, and other runs are not caught up",
            unit.name()
        );
        let range = said.key(cx);
        let fix = said.delete(cx, "Delete `Persistent`");
        cx.report(said.fact.file, range, message)
            .help("use `OnCalendar`, or delete `Persistent`")
            .fix(fix)
            .emit();
    });
}

//! Reports timers that never elapse.

use crate::lint::{Check, declare_lint};
use crate::unit_files::{How, UnitType};
use crate::views::timers::TRIGGERS;
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A timer that does not say when it elapses.
    ///
    /// ## Why
    /// systemd refuses a timer without `OnCalendar`, `OnBootSec` or another trigger: what it should
    /// start never runs.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.backup.script = "backup";
    ///   systemd.timers.backup = { wantedBy = [ "timers.target" ]; timerConfig.Persistent = true; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.backup.script = "backup";
    ///   systemd.timers.backup = {
    ///     wantedBy = [ "timers.target" ];
    ///     timerConfig = { OnCalendar = "daily"; Persistent = true; };
    ///   };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// The timer or its service may be defined elsewhere, as those of packages and of NixOS are.
    ///
    /// ## References
    /// `systemd.timer(5)`.
    pub(crate) static TIMER_WITHOUT_TRIGGER = {
        name: "timer-without-trigger", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Timer), "Install", &["WantedBy"], |cx, unit, lines| {
        let Some(name) = unit.unit.id.name.known() else { return };
        let view = unit.view();
        let is_silent = TRIGGERS.iter().all(|it| unit.lacks("Timer", it));
        if !is_silent
            || !view.is_known()
            || !unit.files.packages().is_empty()
            || unit.anchor.fact.definition.priority != Some(100)
            || unit.anchor.setting.how == How::Text
            || lines.iter().all(|it| it.line.value.is_none())
            || unit.unit.id.template().is_some()
        {
            return;
        }
        // A timer that is only enabled here comes from elsewhere, and its service with it.
        let service = format!("{name}.service");
        if !unit.other_named(&service).is_some_and(|it| it.is_own()) {
            return;
        }
        let message = format!("systemd refuses `{}`: it does not say when it elapses", unit.name());
        let range = unit.anchor.fact.definition.place.key;
        cx.report(unit.anchor.fact.file, range, message)
            .help("set `OnCalendar`, or `OnBootSec` and `OnUnitActiveSec`, in `timerConfig`")
            .emit();
    });
}

//! Reports one-shot services that are to be restarted whenever they end.

use crate::lint::{Check, declare_lint};
use crate::unit_files::UnitType;
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `Type = "oneshot"` with `Restart = "always"` or `"on-success"`.
    ///
    /// ## Why
    /// systemd refuses the unit: what has done its work would be started again without end.
    /// NixOS only warns, so that the service is missing after the switch.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.sync.serviceConfig = { Type = "oneshot"; Restart = "always"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.sync.serviceConfig = { Type = "oneshot"; Restart = "on-failure"; }; }
    /// ```
    /// To run it again and again, start it by a timer.
    ///
    /// ## Fix
    /// Unsafe: writes `on-failure`, with which systemd takes the unit.
    /// There is none for systemd before 244, which takes `no` alone.
    ///
    /// ## References
    /// `Restart=` in `systemd.service(5)`; the entry for 244 in systemd's NEWS.
    pub(crate) static ONESHOT_RESTART_ALWAYS = {
        name: "oneshot-restart-always", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Units(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Service", &["Restart"], |cx, unit, _| {
        let Some(restart) = unit.value("Service", "Restart") else { return };
        let is_old = cx.versions().all_before(244);
        let is_refused = match restart.line.literal() {
            Some("always" | "on-success") => true,
            Some("on-failure" | "on-abnormal" | "on-abort" | "on-watchdog") => is_old,
            _ => false,
        };
        if !is_refused {
            return;
        }
        let Some(kind) = unit.value_of("Service", "Type", &["oneshot"]) else { return };
        let value = restart.line.literal().unwrap_or_default();
        let message = format!(
            "systemd refuses `{}`: a one-shot service cannot have `Restart={value}`",
            unit.name()
        );
        let fix = if is_old { None } else { restart.replace(cx, "on-failure") };
        let (range, other) = (restart.range(cx), kind.range(cx));
        cx.report(restart.fact.file, range, message)
            .help("restart it on failure only, or start it by a timer")
            .related(&kind.fact.file.source, other, "it is made one-shot here")
            .fix(fix)
            .emit();
    });
}

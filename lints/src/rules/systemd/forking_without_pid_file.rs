//! Reports forking services whose main process systemd has to guess.

use crate::lint::{Check, declare_lint};
use crate::unit_files::UnitType;
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `Type = "forking"` without `PIDFile`.
    ///
    /// ## Why
    /// systemd guesses which of the processes is the main one. If more than one is left after the start it
    /// may find none, and then does not notice when the daemon dies.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.old.serviceConfig = { Type = "forking"; ExecStart = "/bin/old --daemon"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.old.serviceConfig = { ExecStart = "/bin/old --foreground"; }; }
    /// ```
    ///
    /// ## When it is silent
    /// The service is not defined here as a whole; `GuessMainPID` or `RemainAfterExit` say that it is meant.
    ///
    /// ## References
    /// `Type=` and `PIDFile=` in `systemd.service(5)`.
    pub(crate) static FORKING_WITHOUT_PID_FILE = {
        name: "forking-without-pid-file", group: Systemd, severity: Hint,
        on_by_default: false, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Service", &["Type"], |cx, unit, _| {
        let Some(kind) = unit.value_of("Service", "Type", &["forking"]) else { return };
        let absent = ["PIDFile", "GuessMainPID", "RemainAfterExit"];
        if !absent.iter().all(|it| unit.lacks("Service", it)) || !unit.is_own() {
            return;
        }
        let message = format!("systemd has to guess the main process of `{}`", unit.name());
        let range = kind.range(cx);
        cx.report(kind.fact.file, range, message)
            .help("start the program in the foreground, or set `PIDFile`")
            .emit();
    });
}

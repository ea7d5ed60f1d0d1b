//! Reports a prefix of commands that systemd has given up.

use crate::lint::{Check, declare_lint};
use crate::systemd::exec_line::SuspicionKind;
use crate::unit_files::SettingLines;
use crate::views::exec;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// The prefix `!!` of a command.
    ///
    /// ## Why
    /// systemd 258 gave it up: it ignores it, and logs a warning at each start of the unit.
    /// The finding appears only if every version of systemd that the machine may have does so.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "!!/opt/web/bin/web"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "/opt/web/bin/web"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes it; the unit is then started anew.
    ///
    /// ## References
    /// `systemd.service(5)`; systemd's NEWS for 258.
    pub(crate) static OBSOLETE_EXEC_PREFIX = {
        name: "obsolete-exec-prefix", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    exec::check_suspicions(cx, lines, |it, _| {
        it.is_sure && it.kind == SuspicionKind::ObsoletePrefix
    });
}

//! Reports variables that systemd does not expand.

use crate::lint::{Check, declare_lint};
use crate::systemd::exec_line::SuspicionKind;
use crate::unit_files::SettingLines;
use crate::views::exec;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A variable in a command of a unit that systemd does not expand.
    ///
    /// ## Why
    /// systemd expands `$NAME` as a word of its own and `${NAME}` within a word, but never in the program itself.
    /// Anything else stays as it is, or is dropped.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "/opt/web/bin/web --root=$STATE_DIRECTORY/www"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "/opt/web/bin/web --root=\${STATE_DIRECTORY}/www"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes `${NAME}`, so that the program gets the value.
    ///
    /// ## References
    /// `systemd.service(5)`, "Command lines".
    pub(crate) static VARIABLE_IN_COMMAND = {
        name: "variable-in-command", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    exec::check_suspicions(cx, lines, |it, _| {
        it.is_sure
            && matches!(it.kind, SuspicionKind::VariableProgram | SuspicionKind::PartVariable)
    });
}

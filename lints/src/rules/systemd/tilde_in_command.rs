//! Reports `~` in commands.

use crate::lint::{Check, declare_lint};
use crate::systemd::exec_line::SuspicionKind;
use crate::unit_files::SettingLines;
use crate::views::exec;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `~` for a home folder in a command of a unit.
    ///
    /// ## Why
    /// Only shells expand `~`. The program gets the character as it stands, and looks for a folder of that name.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.user.services.tidy.serviceConfig.ExecStart = "/bin/rm -rf ~/.cache/tidy"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.user.services.tidy.serviceConfig.ExecStart = "/bin/rm -rf %h/.cache/tidy"; }
    /// ```
    ///
    /// ## When it is silent
    /// For programs that may expand it themselves: only those that are known to take names of files are judged.
    ///
    /// ## References
    /// `systemd.service(5)`, "Command lines"; `systemd.unit(5)`, "Specifiers".
    pub(crate) static TILDE_IN_COMMAND = {
        name: "tilde-in-command", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    exec::check_suspicions(cx, lines, |it, _| it.is_sure && it.kind == SuspicionKind::Tilde);
}

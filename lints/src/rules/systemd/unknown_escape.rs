//! Reports backslashes that systemd leaves as they are.

use crate::lint::{Check, declare_lint};
use crate::systemd::exec_line::SuspicionKind;
use crate::unit_files::SettingLines;
use crate::views::exec;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A backslash in a command of a unit that systemd does not know.
    ///
    /// ## Why
    /// systemd warns "Ignoring unknown escape sequences", and the program gets the backslash as well.
    /// A backslash before a blank does not join two words, as it does in a shell.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "/opt/web/bin/web --pattern '\\.html'"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "/opt/web/bin/web --pattern '\\\\.html'"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes two backslashes for one, or `$$` and `%%`.
    ///
    /// ## References
    /// `systemd.service(5)`, "Command lines"; `systemd.syntax(7)`.
    pub(crate) static UNKNOWN_ESCAPE = {
        name: "unknown-escape", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    exec::check_suspicions(cx, lines, |it, _| {
        it.is_sure && it.kind == SuspicionKind::UnknownEscape
    });
}

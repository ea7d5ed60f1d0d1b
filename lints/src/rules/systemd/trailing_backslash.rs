//! Reports commands that swallow the next line.

use crate::lint::{Check, declare_lint};
use crate::systemd::exec_line::SuspicionKind;
use crate::unit_files::SettingLines;
use crate::views::exec;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A command of a unit that ends in a backslash.
    ///
    /// ## Why
    /// A backslash at the end of a line joins it with the next one: the next directive of the unit becomes arguments of this command, and is not set.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "/opt/web/bin/web --verbose \\"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "/opt/web/bin/web --verbose"; }
    /// ```
    ///
    /// ## References
    /// `systemd.syntax(7)`.
    pub(crate) static TRAILING_BACKSLASH = {
        name: "trailing-backslash", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    exec::check_suspicions(cx, lines, |it, _| {
        it.is_sure && it.kind == SuspicionKind::TrailingBackslash
    });
}

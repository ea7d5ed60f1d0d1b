//! Reports command lines that systemd cannot read.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A command line that systemd cannot read.
    ///
    /// ## Why
    /// For an `ExecStart=` that cannot be read, systemd refuses the whole service; other lines it ignores.
    /// A relative path, an open quote, a lone `%` or an unknown escape is enough.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "./bin/web --port 80"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "/opt/web/bin/web --port 80"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the line that was surely meant, so that the service starts.
    ///
    /// ## References
    /// `systemd.service(5)`, "Command lines".
    pub(crate) static INVALID_EXEC_LINE = {
        name: "invalid-exec-line", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| kind == ValueType::Command);
}

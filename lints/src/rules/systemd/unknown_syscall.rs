//! Reports names in filters of system calls that systemd does not know.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A name in a filter of system calls that systemd does not know.
    ///
    /// ## Why
    /// systemd leaves the name out with a warning: a list of what is allowed becomes shorter, and a list of what is forbidden lets the call through.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.SystemCallFilter = "@system-services"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.SystemCallFilter = "@system-service"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the name that was surely meant, so that the filter is complete.
    ///
    /// ## References
    /// `systemd.exec(5)`; `systemd-analyze syscall-filter` lists the sets.
    pub(crate) static UNKNOWN_SYSCALL = {
        name: "unknown-syscall", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| {
        matches!(kind, ValueType::SyscallFilter | ValueType::SyscallLog)
    });
}

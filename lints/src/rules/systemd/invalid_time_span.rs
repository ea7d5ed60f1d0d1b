//! Reports spans of time that systemd cannot read.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A span of time that systemd cannot read.
    ///
    /// ## Why
    /// systemd ignores the line with a warning: the timeout, delay or interval that the module asks for is not set, and the default stays.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.TimeoutStartSec = "5mins"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.TimeoutStartSec = "5min"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the span that was surely meant, so that the setting takes effect.
    ///
    /// ## References
    /// `systemd.time(7)`.
    pub(crate) static INVALID_TIME_SPAN = {
        name: "invalid-time-span", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, systemd::is_time_span);
}

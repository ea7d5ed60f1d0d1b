//! Reports calendar expressions that systemd cannot read.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::{ValueType, calendar};
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A calendar expression that systemd cannot read.
    ///
    /// ## Why
    /// systemd ignores the line, and refuses the timer if it has no other: what it should start never runs.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.timers.pull.timerConfig.OnCalendar = "daily 04:00"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.timers.pull.timerConfig.OnCalendar = "*-*-* 04:00:00"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the expression that was surely meant, so that the timer elapses.
    ///
    /// ## References
    /// `systemd.time(7)`; `systemd-analyze calendar` says when an expression elapses.
    pub(crate) static INVALID_CALENDAR = {
        name: "invalid-calendar", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_some(cx, lines, |kind, value| {
        kind == ValueType::Calendar && calendar::cron_to_calendar(value).is_none()
    });
}

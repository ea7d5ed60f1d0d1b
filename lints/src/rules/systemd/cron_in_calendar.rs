//! Reports the syntax of cron where systemd has its own.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::{ValueType, calendar};
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// The syntax of cron in a calendar expression.
    ///
    /// ## Why
    /// systemd has its own syntax for times and ignores cron's, so the timer has no time at which it elapses, and what it should start never runs.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.timers.pull.timerConfig.OnCalendar = "0 4 * * *"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.timers.pull.timerConfig.OnCalendar = "*-*-* 04:00:00"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the same times as a calendar expression, so that the timer elapses.
    ///
    /// ## References
    /// `systemd.time(7)`, `crontab(5)`.
    pub(crate) static CRON_IN_CALENDAR = {
        name: "cron-in-calendar", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_some(cx, lines, |kind, value| {
        kind == ValueType::Calendar && calendar::cron_to_calendar(value).is_some()
    });
}

//! Reports values of switches that are neither on nor off.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A value of a switch that systemd does not read as on or off.
    ///
    /// ## Why
    /// systemd takes `yes`, `true`, `on`, `1`, `no`, `false`, `off`, `0` and their first letters, in any case.
    /// Anything else it ignores with a warning, so the switch stays as it was; a few directives refuse the unit.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.PrivateDevices = "enabled"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.PrivateDevices = "yes"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the word that was surely meant, so that the setting takes effect.
    ///
    /// ## References
    /// `systemd.syntax(7)`.
    pub(crate) static INVALID_BOOLEAN = {
        name: "invalid-boolean", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| matches!(kind, ValueType::Bool | ValueType::Tristate));
}

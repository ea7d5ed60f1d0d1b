//! Reports variables that systemd does not take.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// An assignment of a variable that systemd does not take.
    ///
    /// ## Why
    /// systemd leaves it out with a warning, and the program runs without the variable.
    /// In `Environment=` words are separated by blanks, so a value with a blank needs quotes.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.Environment = "OPTS=-a -b"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.environment.OPTS = "-a -b"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the assignment that was surely meant, so that the program gets it.
    ///
    /// ## References
    /// `systemd.exec(5)`.
    pub(crate) static INVALID_ENVIRONMENT = {
        name: "invalid-environment", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| {
        matches!(
            kind,
            ValueType::Environment | ValueType::Variables | ValueType::VariablesOrAssignments
        )
    });
}

//! Reports names of units that systemd cannot read.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A name of a unit that systemd cannot read, in a list of dependencies.
    ///
    /// ## Why
    /// systemd skips the word with a warning, so the unit is not ordered after the other one, and does not start it.
    /// Names need their suffix, and blanks between them instead of commas.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.unitConfig.After = "network,db.service"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.unitConfig.After = "network.target db.service"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the name that was surely meant, so that the dependency counts.
    ///
    /// ## References
    /// `systemd.unit(5)`.
    pub(crate) static INVALID_UNIT_NAME = {
        name: "invalid-unit-name", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| matches!(kind, ValueType::Units | ValueType::Unit));
}

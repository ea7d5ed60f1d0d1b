//! Reports words that a directive does not take.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A word that a directive does not take.
    ///
    /// ## Why
    /// systemd compares words exactly, case included.
    /// A word that it does not know it ignores with a warning, so the default stays; for some directives, among them `ProtectHome` and `Type`, what the module asks for is then silently not there.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.Restart = "on-fail"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.Restart = "on-failure"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the word that was surely meant, so that the setting takes effect.
    ///
    /// ## References
    /// `systemd.directives(7)`.
    pub(crate) static INVALID_ENUM_VALUE = {
        name: "invalid-enum-value", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| {
        matches!(
            kind,
            ValueType::Enum
                | ValueType::EnumOrArgument
                | ValueType::EnumOrBool
                | ValueType::Words
                | ValueType::WordsOrBool
                | ValueType::WordsOrMask
        )
    });
}

//! Reports directives that have another name today.

use crate::lint::{Check, declare_lint};
use crate::systemd::Availability;
use crate::unit_files::SettingLines;
use crate::views::lines;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A directive that has another name, or another place, today.
    ///
    /// ## Why
    /// systemd still reads it: some versions warn, others say nothing, and one day it may be ignored, as
    /// `MemoryLimit=` and `CPUShares=` were. Manual pages speak of the new name alone.
    /// The finding appears only if every version of systemd that the machine may have knows the new one.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.unitConfig.BindTo = "db.service"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.unitConfig.BindsTo = "db.service"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: renames it, where the value may stay; what the new one means may differ in detail.
    ///
    /// ## References
    /// systemd's NEWS; `deprecated.tsv` in the tables of cfglint.
    pub(crate) static DEPRECATED_DIRECTIVE = {
        name: "deprecated-directive", group: Systemd, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    let message = |name: &str, availability| match availability {
        Availability::Deprecated(version) => {
            Some(format!("`{name}` is deprecated since systemd {version}"))
        }
        _ => None,
    };
    lines::report_old(cx, lines, message, None);
}

//! Reports capabilities that Linux does not have.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A capability that Linux does not have.
    ///
    /// ## Why
    /// systemd drops a name that it does not know and keeps the others, without a word.
    /// A bounding set with one misspelt name is empty then; an ambient one lacks what the service needs.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.AmbientCapabilities = "CAP_NET_BIND_SERVICES"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.AmbientCapabilities = "CAP_NET_BIND_SERVICE"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the name that was surely meant, so that the service has the capability.
    ///
    /// ## References
    /// `capabilities(7)`, `systemd.exec(5)`.
    pub(crate) static UNKNOWN_CAPABILITY = {
        name: "unknown-capability", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| kind == ValueType::Capabilities);
}

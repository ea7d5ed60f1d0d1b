//! Reports address families that Linux does not have.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// An address family that Linux does not have.
    ///
    /// ## Why
    /// systemd leaves the name out with a warning, so the service is refused sockets that it needs, or keeps some that it should not have.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.RestrictAddressFamilies = [ "AF_INET4" ]; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.RestrictAddressFamilies = [ "AF_INET" ]; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the name that was surely meant, so that the restriction is complete.
    ///
    /// ## References
    /// `systemd.exec(5)`, `address_families(7)`.
    pub(crate) static UNKNOWN_ADDRESS_FAMILY = {
        name: "unknown-address-family", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| kind == ValueType::AddressFamilies);
}

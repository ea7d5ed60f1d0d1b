//! Reports values that systemd does not take.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A value that systemd does not take.
    ///
    /// ## Why
    /// systemd ignores the line with a warning, so the setting keeps its default; a few directives refuse the unit.
    /// This lint is for numbers, modes, signals, names of users, addresses and the like; other lints speak of words, sizes, times and paths.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.UMask = "0888"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.UMask = "0077"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the value that was surely meant, so that the setting takes effect.
    ///
    /// ## References
    /// `systemd.directives(7)`.
    pub(crate) static INVALID_DIRECTIVE_VALUE = {
        name: "invalid-directive-value", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| {
        matches!(
            kind,
            ValueType::AddressPrefixes
                | ValueType::BusName
                | ValueType::CgroupName
                | ValueType::Condition
                | ValueType::ConditionPath
                | ValueType::CpuSet
                | ValueType::DeviceAccess
                | ValueType::Errno
                | ValueType::ExitStatuses
                | ValueType::FdName
                | ValueType::FileSystems
                | ValueType::Groups
                | ValueType::Int
                | ValueType::Interface
                | ValueType::LoadCredential
                | ValueType::LogFields
                | ValueType::LogNamespace
                | ValueType::Mode
                | ValueType::OpenFile
                | ValueType::SetCredential
                | ValueType::Signal
                | ValueType::SocketAddress
                | ValueType::SocketBind
                | ValueType::Unsigned
                | ValueType::UnsignedOrInfinity
                | ValueType::Uris
                | ValueType::User
        )
    });
}

//! Reports sizes and limits that systemd cannot read.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A size, share or limit that systemd cannot read.
    ///
    /// ## Why
    /// systemd ignores the line with a warning, so there is no limit at all.
    /// Its suffixes are `K`, `M`, `G`, `T`, `P` and `E`, without `B`; a share of the processor needs `%`.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.MemoryMax = "1GB"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.MemoryMax = "1G"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the value that was surely meant, so that the limit takes effect.
    ///
    /// ## References
    /// `systemd.resource-control(5)`, `systemd.exec(5)`.
    pub(crate) static INVALID_SIZE = {
        name: "invalid-size", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| {
        matches!(
            kind,
            ValueType::Size
                | ValueType::Memory
                | ValueType::Quota
                | ValueType::CpuQuota
                | ValueType::Percent
                | ValueType::Tasks
                | ValueType::Weight
                | ValueType::DeviceSize
                | ValueType::DeviceWeight
                | ValueType::Rlimit
                | ValueType::RlimitBytes
                | ValueType::RlimitNice
        )
    });
}

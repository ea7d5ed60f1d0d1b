//! Reports paths that systemd does not take.

use crate::LintContext;
use crate::Releases;
use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::unit_files::SettingLines;
use crate::views::lines;

#[cfg(test)]
mod tests;

declare_lint! {
    /// A path that systemd does not take.
    ///
    /// ## Why
    /// Most directives want absolute paths, `StateDirectory=` and its kin names below a fixed folder, and lists have blanks and no commas between.
    /// What systemd cannot read it ignores with a warning: the folder is not made, not writable or not hidden; a few directives refuse the unit.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.StateDirectory = "/var/lib/web"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.StateDirectory = "web"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the path that was surely meant, so that the setting takes effect.
    ///
    /// ## References
    /// `systemd.exec(5)`, `systemd.unit(5)`.
    pub(crate) static INVALID_DIRECTIVE_PATH = {
        name: "invalid-directive-path", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    lines::check_values(cx, lines, |kind| {
        matches!(
            kind,
            ValueType::BindPaths
                | ValueType::ColonPaths
                | ValueType::EnvironmentFile
                | ValueType::Path
                | ValueType::Paths
                | ValueType::PidFile
                | ValueType::SandboxPaths
                | ValueType::StateDirectories
                | ValueType::TemporaryFileSystems
                | ValueType::WorkingDirectory
        )
    });
}

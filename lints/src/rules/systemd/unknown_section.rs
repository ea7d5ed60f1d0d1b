//! Reports sections of unit files that systemd does not know.

use crate::lint::{Check, declare_lint};
use crate::systemd;
use crate::unit_files::SettingLines;
use crate::views::lines;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A section that systemd does not know in such a unit file.
    ///
    /// ## Why
    /// systemd ignores an unknown section with all that stands in it, and logs a warning.
    /// Names are compared exactly, case included: `[service]` is no section.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.user.services.sync.Serivce.ExecStart = "/bin/sync"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.user.services.sync.Service.ExecStart = "/bin/sync"; }
    /// ```
    ///
    /// ## Fix
    /// None: what was meant is for the author to say.
    ///
    /// ## References
    /// `systemd.unit(5)`, `systemd.syntax(7)`.
    pub(crate) static UNKNOWN_SECTION = {
        name: "unknown-section", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    let unit = lines.setting.unit.unit_type;
    let mut last = "";
    for line in lines::written(lines) {
        let section = &*line.section;
        let is_known = systemd::is_extension(section) || unit.sections().any(|it| it == section);
        if section.is_empty() || section == last || is_known || !lines::counts(cx, lines) {
            continue;
        }
        last = section;
        let kind = unit.tag();
        let message =
            format!("systemd ignores all of [{section}]: a {kind} unit has no such section");
        let names: Vec<String> = unit.sections().map(|it| format!("[{it}]")).collect();
        let help = format!("its sections are {}", names.join(", "));
        cx.report(line.key_range(cx.root), message).help(help).emit();
    }
}

//! Reports directives that systemd does not know.

use crate::lint::{Check, declare_lint};
use crate::systemd::{self, Availability};
use crate::unit_files::SettingLines;
use crate::views::lines::{self, Name};
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A directive that systemd does not know.
    ///
    /// ## Why
    /// systemd logs "Unknown key" and goes on as if the line were not there.
    /// NixOS passes the name through unchecked, so the setting silently does nothing.
    /// What came with a later version of systemd than the settings name is not known to it either.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStrat = "/bin/web"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStart = "/bin/web"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the name that was surely meant, so that the setting takes effect.
    ///
    /// ## References
    /// `systemd.directives(7)`.
    pub(crate) static UNKNOWN_DIRECTIVE = {
        name: "unknown-directive", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    for (line, name) in lines::named(lines) {
        let since = match name {
            Name::Unknown => None,
            Name::Known(directive) => match directive.availability(cx.versions()) {
                Availability::NotYet(since) => Some(since),
                _ => continue,
            },
            _ => continue,
        };
        if !lines::counts(cx, lines) {
            continue;
        }
        if let Some(since) = since {
            let message =
                format!("systemd ignores `{}`: it came with version {since}", line.directive);
            let help =
                format!("by the settings, systemd is no newer than {}", cx.versions().newest);
            cx.report(line.key_range(cx.root), message).help(help).emit();
            continue;
        }
        let (name, section) = (&*line.directive, &*line.section);
        let meant = systemd::nearest(lines.setting.unit.unit_type, section, name);
        let message = format!("systemd ignores `{name}`: [{section}] has no such directive");
        let fix = meant.and_then(|new| {
            lines::rename(cx, line, new, format!("Write `{new}` instead of `{name}`"))
        });
        let range = line.key_range(cx.root);
        let report = cx.report(range, message).fix(fix);
        match meant {
            Some(new) => report.help(format!("did you mean `{new}`?")).emit(),
            None => report.emit(),
        }
    }
}

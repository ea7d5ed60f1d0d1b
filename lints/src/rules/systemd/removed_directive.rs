//! Reports directives that systemd has given up.

use crate::lint::{Check, declare_lint};
use crate::systemd::Availability;
use crate::unit_files::SettingLines;
use crate::views::lines;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A directive that systemd has given up.
    ///
    /// ## Why
    /// systemd ignores it, so a limit, a check or an ordering that the module asks for is not there.
    /// The finding appears only if every version of systemd that the machine may have ignores it; without a
    /// `release` in `cfglint.toml` these are 252 and all later ones.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.unitConfig = { IgnoreOnSnapshot = true; Description = "Web"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.unitConfig = { Description = "Web"; }; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: renames it, where there is one directive in its place and the value may stay.
    ///
    /// ## References
    /// systemd's NEWS; `deprecated.tsv` in the tables of cfglint.
    pub(crate) static REMOVED_DIRECTIVE = {
        name: "removed-directive", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    let message = |name: &str, availability| match availability {
        Availability::Removed(version) => {
            Some(format!("systemd ignores `{name}` since version {version}"))
        }
        _ => None,
    };
    lines::report_old(cx, lines, message, Some("delete it; nothing came in its place"));
}

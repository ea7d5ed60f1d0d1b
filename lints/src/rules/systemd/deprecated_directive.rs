//! Reports directives that have another name today.

use crate::lint::{Check, declare_lint};
use crate::systemd::Availability;
use crate::unit_files::SettingLines;
use crate::views::lines::{self, Name};
use crate::{LintContext, Releases, Tag};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A directive that has another name, or another place, today.
    ///
    /// ## Why
    /// systemd still reads it, but newer versions warn, and at some time it is ignored.
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
    for line in lines::named(lines) {
        let Some(Name::Known(directive)) = lines::name_of(lines, line) else { continue };
        let Availability::Deprecated(version) = directive.availability(cx.versions()) else {
            continue;
        };
        let name = &*line.directive;
        if OWN_LINT.contains(&name) || !lines::counts(cx, lines) {
            continue;
        }
        let message = format!("`{name}` is deprecated since systemd {version}");
        let fix = lines::successor(lines, line, directive).and_then(|new| {
            lines::rename(cx, line, new, format!("Write `{new}` instead of `{name}`"))
        });
        let report = cx.report(line.key_range(cx.root), message).tag(Tag::Deprecated).fix(fix);
        match directive.replacement() {
            Some(new) => report.help(format!("use {}", lines::quoted(new))).emit(),
            None => report.emit(),
        }
    }
}

/// What lints of their own speak of.
const OWN_LINT: &[&str] = &["PermissionsStartOnly"];

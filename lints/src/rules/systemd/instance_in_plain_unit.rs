//! Reports the instance of units that have none.

use crate::lint::{Check, declare_lint};
use crate::systemd::specifiers;
use crate::unit_files::{How, SettingLines};
use crate::views::lines;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `%i` or `%I` in a unit that is no template.
    ///
    /// ## Why
    /// They stand for what follows the `@` in the unit's name. In a unit without an `@` systemd puts
    /// nothing in their place, and does not say so.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.backup.serviceConfig.ExecStart = "/opt/backup/bin/backup %i"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services."backup@".serviceConfig.ExecStart = "/opt/backup/bin/backup %i"; }
    /// ```
    ///
    /// ## References
    /// `systemd.unit(5)`, "Specifiers".
    pub(crate) static INSTANCE_IN_PLAIN_UNIT = {
        name: "instance-in-plain-unit", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    let unit = lines.setting.unit;
    let is_plain = unit.name.known().is_some_and(|name| !name.contains('@'));
    if !is_plain || !unit.unit_type.is_unit() || matches!(lines.setting.how, How::Links(_)) {
        return;
    }
    for (line, directive) in lines.known() {
        let Some(value) = line.value.as_deref().filter(|value| value.contains('%')) else {
            continue;
        };
        if !directive.expands_specifiers() {
            continue;
        }
        for range in specifiers::instances(value) {
            if !lines::counts(cx, lines) {
                continue;
            }
            let letters = &value[range.clone()];
            let name = unit.file_name();
            let message = format!(
                "`{letters}` is empty here: `{name}` has no `@` in its name, so no instance"
            );
            let help = format!("make the unit a template, or write `%%{}`", &letters[1..]);
            cx.report(line.source_range(cx.root, range), message).help(help).emit();
        }
    }
}

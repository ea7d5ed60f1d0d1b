//! Reports percent signs that systemd takes for itself.

use crate::lint::{Check, declare_lint};
use crate::systemd::ValueType;
use crate::systemd::exec_line::{SuspicionKind, suspicious_percent};
use crate::unit_files::{How, SettingLines};
use crate::views::{exec, lines};
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A `%` that is meant for a program, and that systemd replaces.
    ///
    /// ## Why
    /// In a unit, `%` and a letter stand for something: `%s` for a shell, `%m` for the id of the machine.
    /// `date +%Y-%m-%d` becomes a file name with this id in it, without any warning.
    /// NixOS doubles the sign nowhere, not in `environment` either.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.log.serviceConfig.ExecStart = "/opt/log/bin/log --name log-%Y-%m-%d"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.log.serviceConfig.ExecStart = "/opt/log/bin/log --name log-%%Y-%%m-%%d"; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: doubles the sign, so that the program gets it.
    ///
    /// ## When it is silent
    /// Unless the text is surely a format: the argument of `date` or `printf`, a date such as `%Y-%m`, or a
    /// URL with escaped bytes.
    ///
    /// ## References
    /// `systemd.unit(5)`, "Specifiers"; nixpkgs pull request 257554.
    pub(crate) static UNESCAPED_PERCENT = {
        name: "unescaped-percent", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    exec::check_suspicions(cx, lines, |it, _| it.kind == SuspicionKind::KnownPercent);
    if matches!(lines.setting.how, How::Script | How::Hook | How::ScriptArguments) {
        return;
    }
    for (line, directive) in lines.known() {
        let Some(value) = line.value.as_deref() else { continue };
        if directive.value_type() == ValueType::Command || !directive.expands_specifiers() {
            continue;
        }
        if let Some(suspicion) = suspicious_percent(value)
            && lines::counts(cx, lines)
        {
            let edit = exec::edit_value(cx, line, &suspicion.edits);
            exec::report(cx, line, &suspicion, edit);
        }
    }
}

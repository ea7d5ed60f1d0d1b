//! Reports options of NixOS in sets of directives.

use crate::lint::{Check, declare_lint};
use crate::unit_files::SettingLines;
use crate::views::lines::{self, Name};
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// An option of NixOS among the directives of systemd.
    ///
    /// ## Why
    /// What stands in `serviceConfig` and `unitConfig` is written to the unit file as it is.
    /// systemd does not know NixOS's options, and ignores the line: no order, no script, no restart rule.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.restartIfChanged = false; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.restartIfChanged = false; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: moves the option to the unit, so that it takes effect.
    ///
    /// ## References
    /// `systemd.services.<name>` in the NixOS manual.
    pub(crate) static OPTION_AS_DIRECTIVE = {
        name: "option-as-directive", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    for (line, name) in lines::named(lines) {
        let Name::Option(option) = name else { continue };
        if !lines::counts(cx, lines) {
            continue;
        }
        let (name, section) = (option.name, &*line.section);
        let value = &cx.text()[lines.setting.definition.place.value];
        let title = format!("Move `{name}` to the unit");
        let fix = lines::move_to(cx, lines, &[name], value, title);
        let message = format!("systemd ignores `{name}` in [{section}]: it is an option of NixOS");
        let help =
            format!("set `{name}` of the unit itself, outside of `{}`", lines.setting.option);
        cx.report(line.key_range(cx.root), message).help(help).fix(fix).emit();
    }
}

//! Reports `null` for directives.

use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::unit_files::{How, SettingLines, UnitManager};
use crate::views::lines;
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `null` as the value of a directive.
    ///
    /// ## Why
    /// NixOS does not leave the line out: it writes `Restart=`, an empty assignment.
    /// systemd then resets the setting, ignores the line with a warning, or refuses the unit.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig = { Restart = null; Type = "simple"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig = { Type = "simple"; }; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes the definition. `mkIf` and `optionalAttrs` leave a line out on a condition, and
    /// `mkForce [ ]` drops what another module says.
    ///
    /// ## When it is silent
    /// For home-manager's own units, where `null` does leave the line out.
    ///
    /// ## References
    /// nixpkgs issue 84955.
    pub(crate) static NULL_DIRECTIVE = {
        name: "null-directive", group: Systemd, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    let (setting, definition) = (&lines.setting, lines.setting.definition);
    let is_it = setting.how == How::Raw
        && matches!(definition.value.kind, ValueKind::Null)
        // Where a variable leads elsewhere, what is around the definition may rule `null` out.
        && definition.place.value.contains_range(definition.value.range)
        && setting.unit.manager != UnitManager::Home
        && setting.unit.unit_type.is_unit();
    if !is_it || !lines::counts(cx, lines) {
        return;
    }
    if lines.known().next().is_none() {
        return;
    }
    let name = setting.directive;
    let fix = edits::delete_definition(cx.root, cx.text(), &definition.place, 2)
        .map(|edit| Fix::risky(format!("Delete `{name}`"), cx.source.id, edit));
    let message = format!("`null` does not leave the line out: NixOS writes `{name}=`");
    cx.report(definition.value.range, message)
        .help("delete it, or use `mkIf`; `mkForce [ ]` drops what another module says")
        .fix(fix)
        .emit();
}

//! Reports empty lists that leave all capabilities.

use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::unit_files::{How, SettingLines, UnitManager};
use crate::views::lines;
use crate::views::unit::LocalUnit;
use crate::{Fix, LintContext, Releases, TextEdit};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `CapabilityBoundingSet = [ ]`, which takes nothing away.
    ///
    /// ## Why
    /// NixOS writes one line for each element of a list, so none for an empty one: the service keeps every
    /// capability. An empty line, from `""`, takes all of them away.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.CapabilityBoundingSet = [ ]; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.services.web.serviceConfig.CapabilityBoundingSet = ""; }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: writes the empty text, so that the service has no capabilities.
    ///
    /// ## When it is silent
    /// With `mkForce` and the like, which drop what others have said, and where the file says more of it.
    ///
    /// ## References
    /// `systemd.exec(5)`; nixpkgs issue 120617.
    pub(crate) static EMPTY_LIST_CAPABILITIES = {
        name: "empty-list-capabilities", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    let (setting, definition) = (&lines.setting, lines.setting.definition);
    let is_it = setting.how == How::Raw
        && setting.directive == "CapabilityBoundingSet"
        && setting.unit.manager != UnitManager::Home
        && definition.priority == Some(100);
    let is_empty = |kind: &ValueKind| matches!(kind, ValueKind::List(list) if list.is_complete && list.items.is_empty());
    if !is_it || !is_empty(&definition.value.kind) || !lines::counts(cx, lines) {
        return;
    }
    let Some(part) = definition.unit_part() else { return };
    let unit = LocalUnit::of(cx.module, definition, &part);
    if unit.get(part.section, "CapabilityBoundingSet").count() > 1 {
        return;
    }
    let place = definition.place;
    let is_own = !place.is_shared && place.statement.contains_range(definition.value.range);
    let fix = is_own.then(|| {
        let edit = TextEdit::replace(definition.value.range, "\"\"");
        Fix::risky("Write `\"\"`, which takes all capabilities away", cx.source.id, edit)
    });
    let message = "an empty list writes no line: the service keeps all capabilities";
    cx.report(definition.value.range, message).help("write `\"\"` for none").fix(fix).emit();
}

//! Reports chroots that hold whatever a unit file names.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, TextPart, ValueKind};
use crate::views::confinement::is_confined;
use crate::views::unit::LocalUnit;
use crate::{Fix, LintContext, Releases, Severity, TextEdit};
use cfglint_syntax::TextRange;

#[cfg(test)]
mod tests;

declare_lint! {
    /// `confinement.fullUnit`.
    ///
    /// ## Why
    /// The chroot then holds the closure of everything that the unit file mentions: also of files with
    /// secrets that are in the store, and of what `systemd.globalEnvironment` adds to all units.
    ///
    /// ## Example
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.svg = { path = [ pkgs.dejavu_fonts ]; confinement = { enable = true; fullUnit = true; }; serviceConfig.ExecStart = "/bin/svg"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.svg = { path = [ pkgs.dejavu_fonts ]; confinement = { enable = true; packages = [ pkgs.dejavu_fonts ]; }; serviceConfig.ExecStart = "/bin/svg"; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: lists the packages of `path` in its place. What only variables or other options name is then
    /// missing. Without a `path` there is no fix.
    ///
    /// ## References
    /// nixpkgs commit 9e9af4f9c07.
    pub(crate) static CONFINEMENT_FULL_UNIT = {
        name: "confinement-full-unit", group: Confinement, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::since(19, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Definition(&["fullUnit"], check),
    }
}

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    let is_set = part.is("services", "confinement", "fullUnit")
        && matches!(definition.value.kind, ValueKind::Bool(true));
    if !is_set || cx.module.hides(definition) || cx.module.disables(definition, &part) {
        return;
    }
    let unit = LocalUnit::of(cx.module, definition, &part);
    if !is_confined(&unit, &part) {
        return;
    }
    let has_secrets = ["EnvironmentFile", "LoadCredential"]
        .iter()
        .any(|key| unit.get("serviceConfig", key).any(is_in_store));
    let place = definition.place;
    let path = {
        let mut paths = unit.get("", "path");
        paths.next().filter(|_| paths.next().is_none())
    };
    let is_own = !place.is_shared
        && !place.is_partial
        && unit.is_silent_on("confinement", "packages")
        && cx.text()[place.key] == *"fullUnit";
    let fix = path.filter(|_| is_own).and_then(|path| {
        let list = &cx.text()[path.place.value];
        let is_list = matches!(&path.value.kind, ValueKind::List(list) if list.is_complete)
            && path.conditions == definition.conditions
            && list.starts_with('[')
            && !list.contains(['#', '\n']);
        let range = TextRange::new(place.key.start(), place.value.end());
        let edit = TextEdit::replace(range, format!("packages = {list}"));
        is_list.then(|| Fix::risky("List the packages of `path`", cx.source.id, edit))
    });
    let message = "fullUnit puts everything the unit file mentions into the chroot, also EnvironmentFile contents and systemd.globalEnvironment; list confinement.packages instead";
    let report = cx.report(place.key, message).fix(fix);
    match has_secrets {
        true => report.severity(Severity::Warning).emit(),
        false => report.emit(),
    }
}

/// Whether a file of a unit is in the store: a path, a text that is written there.
fn is_in_store(definition: &Definition) -> bool {
    definition.value.items().iter().any(|item| match &item.value.kind {
        ValueKind::Path(path) => !path.starts_with(['/', '~']),
        ValueKind::Call { .. } => true,
        ValueKind::Str(text) => text.parts.iter().any(|part| match part {
            TextPart::Hole(hole) => {
                hole.text.starts_with("${pkgs.") || hole.text.starts_with("${./")
            }
            TextPart::Literal(_) => false,
        }),
        _ => false,
    })
}

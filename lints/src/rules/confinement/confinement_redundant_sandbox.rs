//! Reports what confinement sets by itself.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::UnitPart;
use crate::views::confinement::{confined, is_used};
use crate::views::unit::JoinedUnit;
use crate::{Fix, ProjectContext, Releases, Tag, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A sandbox option of a confined service that confinement sets already.
    ///
    /// ## Why
    /// In its default mode confinement switches these options on. Saying so again hides which of the
    /// service's options are its own.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.cad = { confinement.enable = true; serviceConfig = { ExecStart = "/bin/cad"; PrivateTmp = true; }; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.cad = { confinement.enable = true; serviceConfig = { ExecStart = "/bin/cad"; }; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe: deletes the option; confinement gives it the same value.
    ///
    /// ## When it is silent
    /// Confinement is switched on under a condition or in another file; the option has a priority of its
    /// own.
    ///
    /// ## References
    /// nixpkgs commits d13ad389b4a and 52299bccf5a.
    pub(crate) static CONFINEMENT_REDUNDANT_SANDBOX = {
        name: "confinement-redundant-sandbox", group: Confinement, severity: Hint,
        on_by_default: false, scope: Project, holds: Releases::since(19, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

const OPTIONS: &[&str] = &[
    "MountAPIVFS",
    "PrivateDevices",
    "PrivateTmp",
    "PrivateUsers",
    "PrivateMounts",
    "ProtectControlGroups",
    "ProtectKernelModules",
    "ProtectKernelTunables",
];

fn check(cx: &mut ProjectContext<'_>) {
    if !is_used(cx) {
        return;
    }
    let (imports, services) = (cx.imports(), cx.units("services"));
    for (_, parts) in services.iter() {
        for (fact, part) in parts {
            let definition = fact.definition;
            if !OPTIONS.contains(&part.key)
                || !part.is("services", "serviceConfig", part.key)
                || definition.value.truth() != Some(true)
                || definition.priority != Some(100)
            {
                continue;
            }
            let unit = JoinedUnit::of(&imports, parts, fact);
            // Another definition of it may count where this one is gone.
            let is_only = unit.parts().filter(|(_, it)| it.key == part.key).count() == 1;
            let is_default = unit.parts().all(|(other, it)| {
                it.key != "mode" || other.definition.value.as_str() == Some("full-apivfs")
            });
            let is_certain = |enable: &Fact<'_>| {
                enable.file.source.id == fact.file.source.id
                    && enable.definition.conditions.is_empty()
            };
            let enable = confined(&imports, parts, fact, part).filter(is_certain);
            if is_only && is_default && enable.is_some() {
                report(cx, fact, part);
            }
        }
    }
}

fn report<'a>(cx: &mut ProjectContext<'a>, fact: &Fact<'a>, part: &UnitPart<'a>) {
    let source = &fact.file.source;
    let parse = cx.parse(fact.file);
    let edit = edits::delete_definition(parse.root(), &source.text, &fact.definition.place, 2);
    let fix = edit.map(|edit| Fix::safe(format!("Delete `{}`", part.key), source.id, edit));
    let message = format!("{} is already set by confinement in mode full-apivfs", part.key);
    cx.report(fact.file, fact.definition.place.key, message).fix(fix).tag(Tag::Unnecessary).emit();
}

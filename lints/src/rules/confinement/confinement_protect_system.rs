//! Reports a sandbox option that confinement cannot bear.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::ValueKind;
use crate::views::confinement::{BEARS_ALL, is_used};
use crate::views::options;
use crate::{Fix, ProjectContext, Releases, checked, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `ProtectSystem` on a confined service.
    ///
    /// ## Why
    /// Confinement puts the service into a file system that has no `/usr`. `ProtectSystem` mounts `/usr`
    /// read-only, so the unit fails to start (NixOS 19.03 to 20.03) or the build stops at an assertion
    /// (20.09 to 23.11). The service sees nothing of the system anyway.
    /// From 24.11 on both work together.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.ledger = {
    ///     confinement.enable = true;
    ///     serviceConfig = { ExecStart = "/bin/ledger"; ProtectSystem = "full"; };
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.ledger = {
    ///     confinement.enable = true;
    ///     serviceConfig = { ExecStart = "/bin/ledger"; };
    ///   };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Deletes the definition: safe if the `release` is known, for the configuration does not build there;
    /// unsafe if it is not, since 24.11 honours the option.
    /// Where other services share the definition, `lib.mkForce false` is added next to the confinement:
    /// unsafe as well.
    ///
    /// ## When it is silent
    /// The `release` is not known, and a machine of the project has a `system.stateVersion` of 24.11 or newer.
    ///
    /// ## References
    /// nixpkgs pull requests 87420 and 289593.
    pub(crate) static CONFINEMENT_PROTECT_SYSTEM = {
        name: "confinement-protect-system", group: Confinement, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::between((19, 3), (23, 11)),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    if !is_used(cx) || cx.release().is_none() && options::is_since(cx, BEARS_ALL) {
        return;
    }
    let (imports, services) = (cx.imports(), cx.units("services"));
    for (key, unit) in services.iter() {
        for fact in unit.all("serviceConfig", "ProtectSystem") {
            if !protects(&fact) || unit.hides(&fact) {
                continue;
            }
            let enable = unit.all("confinement", "enable").find(|enable| {
                matches!(enable.definition.value.kind, ValueKind::Bool(true))
                    && imports.meet(enable, &fact)
                    && !unit.hides(enable)
            });
            if let Some(enable) = enable {
                report(cx, &fact, key.1.text(), &enable);
            }
        }
    }
}

/// Whether the value is known and is not `false`; a string such as `"no"` fails the assertion too.
fn protects(fact: &Fact<'_>) -> bool {
    matches!(fact.definition.value.kind, ValueKind::Bool(true) | ValueKind::Str(_))
}

/// Where others share the definition: what is stronger than it, next to the confinement.
fn override_at(enable: &Fact<'_>) -> Option<Fix> {
    let (source, place) = (&enable.file.source, enable.definition.place);
    let is_own = !place.is_shared && source.text[place.statement].starts_with("confinement");
    let new = "serviceConfig.ProtectSystem = lib.mkForce false;";
    let edit = edits::insert_after(&source.text, place.statement, new);
    // There may be no `lib` here, or a `serviceConfig` that takes no more.
    let is_possible = is_own && checked(&edit, &source.text).is_some();
    is_possible.then(|| Fix::risky("Override `ProtectSystem` for this service", source.id, edit))
}

fn report<'a>(cx: &mut ProjectContext<'a>, fact: &Fact<'a>, service: &str, enable: &Fact<'a>) {
    let source = &fact.file.source;
    let parse = cx.parse(fact.file);
    let edit = edits::delete_definition(parse.root(), &source.text, &fact.definition.place, 2);
    let fix = edit.map(|edit| match cx.release() {
        Some(_) => Fix::safe("Delete `ProtectSystem`", source.id, edit),
        None => Fix::risky(
            "Delete `ProtectSystem`, which NixOS 24.11 and newer would honour",
            source.id,
            edit,
        ),
    });
    let fix = fix.or_else(|| override_at(enable));
    let message = format!(
        "ProtectSystem cannot be combined with confinement of \"{service}\" before NixOS 24.11: /usr is not in its chroot; confinement already hides the system"
    );
    cx.report(fact.file, fact.definition.place.key, message)
        .related(&enable.file.source, enable.definition.place.key, "the service is confined here")
        .fix(fix)
        .emit();
}

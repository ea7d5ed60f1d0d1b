//! Reports commands that are meant to run outside of the chroot of confinement.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::UnitPart;
use crate::views::confinement::{confined, is_used};
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `RootDirectoryStartOnly` on a confined service.
    ///
    /// ## Why
    /// It exempts commands such as `ExecStartPre` from the root directory but not from the mounts, of which
    /// the chroot of confinement consists. The build stops at an assertion.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.torrent = { confinement.enable = true; serviceConfig.RootDirectoryStartOnly = true; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.torrent = { confinement.enable = true; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes the definition; all commands then run in the chroot. Where another module sets it,
    /// override it with `lib.mkForce false`.
    ///
    /// ## References
    /// nixpkgs pull request 57519, commit 861a1cec60e.
    pub(crate) static CONFINEMENT_ROOT_DIRECTORY_START_ONLY = {
        name: "confinement-root-directory-start-only", group: Confinement, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::since(19, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    if !is_used(cx) {
        return;
    }
    let (imports, services) = (cx.imports(), cx.units("services"));
    for (_, parts) in services.iter() {
        for (fact, part) in parts {
            let is_set = part.is("services", "serviceConfig", "RootDirectoryStartOnly")
                && fact.definition.value.truth() == Some(true);
            if is_set && let Some(enable) = confined(&imports, parts, fact, part) {
                report(cx, fact, part, &enable);
            }
        }
    }
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    fact: &Fact<'a>,
    part: &UnitPart<'a>,
    enable: &Fact<'a>,
) {
    let source = &fact.file.source;
    let parse = cx.parse(fact.file);
    let edit = edits::delete_definition(parse.root(), &source.text, &fact.definition.place, 2);
    let fix = edit.map(|edit| {
        Fix::risky(
            "Delete `RootDirectoryStartOnly`; all commands then run in the chroot",
            source.id,
            edit,
        )
    });
    let message = format!(
        "RootDirectoryStartOnly has no effect on the bind mounts of confinement; \"{}\" will not build",
        part.name.text()
    );
    cx.report(fact.file, fact.definition.place.key, message)
        .related(&enable.file.source, enable.definition.place.key, "the service is confined here")
        .fix(fix)
        .emit();
}

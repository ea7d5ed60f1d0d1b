//! Reports file systems of the kernel in a chroot that is to have none.

use crate::facts::Fact;
use crate::lint::{Check, declare_lint};
use crate::model::UnitPart;
use crate::views::confinement::{confined, is_used};
use crate::views::unit::JoinedUnit;
use crate::{Fix, ProjectContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// An option that mounts more into a `chroot-only` confinement.
    ///
    /// ## Why
    /// In this mode the chroot is meant to have no `/dev`, `/proc`, `/sys` and `/tmp`. The option mounts
    /// them again and gives the service more to attack.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.decode = { confinement = { enable = true; mode = "chroot-only"; }; serviceConfig = { ExecStart = "/bin/decode"; ProtectControlGroups = true; }; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.decode = { confinement = { enable = true; mode = "chroot-only"; }; serviceConfig = { ExecStart = "/bin/decode"; }; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: deletes the option, so that the mode decides. If the service needs what it mounts, take the
    /// mode `full-apivfs`, which the second fix does.
    ///
    /// ## References
    /// nixpkgs commit d13ad389b4a.
    pub(crate) static CONFINEMENT_CHROOT_ONLY_APIVFS = {
        name: "confinement-chroot-only-apivfs", group: Confinement, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::since(19, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Project(check),
    }
}

/// What each option mounts.
const MOUNTS: &[(&str, &str)] = &[
    ("MountAPIVFS", "/proc and /sys"),
    ("PrivateDevices", "/dev"),
    ("PrivateTmp", "/tmp"),
    ("ProtectControlGroups", "/proc and /sys"),
    ("ProtectKernelTunables", "/proc and /sys"),
];

fn check(cx: &mut ProjectContext<'_>) {
    if !is_used(cx) {
        return;
    }
    let (imports, services) = (cx.imports(), cx.units("services"));
    for (_, parts) in services.iter() {
        for (fact, part) in parts {
            let mounts = MOUNTS.iter().find(|(key, _)| *key == part.key);
            let Some((key, mounts)) = mounts.filter(|_| part.section == "serviceConfig") else {
                continue;
            };
            if !part.is("services", "serviceConfig", key)
                || fact.definition.value.truth() != Some(true)
                || confined(&imports, parts, fact, part).is_none()
            {
                continue;
            }
            let unit = JoinedUnit::of(&imports, parts, fact);
            let mode = unit
                .get("confinement", "mode")
                .find(|it| it.definition.value.as_str() == Some("chroot-only"));
            if let Some(mode) = mode {
                report(cx, fact, part, mounts, &mode);
            }
        }
    }
}

fn report<'a>(
    cx: &mut ProjectContext<'a>,
    fact: &Fact<'a>,
    part: &UnitPart<'a>,
    mounts: &str,
    mode: &Fact<'a>,
) {
    let source = &fact.file.source;
    let parse = cx.parse(fact.file);
    let key = part.key;
    let delete = edits::delete_definition(parse.root(), &source.text, &fact.definition.place, 2)
        .map(|edit| Fix::risky(format!("Delete `{key}`"), source.id, edit));
    let switch = match mode.file.source.id == source.id {
        true => {
            let value = mode.definition.value.range;
            edits::replace_value(&mode.definition.place, value, "\"full-apivfs\"")
        }
        false => None,
    };
    let switch =
        switch.map(|edit| Fix::risky("Take the mode \"full-apivfs\" instead", source.id, edit));
    let message =
        format!("{key} = true mounts {mounts} inside a chroot-only confinement and widens it");
    cx.report(fact.file, fact.definition.place.key, message)
        .related(&mode.file.source, mode.definition.place.key, "the mode is set here")
        .fix(delete)
        .fix(switch)
        .emit();
}

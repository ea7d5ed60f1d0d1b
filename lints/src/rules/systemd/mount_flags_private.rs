//! Reports mount flags that a clearer option replaces.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, Place};
use crate::{Fix, LintContext, Releases, TextEdit, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `MountFlags` used to give a service mounts of its own.
    ///
    /// ## Why
    /// `MountFlags` says how mounts spread and makes the private namespace only as a side effect.
    /// `PrivateMounts`, since systemd 239, says what is meant.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.unpacker.serviceConfig.MountFlags = "slave";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.unpacker.serviceConfig.PrivateMounts = true;
    /// }
    /// ```
    ///
    /// ## Fix
    /// Safe for `"slave"`, which is what `PrivateMounts` sets up.
    /// Unsafe for `"private"`: mounts made on the host while the service runs then reach it.
    ///
    /// ## References
    /// `systemd.exec(5)`; nixpkgs commit 52299bccf5a.
    pub(crate) static MOUNT_FLAGS_PRIVATE = {
        name: "mount-flags-private", group: Systemd, severity: Hint,
        on_by_default: true, scope: File, holds: Releases::since(19, 3),
        fix: Sometimes, since: "0.1.0", check: Check::Definition(&["MountFlags"], check),
    }
}

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    if !part.is("services", "serviceConfig", "MountFlags") {
        return;
    }
    let Some(flags @ ("private" | "slave")) = definition.value.as_str() else {
        return;
    };
    if cx.module.hides(definition) || cx.module.disables(definition, &part) {
        return;
    }
    let mut same = cx.module.of_unit(definition.root, &part);
    let is_refinement = same.any(|(_, it)| it.is("services", "serviceConfig", "PrivateMounts"));
    if is_refinement {
        return;
    }
    let place = definition.place;
    let title = format!("Replace `MountFlags = \"{flags}\"` by `PrivateMounts = true`");
    // Where a set is shared, another user of it may say more about its mounts.
    let is_own = place.statement.contains_range(definition.value.range)
        && !place.is_partial
        && !place.is_shared;
    let fix = is_own.then(|| rename(&place, definition)).flatten().map(|edit| match flags {
        "slave" => Fix::safe(title, cx.source.id, edit),
        _ => Fix::risky(title, cx.source.id, edit),
    });
    let message = format!("use PrivateMounts = true instead of MountFlags = \"{flags}\"");
    cx.report(place.key, message).fix(fix).emit();
}

/// The other directive in place of this one; `mkDefault` and its kin stay.
fn rename(place: &Place, definition: &Definition) -> Option<TextEdit> {
    edits::replace_both((place.key, "PrivateMounts"), (definition.value.range, "true"))
}

//! Reports mount flags that a clearer option replaces.

use crate::lint::{Check, declare_lint};
use crate::model::Definition;
use crate::{Fix, LintContext, Releases, edits};

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
    if !part.is("services", "serviceConfig", "MountFlags") || cx.module.hides(definition) {
        return;
    }
    let Some(flags @ ("private" | "slave")) = definition.value.as_str() else {
        return;
    };
    let is_refinement = cx.module.definitions.iter().any(|other| {
        other.root == definition.root
            && other.unit_part().is_some_and(|it| {
                it.is("services", "serviceConfig", "PrivateMounts")
                    && it.name == part.name
                    && it.manager == part.manager
            })
    });
    if is_refinement {
        return;
    }
    let place = definition.place;
    let title = format!("Replace `MountFlags = \"{flags}\"` by `PrivateMounts = true`");
    let is_plain =
        place.value == definition.value.range && place.statement.contains_range(place.value);
    let fix = is_plain.then(|| rename(&place)).flatten().map(|edit| match flags {
        "slave" => Fix::safe(title, cx.source.id, edit),
        _ => Fix::risky(title, cx.source.id, edit),
    });
    let message = format!("use PrivateMounts = true instead of MountFlags = \"{flags}\"");
    cx.report(place.key, message).fix(fix).emit();
}

fn rename(place: &crate::model::Place) -> Option<crate::TextEdit> {
    edits::replace_both((place.key, "PrivateMounts"), (place.value, "true"))
}

#[cfg(test)]
mod tests {
    use super::MOUNT_FLAGS_PRIVATE;
    use crate::testing::check;

    #[test]
    fn private_changes_how_mounts_spread() {
        check(
            &MOUNT_FLAGS_PRIVATE,
            r#"
{
  systemd.services.unpacker.serviceConfig.MountFlags = "private";
                                        # ^^^^^^^^^^ hint: use PrivateMounts = true instead of MountFlags = "private"
}
#-- unsafe fix
{
  systemd.services.unpacker.serviceConfig.PrivateMounts = true;
}
"#,
        );
    }

    #[test]
    fn slave_is_the_same() {
        check(
            &MOUNT_FLAGS_PRIVATE,
            r#"
{
  systemd.services.unpacker.serviceConfig = {
    # The archive is mounted here.
    MountFlags = "slave";
  # ^^^^^^^^^^ hint: use PrivateMounts = true instead of MountFlags = "slave"
  };
}
#-- fix
{
  systemd.services.unpacker.serviceConfig = {
    # The archive is mounted here.
    PrivateMounts = true;
  };
}
"#,
        );
    }

    #[test]
    fn shared_is_wanted() {
        check(
            &MOUNT_FLAGS_PRIVATE,
            r#"
{ systemd.services.udevil.serviceConfig.MountFlags = "shared"; }
"#,
        );
    }

    #[test]
    fn flags_refine_private_mounts() {
        check(
            &MOUNT_FLAGS_PRIVATE,
            r#"
{ systemd.services.a.serviceConfig = { MountFlags = "private"; PrivateMounts = true; }; }
"#,
        );
    }
}

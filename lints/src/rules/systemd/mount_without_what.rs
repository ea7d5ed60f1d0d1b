//! Reports mounts that do not say what they mount.

use crate::lint::{Check, declare_lint};
use crate::unit_files::UnitType;
use crate::views::activation::has_drop_in;
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A mount unit without `What`.
    ///
    /// ## Why
    /// systemd refuses the unit: it knows where to mount, and not what.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.user.mounts.mnt-data.Mount = { Where = "/mnt/data"; Type = "ext4"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.user.mounts.mnt-data.Mount = {
    ///     What = "/dev/disk/by-label/data";
    ///     Where = "/mnt/data";
    ///     Type = "ext4";
    ///   };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// The mount may be defined elsewhere: packages bring units along, or it is one of systemd's own, below
    /// `/dev`, `/proc`, `/run`, `/sys` or `/tmp`.
    ///
    /// ## References
    /// `What=` in `systemd.mount(5)`.
    pub(crate) static MOUNT_WITHOUT_WHAT = {
        name: "mount-without-what", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

/// Below these, units may come from systemd itself.
const FOREIGN: &[&str] = &["dev", "proc", "run", "sys", "tmp"];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Mount), "Mount", &["Where"], |cx, unit, _| {
        let Some(said) = unit.value("Mount", "Where") else { return };
        let Some(path) = said.line.literal().and_then(|it| it.strip_prefix('/')) else { return };
        let view = unit.view();
        let is_foreign = FOREIGN.iter().any(|it| path.split('/').next() == Some(it));
        if is_foreign
            || !unit.lacks("Mount", "What")
            || !view.is_known()
            || !unit.files.packages().is_empty()
            || unit.anchor.fact.definition.priority != Some(100)
            || unit.unit.id.name.known().is_none()
            || has_drop_in(cx, unit)
            || view.strategies().next().is_some()
        {
            return;
        }
        // NixOS itself wants to know it.
        let (message, option) = match said.fact.definition.list_depth() {
            Some(_) => {
                (format!("`systemd.mounts` does not evaluate without `what` of `/{path}`"), "what")
            }
            None => (
                format!("systemd refuses `{}`: it does not say what to mount", unit.name()),
                "What",
            ),
        };
        let range = said.key(cx);
        cx.report(said.fact.file, range, message)
            .help(format!(
                "set `{option}` to a device, a share, or `tmpfs` for a temporary file system"
            ))
            .emit();
    });
}

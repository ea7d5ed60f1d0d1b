//! Reports mounts of places that systemd keeps to itself.

use crate::lint::{Check, declare_lint};
use crate::systemd::unit_names::path_to_unit_name;
use crate::unit_files::UnitType;
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A mount unit for `/proc`, `/sys`, `/dev` and the like, or an automount of `/`.
    ///
    /// ## Why
    /// systemd mounts these file systems itself, before it reads any unit, and refuses units for them.
    /// The root file system is there from the beginning, so that it refuses to mount it on demand.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.user.mounts.dev-shm.Mount = { What = "tmpfs"; Where = "/dev/shm"; Type = "tmpfs"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { boot.devShmSize = "25%"; }
    /// ```
    ///
    /// ## References
    /// `systemd.mount(5)`, `systemd.automount(5)`; "API File Systems" on systemd.io.
    pub(crate) static REFUSED_MOUNT_POINT = {
        name: "refused-mount-point", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

/// What every build of systemd mounts itself, or leaves alone; others depend on how it was built.
const OWN: &[&str] = &[
    "/dev",
    "/dev/console",
    "/dev/pts",
    "/dev/shm",
    "/proc",
    "/proc/kmsg",
    "/proc/sys",
    "/run",
    "/sys",
    "/sys/fs/cgroup",
    "/sys/fs/pstore",
    "/sys/fs/selinux",
    "/sys/kernel/security",
];

fn check(cx: &mut ProjectContext<'_>) {
    for (kind, section) in [(UnitType::Mount, "Mount"), (UnitType::Automount, "Automount")] {
        whole::for_each(cx, Some(kind), section, &["Where"], |cx, unit, _| {
            let Some(said) = unit.value(section, "Where") else { return };
            let Some(path) = said.line.literal() else { return };
            // Another name is a mistake of its own.
            if path_to_unit_name(path, kind.suffix()).as_deref() != Some(&*unit.name()) {
                return;
            }
            let plain = match path.trim_end_matches('/') {
                "" => "/",
                plain => plain,
            };
            let reason = match kind {
                UnitType::Automount if plain == "/" => "`/` cannot be mounted on demand".to_owned(),
                UnitType::Mount if OWN.contains(&plain) => {
                    format!("systemd itself sees to `{plain}`, before it reads any unit")
                }
                _ => return,
            };
            let message = format!("systemd refuses `{}`: {reason}", unit.name());
            let range = said.range(cx);
            cx.report(said.fact.file, range, message).emit();
        });
    }
}

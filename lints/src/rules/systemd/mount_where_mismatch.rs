//! Reports mount units whose name is not that of their path.

use crate::lint::{Check, declare_lint};
use crate::systemd::unit_names::path_to_unit_name;
use crate::unit_files::UnitType;
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A mount unit whose name does not follow from `Where`.
    ///
    /// ## Why
    /// systemd refuses the unit: `Where = "/mnt/data"` must be in `mnt-data.mount`, with other characters
    /// escaped.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.user.mounts.data.Mount = { What = "/dev/disk/by-label/data"; Where = "/mnt/data"; }; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { systemd.user.mounts.mnt-data.Mount = { What = "/dev/disk/by-label/data"; Where = "/mnt/data"; }; }
    /// ```
    ///
    /// ## References
    /// `Where=` in `systemd.mount(5)`; `systemd-escape --path --suffix=mount /mnt/data` says the name.
    pub(crate) static MOUNT_WHERE_MISMATCH = {
        name: "mount-where-mismatch", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    for (kind, section) in [(UnitType::Mount, "Mount"), (UnitType::Automount, "Automount")] {
        whole::for_each(cx, Some(kind), section, &["Where"], |cx, unit, _| {
            let Some(said) = unit.value(section, "Where") else { return };
            let Some(path) = said.line.literal().filter(|it| it.starts_with('/')) else { return };
            let is_plain = !path.contains(['%', '"', '\'', '\\', ' ']);
            let name = unit.name();
            let Some(right) = path_to_unit_name(path, kind.suffix()).filter(|_| is_plain) else {
                return;
            };
            if right == name || unit.unit.id.name.known().is_none() {
                return;
            }
            let message = format!("systemd refuses `{name}`: the unit of `{path}` is `{right}`");
            let range = said.range(cx);
            cx.report(said.fact.file, range, message)
                .help(format!(
                    "call it `{}`",
                    right.trim_end_matches(&format!(".{}", kind.suffix()))
                ))
                .emit();
        });
    }
}

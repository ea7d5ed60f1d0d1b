//! Reports slices whose names are none.

use crate::lint::{Check, declare_lint};
use crate::unit_files::UnitType;
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A slice with a dash at an end of its name, or with two in a row.
    ///
    /// ## Why
    /// `apps-web.slice` is the slice `web` within `apps.slice`: each dash separates two names.
    /// If one of them is missing, systemd refuses the slice, and does not start what should run in it.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.slices.apps--web.sliceConfig.MemoryMax = "1G";
    ///   systemd.services.web.serviceConfig.Slice = "apps--web.slice";
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.slices.apps-web.sliceConfig.MemoryMax = "1G";
    ///   systemd.services.web.serviceConfig.Slice = "apps-web.slice";
    /// }
    /// ```
    ///
    /// ## References
    /// `systemd.slice(5)`.
    pub(crate) static INVALID_SLICE_NAME = {
        name: "invalid-slice-name", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

/// Types of units that run in a slice, and say so in their own section.
const INHABITANTS: &[(UnitType, &str)] = &[
    (UnitType::Service, "Service"),
    (UnitType::Socket, "Socket"),
    (UnitType::Mount, "Mount"),
    (UnitType::Swap, "Swap"),
];

const HELP: &str =
    "one dash separates a slice from the one around it; within a name, write `\\x2d`";

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each_unit(cx, UnitType::Slice, |cx, unit| {
        let Some(reason) = unit.unit.id.name.known().and_then(mistake) else { return };
        let message = format!("systemd refuses `{}`: {reason}", unit.name());
        let range = unit.anchor.fact.definition.place.key;
        cx.report(unit.anchor.fact.file, range, message).help(HELP).emit();
    });
    for (kind, section) in INHABITANTS {
        whole::for_each(cx, Some(*kind), section, &["Slice"], |cx, unit, _| {
            let Some(said) = unit.value(section, "Slice") else { return };
            let slice = said.line.literal().filter(|it| !it.contains('%'));
            let Some(name) = slice.and_then(|it| it.strip_suffix(".slice")) else { return };
            let Some(reason) = mistake(name) else { return };
            let message = format!(
                "systemd cannot start `{}`: in its slice `{name}.slice`, {reason}",
                unit.name()
            );
            let range = said.range(cx);
            cx.report(said.fact.file, range, message).help(HELP).emit();
        });
    }
}

/// What is wrong with the name of a slice, without its suffix.
fn mistake(name: &str) -> Option<&'static str> {
    // The root is called `-`; of templates systemd says nothing before there is an instance.
    match name {
        "-" | "" => None,
        _ if name.contains('@') => None,
        _ if name.starts_with('-') => Some("a name is missing before the first dash"),
        _ if name.ends_with('-') => Some("a name is missing after the last dash"),
        _ if name.contains("--") => Some("a name is missing between two dashes"),
        _ => None,
    }
}

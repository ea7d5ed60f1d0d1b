//! Reports services that are to run early in the boot and cannot.

use crate::lint::{Check, declare_lint};
use crate::unit_files::{UnitManager, UnitType};
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// `before` something of the early boot, without `DefaultDependencies = false`.
    ///
    /// ## Why
    /// By default a service waits for `sysinit.target` and `basic.target`. One that is to be ready before
    /// these, or before what they wait for, makes a circle: at boot, systemd breaks it by not starting one of
    /// its units.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.unlock = {
    ///     before = [ "local-fs.target" ];
    ///     wantedBy = [ "local-fs.target" ];
    ///     serviceConfig.Type = "oneshot";
    ///     script = "unlock";
    ///   };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.unlock = {
    ///     before = [ "local-fs.target" ];
    ///     unitConfig.DefaultDependencies = false;
    ///     wantedBy = [ "local-fs.target" ];
    ///     serviceConfig.Type = "oneshot";
    ///     script = "unlock";
    ///   };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: sets `DefaultDependencies = false`. The service then also outlives the shutdown's beginning,
    /// unless `conflicts` and `before` name `shutdown.target`.
    ///
    /// ## When it is silent
    /// The service is not defined here as a whole, or is of a user.
    ///
    /// ## References
    /// `systemd.service(5)`, "Default Dependencies"; `bootup(7)`.
    pub(crate) static DEFAULT_DEPENDENCIES_MISSING = {
        name: "default-dependencies-missing", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: Sometimes, since: "0.1.0", check: Check::Units(check),
    }
}

/// What `sysinit.target` and `basic.target` wait for, by their own unit files or by those of the
/// services.
const EARLY: &[&str] = &[
    "sysinit.target",
    "basic.target",
    "local-fs.target",
    "swap.target",
    "sockets.target",
    "paths.target",
    "slices.target",
    "systemd-tmpfiles-setup.service",
    "systemd-modules-load.service",
    "systemd-sysctl.service",
    "systemd-journald.service",
];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each(cx, Some(UnitType::Service), "Unit", &["Before"], |cx, unit, lines| {
        let is_known = unit.unit.id.manager == UnitManager::System;
        let found = lines.iter().find_map(|said| {
            let is_sure = said.line.item_conditions.is_empty();
            let (at, word) = said.words().find(|it| is_sure && EARLY.contains(&it.1))?;
            Some((said, at, word))
        });
        let Some((said, at, word)) = found.filter(|_| is_known) else { return };
        if !unit.lacks("Unit", "DefaultDependencies") || !unit.is_own() {
            return;
        }
        let message = format!(
            "`{}` cannot be ready before `{word}`: by default it waits for `sysinit.target`, which comes later",
            unit.name()
        );
        let message = match word {
            "sysinit.target" | "basic.target" => format!(
                "`{}` cannot be ready before `{word}`: by default it waits for it",
                unit.name()
            ),
            "sockets.target" | "paths.target" | "slices.target" => {
                message.replace("`sysinit.target`", "`basic.target`")
            }
            _ => message,
        };
        let title = "Leave out the default dependencies";
        let fix = unit.insert(cx, &["unitConfig", "DefaultDependencies"], "false", title);
        let range = said.range_of(cx, at..at + word.len());
        cx.report(said.fact.file, range, message)
            .help("set `unitConfig.DefaultDependencies = false`, and say what it needs itself")
            .fix(fix)
            .emit();
    });
}

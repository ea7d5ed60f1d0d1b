//! Reports path units that watch nothing.

use crate::lint::{Check, declare_lint};
use crate::unit_files::UnitType;
use crate::views::activation::{has_drop_in, is_own_with_service};
use crate::views::whole;
use crate::{ProjectContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A path unit that does not say what it watches.
    ///
    /// ## Why
    /// systemd refuses a path unit without `PathChanged`, `PathExists` or another of their kind, and its
    /// service is started by nobody.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.import.serviceConfig.ExecStart = "/bin/import";
    ///   systemd.paths.import = { wantedBy = [ "paths.target" ]; pathConfig.MakeDirectory = true; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.import.serviceConfig.ExecStart = "/bin/import";
    ///   systemd.paths.import = {
    ///     wantedBy = [ "paths.target" ];
    ///     pathConfig = { DirectoryNotEmpty = "/var/spool/import"; MakeDirectory = true; };
    ///   };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// The path unit may be defined elsewhere, as those of packages and of NixOS are: its service is not
    /// defined here with its command.
    ///
    /// ## References
    /// `systemd.path(5)`.
    pub(crate) static PATH_WITHOUT_WATCH = {
        name: "path-without-watch", group: Systemd, severity: Error,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Units(check),
    }
}

const WATCH: &[&str] =
    &["PathExists", "PathExistsGlob", "PathChanged", "PathModified", "DirectoryNotEmpty"];

fn check(cx: &mut ProjectContext<'_>) {
    whole::for_each_unit(cx, UnitType::Path, |cx, unit| {
        let is_silent = WATCH.iter().all(|it| unit.lacks("Path", it));
        if !is_silent || !is_own_with_service(unit, "Path", "Unit") || has_drop_in(cx, unit) {
            return;
        }
        let message = format!("systemd refuses `{}`: it does not say what it watches", unit.name());
        let range = unit.anchor.fact.definition.place.key;
        cx.report(unit.anchor.fact.file, range, message)
            .help("set `PathChanged`, `PathExists` or another of their kind")
            .emit();
    });
}

//! Reports commands whose packages old releases do not find.

use crate::lint::{Check, declare_lint};
use crate::model::{Definition, ValueKind};
use crate::views::confinement::{EXEC, is_confined, open_texts, package_of};
use crate::views::unit::LocalUnit;
use crate::{Fix, LintContext, Releases, edits};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A list of commands in a confined service of NixOS 20.03 or older.
    ///
    /// ## Why
    /// These releases look for store paths in commands that are plain strings. What only a list names is
    /// not copied into the chroot, and the command fails at run time.
    /// The lint is off unless you ask for it, since newer releases find them.
    ///
    /// ## Example
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.web = { confinement.enable = true; serviceConfig.ExecReload = [ "${pkgs.web}/bin/web -t" "${pkgs.coreutils}/bin/kill -HUP $MAINPID" ]; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.web = { confinement.enable = true; serviceConfig.ExecReload = [ "${pkgs.web}/bin/web -t" "${pkgs.coreutils}/bin/kill -HUP $MAINPID" ]; confinement.packages = [ pkgs.web pkgs.coreutils ]; };
    /// }
    /// ```
    ///
    /// ## Fix
    /// Unsafe: adds the packages that the list names to the chroot.
    ///
    /// ## References
    /// nixpkgs issue 96840, pull request 97303.
    pub(crate) static CONFINEMENT_EXEC_LIST = {
        name: "confinement-exec-list", group: Confinement, severity: Warning,
        on_by_default: false, scope: File, holds: Releases::between((19, 3), (20, 3)),
        fix: Sometimes, since: "0.1.0", check: Check::Definition(EXEC, check),
    }
}

fn check(cx: &mut LintContext<'_>, definition: &Definition) {
    let Some(part) = definition.unit_part() else {
        return;
    };
    let is_list = matches!(definition.value.kind, ValueKind::List(_));
    if !part.is("services", "serviceConfig", part.key)
        || cx.module.hides(definition)
        || cx.module.disables(definition, &part)
    {
        return;
    }
    let unit = LocalUnit::of(cx.module, definition, &part);
    let is_merged = unit.get("serviceConfig", part.key).count() > 1;
    let open = open_texts(&definition.value, cx.text());
    let is_covered = !unit.is_silent_on("confinement", "packages")
        || !unit.is_silent_on("confinement", "fullUnit");
    if !(is_list || is_merged) || open.is_empty() || is_covered || !is_confined(&unit, &part) {
        return;
    }
    let mut packages: Vec<&str> = Vec::new();
    let is_plain = open.iter().all(|text| match package_of(text) {
        Some(package) if packages.contains(&package) => true,
        Some(package) => {
            packages.push(package);
            true
        }
        None => false,
    });
    let fix = part.name.name().filter(|_| is_plain).and_then(|name| {
        let option = ["systemd", "services", name, "confinement", "packages"];
        let list = format!("[ {} ]", packages.join(" "));
        let new: &[(&[&str], &str)] = &[(&option, &list)];
        let edit = edits::insert_beside(cx.root, cx.text(), definition, new)?;
        Some(Fix::risky("Add the packages to the chroot", cx.source.id, edit))
    });
    let message = "store paths inside Exec* lists are not found by confinement before NixOS 20.09; add them to confinement.packages";
    cx.report(definition.place.key, message).fix(fix).emit();
}

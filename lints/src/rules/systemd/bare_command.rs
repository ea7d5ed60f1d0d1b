//! Reports programs without a path.

use crate::lint::{Check, declare_lint};
use crate::systemd::exec_line::SuspicionKind;
use crate::unit_files::{How, SettingLines, UnitManager};
use crate::views::exec;
use crate::{LintContext, Releases};

#[cfg(test)]
mod tests;

declare_lint! {
    /// A program without a path in a command of a unit.
    ///
    /// ## Why
    /// systemd does not look into `path` or `PATH` of the service for it, but into a folder that was fixed
    /// when systemd was built.
    /// On NixOS that is systemd's own, which has `systemctl` and its kin and nothing else: the service
    /// fails with `203/EXEC`.
    ///
    /// ## Example
    /// ```nix
    /// { systemd.services.web.serviceConfig.ExecStartPre = "mkdir /run/web"; }
    /// ```
    /// Use instead:
    /// ```nix
    /// { pkgs, ... }: {
    ///   systemd.services.web.serviceConfig.ExecStartPre = "${pkgs.coreutils}/bin/mkdir /run/web";
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// For programs of systemd itself, for units of home-manager and of the initial ramdisk, which may
    /// run elsewhere, and where the file speaks of `ExecSearchPath`.
    ///
    /// ## References
    /// `systemd.service(5)`, "Command lines"; nixpkgs' patch of systemd for `DEFAULT_PATH_NORMAL`.
    pub(crate) static BARE_COMMAND = {
        name: "bare-command", group: Systemd, severity: Warning,
        on_by_default: true, scope: File, holds: Releases::ALL,
        fix: None, since: "0.1.0",
        check: Check::Setting(check),
    }
}

fn check(cx: &mut LintContext<'_>, lines: &SettingLines<'_>) {
    let is_nixos = matches!(lines.setting.unit.manager, UnitManager::System | UnitManager::User);
    if !is_nixos || lines.setting.how != How::Raw {
        return;
    }
    let module = cx.module;
    exec::check_suspicions(cx, lines, |it, value| {
        it.kind == SuspicionKind::BareProgram
            && !is_of_systemd(value[it.range.clone()].trim_matches(['"', '\'']))
            && !module.may_set("ExecSearchPath")
    });
}

/// What lies in the folder of systemd's programs.
fn is_of_systemd(name: &str) -> bool {
    const OTHERS: &[&str] = &[
        "halt",
        "init",
        "kernel-install",
        "poweroff",
        "reboot",
        "resolvconf",
        "run0",
        "runlevel",
        "shutdown",
        "telinit",
        "udevadm",
        "ukify",
        "mount.ddi",
    ];
    name.starts_with("systemd") || name.ends_with("ctl") || OTHERS.contains(&name)
}

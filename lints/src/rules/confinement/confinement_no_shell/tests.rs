//! Cases of `confinement-no-shell`.

use super::CONFINEMENT_NO_SHELL;
use crate::testing::check;

#[test]
fn in_a_list() {
    check(
        &CONFINEMENT_NO_SHELL,
        r#"
{ lib, ... }: {
  systemd.services.pipe = {
    confinement.enable = true;
    confinement.binSh = lib.mkForce null;
              # ^^^^^ error: confinement.binSh is null, but ExecStartPre runs /bin/sh, which does not exist in the chroot
              # | help: name a shell by its store path: ${pkgs.runtimeShell}
    serviceConfig.ExecStartPre = [ "/bin/true" "-/bin/sh -c 'true'" ];
  };
}
#-- unsafe fix
{ lib, ... }: {
  systemd.services.pipe = {
    confinement.enable = true;
    serviceConfig.ExecStartPre = [ "/bin/true" "-/bin/sh -c 'true'" ];
  };
}
"#,
    );
}

#[test]
fn of_a_variable() {
    check(
        &CONFINEMENT_NO_SHELL,
        r#"
let shell = "/bin/sh";
in {
  systemd.services.pipe = {
    confinement = { enable = true; binSh = null; };
                                 # ^^^^^ error: confinement.binSh is null, but ExecStart runs /bin/sh, which does not exist in the chroot
                                 # | help: name a shell by its store path: ${pkgs.runtimeShell}
    serviceConfig.ExecStart = "${shell} -c true";
  };
}
#-- unsafe fix
let shell = "/bin/sh";
in {
  systemd.services.pipe = {
    confinement = { enable = true; };
    serviceConfig.ExecStart = "${shell} -c true";
  };
}
"#,
    );
}

#[test]
fn the_shell_can_be_named() {
    check(
        &CONFINEMENT_NO_SHELL,
        r#"
{ pkgs, ... }: {
  systemd.services.pipe = {
    confinement = { enable = true; binSh = null; };
                                 # ^^^^^ error: confinement.binSh is null, but ExecStop runs /bin/sh, which does not exist in the chroot
                                           # | help: name a shell by its store path: ${pkgs.runtimeShell}
    serviceConfig.ExecStop = "/bin/sh -c 'a | b'";
  };
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services.pipe = {
    confinement = { enable = true; };
    serviceConfig.ExecStop = "/bin/sh -c 'a | b'";
  };
}
"#,
    );
}

#[test]
fn no_shell_is_needed() {
    check(
        &CONFINEMENT_NO_SHELL,
        r#"
{ pkgs, ... }: {
  systemd.services.a = { confinement = { enable = true; binSh = null; }; script = "a | b"; };
  systemd.services.b = { confinement = { enable = true; binSh = null; }; serviceConfig.ExecStart = "${pkgs.x}/bin/sh -c true"; };
  systemd.services.c = { confinement = { enable = true; binSh = null; }; serviceConfig.ExecStart = "/bin/shred x"; };
  systemd.services.d = { confinement = { enable = true; binSh = null; }; serviceConfig.ExecStart = "+/bin/sh -c true"; };
}
"#,
    );
}

#[test]
fn there_is_one() {
    check(
        &CONFINEMENT_NO_SHELL,
        r#"
{ pkgs, lib, ... }: {
  systemd.services.a = { confinement = { enable = true; binSh = "${pkgs.dash}/bin/dash"; }; serviceConfig.ExecStart = "/bin/sh -c true"; };
  systemd.services.b = {
    confinement = { enable = true; binSh = null; };
    serviceConfig = { ExecStart = "/bin/sh -c true"; BindReadOnlyPaths = [ "${pkgs.dash}/bin/dash:/bin/sh" ]; };
  };
  systemd.services.c = { confinement.binSh = null; serviceConfig.ExecStart = "/bin/sh -c true"; };
  systemd.services.d = {
    confinement = { enable = true; binSh = lib.mkMerge [ null (lib.mkForce "/x") ]; };
    serviceConfig.ExecStart = "/bin/sh -c true";
  };
}
"#,
    );
}

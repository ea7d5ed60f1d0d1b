//! Cases of `confinement-exec-list`.

use super::CONFINEMENT_EXEC_LIST;
use crate::testing::check;

#[test]
fn two_definitions() {
    check(
        &CONFINEMENT_EXEC_LIST,
        r#"
{ pkgs, lib, ... }: {
  systemd.services.web = lib.mkMerge [
    { confinement.enable = true; }
    { serviceConfig.ExecStartPre = "${pkgs.a}/bin/a"; }
                  # ^^^^^^^^^^^^ warning: store paths inside Exec* lists are not found by confinement before NixOS 20.09; add them to confinement.packages
    { serviceConfig.ExecStartPre = "${lib.getExe pkgs.b}"; }
                  # ^^^^^^^^^^^^ warning: store paths inside Exec* lists are not found by confinement before NixOS 20.09; add them to confinement.packages
  ];
}
#-- config
release = "20.03"
#-- unsafe fix
{ pkgs, lib, ... }: {
  systemd.services.web = lib.mkMerge [
    { confinement.enable = true; }
    { serviceConfig.ExecStartPre = "${pkgs.a}/bin/a"; confinement.packages = [ pkgs.a ]; }
    { serviceConfig.ExecStartPre = "${lib.getExe pkgs.b}"; }
  ];
}
"#,
    );
}

#[test]
fn the_list_is_written_out() {
    check(
        &CONFINEMENT_EXEC_LIST,
        r#"
{ pkgs, ... }: {
  systemd.services.web = {
    confinement.enable = true;
    serviceConfig.ExecStop = [
                # ^^^^^^^^ warning: store paths inside Exec* lists are not found by confinement before NixOS 20.09; add them to confinement.packages
      "${pkgs.a}/bin/a" # first
      "${pkgs.a}/bin/b"
    ];
  };
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services.web = {
    confinement.enable = true;
    serviceConfig.ExecStop = [
      "${pkgs.a}/bin/a" # first
      "${pkgs.a}/bin/b"
    ];
    confinement.packages = [ pkgs.a ];
  };
}
"#,
    );
}

#[test]
fn newer_releases() {
    check(
        &CONFINEMENT_EXEC_LIST,
        r#"
{ pkgs, ... }: { systemd.services.web = { confinement.enable = true; serviceConfig.ExecStop = [ "${pkgs.a}/bin/a" ]; }; }
#-- config
release = "20.09"
"#,
    );
}

#[test]
fn the_packages_are_there() {
    check(
        &CONFINEMENT_EXEC_LIST,
        r#"
{ pkgs, config, ... }: {
  systemd.services.a = { confinement = { enable = true; packages = [ pkgs.a ]; }; serviceConfig.ExecStop = [ "${pkgs.a}/bin/a" ]; };
  systemd.services.b = { confinement = { enable = true; fullUnit = true; }; serviceConfig.ExecStop = [ "${pkgs.a}/bin/a" ]; };
  systemd.services.c = { confinement.enable = true; serviceConfig.ExecStop = "${pkgs.a}/bin/a"; };
  systemd.services.d = { confinement.enable = true; serviceConfig.ExecStop = [ "/bin/a" ]; };
  systemd.services.e = { serviceConfig.ExecStop = [ "${pkgs.a}/bin/a" ]; };
}
"#,
    );
}

//! Cases of `confinement-full-unit`.

use super::CONFINEMENT_FULL_UNIT;
use crate::testing::check;

#[test]
fn with_a_secret() {
    check(
        &CONFINEMENT_FULL_UNIT,
        r#"
{ pkgs, ... }: {
  systemd.services.svg = {
    confinement.enable = true;
    confinement.fullUnit = true;
              # ^^^^^^^^ warning: fullUnit puts everything the unit file mentions into the chroot, also EnvironmentFile contents and systemd.globalEnvironment; list confinement.packages instead
    serviceConfig.EnvironmentFile = pkgs.writeText "env" "TOKEN=abc";
  };
}
"#,
    );
}

#[test]
fn several_lists() {
    check(
        &CONFINEMENT_FULL_UNIT,
        r#"
{ pkgs, ... }: {
  systemd.services.svg = {
    path = [ pkgs.a ];
    confinement = { enable = true; fullUnit = true; };
                                 # ^^^^^^^^ hint: fullUnit puts everything the unit file mentions into the chroot, also EnvironmentFile contents and systemd.globalEnvironment; list confinement.packages instead
    serviceConfig.EnvironmentFile = "/run/secrets/svg";
  };
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services.svg = {
    path = [ pkgs.a ];
    confinement = { enable = true; packages = [ pkgs.a ]; };
    serviceConfig.EnvironmentFile = "/run/secrets/svg";
  };
}
"#,
    );
}

#[test]
fn switched_off() {
    check(
        &CONFINEMENT_FULL_UNIT,
        r#"
{ lib, config, ... }: {
  systemd.services.a.confinement = { enable = false; fullUnit = true; };
  systemd.services.b.confinement = { enable = true; fullUnit = false; };
  systemd.services.c.confinement = { enable = true; fullUnit = config.x; };
  systemd.services.d.confinement = { enable = true; fullUnit = lib.mkMerge [ true (lib.mkForce false) ]; };
}
"#,
    );
}

#[test]
fn not_of_a_service() {
    check(
        &CONFINEMENT_FULL_UNIT,
        r#"
{
  services.x.confinement = { enable = true; fullUnit = true; };
  systemd.services.a.confinement.fullUnit = true;
  systemd.services.b = { enable = false; confinement = { enable = true; fullUnit = true; }; };
}
"#,
    );
}

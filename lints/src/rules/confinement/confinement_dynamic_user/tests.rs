//! Cases of `confinement-dynamic-user`.

use super::CONFINEMENT_DYNAMIC_USER;
use crate::testing::check;

#[test]
fn another_file() {
    check(
        &CONFINEMENT_DYNAMIC_USER,
        r#"
{
  systemd.services.render = {
    serviceConfig.DynamicUser = "yes";
                # ^^^^^^^^^^^ error: DynamicUser does not work with confinement of "render" before NixOS 24.11; use a user from users.users
    script = "render";
  };
}
#-- confine.nix
{ systemd.services.render.confinement.enable = true; }
#-- unsafe fix
{
  systemd.services.render = {
    serviceConfig.User = "render"; serviceConfig.Group = "render";
    script = "render";
  };
  users.users.render = { isSystemUser = true; group = "render"; };
  users.groups.render = { };
}
"#,
    );
}

#[test]
fn a_user_is_there() {
    check(
        &CONFINEMENT_DYNAMIC_USER,
        r#"
{
  systemd.services.render = {
    confinement.enable = true;
    serviceConfig = { DynamicUser = true; User = "r"; };
                    # ^^^^^^^^^^^ error: DynamicUser does not work with confinement of "render" before NixOS 24.11; use a user from users.users
  };
}
#-- config
release = "20.09"
"#,
    );
}

#[test]
fn newer_releases() {
    check(
        &CONFINEMENT_DYNAMIC_USER,
        r#"
{ systemd.services.render = { confinement.enable = true; serviceConfig.DynamicUser = true; }; }
#-- config
release = "24.11"
"#,
    );
}

#[test]
fn a_machine_that_is_newer() {
    check(
        &CONFINEMENT_DYNAMIC_USER,
        r#"
{ systemd.services.render = { confinement.enable = true; serviceConfig.DynamicUser = true; }; }
#-- machine.nix
{ system.stateVersion = "25.05"; }
"#,
    );
}

#[test]
fn not_both() {
    check(
        &CONFINEMENT_DYNAMIC_USER,
        r#"
{ lib, config, ... }: {
  systemd.services.a = { vpnConfinement.enable = true; serviceConfig.DynamicUser = true; };
  systemd.services.b = { confinement.enable = config.x.confine; serviceConfig.DynamicUser = true; };
  systemd.services.c = { confinement.enable = true; serviceConfig.DynamicUser = false; };
  systemd.services.d = { confinement.enable = true; serviceConfig.DynamicUser = lib.mkMerge [ true (lib.mkForce false) ]; };
  systemd.services.e = lib.mkMerge [
    (lib.mkIf config.x.confine { confinement.enable = true; })
    (lib.mkIf (!config.x.confine) { serviceConfig.DynamicUser = true; })
  ];
  systemd.user.services.f = { confinement.enable = true; serviceConfig.DynamicUser = true; };
  systemd.services.g = { enable = false; confinement.enable = true; serviceConfig.DynamicUser = true; };
}
"#,
    );
}

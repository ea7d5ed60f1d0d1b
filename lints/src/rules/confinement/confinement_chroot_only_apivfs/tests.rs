//! Cases of `confinement-chroot-only-apivfs`.

use super::CONFINEMENT_CHROOT_ONLY_APIVFS;
use crate::testing::check;

#[test]
fn two_files() {
    check(
        &CONFINEMENT_CHROOT_ONLY_APIVFS,
        r#"
{ systemd.services.decode.serviceConfig.PrivateTmp = true; }
                                      # ^^^^^^^^^^ warning: PrivateTmp = true mounts /tmp inside a chroot-only confinement and widens it
#-- confine.nix
{ systemd.services.decode.confinement = { enable = true; mode = "chroot-only"; }; }
#-- unsafe fix
{ }
"#,
    );
}

#[test]
fn devices() {
    check(
        &CONFINEMENT_CHROOT_ONLY_APIVFS,
        r#"
{ lib, ... }: {
  systemd.services.decode = {
    confinement.enable = true;
    confinement.mode = "chroot-only";
    serviceConfig = {
      Type = "exec";
      PrivateDevices = lib.mkDefault "yes";
    # ^^^^^^^^^^^^^^ warning: PrivateDevices = true mounts /dev inside a chroot-only confinement and widens it
    };
  };
}
#-- unsafe fix
{ lib, ... }: {
  systemd.services.decode = {
    confinement.enable = true;
    confinement.mode = "chroot-only";
    serviceConfig = {
      Type = "exec";
    };
  };
}
"#,
    );
}

#[test]
fn other_modes() {
    check(
        &CONFINEMENT_CHROOT_ONLY_APIVFS,
        r#"
{ config, ... }: {
  systemd.services.a = { confinement.enable = true; serviceConfig.PrivateDevices = true; };
  systemd.services.b = { confinement = { enable = true; mode = "full-apivfs"; }; serviceConfig.PrivateDevices = true; };
  systemd.services.c = { confinement = { enable = true; mode = config.x; }; serviceConfig.PrivateDevices = true; };
}
"#,
    );
}

#[test]
fn other_options() {
    check(
        &CONFINEMENT_CHROOT_ONLY_APIVFS,
        r#"
{ lib, config, ... }: {
  systemd.services.a = {
    confinement = { enable = true; mode = "chroot-only"; };
    serviceConfig = { PrivateUsers = true; ProtectKernelModules = true; PrivateTmp = false; PrivateDevices = config.x; };
  };
  systemd.services.b = {
    confinement = { enable = true; mode = "chroot-only"; };
    serviceConfig.PrivateTmp = lib.mkMerge [ true (lib.mkForce false) ];
  };
  systemd.services.c = { confinement.mode = "chroot-only"; serviceConfig.PrivateTmp = true; };
}
"#,
    );
}

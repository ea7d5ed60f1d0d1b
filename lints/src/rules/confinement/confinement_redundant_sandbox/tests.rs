//! Cases of `confinement-redundant-sandbox`.

use super::CONFINEMENT_REDUNDANT_SANDBOX;
use crate::testing::check;

#[test]
fn several() {
    check(
        &CONFINEMENT_REDUNDANT_SANDBOX,
        r#"
{
  systemd.services.cad = {
    confinement = { enable = true; mode = "full-apivfs"; };
    serviceConfig.PrivateMounts = true;
                # ^^^^^^^^^^^^^ hint: PrivateMounts is already set by confinement in mode full-apivfs
    serviceConfig.ProtectHome = true;
    serviceConfig.ProtectKernelModules = "on";
                # ^^^^^^^^^^^^^^^^^^^^ hint: ProtectKernelModules is already set by confinement in mode full-apivfs
  };
}
#-- fix
{
  systemd.services.cad = {
    confinement = { enable = true; mode = "full-apivfs"; };
    serviceConfig.ProtectHome = true;
  };
}
"#,
    );
}

#[test]
fn shared() {
    check(
        &CONFINEMENT_REDUNDANT_SANDBOX,
        r#"
let hardening = { PrivateTmp = true; NoNewPrivileges = true; };
                # ^^^^^^^^^^ hint: PrivateTmp is already set by confinement in mode full-apivfs
in { systemd.services.cad = { confinement.enable = true; serviceConfig = hardening; }; }
"#,
    );
}

#[test]
fn another_file() {
    check(
        &CONFINEMENT_REDUNDANT_SANDBOX,
        r#"
{ systemd.services.cad.confinement.enable = true; }
#-- hardening.nix
{ systemd.services.cad.serviceConfig.PrivateTmp = true; }
"#,
    );
}

#[test]
fn not_for_certain() {
    check(
        &CONFINEMENT_REDUNDANT_SANDBOX,
        r#"
{ lib, config, ... }: {
  systemd.services.a = lib.mkMerge [
    (lib.mkIf config.x { confinement.enable = true; })
    { serviceConfig.PrivateTmp = true; }
  ];
  systemd.services.b = { confinement.enable = true; serviceConfig.PrivateTmp = lib.mkForce true; };
  systemd.services.c = { confinement.enable = true; serviceConfig.PrivateTmp = false; };
  systemd.services.d = { confinement = { enable = true; mode = "chroot-only"; }; serviceConfig.PrivateUsers = true; };
  systemd.services.e = { confinement = { enable = true; mode = config.x; }; serviceConfig.PrivateUsers = true; };
  systemd.services.f.serviceConfig.PrivateTmp = true;
}
"#,
    );
}

//! Cases of `confinement-protect-system`.

use super::CONFINEMENT_PROTECT_SYSTEM;
use crate::testing::check;

#[test]
fn one_block() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{
  systemd.services.ledger = {
    confinement.enable = true;
    serviceConfig = { ExecStart = "/bin/ledger"; ProtectSystem = "full"; };
                                               # ^^^^^^^^^^^^^ error: ProtectSystem cannot be combined with confinement of "ledger" before NixOS 24.11: /usr is not in its chroot; confinement already hides the system
  };
}
#-- config
release = "23.11"
#-- fix
{
  systemd.services.ledger = {
    confinement.enable = true;
    serviceConfig = { ExecStart = "/bin/ledger"; };
  };
}
"#,
    );
}

#[test]
fn dotted_keys_and_two_blocks_of_unknown_release() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{ lib, ... }: {
  systemd.services.ledger.serviceConfig = lib.mkMerge [ { ProtectSystem = lib.mkDefault "strict"; } ];
                                                        # ^^^^^^^^^^^^^ error: ProtectSystem cannot be combined with confinement of "ledger" before NixOS 24.11: /usr is not in its chroot; confinement already hides the system
  systemd.services."ledger".confinement = { enable = true; };
}
#-- unsafe fix
{ lib, ... }: {
  systemd.services.ledger.serviceConfig = lib.mkMerge [ { } ];
  systemd.services."ledger".confinement = { enable = true; };
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
#-- hardening.nix
{ systemd.services.ledger.serviceConfig.ProtectSystem = true; }
                                      # ^^^^^^^^^^^^^ error: ProtectSystem cannot be combined with confinement of "ledger" before NixOS 24.11: /usr is not in its chroot; confinement already hides the system
#-- ledger.nix
{ systemd.services.ledger.confinement.enable = true; }
#-- unsafe fix
{ }
"#,
    );
}

#[test]
fn forced_off() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{ lib, ... }: {
  systemd.services.ledger = { confinement.enable = true; serviceConfig.ProtectSystem = lib.mkForce false; };
}
"#,
    );
}

#[test]
fn newer_release() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{ systemd.services.a = { confinement.enable = true; serviceConfig.ProtectSystem = "strict"; }; }
#-- config
release = "24.11"
"#,
    );
}

#[test]
fn not_confined_or_not_known() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{ config, lib, ... }: {
  systemd.services.a = { vpnConfinement.enable = true; serviceConfig.ProtectSystem = "strict"; };
  systemd.services.b = { confinement.enable = false; serviceConfig.ProtectSystem = "strict"; };
  systemd.services.c = { confinement.enable = config.x; serviceConfig.ProtectSystem = "strict"; };
  systemd.services.d = { confinement.enable = true; serviceConfig.ProtectSystem = config.y; };
  systemd.services.e = lib.mkMerge [
    (lib.mkIf config.z { confinement.enable = true; })
    (lib.mkIf (!config.z) { serviceConfig.ProtectSystem = "strict"; })
  ];
}
"#,
    );
}

#[test]
fn any_text_fails_the_assertion_too() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{ lib, config, ... }: {
  systemd.services.a = lib.mkIf config.a.enable {
    confinement = { enable = true; mode = "full-apivfs"; };
    serviceConfig.ProtectSystem = "no";
                # ^^^^^^^^^^^^^ error: ProtectSystem cannot be combined with confinement of "a" before NixOS 24.11: /usr is not in its chroot; confinement already hides the system
  };
}
#-- config
release = "20.03"
#-- fix
{ lib, config, ... }: {
  systemd.services.a = lib.mkIf config.a.enable {
    confinement = { enable = true; mode = "full-apivfs"; };
  };
}
"#,
    );
}

#[test]
fn by_a_function_that_is_not_known() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{ config, ... }: {
  systemd.services.b = {
    confinement.enable = true;
    serviceConfig = import ./harden.nix config // (config.lib.harden { ProtectSystem = "strict"; });
                                                                     # ^^^^^^^^^^^^^ error: ProtectSystem cannot be combined with confinement of "b" before NixOS 24.11: /usr is not in its chroot; confinement already hides the system
  };
}
"#,
    );
}

#[test]
fn machines_of_tests_are_apart() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
#-- tests/a.nix
{ nodes.a = { systemd.services.x.confinement.enable = true; }; }
#-- module.nix
{ systemd.services.x.serviceConfig.ProtectSystem = "strict"; }
"#,
    );
}

#[test]
fn an_emptied_merge_goes() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{ lib, ... }: {
  systemd.services.a = {
    confinement.enable = true;
    serviceConfig = lib.mkMerge [ (lib.mkIf true { ProtectSystem = true; }) ];
                                                 # ^^^^^^^^^^^^^ error: ProtectSystem cannot be combined with confinement of "a" before NixOS 24.11: /usr is not in its chroot; confinement already hides the system
  };
}
#-- unsafe fix
{ lib, ... }: {
  systemd.services.a = {
    confinement.enable = true;
  };
}
"#,
    );
}

#[test]
fn a_definition_that_others_share() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{ lib, ... }:
let
  hard = {
    ProtectSystem = "strict";
  # ^^^^^^^^^^^^^ error: ProtectSystem cannot be combined with confinement of "a" before NixOS 24.11: /usr is not in its chroot; confinement already hides the system
  };
in lib.mkMerge [
  { systemd.services.a.serviceConfig = hard; }
  {
    systemd.services.a = {
      confinement.enable = true;
    };
  }
]
#-- unsafe fix
{ lib, ... }:
let
  hard = {
    ProtectSystem = "strict";
  };
in lib.mkMerge [
  { systemd.services.a.serviceConfig = hard; }
  {
    systemd.services.a = {
      confinement.enable = true;
      serviceConfig.ProtectSystem = lib.mkForce false;
    };
  }
]
"#,
    );
}

#[test]
fn no_override_without_lib() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{ ... }:
let
  hard = {
    ProtectSystem = "strict";
  # ^^^^^^^^^^^^^ error: ProtectSystem cannot be combined with confinement of "a" before NixOS 24.11: /usr is not in its chroot; confinement already hides the system
  };
in {
  systemd.services.a = { confinement.enable = true; serviceConfig = hard; };
}
"#,
    );
}

#[test]
fn a_machine_that_is_newer() {
    check(
        &CONFINEMENT_PROTECT_SYSTEM,
        r#"
{ systemd.services.ledger = { confinement.enable = true; serviceConfig.ProtectSystem = "full"; }; }
#-- machine.nix
{ system.stateVersion = "24.11"; }
"#,
    );
}

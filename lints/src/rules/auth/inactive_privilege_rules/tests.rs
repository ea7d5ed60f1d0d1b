//! Cases of `inactive-privilege-rules`.

use super::INACTIVE_PRIVILEGE_RULES;
use crate::testing::check;

#[test]
fn sudo_is_off() {
    check(
        &INACTIVE_PRIVILEGE_RULES,
        r#"
{
  security.sudo.enable = false;
  security.sudo.extraConfig = "cam ALL=(ALL) ALL";
              # ^^^^^^^^^^^ warning: security.sudo is not enabled, these rules do nothing
}
"#,
    );
}

#[test]
fn another_file_of_the_machine() {
    check(
        &INACTIVE_PRIVILEGE_RULES,
        r#"
{ security.doas.extraRules = [ { users = [ "op" ]; } ]; }
              # ^^^^^^^^^^ warning: security.doas is not enabled, these rules do nothing
#-- machine.nix
{ lib, ... }: { system.stateVersion = "24.05"; security.doas.enable = lib.mkForce false; }
"#,
    );
}

#[test]
fn missing() {
    check(
        &INACTIVE_PRIVILEGE_RULES,
        r#"
{ config, ... }: {
  config = {
    system.stateVersion = "24.05";
    security.doas.wheelNeedsPassword = false;
                # ^^^^^^^^^^^^^^^^^^ warning: security.doas is not enabled, these rules do nothing
  };
}
#-- unsafe fix
{ config, ... }: {
  config = {
    system.stateVersion = "24.05";
    security.doas.wheelNeedsPassword = false;
    security.doas.enable = true;
  };
}
"#,
    );
}

#[test]
fn a_library() {
    check(
        &INACTIVE_PRIVILEGE_RULES,
        r#"
{ lib, config, ... }: {
  security.doas.extraConfig = lib.mkIf config.security.doas.enable "permit op";
  security.doas.extraRules = [ { users = [ "op" ]; } ];
}
#-- examples/machine.nix
{ system.stateVersion = "24.05"; }
"#,
    );
}

#[test]
fn modules_from_elsewhere() {
    check(
        &INACTIVE_PRIVILEGE_RULES,
        r#"
{ inputs, ... }: {
  imports = [ inputs.hardening.nixosModules.default ];
  system.stateVersion = "24.05";
  security.doas.extraRules = [ { users = [ "op" ]; } ];
}
"#,
    );
}

#[test]
fn guarded_or_computed() {
    check(
        &INACTIVE_PRIVILEGE_RULES,
        r#"
{ lib, config, ... }: {
  system.stateVersion = "24.05";
  security.doas.enable = config.x.doas;
  security.doas.extraRules = [ { users = [ "op" ]; } ];
  security.sudo.enable = false;
  security.sudo.extraConfig = lib.mkIf config.security.sudo.enable "cam ALL=(ALL) ALL";
}
"#,
    );
}

#[test]
fn many_machines() {
    check(
        &INACTIVE_PRIVILEGE_RULES,
        r#"
{ system.stateVersion = "24.05"; security.sudo.enable = false; }
#-- b.nix
{ system.stateVersion = "24.05"; security.sudo.extraConfig = "cam ALL=(ALL) ALL"; }
"#,
    );
}

#[test]
fn sudo_rs_takes_over() {
    check(
        &INACTIVE_PRIVILEGE_RULES,
        r#"
{ lib, ... }: {
  security.sudo.enable = false;
  security.sudo-rs.enable = true;
  security.sudo.extraConfig = "cam ALL=(ALL) ALL";
}
#-- forced.nix
{ lib, ... }: { security.doas.enable = lib.mkForce true; }
#-- doas.nix
{ security.doas.enable = false; security.doas.extraRules = [ { users = [ "op" ]; } ]; }
"#,
    );
}

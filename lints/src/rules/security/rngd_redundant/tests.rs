//! Cases of `rngd-redundant`.

use super::RNGD_REDUNDANT;
use crate::testing::check;

#[test]
fn jitter() {
    check(
        &RNGD_REDUNDANT,
        r#"
{ lib, ... }: {
  services = {
    jitterentropy-rngd = { enable = lib.mkDefault true; };
                         # ^^^^^^ hint: the kernel feeds hardware randomness itself; jitterentropy-rngd only slows the boot
    openssh.enable = true;
  };
}
#-- unsafe fix
{ lib, ... }: {
  services = {
    openssh.enable = true;
  };
}
"#,
    );
}

#[test]
fn rngd_of_20_09() {
    check(
        &RNGD_REDUNDANT,
        r#"
{ security.rngd.enable = true; }
              # ^^^^^^ hint: the kernel feeds hardware randomness itself; rngd only slows the boot
#-- config
release = "20.09"
#-- unsafe fix
{ }
"#,
    );
}

#[test]
fn old_kernels() {
    check(
        &RNGD_REDUNDANT,
        r#"
{ pkgs, ... }: { services.haveged.enable = true; boot.kernelPackages = pkgs.linuxPackages_4_19; }
"#,
    );
}

#[test]
fn old_releases() {
    check(
        &RNGD_REDUNDANT,
        r#"
{ services.haveged.enable = true; }
#-- config
release = "20.09"
"#,
    );
}

#[test]
fn not_switched_on() {
    check(
        &RNGD_REDUNDANT,
        r#"
{ config, lib, ... }: {
  services.haveged.enable = false;
  services.jitterentropy-rngd.enable = config.x;
  security.rngd.enable = true;
  services.haveged.refill_threshold = 1024;
}
#-- b.nix
{ lib, ... }: { services.haveged.enable = lib.mkMerge [ true (lib.mkForce false) ]; }
"#,
    );
}

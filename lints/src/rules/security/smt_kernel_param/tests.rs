//! Cases of `smt-kernel-param`.

use super::SMT_KERNEL_PARAM;
use crate::testing::check;

#[test]
fn forced() {
    check(
        &SMT_KERNEL_PARAM,
        r#"
{
  boot = {
    kernelParams = [
      "quiet"
      "nosmt=force"
    # ^^^^^^^^^^^^^ hint: use security.allowSimultaneousMultithreading = false instead of the "nosmt=force" parameter
    ];
  };
}
#-- unsafe fix
{
  boot = {
    kernelParams = [
      "quiet"
    ];
  };
  security.allowSimultaneousMultithreading = false;
}
"#,
    );
}

#[test]
fn the_same() {
    check(
        &SMT_KERNEL_PARAM,
        r#"
{ config, ... }: {
  config.boot.kernelParams = [ "nosmt" "quiet" ];
                             # ^^^^^^^ hint: use security.allowSimultaneousMultithreading = false instead of the "nosmt" parameter
  config.boot.kernelModules = [ ];
}
#-- fix
{ config, ... }: {
  config.boot.kernelParams = [ "quiet" ];
  config.security.allowSimultaneousMultithreading = false;
  config.boot.kernelModules = [ ];
}
"#,
    );
}

#[test]
fn under_a_condition() {
    check(
        &SMT_KERNEL_PARAM,
        r#"
{ config, lib, ... }: {
  boot.kernelParams = lib.mkIf config.x [ "nosmt" ];
                                        # ^^^^^^^ hint: use security.allowSimultaneousMultithreading = false instead of the "nosmt" parameter
}
"#,
    );
}

#[test]
fn beside_what_would_be_lost() {
    check(
        &SMT_KERNEL_PARAM,
        r#"
{ config, ... }: { security.polkit.enable = true; } // { boot.kernelParams = [ "nosmt" ]; }
                                                                             # ^^^^^^^ hint: use security.allowSimultaneousMultithreading = false instead of the "nosmt" parameter
"#,
    );
}

#[test]
fn other_parameters() {
    check(
        &SMT_KERNEL_PARAM,
        r#"
{ config, ... }: {
  boot.kernelParams = [ "mitigations=off" "mitigations=auto,nosmt" "nosmt-test" config.x ];
}
"#,
    );
}

#[test]
fn other_options() {
    check(
        &SMT_KERNEL_PARAM,
        r#"
{ lib, ... }: {
  boot.kernel.params = [ "nosmt" ];
  services.x.kernelParams = [ "nosmt" ];
  boot.kernelParams = lib.mkMerge [ (lib.mkDefault [ "nosmt" ]) [ "quiet" ] ];
}
"#,
    );
}

#[test]
fn the_module_behind_the_option() {
    check(
        &SMT_KERNEL_PARAM,
        r#"
{ config, lib, ... }: {
  config = lib.mkIf (!config.security.allowSimultaneousMultithreading) { boot.kernelParams = [ "nosmt" ]; };
}
"#,
    );
}

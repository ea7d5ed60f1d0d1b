//! Cases of `removed-option`.

use super::REMOVED_OPTION;
use crate::testing::check;

#[test]
fn removed_even_by_force() {
    check(
        &REMOVED_OPTION,
        r#"
{ lib, ... }: {
  security = { rngd.debug = lib.mkForce false; apparmor.profiles = [ ]; };
                  # ^^^^^ error: option "security.rngd.debug" was removed: the kernel feeds itself from hardware, delete it
                  #                                     ^^^^^^^^ error: option "security.apparmor.profiles" was removed: use security.apparmor.policies.<name>
}
#-- unsafe fix
{ lib, ... }: {
  security = { apparmor.profiles = [ ]; };
}
"#,
    );
}

#[test]
fn in_a_release_that_is_known() {
    check(
        &REMOVED_OPTION,
        r#"
{ security.rngd.enable = true; networking.hostName = "a"; }
              # ^^^^^^ error: option "security.rngd.enable" was removed: the kernel feeds itself from hardware, delete it
#-- config
release = "21.05"
#-- fix
{ networking.hostName = "a"; }
"#,
    );
}

#[test]
fn renamed() {
    check(
        &REMOVED_OPTION,
        r#"
{ security.duosec.ikey = "DI1"; }
                # ^^^^ warning: option "security.duosec.ikey" was renamed to integrationKey
#-- fix
{ security.duosec.integrationKey = "DI1"; }
"#,
    );
}

#[test]
fn never_released() {
    check(
        &REMOVED_OPTION,
        r#"
{ systemd.services.a.chroot.enable = true; }
                          # ^^^^^^ error: option "chroot.enable" was renamed to confinement.enable
#-- fix
{ systemd.services.a.confinement.enable = true; }
"#,
    );
}

#[test]
fn a_secret() {
    check(
        &REMOVED_OPTION,
        r#"
{ security.duosec = { skey = "x"; }; }
                    # ^^^^ error: option "security.duosec.skey" was removed: use secretKeyFile, with a path outside the store
"#,
    );
}

#[test]
fn declared_in_another_file() {
    check(
        &REMOVED_OPTION,
        r#"
{ security.apparmor.profiles = [ ]; }
#-- apparmor.nix
{ lib, ... }: { options.security.apparmor = { profiles = lib.mkOption { }; }; }
"#,
    );
}

#[test]
fn an_older_release() {
    check(
        &REMOVED_OPTION,
        r#"
{ security.rngd.enable = false; security.apparmor.profiles = [ ]; }
#-- config
release = "20.03"
"#,
    );
}

#[test]
fn other_options() {
    check(
        &REMOVED_OPTION,
        r#"
{
  services.duosec.group = "staff";
  services.rngd.enable = true;
  security.duosec = { integrationKey = "DI1"; secretKeyFile = "/run/duo"; groups = "staff"; };
  systemd.services.a.serviceConfig.RootDirectory = "/srv";
}
"#,
    );
}

#[test]
fn the_module_itself() {
    check(
        &REMOVED_OPTION,
        r#"
{ lib, ... }: {
  options.security.rngd.enable = lib.mkOption { };
  config.security.rngd.enable = lib.mkDefault true;
}
"#,
    );
}

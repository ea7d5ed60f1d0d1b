//! Cases of `chroot-whole-store`.

use super::CHROOT_WHOLE_STORE;
use crate::testing::check;

#[test]
fn a_root_of_its_own() {
    check(
        &CHROOT_WHOLE_STORE,
        r#"
{
  systemd.services.sandboxed.serviceConfig = { TemporaryFileSystem = "/:ro"; BindReadOnlyPaths = [ "/nix/store" ]; };
                                                                                                 # ^^^^^^^^^^^^ hint: the whole Nix store is visible in this chroot; use confinement.enable to bind only the closure
}
"#,
    );
}

#[test]
fn through_a_variable() {
    check(
        &CHROOT_WHOLE_STORE,
        r#"
let ro = [ builtins.storeDir "/etc/ssl" ];
         # ^^^^^^^^^^^^^^^^^ warning: the whole Nix store is visible in this chroot; remove it, confinement binds the needed paths
in { systemd.services.sandboxed = { confinement.enable = true; serviceConfig.BindReadOnlyPaths = ro; }; }
"#,
    );
}

#[test]
fn with_confinement() {
    check(
        &CHROOT_WHOLE_STORE,
        r#"
{
  systemd.services.sandboxed = {
    confinement.enable = true;
    serviceConfig.BindPaths = [
      "/srv/in"
      "-/nix"
    # ^^^^^^^ warning: the whole Nix store is visible in this chroot; remove it, confinement binds the needed paths
    ];
  };
}
#-- unsafe fix
{
  systemd.services.sandboxed = {
    confinement.enable = true;
    serviceConfig.BindPaths = [
      "/srv/in"
    ];
  };
}
"#,
    );
}

#[test]
fn no_root_of_its_own() {
    check(
        &CHROOT_WHOLE_STORE,
        r#"
{ pkgs, config, ... }: {
  systemd.services.a.serviceConfig = { ProtectHome = true; BindReadOnlyPaths = [ "/nix/store" ]; };
  systemd.services.b.serviceConfig = { RootDirectory = "/"; BindReadOnlyPaths = [ "/nix/store" ]; };
  systemd.services.c.serviceConfig = { TemporaryFileSystem = [ "/var" ]; BindReadOnlyPaths = [ "/nix/store" ]; };
}
"#,
    );
}

#[test]
fn parts_of_the_store() {
    check(
        &CHROOT_WHOLE_STORE,
        r#"
{ pkgs, config, ... }: {
  systemd.services.a.serviceConfig = {
    RootDirectory = "/srv/root";
    BindReadOnlyPaths = [ "${pkgs.x}" "/nix/var" "/nix/store:/host/store" "/nix/store/abc-x" config.x.path ];
  };
  services.b.BindReadOnlyPaths = [ "/nix/store" ];
}
"#,
    );
}

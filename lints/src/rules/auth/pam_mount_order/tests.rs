//! Cases of `pam-mount-order`.

use super::PAM_MOUNT_ORDER;
use crate::testing::check;

#[test]
fn store_paths() {
    check(
        &PAM_MOUNT_ORDER,
        r#"
{ pkgs, ... }: {
  security.pam.services.sshd.text = ''
                           # ^^^^ warning: pam_systemd runs before pam_mount: the user manager starts before the encrypted home is there
    auth optional ${pkgs.pam_mount}/lib/security/pam_mount.so
    -session [success=ok default=ignore] ${pkgs.systemd}/lib/security/pam_systemd.so
    session required pam_unix.so
    session optional ${pkgs.pam_mount}/lib/security/pam_mount.so
  '';
}
#-- unsafe fix
{ pkgs, ... }: {
  security.pam.services.sshd.text = ''
    auth optional ${pkgs.pam_mount}/lib/security/pam_mount.so
    session optional ${pkgs.pam_mount}/lib/security/pam_mount.so
    -session [success=ok default=ignore] ${pkgs.systemd}/lib/security/pam_systemd.so
    session required pam_unix.so
  '';
}
"#,
    );
}

#[test]
fn offsets() {
    check(
        &PAM_MOUNT_ORDER,
        r#"
{ config, ... }: {
  security.pam.services.login.rules.session.mount.order = config.security.pam.services.login.rules.session.systemd.order + 10;
                                                # ^^^^^ warning: pam_systemd runs before pam_mount: the user manager starts before the encrypted home is there
  security.pam.services.su.rules.session.systemd.order = (config.security.pam.services."su".rules.session.mount.order - 1);
                                               # ^^^^^ warning: pam_systemd runs before pam_mount: the user manager starts before the encrypted home is there
}
#-- unsafe fix
{ config, ... }: {
  security.pam.services.login.rules.session.mount.order = config.security.pam.services.login.rules.session.systemd.order - 10;
  security.pam.services.su.rules.session.systemd.order = (config.security.pam.services."su".rules.session.mount.order + 1);
}
"#,
    );
}

#[test]
fn numbers() {
    check(
        &PAM_MOUNT_ORDER,
        r#"
{
  security.pam.services.login.rules.session = { systemd.order = 100; mount.order = 200; };
                                                                         # ^^^^^ warning: pam_systemd runs before pam_mount: the user manager starts before the encrypted home is there
}
"#,
    );
}

#[test]
fn old_releases() {
    check(
        &PAM_MOUNT_ORDER,
        r#"
{
  security.pam.services.login = { startSession = true; pamMount = true; };
                                                     # ^^^^^^^^ warning: pam_systemd runs before pam_mount: the user manager starts before the encrypted home is there
}
#-- config
release = "20.03"
"#,
    );
}

#[test]
fn not_both_in_the_session() {
    check(
        &PAM_MOUNT_ORDER,
        r#"
{ config, lib, pkgs, ... }: {
  security.pam.services.a.text = ''
    session optional pam_systemd.so
    auth optional pam_mount.so
  '';
  security.pam.services.b.text = ''
    session optional pam_mount.so
    session optional pam_systemd.so
    session optional pam_mount.so
  '';
  security.pam.services.c.text = ''
    session include common
    session optional pam_systemd.so
    session optional pam_mount.so
  '';
  security.pam.services.d.text = ''
    ${config.x.session}
    session optional pam_systemd.so
    session optional pam_mount.so
  '';
  security.pam.services.e = { startSession = true; pamMount = true; };
  security.pam.services.f.text = lib.mkMerge [
    "session optional pam_systemd.so\nsession optional pam_mount.so"
    (lib.mkBefore "session optional pam_mount.so")
  ];
}
"#,
    );
}

#[test]
fn right_orders() {
    check(
        &PAM_MOUNT_ORDER,
        r#"
{ config, lib, ... }: {
  security.pam.services.a.rules.session = { systemd.order = 200; mount.order = 100; };
  security.pam.services.b.rules.session.mount.order = config.security.pam.services.b.rules.session.systemd.order - 10;
  security.pam.services.c.rules.session.mount.order = config.security.pam.services.b.rules.session.systemd.order + 10;
  security.pam.services.d.rules.auth.mount.order = config.security.pam.services.d.rules.auth.systemd.order + 10;
  security.pam.services.e.rules.session.mount.order = config.security.pam.services.e.rules.session.unix.order + 10;
}
"#,
    );
}

//! Where `mount-where-mismatch` speaks, and where it is silent.

use super::MOUNT_WHERE_MISMATCH;
use crate::testing::check;

#[test]
fn home_manager() {
    check(
        &MOUNT_WHERE_MISMATCH,
        r#"
{
  systemd.user.mounts.data.Mount = { What = "x"; Where = "/mnt/data"; };
                                                        # ^^^^^^^^^ error: systemd refuses `data.mount`: the unit of `/mnt/data` is `mnt-data.mount`
                                                        #         | help: call it `mnt-data`
}
"#,
    );
}

#[test]
fn texts() {
    check(
        &MOUNT_WHERE_MISMATCH,
        r#"
{
  systemd.units."mnt-a-b.mount".text = ''
    [Mount]
    What=x
    Where=/mnt/a-b
        # ^^^^^^^^ error: systemd refuses `mnt-a-b.mount`: the unit of `/mnt/a-b` is `mnt-a\x2db.mount`
        #        | help: call it `mnt-a\x2db`
  '';
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &MOUNT_WHERE_MISMATCH,
        r#"
{ systemd.user.automounts.srv.Automount.Where = "/mnt"; }
                                               # ^^^^ error: systemd refuses `srv.automount`: the unit of `/mnt` is `mnt.automount`
                                               #    | help: call it `mnt`
#-- other.nix
{ systemd.user.automounts.srv.Unit.Description = "srv"; }
"#,
    );
}

#[test]
fn others() {
    check(
        &MOUNT_WHERE_MISMATCH,
        r#"
{ config, ... }: {
  systemd.user.mounts.mnt-data.Mount = { What = "x"; Where = "/mnt/data/"; };
  systemd.user.mounts."mnt-a\\x2db".Mount = { What = "x"; Where = "/mnt/a-b"; };
  systemd.user.mounts.c.Mount = { What = "x"; Where = "%h/c"; };
  systemd.user.mounts.d.Mount = { What = "x"; Where = config.d; };
  systemd.mounts = [ { what = "x"; where = "/mnt/e"; } ];
}
"#,
    );
}

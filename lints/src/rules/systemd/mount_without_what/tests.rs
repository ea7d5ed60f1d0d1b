//! Where `mount-without-what` speaks, and where it is silent.

use super::MOUNT_WITHOUT_WHAT;
use crate::testing::check;

#[test]
fn home_manager() {
    check(
        &MOUNT_WITHOUT_WHAT,
        r#"
{
  systemd.user.mounts.mnt-a.Mount = { Where = "/mnt/a"; Type = "ext4"; };
                                    # ^^^^^ error: systemd refuses `mnt-a.mount`: it does not say what to mount
                                    #     | help: set `What` to a device, a share, or `tmpfs` for a temporary file system
}
"#,
    );
}

#[test]
fn texts() {
    check(
        &MOUNT_WITHOUT_WHAT,
        r#"
{
  systemd.units."mnt-a.mount".text = ''
    [Mount]
    Where=/mnt/a
  # ^^^^^ error: systemd refuses `mnt-a.mount`: it does not say what to mount
  #     | help: set `What` to a device, a share, or `tmpfs` for a temporary file system
  '';
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &MOUNT_WITHOUT_WHAT,
        r#"
{ systemd.user.mounts.mnt-a.Mount.Where = "/mnt/a"; }
                                # ^^^^^ error: systemd refuses `mnt-a.mount`: it does not say what to mount
                                #     | help: set `What` to a device, a share, or `tmpfs` for a temporary file system
#-- other.nix
{ systemd.user.mounts.mnt-a.Mount.Type = "nfs"; }
"#,
    );
}

#[test]
fn others() {
    check(
        &MOUNT_WITHOUT_WHAT,
        r#"
{ config, lib, ... }: {
  systemd.user.mounts.mnt-a.Mount = { Where = "/mnt/a"; What = config.a; };
  systemd.user.mounts.mnt-b.Mount = { Where = "/mnt/b"; } // config.b;
  systemd.user.mounts.mnt-c.Mount.Where = "/mnt/c";
  systemd.user.mounts.mnt-d.Mount.Where = lib.mkDefault "/mnt/d";
  systemd.units."tmp.mount".text = "[Mount]\nWhere=/tmp\n";
  systemd.units."mnt-e.mount".text = "[Mount]\nWhere=/mnt/e\n${config.e}";
  systemd.mounts = [ { where = "/mnt/f"; what = "tmpfs"; } ];
}
#-- other.nix
{ systemd.user.mounts.mnt-c.Mount.What = "/dev/c"; }
"#,
    );
}

#[test]
fn elements_of_a_list() {
    check(
        &MOUNT_WITHOUT_WHAT,
        r#"
{ config, lib, ... }: {
  systemd.mounts = [
    { where = "/mnt/a"; mountConfig.Type = "nfs"; }
    # ^^^^^ error: `systemd.mounts` does not evaluate without `what` of `/mnt/a`
    #     | help: set `what` to a device, a share, or `tmpfs` for a temporary file system
    { where = "/mnt/b"; what = "tmpfs"; }
    ({ where = "/mnt/c"; } // config.c)
    (lib.mkMerge [ { where = "/mnt/d"; } { what = "tmpfs"; } ])
    { where = config.e; }
    config.f
  ] ++ config.g;
  systemd.automounts = [ { where = "/mnt/a"; } ];
}
"#,
    );
}

#[test]
fn packages_bring_mounts() {
    check(
        &MOUNT_WITHOUT_WHAT,
        r#"
{ pkgs, ... }: {
  systemd.packages = [ pkgs.a ];
  systemd.units."mnt-a.mount".text = "[Mount]\nWhere=/mnt/a\n";
}
"#,
    );
}

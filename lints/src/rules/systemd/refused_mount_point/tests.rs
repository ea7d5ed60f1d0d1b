//! Where `refused-mount-point` speaks, and where it is silent.

use super::REFUSED_MOUNT_POINT;
use crate::testing::check;

#[test]
fn home_manager() {
    check(
        &REFUSED_MOUNT_POINT,
        r#"
{
  systemd.user.mounts.dev-shm.Mount = { What = "tmpfs"; Where = "/dev/shm/"; };
                                                               # ^^^^^^^^^ error: systemd refuses `dev-shm.mount`: systemd itself sees to `/dev/shm`, before it reads any unit
}
"#,
    );
}

#[test]
fn texts() {
    check(
        &REFUSED_MOUNT_POINT,
        r#"
{
  systemd.units."-.automount".text = ''
    [Automount]
    Where=/
        # ^ error: systemd refuses `-.automount`: `/` cannot be mounted on demand
  '';
  systemd.units."proc.mount".text = ''
    [Mount]
    What=proc
    Where=/proc
        # ^^^^^ error: systemd refuses `proc.mount`: systemd itself sees to `/proc`, before it reads any unit
  '';
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &REFUSED_MOUNT_POINT,
        r#"
{ systemd.user.mounts.sys.Mount.Where = "/sys"; }
                                       # ^^^^ error: systemd refuses `sys.mount`: systemd itself sees to `/sys`, before it reads any unit
#-- other.nix
{ systemd.user.mounts.sys.Mount.What = "sysfs"; }
"#,
    );
}

#[test]
fn others() {
    check(
        &REFUSED_MOUNT_POINT,
        r#"
{ config, ... }: {
  systemd.user.mounts.tmp.Mount = { What = "tmpfs"; Where = "/tmp"; };
  systemd.user.mounts.dev-hugepages.Mount = { What = "hugetlbfs"; Where = "/dev/hugepages"; };
  systemd.user.mounts.a.Mount = { What = "x"; Where = "/proc"; };
  systemd.user.mounts.proc.Mount = { What = "x"; Where = config.proc; };
  systemd.units."-.mount".text = "[Mount]\nWhat=/dev/a\nWhere=/\n";
  systemd.units."proc.automount".text = "[Automount]\nWhere=/proc\n";
  systemd.units."sys-kernel-debug.mount".text = "[Mount]\nWhat=debugfs\nWhere=/sys/kernel/debug\n";
}
"#,
    );
}

#[test]
fn switched_off() {
    check(
        &REFUSED_MOUNT_POINT,
        r#"
{
  systemd.units."dev.mount".text = "[Mount]\nWhat=devtmpfs\nWhere=/dev\n";
  systemd.units."dev.mount".enable = false;
}
"#,
    );
}

#[test]
fn elements_of_lists() {
    check(
        &REFUSED_MOUNT_POINT,
        r#"
{
  systemd.mounts = [ { what = "proc"; where = "/proc"; } { what = "tmpfs"; where = "/proc/a"; } ];
                                             # ^^^^^ error: systemd refuses `proc.mount`: systemd itself sees to `/proc`, before it reads any unit
  systemd.automounts = [ { where = "/"; } { where = "/proc"; } ];
                                  # ^ error: systemd refuses `-.automount`: `/` cannot be mounted on demand
}
"#,
    );
}

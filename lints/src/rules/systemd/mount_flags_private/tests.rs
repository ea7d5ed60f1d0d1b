//! Cases of `mount-flags-private`.

use super::MOUNT_FLAGS_PRIVATE;
use crate::testing::check;

#[test]
fn private_changes_how_mounts_spread() {
    check(
        &MOUNT_FLAGS_PRIVATE,
        r#"
{
  systemd.services.unpacker.serviceConfig.MountFlags = "private";
                                        # ^^^^^^^^^^ hint: use PrivateMounts = true instead of MountFlags = "private"
}
#-- unsafe fix
{
  systemd.services.unpacker.serviceConfig.PrivateMounts = true;
}
"#,
    );
}

#[test]
fn slave_is_the_same() {
    check(
        &MOUNT_FLAGS_PRIVATE,
        r#"
{
  systemd.services.unpacker.serviceConfig = {
    # The archive is mounted here.
    MountFlags = "slave";
  # ^^^^^^^^^^ hint: use PrivateMounts = true instead of MountFlags = "slave"
  };
}
#-- fix
{
  systemd.services.unpacker.serviceConfig = {
    # The archive is mounted here.
    PrivateMounts = true;
  };
}
"#,
    );
}

#[test]
fn shared_is_wanted() {
    check(
        &MOUNT_FLAGS_PRIVATE,
        r#"
{ systemd.services.udevil.serviceConfig.MountFlags = "shared"; }
"#,
    );
}

#[test]
fn flags_refine_private_mounts() {
    check(
        &MOUNT_FLAGS_PRIVATE,
        r#"
{ systemd.services.a.serviceConfig = { MountFlags = "private"; PrivateMounts = true; }; }
"#,
    );
}

#[test]
fn the_wrapper_stays() {
    check(
        &MOUNT_FLAGS_PRIVATE,
        r#"
{ lib, ... }: {
  systemd.user.services.a.serviceConfig.MountFlags = lib.mkDefault "slave";
                                      # ^^^^^^^^^^ hint: use PrivateMounts = true instead of MountFlags = "slave"
}
#-- fix
{ lib, ... }: {
  systemd.user.services.a.serviceConfig.PrivateMounts = lib.mkDefault true;
}
"#,
    );
}

#[test]
fn a_shared_set_is_left_alone() {
    check(
        &MOUNT_FLAGS_PRIVATE,
        r#"
let mounts = {
  MountFlags = "slave";
# ^^^^^^^^^^ hint: use PrivateMounts = true instead of MountFlags = "slave"
};
in { systemd.services.a.serviceConfig = mounts; }
"#,
    );
}

#[test]
fn not_known_and_other_options() {
    check(
        &MOUNT_FLAGS_PRIVATE,
        r#"
{ config, lib, ... }: {
  systemd.services.a.serviceConfig.MountFlags = config.flags;
  systemd.services.b.serviceConfig = lib.mkMerge [
    { MountFlags = "private"; }
    { MountFlags = lib.mkForce "shared"; }
  ];
  systemd.services.c = { enable = false; serviceConfig.MountFlags = "private"; };
  services.d.MountFlags = "private";
}
"#,
    );
}

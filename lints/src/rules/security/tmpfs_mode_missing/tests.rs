//! Cases of `tmpfs-mode-missing`.

use super::TMPFS_MODE_MISSING;
use crate::testing::check;

#[test]
fn into_the_list_of_options() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
{
  fileSystems."/run/build" = { device = "none"; fsType = "tmpfs"; options = [ "nosuid" ]; };
                                              # ^^^^^^ warning: tmpfs on /run/build without mode= is writable by everyone (1777)
}
#-- unsafe fix
{
  fileSystems."/run/build" = { device = "none"; fsType = "tmpfs"; options = [ "nosuid" "mode=755" ]; };
}
"#,
    );
}

#[test]
fn merged_options() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
{ lib, ... }: {
  boot.specialFileSystems."/run/x" = {
    fsType = "tmpfs";
  # ^^^^^^ warning: tmpfs on /run/x without mode= is writable by everyone (1777)
    options = [ "nodev" ] ++ [ "size=1m" ];
  };
}
#-- unsafe fix
{ lib, ... }: {
  boot.specialFileSystems."/run/x" = {
    fsType = "tmpfs";
    options = [ "nodev" ] ++ [ "size=1m" "mode=755" ];
  };
}
"#,
    );
}

#[test]
fn no_options_yet() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
{
  fileSystems."/" = {
    fsType = "tmpfs";
  # ^^^^^^ warning: tmpfs on / without mode= is writable by everyone (1777)
  };
}
#-- unsafe fix
{
  fileSystems."/" = {
    fsType = "tmpfs";
    options = [ "mode=755" ];
  };
}
"#,
    );
}

#[test]
fn the_mode_is_set() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
{
  fileSystems."/run/build" = { fsType = "tmpfs"; options = [ "nosuid" "mode=0755" ]; };
  fileSystems."/tmp" = { fsType = "tmpfs"; options = [ "size=1G" ]; };
  fileSystems."/a" = { fsType = "tmpfs"; options = [ "size=1G,mode=700" ]; };
}
"#,
    );
}

#[test]
fn the_mode_is_set_in_another_file() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
#-- a.nix
{ fileSystems."/run/build".fsType = "tmpfs"; }
#-- b.nix
{ fileSystems."/run/build".options = [ "mode=700" ]; }
"#,
    );
}

#[test]
fn options_are_not_known() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
{ config, ... }: {
  fileSystems."/run/build" = { fsType = "tmpfs"; options = [ "nosuid" ] ++ config.x; };
  fileSystems."/run/b" = { fsType = config.y; };
  systemd.services.a.serviceConfig.TemporaryFileSystem = "/run/c";
}
"#,
    );
}

#[test]
fn disko_and_lists_of_several_lines() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
{
  disko.devices.nodev."/" = {
    fsType = "tmpfs";
  # ^^^^^^ warning: tmpfs on / without mode= is writable by everyone (1777)
    mountOptions = [
      "size=2G" # enough
    ];
  };
  virtualisation.fileSystems."/run/a" = {
    fsType = "tmpfs";
  # ^^^^^^ warning: tmpfs on /run/a without mode= is writable by everyone (1777)
    options = [ ];
  };
}
#-- unsafe fix
{
  disko.devices.nodev."/" = {
    fsType = "tmpfs";
    mountOptions = [
      "size=2G" # enough
      "mode=755"
    ];
  };
  virtualisation.fileSystems."/run/a" = {
    fsType = "tmpfs";
    options = [ "mode=755" ];
  };
}
"#,
    );
}

#[test]
fn a_place_that_is_not_the_name() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
{ config, ... }: {
  fileSystems.scratch = { mountPoint = "/tmp"; fsType = "tmpfs"; };
  fileSystems.other = { mountPoint = config.x; fsType = "tmpfs"; };
  disko.devices.nodev.cache = {
    mountpoint = "/var/cache";
    fsType = "tmpfs";
  # ^^^^^^ warning: tmpfs on /var/cache without mode= is writable by everyone (1777)
  };
}
#-- unsafe fix
{ config, ... }: {
  fileSystems.scratch = { mountPoint = "/tmp"; fsType = "tmpfs"; };
  fileSystems.other = { mountPoint = config.x; fsType = "tmpfs"; };
  disko.devices.nodev.cache = {
    mountpoint = "/var/cache";
    fsType = "tmpfs";
    mountOptions = [ "mode=755" ];
  };
}
"#,
    );
}

#[test]
fn two_machines_of_one_test() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
{
  nodes.a = { fileSystems."/".fsType = "tmpfs"; };
                            # ^^^^^^ warning: tmpfs on / without mode= is writable by everyone (1777)
  nodes.b = { fileSystems."/" = { fsType = "tmpfs"; options = [ "mode=755" ]; }; };
}
"#,
    );
}

#[test]
fn another_kind_by_force() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
{ lib, ... }: {
  fileSystems."/" = lib.mkMerge [ { fsType = "tmpfs"; } { fsType = lib.mkForce "ext4"; } ];
  fileSystems."/a" = lib.mkImageMediaOverride { fsType = "tmpfs"; options = [ "mode=0755" ]; };
  fileSystems."/b" = { fsType = "tmpfs"; options = [ "size=1G" ] ++ lib.optional true "mode=700"; };
  fileSystems."/tmp/" = { fsType = "tmpfs"; };
  services.x.fileSystems."/c".fsType = "tmpfs";
}
"#,
    );
}

#[test]
fn a_computed_mount_point() {
    check(
        &TMPFS_MODE_MISSING,
        r#"
{ config, ... }: {
  boot.specialFileSystems.${config.security.helperDir} = { fsType = "tmpfs"; options = [ "nodev" ]; };
                                                         # ^^^^^^ warning: tmpfs on ${config.security.helperDir} without mode= is writable by everyone (1777)
  fileSystems.${config.build.tmpDir} = { fsType = "tmpfs"; options = [ "size=50%" ]; };
}
#-- unsafe fix
{ config, ... }: {
  boot.specialFileSystems.${config.security.helperDir} = { fsType = "tmpfs"; options = [ "nodev" "mode=755" ]; };
  fileSystems.${config.build.tmpDir} = { fsType = "tmpfs"; options = [ "size=50%" ]; };
}
"#,
    );
}

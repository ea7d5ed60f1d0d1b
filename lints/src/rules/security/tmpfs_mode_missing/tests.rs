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

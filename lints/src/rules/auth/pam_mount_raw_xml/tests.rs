//! Cases of `pam-mount-raw-xml`.

use super::PAM_MOUNT_RAW_XML;
use crate::testing::check;

#[test]
fn several_packages() {
    check(
        &PAM_MOUNT_RAW_XML,
        r#"
{ pkgs, ... }: {
  security.pam.mount = {
    enable = true;
    extraVolumes = [ "<path>${pkgs.bindfs}/bin:${pkgs.gocryptfs}/bin</path>" ];
                   # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: <path> in extraVolumes repeats a global setting; use security.pam.mount.additionalSearchPaths
  };
}
#-- unsafe fix
{ pkgs, ... }: {
  security.pam.mount = {
    enable = true;
    additionalSearchPaths = [ pkgs.bindfs pkgs.gocryptfs ];
  };
}
"#,
    );
}

#[test]
fn among_volumes() {
    check(
        &PAM_MOUNT_RAW_XML,
        r#"
{
  security.pam.mount.extraVolumes = [
    "<volume user='a' path='/x' mountpoint='/home/a' />"
    "<mkmountpoint enable='1' remove='true' />"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: <mkmountpoint> in extraVolumes repeats a global setting; use security.pam.mount.createMountPoints and removeCreatedMountPoints
    "<debug enable='1'/>"
  # ^^^^^^^^^^^^^^^^^^^^^ hint: <debug> in extraVolumes repeats a global setting; use security.pam.mount.debugLevel
  ];
}
"#,
    );
}

#[test]
fn volumes() {
    check(
        &PAM_MOUNT_RAW_XML,
        r#"
{ config, ... }: {
  security.pam.mount.extraVolumes = [
    "<volume user='a' path='/x' mountpoint='/home/a' />"
    "<pathological/>"
    "<fuseumount>fusermount -u</fuseumount>"
    config.x.volume
  ];
}
"#,
    );
}

#[test]
fn other_options() {
    check(
        &PAM_MOUNT_RAW_XML,
        r#"
{ lib, ... }: {
  services.x.extraVolumes = [ "<path>/bin</path>" ];
  security.pam.mount.extraVolumes = lib.mkMerge [ (lib.mkDefault [ "<path>/bin</path>" ]) [ "<volume />" ] ];
}
"#,
    );
}

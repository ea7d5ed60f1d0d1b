//! Cases of `tmpfiles-upstream-duplicate`.

use super::TMPFILES_UPSTREAM_DUPLICATE;
use crate::testing::check;

#[test]
fn the_same_mode() {
    check(
        &TMPFILES_UPSTREAM_DUPLICATE,
        r#"
{ lib, ... }: {
  systemd.tmpfiles.rules = lib.mkAfter [
    "f /var/log/wtmp 0664 root utmp - -"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: systemd already ships a tmpfiles rule for /var/log/wtmp; this line is redundant
    "c /dev/net/tun 666 - - - 10:200"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ hint: systemd already ships a tmpfiles rule for /dev/net/tun; this line is redundant
    "d /srv 0755"
  ];
}
#-- unsafe fix
{ lib, ... }: {
  systemd.tmpfiles.rules = lib.mkAfter [
    "d /srv 0755"
  ];
}
"#,
    );
}

#[test]
fn a_shared_list() {
    check(
        &TMPFILES_UPSTREAM_DUPLICATE,
        r#"
let rules = [ "z /dev/kvm 0666 - kvm" ];
            # ^^^^^^^^^^^^^^^^^^^^^^^ hint: systemd already ships a tmpfiles rule for /dev/kvm; this line is redundant
in { systemd.tmpfiles.rules = rules ++ [ "d /srv" ]; }
"#,
    );
}

#[test]
fn on_purpose() {
    check(
        &TMPFILES_UPSTREAM_DUPLICATE,
        r#"
{ config, lib, ... }: {
  systemd.tmpfiles.rules = [
    "d /var/log 0755 root root 90d"
    "f /var/log/wtmp 0600 root utmp"
    "f /var/log/lastlog 0664 root utmp - text"
    "f /var/log/wtmp.site"
    "f+ /var/log/btmp"
    "d /var/lib/machines 0755"
    "z /dev/kvm 0660 - kvm"
    "d ${config.x.dir} 0700"
  ];
}
"#,
    );
}

#[test]
fn other_options() {
    check(
        &TMPFILES_UPSTREAM_DUPLICATE,
        r#"
{ lib, ... }: {
  services.x.rules = [ "f /var/log/wtmp" ];
  environment.etc."tmpfiles.d/x.conf".text = "f /var/log/wtmp";
  systemd.tmpfiles.rules = lib.mkMerge [ (lib.mkDefault [ "f /var/log/btmp" ]) [ "d /srv" ] ];
}
"#,
    );
}

//! Cases of `sleep-ordering`.

use super::SLEEP_ORDERING;
use crate::testing::check;

#[test]
fn scripts() {
    check(
        &SLEEP_ORDERING,
        r#"
{
  systemd.services.a.preStart = ''
                   # ^^^^^^^^ hint: a fixed sleep before start is not an ordering; use After=/Requires=, Type=notify or a wait loop with a condition
    set -e
    sleep 10
    prepare
  '';
  systemd.user.services.b.script = "sleep 2m; exec b";
                        # ^^^^^^ hint: a fixed sleep before start is not an ordering; use After=/Requires=, Type=notify or a wait loop with a condition
}
"#,
    );
}

#[test]
fn one_of_several() {
    check(
        &SLEEP_ORDERING,
        r#"
{ pkgs, lib, ... }: {
  systemd.services.a.serviceConfig.ExecStartPre = lib.mkIf pkgs.stdenv.isLinux [ "/bin/prepare" "-${pkgs.coreutils}/bin/sleep 3" ];
                                 # ^^^^^^^^^^^^ hint: a fixed sleep before start is not an ordering; use After=/Requires=, Type=notify or a wait loop with a condition
}
"#,
    );
}

#[test]
fn polling() {
    check(
        &SLEEP_ORDERING,
        r#"
{
  systemd.services.a.preStart = "until test -S /run/ledger.sock; do sleep 1; done";
  systemd.services.b.preStart = "for i in 1 2 3; do sleep 1; done";
  systemd.services.c.preStart = "probe || sleep 5";
  systemd.services.d.preStart = "sleep 0.2; d";
  systemd.services.e.script = "sleep infinity";
  systemd.services.f.preStart = "sleep infinity; f";
  systemd.services.g.script = "sleep 3600";
}
"#,
    );
}

#[test]
fn reasons_are_given() {
    check(
        &SLEEP_ORDERING,
        r#"
{ lib, config, ... }: {
  # The card needs this long to wake up.
  systemd.services.a.preStart = "sleep 5; x";
  systemd.services.b.preStart = "sleep 5; x"; # as the vendor says
  systemd.services.c.preStart = ''
    # wait for the fan
    sleep 5
    c
  '';
  systemd.services.d.postStart = "sleep 5";
  systemd.services.e.preStart = "sleep ${toString config.x.delay}; x";

  systemd.services.f = { enable = false; preStart = "sleep 5; x"; };
  services.g.preStart = "sleep 5; x";
}
"#,
    );
}

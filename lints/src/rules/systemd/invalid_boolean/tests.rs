//! Where `invalid-boolean` speaks, and where it is silent.

use super::INVALID_BOOLEAN;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INVALID_BOOLEAN,
        r#"
{
  systemd.services.web.serviceConfig.PrivateDevices = "enabled";
                                                     # ^^^^^^^ warning: systemd ignores this `PrivateDevices`: `enabled` is no boolean
                                                     #       | help: write `yes` or `no`
  systemd.user.services.sync.Service.RemainAfterExit = "yeah";
                                                      # ^^^^ warning: systemd ignores this `RemainAfterExit`: `yeah` is no boolean
                                                      #    | help: write `yes` or `no`
}
#-- unsafe fix
{
  systemd.services.web.serviceConfig.PrivateDevices = "yes";
  systemd.user.services.sync.Service.RemainAfterExit = "yeah";
}
"#,
    );
}

#[test]
fn in_other_units() {
    check(
        &INVALID_BOOLEAN,
        r#"
{
  systemd.timers.pull.timerConfig = { Persistent = "always"; };
                                                  # ^^^^^^ warning: systemd ignores this `Persistent`: `always` is no boolean
                                                  #      | help: write `yes` or `no`
  systemd.sockets.web.socketConfig.Accept = 2;
                                          # ^ warning: systemd ignores this `Accept`: `2` is no boolean
                                          # | help: write `yes` or `no`
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &INVALID_BOOLEAN,
        r#"
{ config, lib, ... }: {
  systemd.services.a.serviceConfig = {
    PrivateTmp = true;
    PrivateDevices = "on";
    NoNewPrivileges = 1;
    RemainAfterExit = config.a.remain;
    ProtectClock = "${config.a.clock}";
    ProtectSystem = "strict";
  };
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &INVALID_BOOLEAN,
        r#"
{ lib, ... }: {
  systemd.services.b.serviceConfig.PrivateDevices = "enabled";
  systemd.services.b.enable = false;
  systemd.services.c.serviceConfig.PrivateTmp = lib.mkForce [ ];
  systemd.services.d.environment.PrivateDevices = "enabled";
  services.e.PrivateDevices = "enabled";
}
"#,
    );
}

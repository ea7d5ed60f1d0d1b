//! Where `invalid-enum-value` speaks, and where it is silent.

use super::INVALID_ENUM_VALUE;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INVALID_ENUM_VALUE,
        r#"
{
  systemd.services.web.serviceConfig = {
    Type = "Simple";
          # ^^^^^^ warning: systemd ignores this `Type`: `Simple` is no value of `Type`
          #      | help: did you mean `simple`?
    KillMode = "process-group";
              # ^^^^^^^^^^^^^ warning: systemd ignores this `KillMode`: `process-group` is no value of `KillMode`
              #             | help: write one of `control-group`, `mixed`, `process` or `none`
  };
}
#-- unsafe fix
{
  systemd.services.web.serviceConfig = {
    Type = "simple";
    KillMode = "process-group";
  };
}
"#,
    );
}

#[test]
fn firing_in_a_text() {
    check(
        &INVALID_ENUM_VALUE,
        r#"
{
  systemd.units."a.service".text = ''
    [Service]
    Type=oneshoot
       # ^^^^^^^^ warning: systemd ignores this `Type`: `oneshoot` is no value of `Type`
       #        | help: did you mean `oneshot`?
    ExecStart=/bin/a
  '';
}
#-- unsafe fix
{
  systemd.units."a.service".text = ''
    [Service]
    Type=oneshot
    ExecStart=/bin/a
  '';
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &INVALID_ENUM_VALUE,
        r#"
{ config, lib, ... }: {
  systemd.services.a.serviceConfig = {
    Type = "oneshot";
    ProtectSystem = true;
    ProtectHome = "tmpfs";
    Restart = config.a.restart;
    KillMode = "mixed";
    StandardOutput = "append:/var/log/a";
  };
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &INVALID_ENUM_VALUE,
        r#"
{ lib, ... }: {
  systemd.services.b = lib.mkMerge [
    { serviceConfig.Type = "Simple"; }
    { serviceConfig.Type = lib.mkForce "simple"; }
  ];
  services.c.Type = "Simple";
}
"#,
    );
}

#[test]
fn nothing_is_no_word() {
    check(
        &INVALID_ENUM_VALUE,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig = { Restart = ""; KillMode = config.a; };
                                               # ^^ warning: systemd ignores this `Restart`: the value is empty
                                               #  | help: leave the directive out for its default
  systemd.services.b.serviceConfig = { StandardOutput = [ "" "null" ]; DevicePolicy = null; };
                                                        # ^^ warning: systemd ignores this `StandardOutput`: the value is empty
                                                        #  | help: leave the directive out for its default
}
"#,
    );
}

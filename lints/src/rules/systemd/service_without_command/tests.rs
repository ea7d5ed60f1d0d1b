//! Where `service-without-command` speaks, and where it is silent.

use super::SERVICE_WITHOUT_COMMAND;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &SERVICE_WITHOUT_COMMAND,
        r#"
{ systemd.services.a = { description = "A"; serviceConfig.Type = "oneshot"; preStart = "echo"; }; }
                       # ^^^^^^^^^^^ warning: systemd refuses `a.service`: it has no `ExecStart`
                       #           | help: set `script` or `serviceConfig.ExecStart`
"#,
    );
}

#[test]
fn two_files() {
    check(
        &SERVICE_WITHOUT_COMMAND,
        r#"
{ systemd.services.a.description = "A"; }
                   # ^^^^^^^^^^^ warning: systemd refuses `a.service`: it has no `ExecStart`
                   #           | help: set `script` or `serviceConfig.ExecStart`
#-- other.nix
{ systemd.services.a = { serviceConfig.Type = "oneshot"; wantedBy = [ "multi-user.target" ]; }; }
"#,
    );
}

#[test]
fn others() {
    check(
        &SERVICE_WITHOUT_COMMAND,
        r#"
{ config, lib, ... }: {
  systemd.services.a = { description = "A"; serviceConfig.Type = "oneshot"; };
  systemd.services.b = { description = "B"; serviceConfig = config.b; };
  systemd.services.c = { serviceConfig.Type = "oneshot"; };
  systemd.services.d = { description = lib.mkForce "D"; serviceConfig.Type = "oneshot"; };
  systemd.services.e = { description = "E"; serviceConfig = { Type = "oneshot"; RemainAfterExit = true; ExecStop = "/bin/e"; }; };
  systemd.services.f = { description = "F"; script = config.f; serviceConfig.Type = "oneshot"; };
  systemd.services."g-${config.g}" = { description = "G"; serviceConfig.Type = "oneshot"; };
  systemd.services.h = { description = "H"; serviceConfig.Type = "oneshot"; unitConfig.SuccessAction = "reboot"; };
}
#-- other.nix
{ systemd.services.a.script = "a"; }
"#,
    );
}

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
fn only_a_command_to_stop() {
    check(
        &SERVICE_WITHOUT_COMMAND,
        r#"
{
  systemd.services.a = { description = "A"; serviceConfig.ExecStop = "/bin/a"; };
                       # ^^^^^^^^^^^ warning: systemd refuses `a.service`: it has no `ExecStart`, and without `RemainAfterExit` nothing to stop
                       #           | help: set `RemainAfterExit`, or `script` or `serviceConfig.ExecStart`
  systemd.services.b = { description = "B"; preStop = "b"; serviceConfig = { Type = "simple"; RemainAfterExit = true; }; };
                       # ^^^^^^^^^^^ warning: systemd refuses `b.service`: it has no `ExecStart`, and is not of `Type=oneshot`, which needs none
                       #           | help: set `script` or `serviceConfig.ExecStart`, or `Type = "oneshot"`
  systemd.services.c = { description = "C"; preStop = "c"; serviceConfig = { Type = "oneshot"; RemainAfterExit = "no"; }; };
                       # ^^^^^^^^^^^ warning: systemd refuses `c.service`: it has no `ExecStart`, and without `RemainAfterExit` nothing to stop
                       #           | help: set `RemainAfterExit`, or `script` or `serviceConfig.ExecStart`
}
"#,
    );
}

#[test]
fn what_may_stay_active() {
    check(
        &SERVICE_WITHOUT_COMMAND,
        r#"
{ config, lib, ... }: {
  systemd.services.a = { description = "A"; preStop = "a"; serviceConfig.RemainAfterExit = true; };
  systemd.services.b = { description = "B"; preStop = "b"; serviceConfig.RemainAfterExit = config.b; };
  systemd.services.c = { description = "C"; preStop = "c"; serviceConfig = { Type = config.c; RemainAfterExit = true; }; };
  systemd.services.d = { description = "D"; serviceConfig.ExecStop = lib.mkForce "/bin/d"; };
  systemd.services.e = { description = "E"; serviceConfig.ExecStop = lib.mkIf config.e "/bin/e"; };
  systemd.services.f = { description = "F"; preStop = "f"; };
  systemd.services.g = { preStop = "g"; serviceConfig.Type = "simple"; };
}
#-- other.nix
{ systemd.services.f.serviceConfig.ExecStart = "/bin/f"; }
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

#[test]
fn drop_ins_in_packages() {
    check(
        &SERVICE_WITHOUT_COMMAND,
        r#"
{ pkgs, ... }: {
  systemd.user.services.a = { description = "A"; serviceConfig.Type = "oneshot"; };
  users.users.b.packages = [
    (pkgs.writeTextDir "share/systemd/user/a.service.d/b.conf" "[Service]\nExecStart=/bin/a\n")
  ];
}
"#,
    );
}

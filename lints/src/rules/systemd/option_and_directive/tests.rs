//! Where `option-and-directive` speaks, and where it is silent.

use super::OPTION_AND_DIRECTIVE;
use crate::testing::check;

#[test]
fn scripts() {
    check(
        &OPTION_AND_DIRECTIVE,
        r#"
{ pkgs, ... }: {
  systemd.services.a = {
    script = "echo a";
    serviceConfig.ExecStart = "${pkgs.a}/bin/a";
                # ^^^^^^^^^ error: `script` of `a.service` writes `ExecStart` already; Nix refuses a second text in `serviceConfig.ExecStart`
                #         | help: write all of it in `script`, or all of it in `serviceConfig.ExecStart`
    postStop = "echo b";
    serviceConfig.ExecStopPost = "/bin/b";
                # ^^^^^^^^^^^^ error: `postStop` of `a.service` writes `ExecStopPost` already; Nix refuses a second text in `serviceConfig.ExecStopPost`
                #            | help: write all of it in `postStop`, or all of it in `serviceConfig.ExecStopPost`
  };
}
"#,
    );
}

#[test]
fn dependencies_of_two_files() {
    check(
        &OPTION_AND_DIRECTIVE,
        r#"
{ systemd.timers.a.unitConfig.After = "b.service"; }
                            # ^^^^^ error: `after` of `a.timer` writes `After` already; Nix refuses a second text in `unitConfig.After`
                            #     | help: write all of it in `after`, or all of it in `unitConfig.After`
#-- other.nix
{ systemd.timers.a.after = [ "c.service" ]; }
"#,
    );
}

#[test]
fn others() {
    check(
        &OPTION_AND_DIRECTIVE,
        r#"
{ config, lib, ... }: {
  systemd.services.a = { script = "echo a"; serviceConfig.ExecStart = [ "/bin/a" ]; };
  systemd.services.b = { script = "echo a"; serviceConfig.ExecStart = lib.mkForce "/bin/a"; };
  systemd.services.c = { script = ""; serviceConfig.ExecStart = "/bin/a"; };
  systemd.services.d = { script = config.x; serviceConfig.ExecStart = "/bin/a"; };
  systemd.services.e = { script = "echo a"; serviceConfig.ExecStart = config.x; };
  systemd.services.f = { preStart = "echo a"; serviceConfig.ExecStartPre = "/bin/a"; };
  systemd.services.g = { after = [ "x.service" ]; unitConfig.After = "x.service"; };
  systemd.services.h = { script = lib.mkIf config.x "a"; serviceConfig.ExecStart = lib.mkIf (!config.x) "/bin/a"; };
  systemd.services.i = { after = [ ]; unitConfig.After = "x.service"; };
}
"#,
    );
}

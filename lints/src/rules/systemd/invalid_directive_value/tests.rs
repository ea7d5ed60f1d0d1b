//! Where `invalid-directive-value` speaks, and where it is silent.

use super::INVALID_DIRECTIVE_VALUE;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INVALID_DIRECTIVE_VALUE,
        r#"
{
  systemd.services.web.serviceConfig = {
    UMask = "0888";
           # ^^^^ warning: systemd ignores this `UMask`: `0888` is no mode of a file
           #    | help: write octal digits such as `0755`
    KillSignal = "SIGTREM";
                # ^^^^^^^ warning: systemd ignores this `KillSignal`: `SIGTREM` is not a signal that systemd knows
                #       | help: did you mean `SIGTERM`?
  };
}
#-- unsafe fix
{
  systemd.services.web.serviceConfig = {
    UMask = "0888";
    KillSignal = "SIGTERM";
  };
}
"#,
    );
}

#[test]
fn firing_on_numbers() {
    check(
        &INVALID_DIRECTIVE_VALUE,
        r#"
{ systemd.services.web.serviceConfig.OOMScoreAdjust = 2000; }
                                                    # ^^^^ warning: systemd ignores this `OOMScoreAdjust`: `2000` is not between -1000 and 1000
                                                    #    | help: write a whole number from -1000 to 1000
"#,
    );
}

#[test]
fn silent() {
    check(
        &INVALID_DIRECTIVE_VALUE,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig = {
    UMask = "0077";
    KillSignal = "SIGINT";
    Nice = -5;
    SuccessExitStatus = [ 143 "SIGTERM" ];
    User = config.a.user;
  };
  systemd.sockets.a.socketConfig.ListenStream = [ "/run/a.sock" "127.0.0.1:80" 80 ];
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &INVALID_DIRECTIVE_VALUE,
        r#"
{
  systemd.services.b.serviceConfig.UMask = "0888";
  systemd.services.b.enable = false;
  services.c.UMask = "0888";
}
"#,
    );
}

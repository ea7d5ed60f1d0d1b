//! Where `forking-without-pid-file` speaks, and where it is silent.

use super::FORKING_WITHOUT_PID_FILE;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &FORKING_WITHOUT_PID_FILE,
        r#"
{ systemd.services.a.serviceConfig = { Type = "forking"; ExecStart = "/bin/a"; }; }
                                             # ^^^^^^^ hint: systemd has to guess the main process of `a.service`
                                             #       | help: start the program in the foreground, or set `PIDFile`
"#,
    );
}

#[test]
fn two_files() {
    check(
        &FORKING_WITHOUT_PID_FILE,
        r#"
{ systemd.services.a.serviceConfig.Type = "forking"; }
                                         # ^^^^^^^ hint: systemd has to guess the main process of `a.service`
                                         #       | help: start the program in the foreground, or set `PIDFile`
#-- other.nix
{ systemd.services.a.serviceConfig.ExecStart = "/bin/a"; }
"#,
    );
}

#[test]
fn others() {
    check(
        &FORKING_WITHOUT_PID_FILE,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig = { Type = "forking"; ExecStart = "/bin/a"; PIDFile = config.x; };
  systemd.services.b.serviceConfig.Type = "forking";
  systemd.services.c.serviceConfig = { Type = "simple"; ExecStart = "/bin/a"; };
  systemd.services.d.serviceConfig = { Type = "forking"; ExecStart = "/bin/a"; GuessMainPID = false; };
}
"#,
    );
}

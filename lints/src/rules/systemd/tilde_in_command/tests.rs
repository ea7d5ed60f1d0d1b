//! Where `tilde-in-command` speaks, and where it is silent.

use super::TILDE_IN_COMMAND;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &TILDE_IN_COMMAND,
        r#"
{ systemd.user.services.a.serviceConfig.ExecStart = "/bin/rm -rf ~/.cache/a"; }
                                                               # ^ warning: systemd does not expand `~`: the program gets it as it stands
                                                               # | help: write `%h` for the home of the user that runs the service manager, or the absolute path
"#,
    );
}

#[test]
fn firing_alone() {
    check(
        &TILDE_IN_COMMAND,
        r#"
{ pkgs, ... }: { systemd.user.services.a.Service.ExecStart = [ "${pkgs.coreutils}/bin/mkdir -p ~/a" ]; }
                                                                                             # ^ warning: systemd does not expand `~`: the program gets it as it stands
                                                                                             # | help: write `%h` for the home of the user that runs the service manager, or the absolute path
"#,
    );
}

#[test]
fn silent() {
    check(
        &TILDE_IN_COMMAND,
        r#"
{ pkgs, ... }: {
  systemd.services.a.serviceConfig.ExecStart = "/bin/a ~/x --y=~/z";
  systemd.services.b.serviceConfig.ExecStart = "/bin/rm a~ '~/x'";
}
"#,
    );
}

#[test]
fn elsewhere() {
    check(
        &TILDE_IN_COMMAND,
        r#"
{
  systemd.services.a.script = "rm ~/x";
  systemd.services.b.serviceConfig.ExecStart = "/bin/sh -c 'rm ~/x'";
}
"#,
    );
}

//! Where `invalid-exec-line` speaks, and where it is silent.

use super::INVALID_EXEC_LINE;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INVALID_EXEC_LINE,
        r#"
{
  systemd.services.web.serviceConfig.ExecStart = "bin/web";
                                                # ^^^^^^^ warning: systemd refuses the unit for this `ExecStart`: the program is neither an absolute path nor a name without slashes
                                                #       | help: write the absolute path
}
"#,
    );
}

#[test]
fn firing_on_quotes() {
    check(
        &INVALID_EXEC_LINE,
        r#"
{ systemd.services.web.serviceConfig.ExecStartPre = [ "/bin/true" "/bin/echo 'one" ]; }
                                                                           # ^ warning: systemd refuses the unit for this `ExecStartPre`: this quote is never closed
                                                                           # | help: close it, or write a backslash before it
"#,
    );
}

#[test]
fn silent() {
    check(
        &INVALID_EXEC_LINE,
        r#"
{ config, lib, pkgs, ... }: {
  systemd.services.a.serviceConfig = {
    ExecStart = "${pkgs.hello}/bin/hello --greeting 'hi there' %i";
    ExecStartPre = [ "-/bin/true" "+${config.a.setup}" ];
    ExecReload = lib.getExe pkgs.hello;
    ExecStop = "/bin/kill -s TERM $MAINPID";
  };
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &INVALID_EXEC_LINE,
        r#"
{
  systemd.services.b.serviceConfig.ExecStart = "bin/b";
  systemd.services.b.enable = false;
  services.c.ExecStart = "bin/c";
}
"#,
    );
}

#[test]
fn firing_on_what_a_text_lacks() {
    check(
        &INVALID_EXEC_LINE,
        r#"
{
  systemd.units."web.service".text = ''
    [Service]
    ExecStart=@/bin/web
  #           ^^^^^^^^^ warning: systemd refuses the unit for this `ExecStart`: `@` wants a name for the program after its path
  #           | help: delete `@`, or write the name as the next word
    Type=simple
  '';
}
"#,
    );
}

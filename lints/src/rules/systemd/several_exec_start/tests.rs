//! Where `several-exec-start` speaks, and where it is silent.

use super::SEVERAL_EXEC_START;
use crate::testing::check;

#[test]
fn a_list() {
    check(
        &SEVERAL_EXEC_START,
        r#"
{ systemd.services.a.serviceConfig.ExecStart = [ "/bin/a" "/bin/b" ]; }
                                                         # ^^^^^^ error: systemd refuses `a.service`: only a one-shot service may have more than one `ExecStart`
                                                         #      | help: use `ExecStartPre` for what runs before the service, or one service for each command
#-- unsafe fix
{ systemd.services.a.serviceConfig.ExecStart = [ "/bin/a" "/bin/b" ]; systemd.services.a.serviceConfig.Type = "oneshot"; }
"#,
    );
}

#[test]
fn a_list_again() {
    check(
        &SEVERAL_EXEC_START,
        r#"
{ systemd.services.a.serviceConfig = { Type = "simple"; ExecStart = [ "" "/bin/a" "/bin/b" ]; }; }
                                                                                 # ^^^^^^ error: systemd refuses `a.service`: only a one-shot service may have more than one `ExecStart`
                                                                                 #      | help: use `ExecStartPre` for what runs before the service, or one service for each command
"#,
    );
}

#[test]
fn a_script_and_a_list() {
    check(
        &SEVERAL_EXEC_START,
        r#"
{
  systemd.services.a.script = "echo a";
  systemd.services.a.serviceConfig.ExecStart = [ "/bin/a" ];
                                                # ^^^^^^ error: systemd refuses `a.service`: only a one-shot service may have more than one `ExecStart`
                                                #      | help: use `ExecStartPre` for what runs before the service, or one service for each command
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &SEVERAL_EXEC_START,
        r#"
{
  imports = [ ./more.nix ];
  systemd.services.a.serviceConfig.ExecStart = "/bin/a";
}
#-- more.nix
{ systemd.services.a.serviceConfig.ExecStart = [ "/bin/b" ]; }
                                                # ^^^^^^ error: systemd refuses `a.service`: only a one-shot service may have more than one `ExecStart`
                                                #      | help: use `ExecStartPre` for what runs before the service, or one service for each command
#-- unsafe fix
{
  imports = [ ./more.nix ];
  systemd.services.a.serviceConfig.ExecStart = "/bin/a";
  systemd.services.a.serviceConfig.Type = "oneshot";
}
"#,
    );
}

#[test]
fn texts() {
    check(
        &SEVERAL_EXEC_START,
        r#"
{
  systemd.user.services.a.Service = { ExecStart = [ "/bin/a" "/bin/b" ]; };
                                                            # ^^^^^^ error: systemd refuses `a.service`: only a one-shot service may have more than one `ExecStart`
                                                            #      | help: use `ExecStartPre` for what runs before the service, or one service for each command
}
"#,
    );
}

#[test]
fn others() {
    check(
        &SEVERAL_EXEC_START,
        r#"
{ config, lib, pkgs, ... }: {
  systemd.services.a.serviceConfig = { Type = "oneshot"; ExecStart = [ "/bin/a" "/bin/b" ]; };
  systemd.services.b.serviceConfig.ExecStart = [ "" "/bin/b" ];
  systemd.services.c.serviceConfig.ExecStart = lib.mkForce [ "/bin/a" "/bin/b" ];
  systemd.services.d.serviceConfig.ExecStart = [ "/bin/a" config.x ];
  systemd.services.e.serviceConfig = { Type = config.type; ExecStart = [ "/bin/a" "/bin/b" ]; };
  systemd.services.f.serviceConfig.ExecStart = [ "/bin/a" (lib.mkIf config.x "/bin/b") ];
  systemd.services.g.serviceConfig = { Type = lib.mkIf config.x "oneshot"; ExecStart = [ "/bin/a" "/bin/b" ]; };
  systemd.services.h.serviceConfig = config.base // { ExecStart = [ "/bin/a" "/bin/b" ]; };
  systemd.services.i.serviceConfig.ExecStart = [ "/bin/a" ] ++ lib.optional config.x "/bin/b";
}
"#,
    );
}

#[test]
fn a_unit_of_a_package() {
    check(
        &SEVERAL_EXEC_START,
        r#"
{ pkgs, ... }: {
  systemd.packages = [ pkgs.a ];
  systemd.services.a.serviceConfig.ExecStart = [ "" "/bin/a" "/bin/b" ];
}
"#,
    );
}

#[test]
fn a_lone_semicolon() {
    check(
        &SEVERAL_EXEC_START,
        r#"
{ pkgs, ... }: {
  systemd.services.a.serviceConfig = { Type = "simple"; ExecStart = "${pkgs.a}/bin/a x ; /bin/b y"; };
                                                                                       # ^^^^^^^^ error: systemd refuses `a.service`: only a one-shot service may have more than one `ExecStart`
                                                                                       #        | help: use `ExecStartPre` for what runs before the service, or one service for each command
}
"#,
    );
    check(
        &SEVERAL_EXEC_START,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig.ExecStart = "/bin/a x; /bin/b";
  systemd.services.b.serviceConfig.ExecStart = "/bin/a x \\; /bin/b";
  systemd.services.c.serviceConfig.ExecStart = "/bin/a ';' /bin/b ;";
  systemd.services.d.serviceConfig = { Type = "oneshot"; ExecStart = "/bin/a ; /bin/b"; };
  systemd.services.e.serviceConfig.ExecStart = "/bin/a ${config.x} ; /bin/b";
}
"#,
    );
}

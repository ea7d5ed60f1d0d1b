//! Where `bare-command` speaks, and where it is silent.

use super::BARE_COMMAND;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &BARE_COMMAND,
        r#"
{ pkgs, ... }: {
  systemd.services.a.serviceConfig.ExecStartPre = [ "-mkdir /run/a" "${pkgs.hello}/bin/hello" ];
                                                    # ^^^^^ warning: systemd looks for `mkdir` in folders of its own, not in `path`, and NixOS has none of its programs there
                                                    #     | help: write the absolute path, such as `${pkgs.hello}/bin/hello`
  systemd.user.services.b.serviceConfig.ExecReload = "kill -HUP $MAINPID";
                                                    # ^^^^ warning: systemd looks for `kill` in folders of its own, not in `path`, and NixOS has none of its programs there
                                                    #    | help: write the absolute path, such as `${pkgs.hello}/bin/hello`
}
"#,
    );
}

#[test]
fn programs_of_systemd() {
    check(
        &BARE_COMMAND,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig = { ExecStartPost = "systemctl reload b"; ExecStop = "shutdown now"; };
  systemd.services.b.serviceConfig.ExecStart = "${config.b.command} x";
  systemd.services.c.serviceConfig.ExecStart = "/bin/c d";
  systemd.services.d.serviceConfig.ExecStart = "%i";
}
"#,
    );
}

#[test]
fn elsewhere() {
    check(
        &BARE_COMMAND,
        r#"
{
  systemd.user.services.a.Service.ExecStart = "sleep 1";
  boot.initrd.systemd.services.b.serviceConfig.ExecStart = "sleep 1";
  systemd.services.c = { serviceConfig.ExecStart = "sleep 1"; enable = false; };
  systemd.services.d = { script = "sleep"; scriptArgs = "1"; };
}
"#,
    );
}

#[test]
fn search_path() {
    check(
        &BARE_COMMAND,
        r#"
{ systemd.services.a.serviceConfig = { ExecSearchPath = "/opt/bin"; ExecStart = "sleep 1"; }; }
"#,
    );
}

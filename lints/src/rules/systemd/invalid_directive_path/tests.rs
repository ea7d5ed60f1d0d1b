//! Where `invalid-directive-path` speaks, and where it is silent.

use super::INVALID_DIRECTIVE_PATH;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INVALID_DIRECTIVE_PATH,
        r#"
{
  systemd.services.web.serviceConfig = {
    StateDirectory = "/var/lib/web";
                    # ^^^^^^^^^^^^ warning: systemd ignores this `StateDirectory`: this path must be relative
                    #            | help: write `web`: it is below /var/lib/ anyway
    WorkingDirectory = "web";
                      # ^^^ warning: systemd refuses the unit for this `WorkingDirectory`: this path is not absolute
                      #   | help: begin it with a slash
  };
}
"#,
    );
}

#[test]
fn firing_in_lists() {
    check(
        &INVALID_DIRECTIVE_PATH,
        r#"
{ systemd.services.web.serviceConfig.ReadWritePaths = [ "/var/lib/web" "-var/log" ]; }
                                                                       # ^^^^^^^ warning: systemd ignores this `ReadWritePaths`: this path is not absolute
                                                                       #       | help: begin it with a slash
"#,
    );
}

#[test]
fn silent() {
    check(
        &INVALID_DIRECTIVE_PATH,
        r#"
{ config, pkgs, ... }: {
  systemd.services.a.serviceConfig = {
    StateDirectory = "a a/cache";
    WorkingDirectory = "-/var/lib/a";
    ReadWritePaths = [ config.a.dir "/var/lib/%i" "-/run/a" ];
    BindReadOnlyPaths = [ "${pkgs.hello}:/opt/hello" ];
    EnvironmentFile = [ "-/etc/a.env" config.a.file ];
    PIDFile = "a.pid";
  };
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &INVALID_DIRECTIVE_PATH,
        r#"
{
  systemd.services.b.serviceConfig.StateDirectory = "/var/lib/b";
  systemd.services.b.enable = false;
  services.c.StateDirectory = "/var/lib/c";
}
"#,
    );
}

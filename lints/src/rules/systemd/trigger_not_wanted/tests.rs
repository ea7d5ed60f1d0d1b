//! Where `trigger-not-wanted` speaks, and where it is silent.

use super::TRIGGER_NOT_WANTED;
use crate::testing::check;

#[test]
fn each_kind() {
    check(
        &TRIGGER_NOT_WANTED,
        r#"
{
  systemd.services.a.script = "a";
  systemd.timers.a.timerConfig.OnCalendar = "daily";
                             # ^^^^^^^^^^ warning: nothing starts `a.timer`: it never elapses
                             #          | help: set `wantedBy = [ "timers.target" ]`
  systemd.sockets.a.listenStreams = [ "7" ];
                  # ^^^^^^^^^^^^^ warning: nothing starts `a.socket`: it never listens
                  #             | help: set `wantedBy = [ "sockets.target" ]`
  systemd.paths.a.pathConfig.PathChanged = "/a";
                           # ^^^^^^^^^^^ warning: nothing starts `a.path`: it never watches
                           #           | help: set `wantedBy = [ "paths.target" ]`
}
#-- unsafe fix
{
  systemd.services.a.script = "a";
  systemd.timers.a.timerConfig.OnCalendar = "daily";
  systemd.timers.a.wantedBy = [ "timers.target" ];
  systemd.sockets.a.listenStreams = [ "7" ];
  systemd.sockets.a.wantedBy = [ "sockets.target" ];
  systemd.paths.a.pathConfig.PathChanged = "/a";
  systemd.paths.a.wantedBy = [ "paths.target" ];
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &TRIGGER_NOT_WANTED,
        r#"
{ systemd.user.timers.a.Timer = { OnBootSec = "5min"; Unit = "b.service"; }; }
                                # ^^^^^^^^^ warning: nothing starts `a.timer`: it never elapses
                                #         | help: set `wantedBy = [ "timers.target" ]`
#-- other.nix
{ systemd.user.services.b.Service.ExecStart = "/bin/b"; }
"#,
    );
}

#[test]
fn what_is_wanted() {
    check(
        &TRIGGER_NOT_WANTED,
        r#"
{ config, lib, ... }: {
  systemd.services.a.script = "a";
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig.OnCalendar = "daily"; };
  systemd.services.b.script = "b";
  systemd.timers.b = { wantedBy = lib.mkIf config.b [ "timers.target" ]; timerConfig.OnCalendar = "daily"; };
  systemd.services.c.script = "c";
  systemd.timers.c.timerConfig.OnCalendar = "daily";
  systemd.services.d = { script = "d"; startAt = "daily"; };
  systemd.timers.d.timerConfig.OnBootSec = "5min";
  systemd.services.e.script = "e";
  systemd.timers.e.timerConfig.OnCalendar = "daily";
  systemd.services.f.script = "f";
  systemd.timers.f.timerConfig.OnCalendar = "daily";
  systemd.timers.f.enable = false;
}
#-- other.nix
{
  systemd.timers.c.wantedBy = [ "timers.target" ];
  systemd.targets.timers.wants = [ "e.timer" ];
}
"#,
    );
}

#[test]
fn what_others_define() {
    check(
        &TRIGGER_NOT_WANTED,
        r#"
{ config, lib, ... }: {
  systemd.timers.fstrim.timerConfig.OnCalendar = "daily";
  systemd.services.a.serviceConfig.ExecStart = [ "" "/bin/a" ];
  systemd.timers.a.timerConfig.OnCalendar = "daily";
  systemd.services.b.script = "b";
  systemd.timers.b.timerConfig.Persistent = true;
  systemd.services.c.script = "c";
  systemd.timers.c = { timerConfig.OnCalendar = "daily"; } // config.c;
  systemd.services."d@".script = "d";
  systemd.timers."d@".timerConfig.OnCalendar = "daily";
}
"#,
    );
}

#[test]
fn names_that_are_put_together() {
    check(
        &TRIGGER_NOT_WANTED,
        r#"
{
  systemd.services.a.script = "a";
  systemd.timers.a.timerConfig.OnCalendar = "daily";
}
#-- other.nix
{ names, ... }: { systemd.targets.timers.wants = map (name: "${name}.timer") names; }
"#,
    );
}

#[test]
fn names_that_systemd_does_not_take() {
    let long = "a".repeat(300);
    for name in ["a b", "ä", &long] {
        check(
            &TRIGGER_NOT_WANTED,
            &format!(
                r#"
{{
  systemd.services."{name}".script = "a";
  systemd.timers."{name}".timerConfig.OnCalendar = "daily";
}}
"#
            ),
        );
    }
    // Each place that may be the end of a name is looked at, and nothing far before it.
    let many = ".timer".repeat(20_000);
    check(
        &TRIGGER_NOT_WANTED,
        &format!(
            r#"
{{
  systemd.services.a.script = "a";
  systemd.timers.a.timerConfig.OnCalendar = "daily";
                             # ^^^^^^^^^^ warning: nothing starts `a.timer`: it never elapses
                             #          | help: set `wantedBy = [ "timers.target" ]`
}}
#-- unsafe fix
{{
  systemd.services.a.script = "a";
  systemd.timers.a.timerConfig.OnCalendar = "daily";
  systemd.timers.a.wantedBy = [ "timers.target" ];
}}
#-- other.nix
{{ x = "y{many}"; }}
"#
        ),
    );
}

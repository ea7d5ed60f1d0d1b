//! Where `unit-active-alone` speaks, and where it is silent.

use super::UNIT_ACTIVE_ALONE;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &UNIT_ACTIVE_ALONE,
        r#"
{
  systemd.services.a.script = "a";
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig.OnUnitActiveSec = "1h"; };
                                                                 # ^^^^^^^^^^^^^^^ warning: `a.timer` never elapses: `OnUnitActiveSec` counts from a run of `a.service`, and nothing starts that first
                                                                 #               | help: add `OnBootSec` or `OnActiveSec` for the first run
}
#-- unsafe fix
{
  systemd.services.a.script = "a";
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig.OnUnitActiveSec = "1h"; timerConfig.OnActiveSec = "1min"; };
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &UNIT_ACTIVE_ALONE,
        r#"
{ systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig = { OnUnitInactiveSec = "1h"; AccuracySec = "1s"; }; }; }
#-- other.nix
{ systemd.services.a.serviceConfig.ExecStart = "/bin/a"; }
"#,
    );
}

#[test]
fn others() {
    check(
        &UNIT_ACTIVE_ALONE,
        r#"
{ config, ... }: {
  systemd.services.a.script = "a";
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig = { OnUnitActiveSec = "1h"; OnBootSec = 5; }; };
  systemd.services.b = { script = "b"; wantedBy = [ "multi-user.target" ]; };
  systemd.timers.b = { wantedBy = [ "timers.target" ]; timerConfig.OnUnitActiveSec = "1h"; };
  systemd.timers.c = { wantedBy = [ "timers.target" ]; timerConfig.OnUnitActiveSec = "1h"; };
  systemd.services.d.script = "d";
  systemd.timers.d = { wantedBy = [ "timers.target" ]; timerConfig.OnUnitActiveSec = "1h"; };
  systemd.services.e.script = "e";
  systemd.timers.e = { wantedBy = [ "timers.target" ]; timerConfig = config.e // { OnUnitActiveSec = "1h"; }; };
}
#-- other.nix
{ systemd.services.x.wants = [ "d.service" ]; }
"#,
    );
}

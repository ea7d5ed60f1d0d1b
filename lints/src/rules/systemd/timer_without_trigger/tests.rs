//! Where `timer-without-trigger` speaks, and where it is silent.

use super::TIMER_WITHOUT_TRIGGER;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &TIMER_WITHOUT_TRIGGER,
        r#"
{
  systemd.services.a.script = "a";
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig.Persistent = true; };
                     # ^^^^^^^^ error: systemd refuses `a.timer`: it does not say when it elapses
                     #        | help: set `OnCalendar`, or `OnBootSec` and `OnUnitActiveSec`, in `timerConfig`
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &TIMER_WITHOUT_TRIGGER,
        r#"
{ systemd.user.timers.a.wantedBy = [ "timers.target" ]; }
                      # ^^^^^^^^ error: systemd refuses `a.timer`: it does not say when it elapses
                      #        | help: set `OnCalendar`, or `OnBootSec` and `OnUnitActiveSec`, in `timerConfig`
#-- other.nix
{ systemd.user.services.a.serviceConfig.ExecStart = "/bin/a"; }
"#,
    );
}

#[test]
fn others() {
    check(
        &TIMER_WITHOUT_TRIGGER,
        r#"
{ config, ... }: {
  systemd.services.a.script = "a";
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig.OnBootSec = config.x; };
  systemd.timers.fstrim.wantedBy = [ "timers.target" ];
  systemd.services.b = { script = "b"; startAt = "daily"; };
  systemd.timers.b = { wantedBy = [ "timers.target" ]; timerConfig.Persistent = true; };
  systemd.services.c.script = "c";
  systemd.timers.c = { wantedBy = [ "timers.target" ]; timerConfig = config.c; };
  systemd.services.d.script = "d";
  systemd.timers.d.wantedBy = [ "timers.target" ];
}
#-- other.nix
{ systemd.timers.d.timerConfig.OnCalendar = "daily"; }
"#,
    );
}

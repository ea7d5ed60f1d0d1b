//! Where `calendar-not-persistent` speaks, and where it is silent.

use super::CALENDAR_NOT_PERSISTENT;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &CALENDAR_NOT_PERSISTENT,
        r#"
{
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig.OnCalendar = "Mon 04:00"; };
                                                                               # ^^^^^^^^^ hint: `a.timer` skips its run if the machine is off then
                                                                               #         | help: set `Persistent = true` to make up for it at the next boot
  systemd.services.b = { script = "b"; startAt = "daily"; };
                                                # ^^^^^ hint: `b.timer` skips its run if the machine is off then
                                                #     | help: set `systemd.timers.b.timerConfig.Persistent = true`
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &CALENDAR_NOT_PERSISTENT,
        r#"
{ systemd.timers.a.timerConfig.OnCalendar = "weekly"; }
                                           # ^^^^^^ hint: `a.timer` skips its run if the machine is off then
                                           #      | help: set `Persistent = true` to make up for it at the next boot
#-- other.nix
{ systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig.RandomizedDelaySec = 5; }; }
"#,
    );
}

#[test]
fn others() {
    check(
        &CALENDAR_NOT_PERSISTENT,
        r#"
{ config, ... }: {
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig.OnCalendar = "hourly"; };
  systemd.timers.b = { wantedBy = [ "timers.target" ]; timerConfig = { OnCalendar = "daily"; Persistent = false; }; };
  systemd.timers.c = { wantedBy = [ "timers.target" ]; timerConfig = { OnCalendar = "daily"; OnBootSec = 5; }; };
  systemd.timers.d = { wantedBy = [ "timers.target" ]; timerConfig.OnCalendar = config.x; };
  systemd.services.e = { script = "e"; startAt = "daily"; };
  systemd.timers.f.timerConfig.OnCalendar = "daily";
}
#-- other.nix
{ systemd.timers.e.timerConfig.Persistent = true; }
"#,
    );
}

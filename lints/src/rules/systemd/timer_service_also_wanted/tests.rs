//! Where `timer-service-also-wanted` speaks, and where it is silent.

use super::TIMER_SERVICE_ALSO_WANTED;
use crate::testing::check;

#[test]
fn start_at() {
    check(
        &TIMER_SERVICE_ALSO_WANTED,
        r#"
{
  systemd.services.a = {
    wantedBy = [ "multi-user.target" ];
                # ^^^^^^^^^^^^^^^^^ hint: `a.service` has a timer, and `multi-user.target` starts it at each boot and switch as well
                #                 | help: delete it from `wantedBy`, unless each boot should run it
    startAt = "daily";
    serviceConfig.Type = "oneshot";
  };
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &TIMER_SERVICE_ALSO_WANTED,
        r#"
{ systemd.services.a = { wantedBy = [ "default.target" ]; serviceConfig.Type = "oneshot"; }; }
                                     # ^^^^^^^^^^^^^^ hint: `a.service` has a timer, and `default.target` starts it at each boot and switch as well
                                     #              | help: delete it from `wantedBy`, unless each boot should run it
#-- other.nix
{ systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig.OnCalendar = "daily"; }; }
"#,
    );
}

#[test]
fn others() {
    check(
        &TIMER_SERVICE_ALSO_WANTED,
        r#"
{ config, lib, ... }: {
  systemd.services.a = { wantedBy = [ "multi-user.target" ]; startAt = "daily"; };
  systemd.services.b = { wantedBy = [ "multi-user.target" ]; startAt = [ ]; serviceConfig.Type = "oneshot"; };
  systemd.services.c = { wantedBy = [ "multi-user.target" ]; startAt = "daily"; serviceConfig = { Type = "oneshot"; RemainAfterExit = true; }; };
  systemd.services.d = { wantedBy = [ "multi-user.target" ]; serviceConfig.Type = "oneshot"; };
  systemd.timers.d.timerConfig.OnCalendar = "daily";
  systemd.services.e = { wantedBy = [ "multi-user.target" ]; serviceConfig.Type = "oneshot"; };
  systemd.timers.e = { wantedBy = [ "timers.target" ]; timerConfig.OnUnitActiveSec = "1h"; };
  systemd.services.f = { wantedBy = [ "sleep.target" ]; startAt = "daily"; serviceConfig.Type = "oneshot"; };
}
"#,
    );
}

//! Where `invalid-time-span` speaks, and where it is silent.

use super::INVALID_TIME_SPAN;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INVALID_TIME_SPAN,
        r#"
{
  systemd.services.web.serviceConfig.TimeoutStopSec = "5mins";
                                                      # ^^^^ warning: systemd ignores this `TimeoutStopSec`: `mins` is no unit of time
                                                      #    | help: write `5min`
}
#-- unsafe fix
{
  systemd.services.web.serviceConfig.TimeoutStopSec = "5min";
}
"#,
    );
}

#[test]
fn firing_in_timers() {
    check(
        &INVALID_TIME_SPAN,
        r#"
{
  systemd.timers.pull.timerConfig = { OnBootSec = "soon"; OnUnitActiveSec = "1h"; };
                                                 # ^^^^ warning: systemd ignores this `OnBootSec`: a number is due where `soon` stands
                                                 #    | help: write numbers with units, as in `1h 30min`: us, ms, s, min, h, d, w, month (M), y
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &INVALID_TIME_SPAN,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig = {
    TimeoutStopSec = "5min 20s";
    TimeoutStartSec = 90;
    RestartSec = 1.5;
    RuntimeMaxSec = "${toString config.a.max}s";
    WatchdogSec = "infinity";
  };
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &INVALID_TIME_SPAN,
        r#"
{
  systemd.services.b.serviceConfig.TimeoutStopSec = "5mins";
  systemd.services.b.enable = false;
  services.c.TimeoutStopSec = "5mins";
  systemd.services.d.environment.TimeoutStopSec = "5mins";
}
"#,
    );
}

#[test]
fn what_others_share_is_not_changed() {
    check(
        &INVALID_TIME_SPAN,
        r#"
let
  patience = "5mins";
             # ^^^^ warning: systemd ignores this `TimeoutStopSec`: `mins` is no unit of time
             #    | help: write `5min`
in
{
  systemd.services.a.serviceConfig.TimeoutStopSec = patience;
  services.b.patience = patience;
}
"#,
    );
}

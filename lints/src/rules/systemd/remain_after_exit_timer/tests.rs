//! Cases of `remain-after-exit-timer`.

use super::REMAIN_AFTER_EXIT_TIMER;
use crate::testing::check;

#[test]
fn service_and_timer() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{
  systemd.services.sitemap = {
    serviceConfig = {
      Type = "oneshot";
      RemainAfterExit = true;
    # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "sitemap" active, so its timer (sitemap) will start it only once
    };
    script = "make-sitemap";
  };
  systemd.timers.sitemap.timerConfig.OnCalendar = "hourly";
}
#-- unsafe fix
{
  systemd.services.sitemap = {
    serviceConfig = {
      Type = "oneshot";
    };
    script = "make-sitemap";
  };
  systemd.timers.sitemap.timerConfig.OnCalendar = "hourly";
}
"#,
    );
}

#[test]
fn a_shared_set_is_overridden() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ config, lib, ... }:
let
  job = {
    Type = "oneshot";
    RemainAfterExit = "yes";
  # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "mirror-pull" active, so its timer (mirror-pull) will start it only once
  };
in {
  config = lib.mkIf config.services.mirror.enable {
    systemd.services.mirror-pull = { startAt = "*:0/5"; script = "pull"; serviceConfig = job // { Nice = 5; }; };
  };
}
#-- unsafe fix
{ config, lib, ... }:
let
  job = {
    Type = "oneshot";
    RemainAfterExit = "yes";
  };
in {
  config = lib.mkIf config.services.mirror.enable {
    systemd.services.mirror-pull = { startAt = "*:0/5"; script = "pull"; serviceConfig = job // { Nice = 5; RemainAfterExit = false; }; };
  };
}
"#,
    );
}

#[test]
fn the_timer_is_in_another_file() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
#-- service.nix
{ systemd.services.pull.serviceConfig.RemainAfterExit = true; }
                                    # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "pull" active, so its timer (nightly) will start it only once
#-- timer.nix
{ systemd.timers.nightly.timerConfig = { OnCalendar = "daily"; Unit = "pull.service"; }; }
#-- unsafe fix
{ }
"#,
    );
}

#[test]
fn an_instance_of_a_template() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{
  systemd.services."scrub@" = { script = "scrub"; serviceConfig.RemainAfterExit = true; };
                                                              # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "scrub@" active, so its timer (scrub@tank) will start it only once
  systemd.timers."scrub@tank".timerConfig.OnUnitInactiveSec = "1d";
}
#-- unsafe fix
{
  systemd.services."scrub@" = { script = "scrub"; };
  systemd.timers."scrub@tank".timerConfig.OnUnitInactiveSec = "1d";
}
"#,
    );
}

#[test]
fn a_delayed_start_runs_once_by_design() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{
  systemd.services.warm-cache.serviceConfig = { Type = "oneshot"; RemainAfterExit = true; };
  systemd.timers.warm-cache.timerConfig.OnBootSec = "5min";
}
"#,
    );
}

#[test]
fn silent_where_it_cannot_know() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ config, lib, ... }: lib.mkMerge [
  { systemd.services.a = { startAt = [ ]; serviceConfig.RemainAfterExit = true; }; }
  { systemd.services.b = { startAt = config.x; serviceConfig.RemainAfterExit = true; }; }
  { systemd.services.c = { startAt = "daily"; serviceConfig.RemainAfterExit = config.y; }; }
  { systemd.services.d = { startAt = "daily"; serviceConfig.RemainAfterExit = true; enable = false; }; }
  { systemd.services.e.serviceConfig.RemainAfterExit = true; }
  { systemd.user.timers.e.timerConfig.OnCalendar = "daily"; }
  { systemd.services.f = { startAt = "daily"; serviceConfig.RemainAfterExit = true; }; }
  { systemd.services.f.serviceConfig.RemainAfterExit = lib.mkForce false; }
  (lib.mkIf config.z { systemd.services.g.serviceConfig.RemainAfterExit = true; })
  (lib.mkIf (!config.z) { systemd.services.g.startAt = "daily"; })
]
"#,
    );
}

#[test]
fn two_machines_of_one_test() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{
  nodes.a = { ... }: { systemd.services.x.serviceConfig.RemainAfterExit = true; };
  nodes.b = { ... }: { systemd.timers.x.timerConfig.OnCalendar = "daily"; };
}
"#,
    );
}

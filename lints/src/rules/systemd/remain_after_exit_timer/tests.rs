//! Cases of `remain-after-exit-timer`.

mod machines;

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

#[test]
fn computed_names_of_one_module() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ config, ... }:
let name = "sync-${config.networking.hostName}";
in {
  systemd.services.${name} = { script = "sync"; serviceConfig.RemainAfterExit = true; };
                                                            # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "sync-${config.networking.hostName}" active, so its timer (hourly) will start it only once
  systemd.timers.hourly.timerConfig = { OnUnitActiveSec = "1h"; Unit = "${name}.service"; };
}
#-- unsafe fix
{ config, ... }:
let name = "sync-${config.networking.hostName}";
in {
  systemd.services.${name} = { script = "sync"; };
  systemd.timers.hourly.timerConfig = { OnUnitActiveSec = "1h"; Unit = "${name}.service"; };
}
"#,
    );
}

#[test]
fn as_home_manager_writes_it() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ pkgs, ... }: {
  systemd.user.services.mail = {
    Unit.Description = "Fetch mail";
    Service = {
      # Once.
      RemainAfterExit = "yes";
    # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "mail" active, so its timer (mail) will start it only once
      # | help: delete RemainAfterExit; a timer starts only what is inactive
    };
  };
  systemd.user.timers.mail.Timer.OnCalendar = "hourly";
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.user.services.mail = {
    Unit.Description = "Fetch mail";
    Service = {
      # Once.
    };
  };
  systemd.user.timers.mail.Timer.OnCalendar = "hourly";
}
"#,
    );
}

#[test]
fn a_list_of_times() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ lib, ... }: {
  systemd.services.a = lib.mkMerge [
    { startAt = [ "Mon" "Tue" ]; }
    { serviceConfig = lib.mkDefault { RemainAfterExit = 1; }; }
                                    # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "a" active, so its timer (a) will start it only once
  ];
}
#-- unsafe fix
{ lib, ... }: {
  systemd.services.a = lib.mkMerge [
    { startAt = [ "Mon" "Tue" ]; }
  ];
}
"#,
    );
}

#[test]
fn the_timer_is_another_ones_or_off() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ config, lib, ... }: {
  systemd.services.a.serviceConfig.RemainAfterExit = true;
  systemd.timers.a.timerConfig = { OnCalendar = "daily"; Unit = "b.service"; };
  systemd.services.c.serviceConfig.RemainAfterExit = true;
  systemd.timers.c = { enable = false; timerConfig.OnCalendar = "daily"; };
  systemd.services.d.serviceConfig.RemainAfterExit = true;
  systemd.timers.d.timerConfig = { OnCalendar = "daily"; Unit = config.unit; };
  systemd.services.e = { startAt = "daily"; serviceConfig.RemainAfterExit = true; };
  systemd.timers.e.enable = false;
  systemd.services.f = lib.mkIf false { startAt = "daily"; serviceConfig.RemainAfterExit = true; };
}
"#,
    );
}

#[test]
fn names_of_two_functions_are_two() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ lib, config, ... }: {
  systemd.services = lib.mapAttrs' (n: v: lib.nameValuePair "get-${n}" { serviceConfig.RemainAfterExit = true; }) config.a;
  systemd.timers = lib.mapAttrs' (n: v: lib.nameValuePair "get-${n}" { timerConfig.OnCalendar = "daily"; }) config.b;
}
"#,
    );
}

#[test]
fn overridden_on_the_right() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ lib, config, ... }:
let base = { Type = "oneshot"; RemainAfterExit = true; };
in {
  systemd.services.a = { startAt = "daily"; serviceConfig = base // { RemainAfterExit = false; }; };
  systemd.services.b = { startAt = "daily"; serviceConfig = lib.recursiveUpdate base { RemainAfterExit = false; }; };
  systemd.services.c = lib.mkMerge [
    { serviceConfig = base // lib.optionalAttrs (config.at != null) { RemainAfterExit = false; }; }
    (lib.mkIf (config.at != null) { startAt = "daily"; })
  ];
}
"#,
    );
}

#[test]
fn test_machines_of_two_files() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
#-- tests/a.nix
{ nodes.m = { systemd.services.x.serviceConfig.RemainAfterExit = true; }; }
#-- tests/b.nix
{ nodes.m = { systemd.timers.x.timerConfig.OnCalendar = "daily"; }; }
"#,
    );
}

#[test]
fn an_instance_with_settings_of_its_own() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{
  systemd.services."scrub@".serviceConfig.RemainAfterExit = true;
  systemd.services."scrub@tank".serviceConfig.RemainAfterExit = false;
  systemd.timers."scrub@tank".timerConfig.OnCalendar = "daily";
}
"#,
    );
}

#[test]
fn a_whole_set_by_force() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
#-- service.nix
{ lib, ... }: {
  systemd.services.a = { startAt = "daily"; serviceConfig = { Type = "oneshot"; RemainAfterExit = true; }; };
  systemd.services.b = { startAt = "daily"; serviceConfig.RemainAfterExit = true; };
  systemd.services.c = { startAt = "daily"; serviceConfig = lib.mkDefault { RemainAfterExit = true; }; };
}
#-- override.nix
{ lib, ... }: {
  systemd.services.a.serviceConfig = lib.mkForce { Type = "simple"; };
  systemd.services.b = lib.mkForce { script = "true"; };
  systemd.services.c.serviceConfig.Type = "oneshot";
}
"#,
    );
}

#[test]
fn force_elsewhere_hides_nothing() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ lib, ... }: {
  systemd.services.a = {
    startAt = "daily";
    script = lib.mkForce "true";
    serviceConfig.RemainAfterExit = true;
                # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "a" active, so its timer (a) will start it only once
    serviceConfig.Type = lib.mkForce "oneshot";
  };
  systemd.services.b = lib.mkForce {
    startAt = "daily";
    serviceConfig.RemainAfterExit = true;
                # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "b" active, so its timer (b) will start it only once
  };
}
#-- unsafe fix
{ lib, ... }: {
  systemd.services.a = {
    startAt = "daily";
    script = lib.mkForce "true";
    serviceConfig.Type = lib.mkForce "oneshot";
  };
  systemd.services.b = lib.mkForce {
    startAt = "daily";
  };
}
"#,
    );
}

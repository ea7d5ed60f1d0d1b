//! Cases of `timer-no-random-delay`.

use super::TIMER_NO_RANDOM_DELAY;
use crate::testing::check;

#[test]
fn ordering_says_it() {
    check(
        &TIMER_NO_RANDOM_DELAY,
        r#"
{
  systemd.timers.sync-keys.timerConfig.OnCalendar = "Mon 00:00";
                                     # ^^^^^^^^^^ hint: every machine runs "sync-keys" at the same moment (Mon 00:00) and it talks to a remote server; add RandomizedDelaySec
}
#-- service.nix
{ systemd.services.sync-keys = { after = [ "network-online.target" ]; wants = [ "network-online.target" ]; script = "sync-keys"; }; }
#-- unsafe fix
{
  systemd.timers.sync-keys.timerConfig.OnCalendar = "Mon 00:00";
  systemd.timers.sync-keys.timerConfig.RandomizedDelaySec = "1h";
}
"#,
    );
}

#[test]
fn another_name_and_a_set() {
    check(
        &TIMER_NO_RANDOM_DELAY,
        r#"
{ pkgs, ... }: {
  systemd.user.services.mirror.serviceConfig.ExecStart = "${pkgs.git}/bin/git -C /srv/mirror fetch --all";
  systemd.user.timers.nightly = {
    timerConfig = {
      Unit = "mirror.service";
      OnCalendar = [ "weekly" ]; # Monday
    # ^^^^^^^^^^ hint: every machine runs "nightly" at the same moment (weekly) and it talks to a remote server; add RandomizedDelaySec
    };
  };
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.user.services.mirror.serviceConfig.ExecStart = "${pkgs.git}/bin/git -C /srv/mirror fetch --all";
  systemd.user.timers.nightly = {
    timerConfig = {
      Unit = "mirror.service";
      OnCalendar = [ "weekly" ]; # Monday
      RandomizedDelaySec = "12h";
    };
  };
}
"#,
    );
}

#[test]
fn spread_already() {
    check(
        &TIMER_NO_RANDOM_DELAY,
        r#"
{ config, ... }: {
  systemd.services.a = { startAt = "daily"; script = "ssh host.example true"; };
  systemd.timers.a.timerConfig.RandomizedDelaySec = "1h";
  systemd.services.b = { startAt = "daily"; script = "sleep $((RANDOM % 600)); ssh host.example true"; };
  systemd.services.c = { startAt = "daily"; script = "ssh host.example true"; };
  systemd.timers.c.timerConfig.AccuracySec = "6h";
  systemd.services.d = { startAt = "daily"; script = "ssh host.example true"; };
  systemd.timers.d.timerConfig = config.x.timer;
  systemd.services.e = { startAt = "*:0/5"; script = "ssh host.example true"; };
  systemd.services.f = { startAt = config.x.time; script = "ssh host.example true"; };
  systemd.services.g = { startAt = "minutely"; script = "ssh host.example true"; };
}
"#,
    );
}

#[test]
fn local_jobs() {
    check(
        &TIMER_NO_RANDOM_DELAY,
        r#"
{ pkgs, ... }: {
  systemd.services.a = { startAt = "hourly"; documentation = [ "https://wiki.example/fill" ]; script = "df /"; };
  systemd.services.b = { startAt = "hourly"; script = "curl -s http://localhost:9090/reload"; };
  systemd.services.c = { startAt = "hourly"; script = "rsync -a /srv/a/ /srv/b/"; };
  systemd.services.d = { startAt = "hourly"; environment.URL = "https://example.org"; script = "df"; };
  systemd.services.e = { startAt = "hourly"; script = "echo https://example.org"; };
  systemd.services.f = { startAt = "hourly"; script = "restic -r /mnt/backup backup /home"; };
  systemd.services.i = { startAt = "hourly"; script = "grep -q https://example.org /etc/x; make-sitemap --base https://example.org"; };
  systemd.services.h = { startAt = "hourly"; after = [ "network-online.target" ]; script = "scan /home"; };
  systemd.services.g = { startAt = "hourly"; script = "systemctl restart sshd.service"; };
}
"#,
    );
}

#[test]
fn switched_off() {
    check(
        &TIMER_NO_RANDOM_DELAY,
        r#"
{ lib, ... }: {
  systemd.services.a = { enable = false; startAt = "daily"; script = "ssh host.example true"; };
  systemd.services.b = { startAt = "daily"; script = "ssh host.example true"; };
  systemd.timers.b.enable = false;
  systemd.services.c = { startAt = lib.mkMerge [ "daily" (lib.mkForce [ ]) ]; script = "ssh host.example true"; };
}
"#,
    );
}

//! Cases of `reload-wanted-by-target`.

use super::RELOAD_WANTED_BY_TARGET;
use crate::testing::check;

#[test]
fn two_definitions() {
    check(
        &RELOAD_WANTED_BY_TARGET,
        r#"
{ lib, ... }: {
  systemd.services.mail-reload = lib.mkMerge [
    { serviceConfig.ExecStart = "/run/current-system/sw/bin/systemctl try-reload-or-restart postfix"; }
    { requiredBy = [ "multi-user.target" "acme-finished-mx.example.target" ]; }
    # ^^^^^^^^^^ warning: "mail-reload" reloads another unit but is only pulled in by acme-finished-mx.example.target, which stays active; later renewals will not trigger it
    # | help: from NixOS 22.05 on, security.acme.certs."mx.example".reloadServices does it without a unit
  ];
}
#-- unsafe fix
{ lib, ... }: {
  systemd.services.mail-reload = lib.mkMerge [
    { serviceConfig.ExecStart = "/run/current-system/sw/bin/systemctl try-reload-or-restart postfix"; }
    { requiredBy = [ "multi-user.target" "acme-mx.example.service" ]; }
  ];
}
"#,
    );
}

#[test]
fn two_files_of_25_11() {
    check(
        &RELOAD_WANTED_BY_TARGET,
        r#"
{ systemd.services.mail-reload.wantedBy = [ "acme-mx.service" ]; }
                             # ^^^^^^^^ warning: "mail-reload" reloads another unit but is only pulled in by acme-mx.service, which stays active; later renewals will not trigger it
#-- script.nix
{ systemd.services.mail-reload.script = "systemctl reload postfix.service"; }
#-- config
release = "25.11"
#-- unsafe fix
{ systemd.services.mail-reload.wantedBy = [ "acme-order-renew-mx.service" ]; }
"#,
    );
}

#[test]
fn pulled_in_by_more() {
    check(
        &RELOAD_WANTED_BY_TARGET,
        r#"
{ config, ... }: {
  systemd.services = {
    a = { wantedBy = [ "acme-finished-a.target" "acme-a.service" ]; script = "systemctl reload x.service"; };
    b = { wantedBy = [ "acme-finished-b.target" ] ++ config.x.units; script = "systemctl reload x.service"; };
    c = { wantedBy = [ "acme-finished-c.target" ]; startAt = "daily"; script = "systemctl reload x.service"; };
    d = { wantedBy = [ "acme-finished-d.target" ]; script = "systemctl reload x.service"; };
    e = { wantedBy = [ "acme-finished-e.target" ]; script = "systemctl reload x.service"; };
    f = { wantedBy = [ "acme-finished-f.target" ]; script = "systemctl reload x.service"; restartTriggers = [ config.x.hash ]; };
    g = { wantedBy = [ "acme-finished-g.target" ]; script = "systemctl reload x.service"; };
    other.onSuccess = [ "g.service" ];
  };
  systemd.paths.d.pathConfig.PathChanged = "/var/lib/acme/d";
  systemd.timers.nightly.timerConfig = { OnCalendar = "daily"; Unit = "e.service"; };
}
"#,
    );
}

#[test]
fn other_units() {
    check(
        &RELOAD_WANTED_BY_TARGET,
        r#"
{ config, ... }: {
  systemd.services.resume = { wantedBy = [ "suspend.target" ]; script = "systemctl restart bluetooth.service"; };
  systemd.services.watch = {
    wantedBy = [ "acme-finished-a.target" ];
    script = "while inotifywait /var/lib/acme/a; do systemctl reload x.service; done";
  };
  systemd.services.serve = { wantedBy = [ "acme-finished-a.target" ]; script = "serve"; };
  systemd.services.off = { enable = false; wantedBy = [ "acme-finished-a.target" ]; script = "systemctl reload x.service"; };
  systemd.services.boot = { wantedBy = [ "multi-user.target" ]; script = "systemctl reload x.service"; };
}
"#,
    );
}

#[test]
fn before_25_11_the_service_ends() {
    check(
        &RELOAD_WANTED_BY_TARGET,
        r#"
{ systemd.services.mail-reload = { wantedBy = [ "acme-mx.service" ]; script = "systemctl reload postfix.service"; }; }
"#,
    );
}

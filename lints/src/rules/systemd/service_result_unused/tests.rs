//! Cases of `service-result-unused`.

use super::SERVICE_RESULT_UNUSED;
use crate::testing::check;

#[test]
fn a_reload() {
    check(
        &SERVICE_RESULT_UNUSED,
        r#"
{ pkgs, ... }: {
  systemd.services.zones = {
    startAt = "hourly";
    script = "make-zones";
    serviceConfig.ExecStopPost = "${pkgs.systemd}/bin/systemctl reload nsd.service";
                # ^^^^^^^^^^^^ hint: ExecStopPost also runs after a failure; test "$SERVICE_RESULT" instead of acting unconditionally
  };
}
"#,
    );
}

#[test]
fn a_saved_code() {
    check(
        &SERVICE_RESULT_UNUSED,
        r#"
{
  systemd.services.dump = {
    serviceConfig.Type = "oneshot";
    script = ''
      dump-all
      echo $? > /run/dump/code
    '';
    postStop = ''
  # ^^^^^^^^ hint: postStop also runs after a failure; test "$SERVICE_RESULT" instead of a saved exit code
      if [ "$(cat /run/dump/code)" = 0 ]; then touch /srv/ok; fi
    '';
  };
}
"#,
    );
}

#[test]
fn the_text_is_wrapped() {
    check(
        &SERVICE_RESULT_UNUSED,
        r#"
{
  systemd.services.zones = {
    serviceConfig.Type = "oneshot";
    postStop = ''
  # ^^^^^^^^ hint: postStop also runs after a failure; test "$SERVICE_RESULT" instead of acting unconditionally
      systemctl reload nsd.service
      systemctl reload knot.service
    '';
  };
}
#-- unsafe fix
{
  systemd.services.zones = {
    serviceConfig.Type = "oneshot";
    postStop = ''
      if [ "$SERVICE_RESULT" = success ]; then
      systemctl reload nsd.service
      systemctl reload knot.service
      fi
    '';
  };
}
"#,
    );
}

#[test]
fn jobs_that_clean_up() {
    check(
        &SERVICE_RESULT_UNUSED,
        r#"
{ config, ... }: {
  systemd.services.lock = { startAt = "daily"; script = "x"; postStop = "rm -f /run/x.lock"; };
  systemd.services.backup = {
    startAt = "daily";
    preStart = "systemctl stop db.service";
    script = "copy";
    postStop = "systemctl restart db.service";
  };
  systemd.services.opaque = { startAt = "daily"; preStart = config.x.before; postStop = "systemctl restart db.service"; };
  systemd.services.asks = { startAt = "daily"; postStop = ''test "$EXIT_STATUS" != 0 || systemctl restart db.service''; };
}
"#,
    );
}

#[test]
fn no_jobs() {
    check(
        &SERVICE_RESULT_UNUSED,
        r#"
{ lib, config, ... }: {
  systemd.services.daemon = { serviceConfig.ExecStart = "/bin/vpn"; postStop = "systemctl try-restart dns.service"; };
  systemd.services.remains = {
    serviceConfig = { Type = "oneshot"; RemainAfterExit = config.x.remain; };
    postStop = "systemctl try-restart dns.service";
  };
  systemd.services.hidden = {
    serviceConfig.Type = "oneshot";
    postStop = lib.mkMerge [ "systemctl try-restart dns.service" (lib.mkForce "") ];
  };
}
"#,
    );
}

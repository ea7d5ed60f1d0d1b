//! Where `notify-with-script` speaks, and where it is silent.

use super::NOTIFY_WITH_SCRIPT;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &NOTIFY_WITH_SCRIPT,
        r#"
{ pkgs, ... }: {
  systemd.services.a = {
    serviceConfig.Type = "notify";
                        # ^^^^^^ hint: `a.service` will not be started: its script never says that it is ready
                        #      | help: begin the last command of the script with `exec`, if that program notifies
    script = ''
      mkdir -p /run/a
      ${pkgs.a}/bin/a --port 80
    '';
  };
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &NOTIFY_WITH_SCRIPT,
        r#"
{ systemd.services.a.serviceConfig.Type = "notify"; }
                                         # ^^^^^^ hint: `a.service` will not be started: its script never says that it is ready
                                         #      | help: begin the last command of the script with `exec`, if that program notifies
#-- other.nix
{ systemd.services.a.script = "/bin/a"; }
"#,
    );
}

#[test]
fn others() {
    check(
        &NOTIFY_WITH_SCRIPT,
        r#"
{ config, pkgs, ... }: {
  systemd.services.a = { serviceConfig.Type = "notify"; script = "exec /bin/a"; };
  systemd.services.b = { serviceConfig.Type = "notify"; script = "/bin/b & systemd-notify --ready"; };
  systemd.services.c = { serviceConfig = { Type = "notify"; NotifyAccess = "all"; }; script = "/bin/c"; };
  systemd.services.d = { serviceConfig.Type = "notify"; script = "${config.d}"; };
  systemd.services.e.serviceConfig = { Type = "notify"; ExecStart = "/bin/e"; };
  systemd.services.f.serviceConfig.Type = "notify";
  systemd.services.g = { serviceConfig.Type = "simple"; script = "/bin/c"; };
  systemd.services.h = { serviceConfig.Type = "notify"; script = config.h; };
}
"#,
    );
}

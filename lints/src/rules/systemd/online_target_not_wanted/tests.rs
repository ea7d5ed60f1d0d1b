//! Where `online-target-not-wanted` speaks, and where it is silent.

use super::ONLINE_TARGET_NOT_WANTED;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &ONLINE_TARGET_NOT_WANTED,
        r#"
{
  systemd.services.a = {
    after = [ "b.service" "network-online.target" ];
                         # ^^^^^^^^^^^^^^^^^^^^^ warning: nothing makes `a.service` bring up the network: it is ordered after `network-online.target`, and does not want it
                         #                     | help: add `wants = [ "network-online.target" ];`
    script = "a";
  };
}
#-- unsafe fix
{
  systemd.services.a = {
    after = [ "b.service" "network-online.target" ];
    wants = [ "network-online.target" ];
    script = "a";
  };
}
"#,
    );
}

#[test]
fn other_wants() {
    check(
        &ONLINE_TARGET_NOT_WANTED,
        r#"
{
  systemd.services.a = {
    after = [ "network-online.target" ];
             # ^^^^^^^^^^^^^^^^^^^^^ warning: nothing makes `a.service` bring up the network: it is ordered after `network-online.target`, and does not want it
             #                     | help: add `wants = [ "network-online.target" ];`
    wants = [
      "b.service"
    ];
    serviceConfig.ExecStart = "/bin/a";
  };
}
#-- unsafe fix
{
  systemd.services.a = {
    after = [ "network-online.target" ];
    wants = [
      "b.service"
      "network-online.target"
    ];
    serviceConfig.ExecStart = "/bin/a";
  };
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &ONLINE_TARGET_NOT_WANTED,
        r#"
{ systemd.services.a.after = [ "network-online.target" ]; }
                              # ^^^^^^^^^^^^^^^^^^^^^ warning: nothing makes `a.service` bring up the network: it is ordered after `network-online.target`, and does not want it
                              #                     | help: add `wants = [ "network-online.target" ];`
#-- other.nix
{ systemd.services.a = { script = "a"; wantedBy = [ "multi-user.target" ]; }; }
#-- unsafe fix
{ systemd.services.a.after = [ "network-online.target" ]; systemd.services.a.wants = [ "network-online.target" ]; }
"#,
    );
}

#[test]
fn home_manager_and_raw() {
    check(
        &ONLINE_TARGET_NOT_WANTED,
        r#"
{
  systemd.services.a = { unitConfig.After = "x.service network-online.target"; script = "a"; };
                                                     # ^^^^^^^^^^^^^^^^^^^^^ warning: nothing makes `a.service` bring up the network: it is ordered after `network-online.target`, and does not want it
                                                     #                     | help: add `wants = [ "network-online.target" ];`
}
"#,
    );
}

#[test]
fn what_wants_it() {
    check(
        &ONLINE_TARGET_NOT_WANTED,
        r#"
{ config, lib, ... }: {
  systemd.services.a = { after = [ "network-online.target" ]; wants = [ "network-online.target" ]; script = "a"; };
  systemd.services.b = { after = [ "network-online.target" ]; requires = [ "network-online.target" ]; script = "a"; };
  systemd.services.c = { after = [ "network-online.target" ]; wants = config.x; script = "a"; };
  systemd.services.d = { after = [ "network-online.target" ]; unitConfig.Wants = "network-online.target"; script = "a"; };
  systemd.services.e = { after = [ "network-online.target" ]; script = "a"; };
  systemd.services.nginx.after = [ "network-online.target" ];
  systemd.services.g = { after = [ "network.target" ]; script = "a"; };
  systemd.services.h = { after = [ "network-online.target" ]; script = "a"; } // config.h;
}
#-- e.nix
{ systemd.services.e.wants = [ "network-online.target" ]; }
"#,
    );
}

#[test]
fn a_target_that_is_always_reached() {
    check(
        &ONLINE_TARGET_NOT_WANTED,
        r#"
{
  systemd.services.a = { after = [ "network-online.target" ]; script = "a"; };
  systemd.targets.network-online.wantedBy = [ "multi-user.target" ];
}
"#,
    );
}

#[test]
fn a_target_that_is_always_reached_again() {
    check(
        &ONLINE_TARGET_NOT_WANTED,
        r#"
{ systemd.services.a = { after = [ "network-online.target" ]; script = "a"; }; }
#-- config
release = "23.05"
"#,
    );
}

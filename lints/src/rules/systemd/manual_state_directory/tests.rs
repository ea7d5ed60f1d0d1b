//! Cases of `manual-state-directory`.

use super::MANUAL_STATE_DIRECTORY;
use crate::testing::check;

#[test]
fn with_a_mode() {
    check(
        &MANUAL_STATE_DIRECTORY,
        r#"
{
  systemd.services.index = {
    serviceConfig = {
      User = "index";
    };
    preStart = ''
  # ^^^^^^^^ hint: create "/var/cache/index" with CacheDirectory or systemd.tmpfiles instead of mkdir+chown in preStart
      mkdir -p /var/cache/index/
      chown -R index:index /var/cache/index
      chmod 0750 /var/cache/index
    '';
  };
}
"#,
    );
}

#[test]
fn the_directive_takes_its_place() {
    check(
        &MANUAL_STATE_DIRECTORY,
        r#"
{
  systemd.services.index = {
    serviceConfig = {
      User = "index";
    };
    preStart = ''
  # ^^^^^^^^ hint: create "/var/log/index" with LogsDirectory or systemd.tmpfiles instead of mkdir+chown in preStart
      install -d /var/log/index
      chown index /var/log/index
    '';
  };
}
#-- unsafe fix
{
  systemd.services.index = {
    serviceConfig = {
      User = "index";
    };
    serviceConfig.LogsDirectory = "index";
  };
}
"#,
    );
}

#[test]
fn a_computed_set_beside() {
    check(
        &MANUAL_STATE_DIRECTORY,
        r#"
{ config, ... }: {
  systemd.services.index = {
    serviceConfig = config.x.sandbox // { User = "index"; };
    preStart = "mkdir -p /var/lib/index; chown index /var/lib/index";
  };
}
"#,
    );
}

#[test]
fn other_work() {
    check(
        &MANUAL_STATE_DIRECTORY,
        r#"
{ config, ... }: {
  systemd.services.more = { serviceConfig.User = "u"; preStart = "mkdir -p /var/lib/u; chown u /var/lib/u; cp /etc/u.conf /var/lib/u"; };
  systemd.services.root = { preStart = "mkdir -p /var/lib/u; chown u /var/lib/u"; };
  systemd.services.other = { serviceConfig.User = "v"; preStart = "mkdir -p /var/lib/u; chown u /var/lib/u"; };
  systemd.services.computed = { serviceConfig.User = "u"; preStart = "mkdir -p ${config.u.dir}; chown u ${config.u.dir}"; };
  systemd.services.elsewhere = { serviceConfig.User = "u"; preStart = "mkdir -p /srv/u; chown u /srv/u"; };
  systemd.services.dynamic = { serviceConfig = { User = "u"; DynamicUser = true; }; preStart = "mkdir -p /var/lib/u; chown u /var/lib/u"; };
}
"#,
    );
}

#[test]
fn deeper_and_disabled() {
    check(
        &MANUAL_STATE_DIRECTORY,
        r#"
{ lib, ... }: {
  systemd.services.two = { serviceConfig.User = "u"; preStart = "mkdir -p /var/lib/u /var/lib/v; chown u /var/lib/u"; };
  systemd.services.off = { enable = false; serviceConfig.User = "u"; preStart = "mkdir -p /var/lib/u; chown u /var/lib/u"; };
  systemd.services.only = { serviceConfig.User = "u"; preStart = "mkdir -p /var/lib/u"; };
}
"#,
    );
}

//! Cases of `syslog-output`.

use super::SYSLOG_OUTPUT;
use crate::testing::check;

#[test]
fn plain_definition() {
    check(
        &SYSLOG_OUTPUT,
        r#"
{
  systemd.services.greeter.serviceConfig = {
    StandardOutput = "syslog"; # why not
  # ^^^^^^^^^^^^^^ warning: StandardOutput = "syslog" is obsolete; systemd uses "journal" and warns at boot
    ExecStart = "/bin/greeter";
  };
}
#-- fix
{
  systemd.services.greeter.serviceConfig = {
    StandardOutput = "journal"; # why not
    ExecStart = "/bin/greeter";
  };
}
"#,
    );
}

#[test]
fn default_priority_in_a_let_set() {
    check(
        &SYSLOG_OUTPUT,
        r#"
{ lib, ... }:
let
  io = {
    StandardError = lib.mkDefault "syslog+console";
  # ^^^^^^^^^^^^^ warning: StandardError = "syslog+console" is obsolete; systemd uses "journal+console" and warns at boot
  };
in { systemd.services.greeter.serviceConfig = io // { ExecStart = "/bin/greeter"; }; }
#-- fix
{ lib, ... }:
let
  io = {
    StandardError = lib.mkDefault "journal+console";
  };
in { systemd.services.greeter.serviceConfig = io // { ExecStart = "/bin/greeter"; }; }
"#,
    );
}

#[test]
fn forced_to_something_else() {
    check(
        &SYSLOG_OUTPUT,
        r#"
{ lib, ... }: {
  systemd.services.greeter.serviceConfig = lib.mkMerge [
    { StandardOutput = "syslog"; }
    { StandardOutput = lib.mkForce "null"; }
  ];
}
"#,
    );
}

#[test]
fn other_words_with_syslog() {
    check(
        &SYSLOG_OUTPUT,
        r#"
{
  systemd.services.greeter.serviceConfig = {
    StandardError = "file:/var/log/syslog.greeter";
    SyslogIdentifier = "syslog";
  };
}
"#,
    );
}

#[test]
fn units_of_users_and_home_manager() {
    check(
        &SYSLOG_OUTPUT,
        r#"
{
  systemd.user.services.a.Service.StandardOutput = "syslog";
                                # ^^^^^^^^^^^^^^ warning: StandardOutput = "syslog" is obsolete; systemd uses "journal" and warns at boot
  home-manager.users.me.systemd.user.services.b.Service.StandardError = "syslog";
                                                      # ^^^^^^^^^^^^^ warning: StandardError = "syslog" is obsolete; systemd uses "journal" and warns at boot
}
#-- fix
{
  systemd.user.services.a.Service.StandardOutput = "journal";
  home-manager.users.me.systemd.user.services.b.Service.StandardError = "journal";
}
"#,
    );
}

#[test]
fn one_branch_and_a_variable() {
    check(
        &SYSLOG_OUTPUT,
        r#"
{ config, lib, ... }:
let out = "syslog";
in {
  systemd.services.a.serviceConfig.StandardOutput = if config.x then "syslog" else "journal";
                                 # ^^^^^^^^^^^^^^ warning: StandardOutput = "syslog" is obsolete; systemd uses "journal" and warns at boot
  systemd.services.b.serviceConfig = { StandardError = out; Nice = 5; };
                                     # ^^^^^^^^^^^^^ warning: StandardError = "syslog" is obsolete; systemd uses "journal" and warns at boot
}
#-- fix
{ config, lib, ... }:
let out = "syslog";
in {
  systemd.services.a.serviceConfig.StandardOutput = if config.x then "journal" else "journal";
  systemd.services.b.serviceConfig = { StandardError = out; Nice = 5; };
}
#-- unsafe fix
{ config, lib, ... }:
let out = "syslog";
in {
  systemd.services.a.serviceConfig.StandardOutput = if config.x then "journal" else "journal";
  systemd.services.b.serviceConfig = { Nice = 5; };
}
"#,
    );
}

#[test]
fn not_known_not_wanted_not_a_service() {
    check(
        &SYSLOG_OUTPUT,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig.StandardOutput = config.out;
  systemd.services.b = { enable = false; serviceConfig.StandardOutput = "syslog"; };
  systemd.mounts = [ { mountConfig.StandardOutput = "syslog"; } ];
  services.c.serviceConfig.StandardOutput = "syslog";
}
"#,
    );
}

#[test]
fn before_systemd_246() {
    check(
        &SYSLOG_OUTPUT,
        r#"
{ systemd.services.a.serviceConfig.StandardOutput = "syslog"; }
#-- config
release = "20.03"
"#,
    );
}

#[test]
fn a_whole_set_by_force() {
    check(
        &SYSLOG_OUTPUT,
        r#"
{ lib, ... }: lib.mkMerge [
  { systemd.services.a.serviceConfig.StandardOutput = "syslog"; }
  { systemd.services.a.serviceConfig = lib.mkForce { StandardError = "null"; }; }
]
"#,
    );
}

//! Where `obsolete-unit-name` speaks, and where it is silent.

use super::OBSOLETE_UNIT_NAME;
use crate::testing::check;

#[test]
fn services_that_are_targets() {
    check(
        &OBSOLETE_UNIT_NAME,
        r#"
{ systemd.services.a = { after = [ "network.service" "x.service" ]; requires = [ "networking.service" ]; }; }
                                  # ^^^^^^^^^^^^^^^ warning: there is no unit `network.service`: it does nothing
                                  #               | help: write `network.target`
                                                                                # ^^^^^^^^^^^^^^^^^^ warning: there is no unit `networking.service`: the unit cannot start
                                                                                #                  | help: write `network.target`
#-- unsafe fix
{ systemd.services.a = { after = [ "network.target" "x.service" ]; requires = [ "network.target" ]; }; }
"#,
    );
}

#[test]
fn gone() {
    check(
        &OBSOLETE_UNIT_NAME,
        r#"
{
  systemd.services.a.after = [
    "syslog.target"
   # ^^^^^^^^^^^^^ warning: there is no unit `syslog.target`: it does nothing
   #             | help: delete it; the journal takes messages from the beginning
    "x.service"
  ];
}
#-- fix
{
  systemd.services.a.after = [
    "x.service"
  ];
}
"#,
    );
}

#[test]
fn gone_again() {
    check(
        &OBSOLETE_UNIT_NAME,
        r#"
{ systemd.services.a.after = [ "network-interfaces.target" ]; }
                              # ^^^^^^^^^^^^^^^^^^^^^^^^^ error: there is no unit `network-interfaces.target`: NixOS stops the evaluation
                              #                         | help: write `network.target`
#-- unsafe fix
{ systemd.services.a.after = [ "network.target" ]; }
"#,
    );
}

#[test]
fn raw() {
    check(
        &OBSOLETE_UNIT_NAME,
        r#"
{ systemd.services.a.unitConfig.After = "syslog.target network.target"; }
                                       # ^^^^^^^^^^^^^ warning: there is no unit `syslog.target`: it does nothing
                                       #             | help: delete it; the journal takes messages from the beginning
"#,
    );
}

#[test]
fn another_file() {
    check(
        &OBSOLETE_UNIT_NAME,
        r#"
{ systemd.services.a.after = [ "network.service" ]; systemd.services.b.after = [ "syslog.target" ]; }
                                                                                # ^^^^^^^^^^^^^ warning: there is no unit `syslog.target`: it does nothing
                                                                                #             | help: delete it; the journal takes messages from the beginning
#-- other.nix
{ systemd.services.network.script = "x"; }
#-- fix
{ systemd.services.a.after = [ "network.service" ]; systemd.services.b.after = [ ]; }
#-- unsafe fix
{ systemd.services.a.after = [ "network.service" ]; systemd.services.b.after = [ ]; }
"#,
    );
}

#[test]
fn others() {
    check(
        &OBSOLETE_UNIT_NAME,
        r#"
{ lib, config, ... }: {
  systemd.services.a = { after = [ "network.target" "syslog.service" ]; };
  systemd.services.b = { after = lib.mkForce [ ]; };
  systemd.user.services.c.after = [ "network.service" ];
  services.d.after = [ "network.service" ];
}
"#,
    );
}

#[test]
fn others_again() {
    check(
        &OBSOLETE_UNIT_NAME,
        r#"
{ pkgs, ... }: {
  systemd.packages = [ pkgs.a ];
  systemd.services.a.after = [ "network.service" ];
}
"#,
    );
}

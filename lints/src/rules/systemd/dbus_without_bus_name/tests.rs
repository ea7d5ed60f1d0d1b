//! Where `dbus-without-bus-name` speaks, and where it is silent.

use super::DBUS_WITHOUT_BUS_NAME;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &DBUS_WITHOUT_BUS_NAME,
        r#"
{ systemd.services.a.serviceConfig = { Type = "dbus"; ExecStart = "/bin/a"; }; }
                                             # ^^^^ error: systemd refuses `a.service`: a D-Bus service needs a `BusName`
                                             #    | help: set `BusName` to the name that the program takes on the bus
"#,
    );
}

#[test]
fn two_files() {
    check(
        &DBUS_WITHOUT_BUS_NAME,
        r#"
{ systemd.user.services.a.serviceConfig.Type = "dbus"; }
                                              # ^^^^ error: systemd refuses `a.service`: a D-Bus service needs a `BusName`
                                              #    | help: set `BusName` to the name that the program takes on the bus
#-- other.nix
{ systemd.user.services.a.script = "exec a"; }
"#,
    );
}

#[test]
fn others() {
    check(
        &DBUS_WITHOUT_BUS_NAME,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig = { Type = "dbus"; ExecStart = "/bin/a"; BusName = config.x; };
  systemd.services.b.serviceConfig.Type = "dbus";
  systemd.services.c.serviceConfig = config.x // { Type = "dbus"; ExecStart = "/bin/a"; };
  systemd.services.d.serviceConfig = { Type = "dbus"; ExecStart = "/bin/a"; };
}
#-- other.nix
{ systemd.services.d.serviceConfig.BusName = "org.d"; }
"#,
    );
}

#[test]
fn others_again() {
    check(
        &DBUS_WITHOUT_BUS_NAME,
        r#"
{ pkgs, ... }: {
  systemd.packages = [ pkgs.a ];
  systemd.services.a.serviceConfig = { Type = "dbus"; ExecStart = [ "" "/bin/a" ]; };
}
"#,
    );
}

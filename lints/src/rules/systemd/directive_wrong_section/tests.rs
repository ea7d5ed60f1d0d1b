//! Where `directive-wrong-section` speaks, and where it is silent.

use super::DIRECTIVE_WRONG_SECTION;
use crate::testing::check;

#[test]
fn service_and_unit() {
    check(
        &DIRECTIVE_WRONG_SECTION,
        r#"
{
  systemd.services.web = {
    serviceConfig = {
      Restart = "always";
      ConditionPathExists = "/etc/web"; # only then
    # ^^^^^^^^^^^^^^^^^^^ warning: systemd ignores `ConditionPathExists` in [Service]; it belongs to [Unit]
    #                   | help: move it to `unitConfig`
    };
  };
  systemd.services.db.unitConfig.Type = "oneshot";
                               # ^^^^ warning: systemd ignores `Type` in [Unit]; it belongs to [Service]
                               #    | help: move it to `serviceConfig`
}
#-- unsafe fix
{
  systemd.services.web = {
    serviceConfig = {
      Restart = "always";
      # only then
    };
    unitConfig.ConditionPathExists = "/etc/web";
  };
  systemd.services.db.serviceConfig.Type = "oneshot";
}
"#,
    );
}

#[test]
fn install_and_other_units() {
    check(
        &DIRECTIVE_WRONG_SECTION,
        r#"
{
  systemd.services.web.serviceConfig.WantedBy = "multi-user.target";
                                   # ^^^^^^^^ warning: systemd ignores `WantedBy` in [Service]; it belongs to [Install]
                                   #        | help: NixOS starts units by links: use the options `wantedBy`, `requiredBy` and `aliases` of the unit
  systemd.services.pull.serviceConfig.OnCalendar = "daily";
                                    # ^^^^^^^^^^ warning: systemd ignores `OnCalendar` in [Service]; it is for timer units
                                    #          | help: a timer unit has a [Timer] for it
}
"#,
    );
}

#[test]
fn home_manager() {
    check(
        &DIRECTIVE_WRONG_SECTION,
        r#"
{
  systemd.user.services.sync.Service.After = [ "network.target" ];
                                   # ^^^^^ warning: systemd ignores `After` in [Service]; it belongs to [Unit]
                                   #     | help: move it to `Unit`
}
#-- unsafe fix
{
  systemd.user.services.sync.Unit.After = [ "network.target" ];
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &DIRECTIVE_WRONG_SECTION,
        r#"
{ config, lib, ... }: {
  systemd.services.a.unitConfig.ConditionPathExists = "/etc/a";
  systemd.services.a.serviceConfig.Type = "oneshot";
  systemd.services.b.serviceConfig.After = [ ];
  systemd.services.c.serviceConfig.After = "x.target";
  systemd.services.c.enable = lib.mkForce false;
  systemd.services.d.serviceConfig.StartLimitInterval = 5;
  systemd.services.e.serviceConfig.X-After = "y";
  systemd.user.services.f.Install.WantedBy = [ "default.target" ];
}
"#,
    );
}

#[test]
fn elements_of_lists() {
    check(
        &DIRECTIVE_WRONG_SECTION,
        r#"
{
  systemd.mounts = [
    { what = "a"; where = "/a"; mountConfig.RequiresMountsFor = "/b"; }
                                          # ^^^^^^^^^^^^^^^^^ warning: systemd ignores `RequiresMountsFor` in [Mount]; it belongs to [Unit]
                                          #                 | help: move it to `unitConfig`
    {
      what = "c";
      where = "/c";
      mountConfig = {
        RequiresMountsFor = "/b";
      # ^^^^^^^^^^^^^^^^^ warning: systemd ignores `RequiresMountsFor` in [Mount]; it belongs to [Unit]
      #                 | help: move it to `unitConfig`
        LazyUnmount = true;
      };
    }
  ];
  systemd.network.networks.a.addresses = [ { DHCP = "yes"; Address = "10.0.0.1/8"; } ];
                                           # ^^^^ warning: systemd ignores `DHCP` in [Address]; it belongs to [Network]
                                           #    | help: move it to `networkConfig`
}
#-- unsafe fix
{
  systemd.mounts = [
    { what = "a"; where = "/a"; unitConfig.RequiresMountsFor = "/b"; }
    {
      what = "c";
      where = "/c";
      mountConfig = {
        LazyUnmount = true;
      };
      unitConfig.RequiresMountsFor = "/b";
    }
  ];
  systemd.network.networks.a.addresses = [ { DHCP = "yes"; Address = "10.0.0.1/8"; } ];
}
"#,
    );
}

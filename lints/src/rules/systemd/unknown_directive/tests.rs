//! Where `unknown-directive` speaks, and where it is silent.

use super::UNKNOWN_DIRECTIVE;
use crate::testing::check;

#[test]
fn misspelt() {
    check(
        &UNKNOWN_DIRECTIVE,
        r#"
{
  systemd.services.web.serviceConfig = {
    ExecStrat = "/bin/web";
  # ^^^^^^^^^ warning: systemd ignores `ExecStrat`: [Service] has no such directive
  #         | help: did you mean `ExecStart`?
    Type = "simple";
  };
}
#-- unsafe fix
{
  systemd.services.web.serviceConfig = {
    ExecStart = "/bin/web";
    Type = "simple";
  };
}
"#,
    );
}

#[test]
fn wrong_case_in_other_units() {
    check(
        &UNKNOWN_DIRECTIVE,
        r#"
{ lib, ... }: lib.mkIf true {
  systemd.user.timers.pull.timerConfig.onCalendar = "daily";
                                     # ^^^^^^^^^^ warning: systemd ignores `onCalendar`: [Timer] has no such directive
                                     #          | help: did you mean `OnCalendar`?
  systemd.sockets.web.socketConfig.Listenstream = 80;
                                 # ^^^^^^^^^^^^ warning: systemd ignores `Listenstream`: [Socket] has no such directive
                                 #            | help: did you mean `ListenStream`?
}
#-- unsafe fix
{ lib, ... }: lib.mkIf true {
  systemd.user.timers.pull.timerConfig.OnCalendar = "daily";
  systemd.sockets.web.socketConfig.ListenStream = 80;
}
"#,
    );
}

#[test]
fn of_home_manager_and_in_texts() {
    check(
        &UNKNOWN_DIRECTIVE,
        r#"
{
  systemd.user.services.sync.Service.Restrat = "always";
                                   # ^^^^^^^ warning: systemd ignores `Restrat`: [Service] has no such directive
                                   #       | help: did you mean `Restart`?
  systemd.units."old.service".text = ''
    [Service]
    ExecStat=/bin/old
#   ^^^^^^^^ warning: systemd ignores `ExecStat`: [Service] has no such directive
#          | help: did you mean `ExecStart`?
  '';
}
#-- unsafe fix
{
  systemd.user.services.sync.Service.Restart = "always";
  systemd.units."old.service".text = ''
    [Service]
    ExecStart=/bin/old
  '';
}
"#,
    );
}

#[test]
fn nothing_is_near() {
    check(
        &UNKNOWN_DIRECTIVE,
        r#"
{ systemd.services.web.serviceConfig.Colour = "red"; }
                                   # ^^^^^^ warning: systemd ignores `Colour`: [Service] has no such directive
"#,
    );
}

#[test]
fn silent() {
    check(
        &UNKNOWN_DIRECTIVE,
        r#"
{ config, lib, name, ... }: {
  systemd.services.a.serviceConfig = {
    ExecStart = "/bin/a";
    X-Reload = "yes";
    ${name} = "x";
    PermissionsStartOnly = true;
    StartLimitBurst = 3;
    Nothing = [ ];
  };
  systemd.services.b.serviceConfig.ExecStrat = "/bin/b";
  systemd.services.b.enable = false;
  systemd.services.c = lib.mkMerge [ { serviceConfig.ExecStrat = "/bin/c"; } { serviceConfig = lib.mkForce { }; } ];
  systemd.services.d.serviceConfig.wantedBy = [ "x.target" ];
  systemd.services.e.unitConfig.OnCalendar = "daily";
  systemd.services.f.serviceConfig = config.f.extra // { };
  services.web.serviceConfig.ExecStrat = "/bin/g";
}
"#,
    );
}

#[test]
fn of_a_later_version() {
    check(
        &UNKNOWN_DIRECTIVE,
        r#"
{
  systemd.services.a.serviceConfig = { RestartSteps = 5; Restart = "always"; };
                                     # ^^^^^^^^^^^^ warning: systemd ignores `RestartSteps`: it came with version 254
                                     #            | help: by the settings, systemd is no newer than 252
  systemd.services.b = { enable = false; serviceConfig.RestartSteps = 5; };
}
#-- config
systemd-version = 252
"#,
    );
    let text = r#"
{ systemd.services.a.serviceConfig.RestartSteps = 5; }
"#;
    check(&UNKNOWN_DIRECTIVE, text);
    check(&UNKNOWN_DIRECTIVE, &format!("{text}#-- config\nrelease = \"23.11\"\n"));
}

#[test]
fn elements_of_lists() {
    check(
        &UNKNOWN_DIRECTIVE,
        r#"
{ config, ... }: {
  systemd.mounts = [
    { what = "a"; where = "/b-c"; mountConfig = { Optins = "ro"; LazyUnmount = true; }; }
                                                # ^^^^^^ warning: systemd ignores `Optins`: [Mount] has no such directive
                                                #      | help: did you mean `Options`?
  ] ++ config.d;
  systemd.network.networks.a = {
    addresses = [ { Adress = "10.0.0.1/8"; } { Address = "10.0.0.2/8"; AddPrefixRoute = false; } ];
                  # ^^^^^^ warning: systemd ignores `Adress`: [Address] has no such directive
                  #      | help: did you mean `Address`?
    routes = [ { routeConfig.Gatewy = "10.0.0.3"; } { routeConfig = { Destination = "10.0.0.0/8"; }; } ];
                           # ^^^^^^ warning: systemd ignores `Gatewy`: [Route] has no such directive
                           #      | help: did you mean `Gateway`?
  };
}
#-- unsafe fix
{ config, ... }: {
  systemd.mounts = [
    { what = "a"; where = "/b-c"; mountConfig = { Options = "ro"; LazyUnmount = true; }; }
  ] ++ config.d;
  systemd.network.networks.a = {
    addresses = [ { Address = "10.0.0.1/8"; } { Address = "10.0.0.2/8"; AddPrefixRoute = false; } ];
    routes = [ { routeConfig.Gateway = "10.0.0.3"; } { routeConfig = { Destination = "10.0.0.0/8"; }; } ];
  };
}
"#,
    );
}

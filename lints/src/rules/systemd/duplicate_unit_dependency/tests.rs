//! Cases of `duplicate-unit-dependency`.

use super::DUPLICATE_UNIT_DEPENDENCY;
use crate::testing::check;

#[test]
fn the_later_one_goes() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{
  systemd.services.radius.after = [ "network.target" "openldap.service" "network.target" ];
                                                                      # ^^^^^^^^^^^^^^^^ warning: "network.target" is listed twice in after of "radius"
}
#-- fix
{
  systemd.services.radius.after = [ "network.target" "openldap.service" ];
}
"#,
    );
}

#[test]
fn through_let_and_concatenation() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{ ... }:
let net = [ "network-online.target" ];
in {
  systemd.services.radius.wants = [ "openldap.service" ] ++ net ++ [
    # The link may be slow.
    "network-online.target"
  # ^^^^^^^^^^^^^^^^^^^^^^^ warning: "network-online.target" is listed twice in wants of "radius"
  ];
}
#-- fix
{ ... }:
let net = [ "network-online.target" ];
in {
  systemd.services.radius.wants = [ "openldap.service" ] ++ net ++ [
    # The link may be slow.
  ];
}
"#,
    );
}

#[test]
fn two_definitions_of_one_unit() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{ lib, ... }: lib.mkMerge [
  { systemd.timers.a = { wantedBy = [ "timers.target" ]; }; }
  { systemd.timers."a".wantedBy = [ "timers.target" "b.target" ]; }
                                  # ^^^^^^^^^^^^^^^ warning: "timers.target" is listed twice in wantedBy of "a"
]
#-- fix
{ lib, ... }: lib.mkMerge [
  { systemd.timers.a = { wantedBy = [ "timers.target" ]; }; }
  { systemd.timers."a".wantedBy = [ "b.target" ]; }
]
"#,
    );
}

#[test]
fn options_and_units_are_told_apart() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{
  systemd.services.radius = { after = [ "openldap.service" ]; wants = [ "openldap.service" ]; };
  systemd.timers.radius = { after = [ "openldap.service" ]; };
  systemd.user.services.radius = { after = [ "openldap.service" ]; };
}
"#,
    );
}

#[test]
fn conditions_of_their_own() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{ lib, config, ... }: lib.mkMerge [
  (lib.mkIf config.a { systemd.services.radius.after = [ "openldap.service" ]; })
  (lib.mkIf (!config.a) { systemd.services.radius.after = [ "openldap.service" ]; })
  { systemd.services.b.after = lib.optional config.a "x.service" ++ lib.optional config.b "x.service"; }
]
"#,
    );
}

#[test]
fn two_machines_of_one_test() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{
  nodes.a = { ... }: { systemd.services.radius.after = [ "x.service" ]; };
  nodes.b = { ... }: { systemd.services.radius.after = [ "x.service" ]; };
}
"#,
    );
}

#[test]
fn directives_conditions_and_home_manager() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{
  systemd.user.services.bar = {
    Unit.After = [ "a.target" "a.target" ];
                            # ^^^^^^^^^^ warning: "a.target" is listed twice in After of "bar"
    Install.WantedBy = [ "b.target" "b.target" ];
                                  # ^^^^^^^^^^ warning: "b.target" is listed twice in WantedBy of "bar"
  };
  systemd.mounts.x.unitConfig.ConditionPathExists = [
    "/c"
    "/c" # sure
  # ^^^^ warning: "/c" is listed twice in ConditionPathExists of "x"
  ];
}
#-- fix
{
  systemd.user.services.bar = {
    Unit.After = [ "a.target" ];
    Install.WantedBy = [ "b.target" ];
  };
  systemd.mounts.x.unitConfig.ConditionPathExists = [
    "/c"
    # sure
  ];
}
"#,
    );
}

#[test]
fn what_is_there_always_stays() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{ lib, config, ... }: {
  systemd.services.a = lib.mkMerge [
    (lib.mkIf config.b { wants = [ "c.service" ]; })
    { wants = [ "c.service" ]; }
              # ^^^^^^^^^^^ warning: "c.service" is listed twice in wants of "a"
  ];
}
"#,
    );
}

#[test]
fn computed_names() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{ lib, config, ... }:
let dhcp = postfix: { systemd.services."dhcpd${postfix}".after = [ "network.target" ]; };
in lib.mkMerge [
  (dhcp config.a)
  (dhcp config.b)
  { systemd.services = lib.mapAttrs' (n: v: lib.nameValuePair "${n}-netdev" { after = [ "x" ] ++ v ++ [ "x" ]; }) config.c; }
  { systemd.services = lib.mapAttrs' (n: v: lib.nameValuePair "${n}-netdev" { after = [ "x" ]; }) config.d; }
]
"#,
    );
}

#[test]
fn conditions_of_two_settings() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{ lib, config, ... }: lib.mkMerge [
  (let cfg = config.a; in lib.mkIf cfg.enable { systemd.services.x.after = [ "y.service" ]; })
  (let cfg = config.b; in lib.mkIf cfg.enable { systemd.services.x.after = [ "y.service" ]; })
  (lib.mkIf (config.db == "my") { systemd.services.z.after = [ "db.service" ]; })
  (lib.mkIf (config.db == "pg") { systemd.services.z.after = [ "db.service" ]; })
]
"#,
    );
}

#[test]
fn a_reset_in_between() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{ systemd.services.a.unitConfig.ConditionPathExists = [ "/b" "" "/b" ]; }
"#,
    );
}

#[test]
fn two_files_stand_alone() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
#-- a.nix
{ systemd.services.x.after = [ "y.service" ]; }
#-- b.nix
{ systemd.services.x.after = [ "y.service" ]; }
"#,
    );
}

#[test]
fn a_list_that_another_one_replaces() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{ lib, ... }: {
  systemd.services.a = lib.mkMerge [ { after = lib.mkDefault [ "b" ]; } { after = [ "b" ]; } ];
  systemd.services.c = { after = [ "d" ]; } // { after = [ "d" ]; };
}
"#,
    );
}

#[test]
fn an_emptied_half_goes() {
    check(
        &DUPLICATE_UNIT_DEPENDENCY,
        r#"
{ ... }:
let net = [ "network-online.target" ];
in {
  systemd.services.radius.wants = [ "ldap.service" ] ++ net ++ [ "network-online.target" ];
                                                               # ^^^^^^^^^^^^^^^^^^^^^^^ warning: "network-online.target" is listed twice in wants of "radius"
}
#-- fix
{ ... }:
let net = [ "network-online.target" ];
in {
  systemd.services.radius.wants = [ "ldap.service" ] ++ net;
}
"#,
    );
}

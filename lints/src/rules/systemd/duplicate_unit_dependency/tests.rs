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

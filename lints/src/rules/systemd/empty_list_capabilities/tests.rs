//! Where `empty-list-capabilities` speaks, and where it is silent.

use super::EMPTY_LIST_CAPABILITIES;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &EMPTY_LIST_CAPABILITIES,
        r#"
{ systemd.services.a.serviceConfig.CapabilityBoundingSet = [ ]; }
                                                         # ^^^ warning: an empty list writes no line: the service keeps all capabilities
                                                         #   | help: write `""` for none
#-- unsafe fix
{ systemd.services.a.serviceConfig.CapabilityBoundingSet = ""; }
"#,
    );
}

#[test]
fn firing_through_a_variable() {
    check(
        &EMPTY_LIST_CAPABILITIES,
        r#"
let none = [ ]; in { systemd.services.a.serviceConfig.CapabilityBoundingSet = none; }
         # ^^^ warning: an empty list writes no line: the service keeps all capabilities
         #   | help: write `""` for none
"#,
    );
}

#[test]
fn silent() {
    check(
        &EMPTY_LIST_CAPABILITIES,
        r#"
{ lib, x, ... }: {
  systemd.services.a.serviceConfig.CapabilityBoundingSet = lib.mkForce [ ];
  systemd.services.b.serviceConfig.CapabilityBoundingSet = [ "" ];
  systemd.services.c.serviceConfig.CapabilityBoundingSet = [ ] ++ x;
  systemd.services.d.serviceConfig.AmbientCapabilities = [ ];
}
"#,
    );
}

#[test]
fn elsewhere() {
    check(
        &EMPTY_LIST_CAPABILITIES,
        r#"
{ lib, ... }: {
  systemd.user.services.a.Service.CapabilityBoundingSet = [ ];
  systemd.services.b = lib.mkMerge [
    { serviceConfig.CapabilityBoundingSet = [ ]; }
    { serviceConfig.CapabilityBoundingSet = [ "CAP_CHOWN" ]; }
  ];
  systemd.services.c = { serviceConfig.CapabilityBoundingSet = [ ]; enable = false; };
}
"#,
    );
}

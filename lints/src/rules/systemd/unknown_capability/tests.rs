//! Where `unknown-capability` speaks, and where it is silent.

use super::UNKNOWN_CAPABILITY;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &UNKNOWN_CAPABILITY,
        r#"
{
  systemd.services.web.serviceConfig = {
    AmbientCapabilities = [ "CAP_NET_BIND_SERVICE" "CAP_NET_ADMN" ];
                                                  # ^^^^^^^^^^^^ warning: systemd leaves this out of `AmbientCapabilities`: `CAP_NET_ADMN` is not a capability that systemd knows
                                                  #            | help: did you mean `CAP_NET_ADMIN`?
    CapabilityBoundingSet = "CAP_CHOWN,CAP_FOWNER";
                           # ^^^^^^^^^^^^^^^^^^^^ warning: systemd leaves this out of `CapabilityBoundingSet`: words of this list have blanks between them, nothing else
                           #                    | help: write `CAP_CHOWN CAP_FOWNER`
  };
}
#-- unsafe fix
{
  systemd.services.web.serviceConfig = {
    AmbientCapabilities = [ "CAP_NET_BIND_SERVICE" "CAP_NET_ADMIN" ];
    CapabilityBoundingSet = "CAP_CHOWN CAP_FOWNER";
  };
}
"#,
    );
}

#[test]
fn firing_inverted() {
    check(
        &UNKNOWN_CAPABILITY,
        r#"
{ systemd.services.web.serviceConfig.CapabilityBoundingSet = "~CAP_SYS_ADMN"; }
                                                             # ^^^^^^^^^^^^ warning: systemd leaves this out of `CapabilityBoundingSet`: `CAP_SYS_ADMN` is not a capability that systemd knows
                                                             #            | help: did you mean `CAP_SYS_ADMIN`?
#-- unsafe fix
{ systemd.services.web.serviceConfig.CapabilityBoundingSet = "~CAP_SYS_ADMIN"; }
"#,
    );
}

#[test]
fn silent() {
    check(
        &UNKNOWN_CAPABILITY,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig = {
    AmbientCapabilities = "cap_net_bind_service CAP_NET_ADMIN";
    CapabilityBoundingSet = [ "" ];
  };
  systemd.services.b.serviceConfig.CapabilityBoundingSet = "~CAP_SYS_ADMIN";
  systemd.services.c.serviceConfig.CapabilityBoundingSet = config.c.capabilities;
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &UNKNOWN_CAPABILITY,
        r#"
{
  security.wrappers.d.capabilities = "cap_net_admn+ep";
  systemd.services.e.serviceConfig.AmbientCapabilities = "CAP_NET_ADMN";
  systemd.services.e.enable = false;
}
"#,
    );
}

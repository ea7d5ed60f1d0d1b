//! Where `unknown-address-family` speaks, and where it is silent.

use super::UNKNOWN_ADDRESS_FAMILY;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &UNKNOWN_ADDRESS_FAMILY,
        r#"
{
  systemd.services.web.serviceConfig.RestrictAddressFamilies = [ "AF_INET" "AF_INTE6" ];
                                                                          # ^^^^^^^^ warning: systemd leaves this out of `RestrictAddressFamilies`: `AF_INTE6` is not an address family that systemd knows
                                                                          #        | help: did you mean `AF_INET6`?
}
#-- unsafe fix
{
  systemd.services.web.serviceConfig.RestrictAddressFamilies = [ "AF_INET" "AF_INET6" ];
}
"#,
    );
}

#[test]
fn firing_on_commas() {
    check(
        &UNKNOWN_ADDRESS_FAMILY,
        r#"
{ systemd.services.web.serviceConfig.RestrictAddressFamilies = "AF_INET,AF_INET6"; }
                                                              # ^^^^^^^^^^^^^^^^ warning: systemd leaves this out of `RestrictAddressFamilies`: words of this list have blanks between them, nothing else
                                                              #                | help: write `AF_INET AF_INET6`
#-- unsafe fix
{ systemd.services.web.serviceConfig.RestrictAddressFamilies = "AF_INET AF_INET6"; }
"#,
    );
}

#[test]
fn silent() {
    check(
        &UNKNOWN_ADDRESS_FAMILY,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig.RestrictAddressFamilies = "AF_INET AF_INET6";
  systemd.services.b.serviceConfig.RestrictAddressFamilies = "none";
  systemd.services.c.serviceConfig.RestrictAddressFamilies = [ "~AF_PACKET" ];
  systemd.services.d.serviceConfig.RestrictAddressFamilies = config.d.families;
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &UNKNOWN_ADDRESS_FAMILY,
        r#"
{
  systemd.services.e.serviceConfig.RestrictAddressFamilies = "AF_INTE";
  systemd.services.e.enable = false;
  services.f.RestrictAddressFamilies = "AF_INTE";
}
"#,
    );
}

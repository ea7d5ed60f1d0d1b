//! Cases of `acme-dns-credentials-missing`.

use super::ACME_DNS_CREDENTIALS_MISSING;
use crate::testing::check;

#[test]
fn of_the_defaults() {
    check(
        &ACME_DNS_CREDENTIALS_MISSING,
        r#"
{
  system.stateVersion = "24.05";
  security.acme.defaults.dnsProvider = "hetzner";
                       # ^^^^^^^^^^^ warning: dnsProvider "hetzner" without environmentFile or credentialFiles: lego will find no credentials
  security.acme.certs."a.example".group = "mail";
}
#-- unsafe fix
{
  system.stateVersion = "24.05";
  security.acme.defaults.dnsProvider = "hetzner";
  security.acme.defaults.environmentFile = "/run/secrets/acme-dns";
  security.acme.certs."a.example".group = "mail";
}
"#,
    );
}

#[test]
fn under_a_name_that_is_written_elsewhere() {
    check(
        &ACME_DNS_CREDENTIALS_MISSING,
        r#"
{ lib, ... }: let before = [ "dnsProvider" ]; in {
                           # ^^^^^^^^^^^^^ warning: dnsProvider "hetzner" without environmentFile or credentialFiles: lego will find no credentials
  system.stateVersion = "24.05";
  security.acme.defaults = lib.genAttrs before (_: "hetzner");
  security.acme.certs."a.example".group = "mail";
}
"#,
    );
}

#[test]
fn a_provider_of_a_cloud_in_another_file() {
    check(
        &ACME_DNS_CREDENTIALS_MISSING,
        r#"
{ security.acme.certs."a.example" = { dnsProvider = "route53"; }; imports = [ ./host.nix ]; }
                                    # ^^^^^^^^^^^ hint: dnsProvider "route53" without environmentFile or credentialFiles: lego will find no credentials
#-- unsafe fix
{ security.acme.certs."a.example" = { dnsProvider = "route53"; environmentFile = "/run/secrets/acme-dns"; }; imports = [ ./host.nix ]; }
#-- host.nix
{ system.stateVersion = "24.05"; }
"#,
    );
}

#[test]
fn with_credentials() {
    check(
        &ACME_DNS_CREDENTIALS_MISSING,
        r#"
{
  system.stateVersion = "24.05";
  security.acme.certs."a.example" = { dnsProvider = "ovh"; environmentFile = "/run/k"; };
  security.acme.certs."b.example" = { dnsProvider = "ovh"; credentialFiles.OVH_KEY_FILE = "/run/k"; };
}
"#,
    );
}

#[test]
fn given_by_the_unit() {
    check(
        &ACME_DNS_CREDENTIALS_MISSING,
        r#"
{
  system.stateVersion = "24.05";
  security.acme.certs."a.example".dnsProvider = "exec";
  systemd.services."acme-a.example".environment.EXEC_PATH = "/run/set-record";
}
"#,
    );
}

#[test]
fn a_part_of_a_machine() {
    check(
        &ACME_DNS_CREDENTIALS_MISSING,
        r#"
{ security.acme.certs."a.example".dnsProvider = "ovh"; }
"#,
    );
}

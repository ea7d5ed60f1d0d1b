//! Cases of `acme-wildcard-http`.

use super::ACME_WILDCARD_HTTP;
use crate::testing::check;

#[test]
fn a_further_domain() {
    check(
        &ACME_WILDCARD_HTTP,
        r#"
{
  security.acme.certs."a.example" = {
    listenHTTP = ":80";
    extraDomainNames = [ "www.a.example" "*.a.example" ];
                                       # ^^^^^^^^^^^^^ error: wildcard "*.a.example" can only be validated by DNS; set dnsProvider
  };
}
"#,
    );
}

#[test]
fn the_domain_of_a_whole_machine() {
    check(
        &ACME_WILDCARD_HTTP,
        r#"
{
  system.stateVersion = "24.05";
  security.acme.certs."a.example".domain = "*.a.example";
                                # ^^^^^^ error: wildcard "*.a.example" can only be validated by DNS; set dnsProvider
}
"#,
    );
}

#[test]
fn the_folder_in_another_file() {
    check(
        &ACME_WILDCARD_HTTP,
        r#"
{
  imports = [ ./web.nix ];
  security.acme.certs."a.example".domain = "*.a.example";
                                # ^^^^^^ error: wildcard "*.a.example" can only be validated by DNS; set dnsProvider
}
#-- web.nix
{ security.acme.certs."a.example".webroot = "/w"; }
"#,
    );
}

#[test]
fn a_provider() {
    check(
        &ACME_WILDCARD_HTTP,
        r#"
{ config, ... }: {
  system.stateVersion = "24.05";
  security.acme.certs."a.example" = { domain = "*.a.example"; dnsProvider = "ovh"; };
  security.acme.certs."b.example" = { domain = "*.b.example"; dnsProvider = config.my.provider; };
}
"#,
    );
}

#[test]
fn a_part_of_a_machine() {
    check(
        &ACME_WILDCARD_HTTP,
        r#"
{ security.acme.certs."a.example".extraDomainNames = [ "*.a.example" ]; }
"#,
    );
}

#[test]
fn a_machine_with_unknown_parts() {
    check(
        &ACME_WILDCARD_HTTP,
        r#"
{ inputs, ... }: {
  imports = [ inputs.acme.nixosModules.default ];
  system.stateVersion = "24.05";
  security.acme.certs."a.example".extraDomainNames = [ "*.a.example" ];
}
"#,
    );
}

#[test]
fn a_provider_for_all() {
    check(
        &ACME_WILDCARD_HTTP,
        r#"
{
  system.stateVersion = "24.05";
  security.acme.defaults.dnsProvider = "ovh";
  security.acme.certs."a.example".extraDomainNames = [ "*.a.example" ];
}
"#,
    );
}

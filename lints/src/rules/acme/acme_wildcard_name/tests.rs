//! Cases of `acme-wildcard-name`.

use super::ACME_WILDCARD_NAME;
use crate::testing::check;

#[test]
fn one_option() {
    check(
        &ACME_WILDCARD_NAME,
        r#"
{
  security.acme.certs."*.b.example".dnsProvider = "hetzner";
                    # ^^^^^^^^^^^^^ error: "*" is not allowed in the name of a certificate; name it "b.example" and set domain = "*.b.example"
}
"#,
    );
}

#[test]
fn a_set_on_several_lines() {
    check(
        &ACME_WILDCARD_NAME,
        r#"
{
  security.acme.certs = {
    "*.b.example" = {
  # ^^^^^^^^^^^^^ error: "*" is not allowed in the name of a certificate; name it "b.example" and set domain = "*.b.example"
      # asked for by the mail team
      dnsProvider = "hetzner";
      group = "mail";
    };
  };
}
#-- unsafe fix
{
  security.acme.certs = {
    "b.example" = {
      # asked for by the mail team
      domain = "*.b.example";
      dnsProvider = "hetzner";
      group = "mail";
    };
  };
}
"#,
    );
}

#[test]
fn with_a_domain_of_its_own() {
    check(
        &ACME_WILDCARD_NAME,
        r#"
{ security.acme.certs."*.b.example" = { domain = "b.example"; webroot = "/w"; }; }
                    # ^^^^^^^^^^^^^ error: "*" is not allowed in the name of a certificate; name it "b.example" and set domain = "*.b.example"
"#,
    );
}

#[test]
fn names_without() {
    check(
        &ACME_WILDCARD_NAME,
        r#"
{
  security.acme.certs."b.example" = { domain = "*.b.example"; dnsProvider = "hetzner"; };
  services.nginx.virtualHosts."*.b.example".useACMEHost = "b.example";
}
"#,
    );
}

#[test]
fn computed_names() {
    check(
        &ACME_WILDCARD_NAME,
        r#"
{ config, ... }: { security.acme.certs.${config.my.name}.dnsProvider = "hetzner"; }
"#,
    );
}

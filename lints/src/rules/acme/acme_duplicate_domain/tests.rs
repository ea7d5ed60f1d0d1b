//! Cases of `acme-duplicate-domain`.

use super::ACME_DUPLICATE_DOMAIN;
use crate::testing::check;

#[test]
fn named_after_it() {
    check(
        &ACME_DUPLICATE_DOMAIN,
        r#"
{
  security.acme.certs."a.example".webroot = "/w";
  security.acme.certs.mail = { webroot = "/w"; domain = "a.example"; group = "mail"; };
                                             # ^^^^^^ warning: "a.example" and "mail" have the same domain a.example and key type; one overwrites the other (20.03) or both count for the CA's duplicate limit
}
"#,
    );
}

#[test]
fn in_a_file_that_is_imported() {
    check(
        &ACME_DUPLICATE_DOMAIN,
        r#"
{ imports = [ ./b.nix ]; security.acme.certs.one = { domain = "a.example"; webroot = "/w"; extraDomainNames = [ "x.example" "y.example" ]; }; }
#-- b.nix
{ security.acme.certs.two = { domain = "a.example"; webroot = "/w"; extraDomainNames = [ "y.example" "x.example" ]; }; }
                            # ^^^^^^ warning: "one" and "two" have the same domain a.example and key type; one overwrites the other (20.03) or both count for the CA's duplicate limit
"#,
    );
}

#[test]
fn other_keys_servers_or_names() {
    check(
        &ACME_DUPLICATE_DOMAIN,
        r#"
{ rsa, ... }: {
  security.acme.certs.one = { domain = "a.example"; webroot = "/w"; keyType = "rsa2048"; };
  security.acme.certs.two = { domain = "a.example"; webroot = "/w"; };
  security.acme.certs.three = { domain = "a.example"; webroot = "/w"; server = "https://ca.internal/directory"; };
  security.acme.certs.four = { domain = "a.example"; webroot = "/w"; extraDomainNames = [ "b.example" ]; };
  security.acme.certs.five = { domain = "a.example"; webroot = "/w"; keyType = if rsa then "rsa2048" else "ec256"; };
}
"#,
    );
}

#[test]
fn two_machines_and_conditions() {
    check(
        &ACME_DUPLICATE_DOMAIN,
        r#"
{ config, lib, ... }: {
  security.acme.certs.one = { domain = "a.example"; webroot = "/w"; };
  security.acme.certs.three = lib.mkIf config.a { domain = "b.example"; webroot = "/w"; };
  security.acme.certs.four = lib.mkIf (!config.a) { domain = "b.example"; webroot = "/w"; };
}
#-- other.nix
{ security.acme.certs.two = { domain = "a.example"; webroot = "/w"; }; }
"#,
    );
}

//! Cases of `acme-extra-domains`.

use super::ACME_EXTRA_DOMAINS;
use crate::testing::check;

#[test]
fn names_only() {
    check(
        &ACME_EXTRA_DOMAINS,
        r#"
{
  security.acme.certs."a.example" = {
    webroot = "/w";
    extraDomains = {
  # ^^^^^^^^^^^^ warning: extraDomains is now the list extraDomainNames
      "www.a.example" = null;
      "mail.a.example" = null;
    };
  };
}
#-- fix
{
  security.acme.certs."a.example" = {
    webroot = "/w";
    extraDomainNames = [ "mail.a.example" "www.a.example" ];
  };
}
"#,
    );
}

#[test]
fn a_webroot() {
    check(
        &ACME_EXTRA_DOMAINS,
        r#"
{ security.acme.certs."a.example".extraDomains."b.example" = "/srv/b"; }
                                # ^^^^^^^^^^^^ error: extraDomains is now the list extraDomainNames; "b.example" had its own webroot, which needs a certificate of its own
#-- unsafe fix
{ security.acme.certs."a.example".extraDomainNames = [ "b.example" ]; }
"#,
    );
}

#[test]
fn generated() {
    check(
        &ACME_EXTRA_DOMAINS,
        r#"
{ lib, ... }: {
  security.acme.certs."a.example" = { webroot = "/w"; extraDomains = lib.genAttrs [ "b.example" ] (_: null); };
                                                    # ^^^^^^^^^^^^ warning: extraDomains is now the list extraDomainNames
}
#-- fix
{ lib, ... }: {
  security.acme.certs."a.example" = { webroot = "/w"; extraDomainNames = [ "b.example" ]; };
}
"#,
    );
}

#[test]
fn in_a_function() {
    check(
        &ACME_EXTRA_DOMAINS,
        r#"
let mk = names: { webroot = "/w"; extraDomains = names; };
                                # ^^^^^^^^^^^^ warning: extraDomains is now the list extraDomainNames
in mk
"#,
    );
}

#[test]
fn both_options() {
    check(
        &ACME_EXTRA_DOMAINS,
        r#"
{
  security.acme.certs."a.example" = {
    extraDomains."b.example" = null;
  # ^^^^^^^^^^^^ warning: extraDomains is now the list extraDomainNames
    extraDomainNames = [ "c.example" ];
  };
}
"#,
    );
}

#[test]
fn other_options() {
    check(
        &ACME_EXTRA_DOMAINS,
        r#"
{
  services.wallet.certificate = { extraDomains = [ "b.example" ]; domain = "a.example"; };
  security.acme.certs."a.example".extraDomainNames = [ "b.example" ];
}
"#,
    );
}

#[test]
fn the_module_itself() {
    check(
        &ACME_EXTRA_DOMAINS,
        r#"
{ lib, ... }: {
  options.security.acme.certs = lib.mkOption { example = { "a.example" = { webroot = "/w"; extraDomains."b.example" = null; }; }; };
}
"#,
    );
}

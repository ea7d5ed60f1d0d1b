//! Cases of `acme-challenge-missing`.

use super::ACME_CHALLENGE_MISSING;
use crate::testing::{check, findings_of};

#[test]
fn in_a_file_of_the_machine() {
    check(
        &ACME_CHALLENGE_MISSING,
        r#"
{ imports = [ ./certs.nix ./hardware.nix ]; system.stateVersion = "24.05"; }
#-- certs.nix
{
  security.acme.certs = {
    "a.example" = { extraDomainNames = [ "www.b.example" ]; group = "mail"; };
  # ^^^^^^^^^^^ error: "a.example" has no challenge: set dnsProvider, webroot, listenHTTP or s3Bucket
    "c.example".webroot = "/w";
  };
}
#-- hardware.nix
{ boot.loader.grub.enable = true; }
"#,
    );
}

#[test]
fn an_empty_certificate() {
    check(
        &ACME_CHALLENGE_MISSING,
        r#"
{
  system.stateVersion = "24.05";
  security.acme.certs."a.example" = { };
                    # ^^^^^^^^^^^ error: "a.example" has no challenge: set dnsProvider, webroot, listenHTTP or s3Bucket
}
"#,
    );
}

#[test]
fn named_by_a_service() {
    check(
        &ACME_CHALLENGE_MISSING,
        r#"
{
  system.stateVersion = "24.05";
  security.acme.certs."a.example".group = "meet";
  services.meet.hostName = "a.example";
}
"#,
    );
}

#[test]
fn computed_names_and_defaults() {
    check(
        &ACME_CHALLENGE_MISSING,
        r#"
{ config, ... }: {
  system.stateVersion = "24.05";
  security.acme.certs."a.example".group = "mail";
  security.acme.certs.${config.networking.fqdn}.webroot = "/w";
}
"#,
    );
}

#[test]
fn a_part_of_a_machine() {
    check(
        &ACME_CHALLENGE_MISSING,
        r#"
{ security.acme.certs."a.example".group = "mail"; }
"#,
    );
}

#[test]
fn a_way_for_all() {
    check(
        &ACME_CHALLENGE_MISSING,
        r#"
{
  system.stateVersion = "24.05";
  security.acme.defaults.webroot = "/w";
  security.acme.certs."a.example".group = "mail";
}
"#,
    );
}

#[test]
fn more_certificates_than_anybody_has() {
    let found = |count: usize| {
        let certs: String =
            (0..count).map(|at| format!("    \"c{at}.example\" = {{ }};\n")).collect();
        let text = format!(
            "{{\n  system.stateVersion = \"24.05\";\n  security.acme.certs = {{\n{certs}  }};\n}}\n"
        );
        findings_of(&ACME_CHALLENGE_MISSING, &text).len()
    };
    assert_eq!((found(99), found(100), found(101)), (99, 100, 100));
}

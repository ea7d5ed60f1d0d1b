//! Cases of `acme-terms-not-accepted`.

use super::ACME_TERMS_NOT_ACCEPTED;
use crate::testing::check;

#[test]
fn refused_in_a_file_that_is_imported() {
    check(
        &ACME_TERMS_NOT_ACCEPTED,
        r#"
{ security.acme.acceptTerms = false; imports = [ ./certs.nix ]; }
              # ^^^^^^^^^^^ error: security.acme.acceptTerms must be true to use certificates
#-- unsafe fix
{ security.acme.acceptTerms = true; imports = [ ./certs.nix ]; }
#-- certs.nix
{ security.acme.certs."a.example".webroot = "/w"; }
"#,
    );
}

#[test]
fn nothing_said_of_a_whole_machine() {
    check(
        &ACME_TERMS_NOT_ACCEPTED,
        r#"
{
  system.stateVersion = "24.05";
  security.acme.certs."a.example" = { webroot = "/w"; };
                    # ^^^^^^^^^^^ error: security.acme.acceptTerms must be true to use certificates
}
"#,
    );
}

#[test]
fn a_part_of_a_machine() {
    check(
        &ACME_TERMS_NOT_ACCEPTED,
        r#"
{ security.acme.certs."a.example".webroot = "/w"; }
"#,
    );
}

#[test]
fn a_machine_with_unknown_parts() {
    check(
        &ACME_TERMS_NOT_ACCEPTED,
        r#"
{ inputs, ... }: {
  system.stateVersion = "24.05";
  imports = [ inputs.common ];
  security.acme.certs."a.example".webroot = "/w";
}
"#,
    );
}

#[test]
fn accepted_elsewhere_or_perhaps() {
    check(
        &ACME_TERMS_NOT_ACCEPTED,
        r#"
{ config, lib, ... }: {
  imports = [ ./acme.nix ];
  security.acme.acceptTerms = lib.mkDefault false;
  security.acme.certs."a.example".webroot = "/w";
}
#-- acme.nix
{ security.acme.acceptTerms = true; }
"#,
    );
}

#[test]
fn a_default_that_others_may_change() {
    check(
        &ACME_TERMS_NOT_ACCEPTED,
        r#"
{ lib, ... }: { security.acme = { acceptTerms = lib.mkDefault false; certs."a.example".webroot = "/w"; }; }
"#,
    );
}

#[test]
fn no_certificates() {
    check(
        &ACME_TERMS_NOT_ACCEPTED,
        r#"
{ system.stateVersion = "24.05"; security.acme.acceptTerms = false; }
"#,
    );
}

//! Cases of `acme-email-missing`.

use super::ACME_EMAIL_MISSING;
use crate::testing::check;

#[test]
fn a_certificate() {
    check(
        &ACME_EMAIL_MISSING,
        r#"
{
  system.stateVersion = "23.05";
  security.acme.acceptTerms = true;
  security.acme.certs."a.example".webroot = "/w";
                    # ^^^^^^^^^^^ error: no ACME account e-mail: set security.acme.defaults.email
}
"#,
    );
}

#[test]
fn a_host_in_a_file_of_the_machine() {
    check(
        &ACME_EMAIL_MISSING,
        r#"
{ imports = [ ./web.nix ]; system.stateVersion = "23.05"; security.acme.acceptTerms = true; }
#-- web.nix
{ services.httpd.virtualHosts."a.example".enableACME = true; }
                                        # ^^^^^^^^^^ error: no ACME account e-mail: set security.acme.defaults.email
"#,
    );
}

#[test]
fn said_in_another_file() {
    check(
        &ACME_EMAIL_MISSING,
        r#"
{ imports = [ ./acme.nix ]; system.stateVersion = "23.05"; services.nginx.virtualHosts."a.example".enableACME = true; }
#-- acme.nix
{ security.acme = { acceptTerms = true; defaults.email = "a@b.example"; }; }
"#,
    );
}

#[test]
fn files_that_are_not_all() {
    check(
        &ACME_EMAIL_MISSING,
        r#"
{
  imports = [ ./acme.nix <home-manager/nixos> ];
  system.stateVersion = "23.05";
  services.nginx.virtualHosts."a.example".enableACME = true;
}
"#,
    );
}

#[test]
fn settings_that_are_not_spelled_out() {
    check(
        &ACME_EMAIL_MISSING,
        r#"
{ my, lib, ... }: {
  imports = [ ./rest.nix ];
  system.stateVersion = "23.05";
  services.nginx.virtualHosts."a.example".enableACME = true;
}
#-- rest.nix
{ my, lib, ... }: { config = lib.mkMerge (map my.settings [ "web" "mail" ]); }
"#,
    );
}

#[test]
fn a_call_instead_of_a_module() {
    check(
        &ACME_EMAIL_MISSING,
        r#"
{ imports = [ ./rest.nix ]; system.stateVersion = "23.05"; security.acme.certs."a.example".webroot = "/w"; }
#-- rest.nix
{ my, ... }: my.server { name = "web"; }
"#,
    );
}

#[test]
fn unknown_settings() {
    check(
        &ACME_EMAIL_MISSING,
        r#"
{ my, ... }: {
  system.stateVersion = "23.05";
  security.acme = my.acme;
  services.nginx.virtualHosts."a.example".enableACME = true;
}
"#,
    );
}

#[test]
fn a_release_without_the_rule() {
    check(
        &ACME_EMAIL_MISSING,
        r#"
{
  system.stateVersion = "23.05";
  security.acme.certs."a.example".webroot = "/w";
}
#-- config
release = "26.05"
"#,
    );
}

#[test]
fn installed_with_a_release_that_wants_none() {
    check(
        &ACME_EMAIL_MISSING,
        r#"
{ system.stateVersion = "26.05"; security.acme.acceptTerms = true; services.nginx.virtualHosts."a.example".enableACME = true; }
"#,
    );
}

#[test]
fn installed_with_the_last_release_that_wants_one() {
    check(
        &ACME_EMAIL_MISSING,
        r#"
{
  system.stateVersion = "25.11";
  security.acme.acceptTerms = true;
  services.nginx.virtualHosts."a.example".enableACME = true;
                                        # ^^^^^^^^^^ error: no ACME account e-mail: set security.acme.defaults.email
}
"#,
    );
}

//! Cases of `acme-obsolete-endpoint`.

use super::ACME_OBSOLETE_ENDPOINT;
use crate::testing::check;

#[test]
fn the_staging_server() {
    check(
        &ACME_OBSOLETE_ENDPOINT,
        r#"
{ security.acme.certs."a.example".server = "https://acme-staging.api.letsencrypt.org/directory"; }
                                # ^^^^^^ error: "acme-staging.api.letsencrypt.org" is an ACME v1 endpoint that was switched off; use acme-staging-v02.api.letsencrypt.org
#-- unsafe fix
{ security.acme.certs."a.example".server = "https://acme-staging-v02.api.letsencrypt.org/directory"; }
"#,
    );
}

#[test]
fn as_a_flag() {
    check(
        &ACME_OBSOLETE_ENDPOINT,
        r#"
{
  security.acme.defaults.extraLegoFlags = [
                       # ^^^^^^^^^^^^^^ error: "acme-v01.api.letsencrypt.org" is an ACME v1 endpoint that was switched off; use acme-v02.api.letsencrypt.org
    "--server" "https://acme-v01.api.letsencrypt.org/directory"
  ];
}
#-- unsafe fix
{
  security.acme.defaults.extraLegoFlags = [
    "--server" "https://acme-v02.api.letsencrypt.org/directory"
  ];
}
"#,
    );
}

#[test]
fn servers_that_answer() {
    check(
        &ACME_OBSOLETE_ENDPOINT,
        r#"
{
  security.acme.defaults.server = "https://acme-v02.api.letsencrypt.org/directory";
  security.acme.certs."a.example".server = "https://acme-v01.internal.example/directory";
  security.acme.certs."b.example".server = "https://mirror.example/acme-v01.api.letsencrypt.org";
}
"#,
    );
}

#[test]
fn text_about_them() {
    check(
        &ACME_OBSOLETE_ENDPOINT,
        r#"
{ lib, ... }: {
  services.proxy.server = "https://acme-v01.api.letsencrypt.org/directory";
  options.security.acme.server = lib.mkOption { example = "https://acme-v01.api.letsencrypt.org/directory"; };
  environment.etc.notes.text = "server = https://acme-v01.api.letsencrypt.org/directory";
}
"#,
    );
}

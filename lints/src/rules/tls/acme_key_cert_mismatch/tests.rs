//! Cases of `acme-key-cert-mismatch`.

use super::ACME_KEY_CERT_MISMATCH;
use crate::testing::check;

#[test]
fn options_of_one_set() {
    check(
        &ACME_KEY_CERT_MISMATCH,
        r#"
{
  services.directory = {
    tls_cert_file = "/var/lib/acme/a.example/full.pem";
    tls_key_file = "/var/lib/acme/b.example/key.pem";
  # ^^^^^^^^^^^^ error: certificate of "a.example" is paired with the private key of "b.example"
  };
}
#-- unsafe fix
{
  services.directory = {
    tls_cert_file = "/var/lib/acme/a.example/full.pem";
    tls_key_file = "/var/lib/acme/a.example/key.pem";
  };
}
"#,
    );
}

#[test]
fn credentials_through_let() {
    check(
        &ACME_KEY_CERT_MISMATCH,
        r#"
{ config, ... }:
let old = config.security.acme.certs."old.example".directory;
in {
  systemd.services.ldap.serviceConfig.LoadCredential = [
    "cert.pem:/var/lib/acme/new.example/fullchain.pem"
    "key.pem:${old}/key.pem"
  # ^^^^^^^^^^^^^^^^^^^^^^^^ error: certificate of "new.example" is paired with the private key of "old.example"
  ];
}
"#,
    );
}

#[test]
fn pairs_that_fit() {
    check(
        &ACME_KEY_CERT_MISMATCH,
        r#"
{
  services.nginx.virtualHosts.a = { sslCertificate = "/var/lib/acme/a/fullchain.pem"; sslCertificateKey = "/var/lib/acme/a/key.pem"; };
  services.ejabberd = { certFile = "/var/lib/acme/a/fullchain.pem"; keyFile = "/run/credentials/ejabberd.service/key.pem"; };
}
"#,
    );
}

#[test]
fn no_pairs() {
    check(
        &ACME_KEY_CERT_MISMATCH,
        r#"
{ config, ... }: {
  services.a = { serverCert = "/var/lib/acme/a/fullchain.pem"; clientKey = "/var/lib/acme/b/key.pem"; };
  services.b = { caCert = "/var/lib/acme/a/fullchain.pem"; cert = "/var/lib/acme/b/fullchain.pem"; key = "/var/lib/acme/b/key.pem"; };
  services.c = { cert = "/var/lib/acme/${config.a}/fullchain.pem"; key = "/var/lib/acme/${config.b}/key.pem"; };
  services.d.cert = "/var/lib/acme/a/fullchain.pem";
  services.f = { ssl_ca_cert_file = "/var/lib/acme/a/fullchain.pem"; ssl_ca_key_file = "/var/lib/acme/b/key.pem"; };
  services.e.key = "/var/lib/acme/b/key.pem";
}
"#,
    );
}

#[test]
fn one_or_the_other() {
    check(
        &ACME_KEY_CERT_MISMATCH,
        r#"
{ config, lib, ... }: {
  config = lib.mkMerge [
    (lib.mkIf config.a { services.a.cert = "/var/lib/acme/a/fullchain.pem"; })
    (lib.mkIf (!config.a) { services.a.key = "/var/lib/acme/b/key.pem"; })
  ];
}
"#,
    );
}

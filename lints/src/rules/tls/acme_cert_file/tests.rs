//! Cases of `acme-cert-file`.

use super::ACME_CERT_FILE;
use crate::testing::check;

#[test]
fn the_link() {
    check(
        &ACME_CERT_FILE,
        r#"
{ config, ... }: {
  services.broker.settings = {
    certfile = config.security.acme.certs."mq.example".directory + "/cert.pem";
  # ^^^^^^^^ hint: cert.pem is only a compatibility link, use fullchain.pem
    keyfile = config.security.acme.certs."mq.example".directory + "/key.pem";
  };
}
#-- fix
{ config, ... }: {
  services.broker.settings = {
    certfile = config.security.acme.certs."mq.example".directory + "/fullchain.pem";
    keyfile = config.security.acme.certs."mq.example".directory + "/key.pem";
  };
}
"#,
    );
}

#[test]
fn authorities_through_let() {
    check(
        &ACME_CERT_FILE,
        r#"
{ config, ... }:
let cert = config.security.acme.certs."mx.example";
in { services.mta.settings = { tls_cafile = "${cert.directory}/fullchain.pem"; }; }
                             # ^^^^^^^^^^ warning: a CA file needs chain.pem, not the server's own chain
#-- unsafe fix
{ config, ... }:
let cert = config.security.acme.certs."mx.example";
in { services.mta.settings = { tls_cafile = "${cert.directory}/chain.pem"; }; }
"#,
    );
}

#[test]
fn the_key_next_to_it() {
    check(
        &ACME_CERT_FILE,
        r#"
{
  services.mta = { cert = "/var/lib/acme/mx.example/full.pem"; key = "/var/lib/acme/mx.example/key.pem"; };
                 # ^^^^ hint: full.pem contains the private key, use fullchain.pem next to a key option
}
#-- unsafe fix
{
  services.mta = { cert = "/var/lib/acme/mx.example/fullchain.pem"; key = "/var/lib/acme/mx.example/key.pem"; };
}
"#,
    );
}

#[test]
fn files_that_fit() {
    check(
        &ACME_CERT_FILE,
        r#"
{
  services.prosody.ssl = { cert = "/var/lib/acme/im.example/fullchain.pem"; key = "/var/lib/acme/im.example/key.pem"; };
  services.nginx.virtualHosts.a.sslTrustedCertificate = "/var/lib/acme/im.example/chain.pem";
  services.proxy.bundle = "/var/lib/acme/im.example/full.pem";
}
"#,
    );
}

#[test]
fn other_files_and_texts() {
    check(
        &ACME_CERT_FILE,
        r#"
{
  services.lighttpd.extraConfig = "ssl.pemfile = \"/var/lib/acme/im.example/cert.pem\"";
  services.mta.cert = "/srv/certs/cert.pem";
  services.other.cert = "/mnt/var/lib/acme/im.example/cert.pem";
  environment.persistence."/keep".files = [ "/var/lib/acme/im.example/cert.pem" ];
  systemd.services.a.serviceConfig.BindReadOnlyPaths = "/var/lib/acme/im.example/cert.pem";
}
"#,
    );
}

#[test]
fn an_old_release() {
    check(
        &ACME_CERT_FILE,
        r#"
{ services.mta.cert = "/var/lib/acme/im.example/cert.pem"; }
#-- config
release = "19.09"
"#,
    );
}

//! Cases of `acme-duplicate-chain`.

use super::ACME_DUPLICATE_CHAIN;
use crate::testing::check;

#[test]
fn of_the_main_server() {
    check(
        &ACME_DUPLICATE_CHAIN,
        r#"
{
  services.httpd = {
    sslServerCert = "/var/lib/acme/a.example/cert.pem";
    sslServerChain = "/var/lib/acme/a.example/chain.pem";
  # ^^^^^^^^^^^^^^ warning: fullchain.pem already contains the chain; it is sent twice
  };
}
#-- unsafe fix
{
  services.httpd = {
    sslServerCert = "/var/lib/acme/a.example/cert.pem";
  };
}
"#,
    );
}

#[test]
fn in_scripts() {
    check(
        &ACME_DUPLICATE_CHAIN,
        r#"
{
  security.acme.certs."a.example".postRun = "cat cert.pem chain.pem > /srv/bundle.pem";
                                # ^^^^^^^ warning: fullchain.pem already contains the chain; it is sent twice
  systemd.services.a.preStart = ''
                   # ^^^^^^^^ warning: fullchain.pem already contains the chain; it is sent twice
    cat /var/lib/acme/a/fullchain.pem /var/lib/acme/a/chain.pem >/run/a.pem
  '';
}
"#,
    );
}

#[test]
fn the_chain_once() {
    check(
        &ACME_DUPLICATE_CHAIN,
        r#"
{ config, ... }: {
  security.acme.certs."a.example".postRun = "cat key.pem fullchain.pem > /srv/bundle.pem";
  security.acme.certs."b.example".postRun = "cp cert.pem chain.pem /srv";
  security.acme.certs."c.example".postRun = ''
    cd /srv/other
    cat cert.pem chain.pem > all.pem
  '';
  services.httpd.virtualHosts.a = { sslServerCert = "/var/lib/acme/a/fullchain.pem"; sslServerChain = null; };
}
"#,
    );
}

#[test]
fn files_of_another_program() {
    check(
        &ACME_DUPLICATE_CHAIN,
        r#"
{
  services.httpd.virtualHosts.a = { sslServerCert = "/etc/letsencrypt/live/a/cert.pem"; sslServerChain = "/etc/letsencrypt/live/a/chain.pem"; };
  systemd.services.a.script = "cat cert.pem chain.pem > /run/a.pem";
}
"#,
    );
}

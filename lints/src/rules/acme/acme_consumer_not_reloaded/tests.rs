//! Cases of `acme-consumer-not-reloaded`.

use super::ACME_CONSUMER_NOT_RELOADED;
use crate::testing::check;

#[test]
fn a_unit() {
    check(
        &ACME_CONSUMER_NOT_RELOADED,
        r#"
{
  systemd.services.xmpp.serviceConfig.LoadCredential = [ "k:/var/lib/acme/im.example/key.pem" ];
                                    # ^^^^^^^^^^^^^^ hint: nothing reloads "xmpp" when "im.example" is renewed; it keeps the old certificate
  security.acme.certs."im.example".webroot = "/w";
}
#-- unsafe fix
{
  systemd.services.xmpp.serviceConfig.LoadCredential = [ "k:/var/lib/acme/im.example/key.pem" ];
  security.acme.certs."im.example".webroot = "/w";
  security.acme.certs."im.example".postRun = "systemctl --no-block try-restart xmpp.service";
}
"#,
    );
}

#[test]
fn a_script() {
    check(
        &ACME_CONSUMER_NOT_RELOADED,
        r#"
{
  systemd.services.xmpp.preStart = "test -e /var/lib/acme/im.example/key.pem";
                      # ^^^^^^^^ hint: nothing reloads "xmpp" when "im.example" is renewed; it keeps the old certificate
  security.acme.certs."im.example" = { webroot = "/w"; };
}
#-- unsafe fix
{
  systemd.services.xmpp.preStart = "test -e /var/lib/acme/im.example/key.pem";
  security.acme.certs."im.example" = { webroot = "/w"; reloadServices = [ "xmpp.service" ]; };
}
"#,
    );
}

#[test]
fn options_in_another_file() {
    check(
        &ACME_CONSUMER_NOT_RELOADED,
        r#"
{
  imports = [ ./certs.nix ];
  services.mta = { cert = "/var/lib/acme/mx.example/fullchain.pem"; key = "/var/lib/acme/mx.example/key.pem"; };
                 # ^^^^ hint: nothing reloads "mta" when "mx.example" is renewed; it keeps the old certificate
}
#-- certs.nix
{ security.acme.certs."mx.example" = { webroot = "/w"; postRun = "systemctl reload nginx"; }; }
"#,
    );
}

#[test]
fn reloaded() {
    check(
        &ACME_CONSUMER_NOT_RELOADED,
        r#"
{ config, ... }: {
  services.mosquitto.certfile = "/var/lib/acme/mq.example/fullchain.pem";
  services.dovecot2.cert = "/var/lib/acme/mq.example/fullchain.pem";
  services.mta.cert = "/var/lib/acme/mx.example/fullchain.pem";
  security.acme.certs."mq.example" = { reloadServices = [ "mosquitto.service" ]; postRun = "systemctl restart dovecot"; };
  security.acme.certs."mx.example".reloadServices = config.my.services;
}
"#,
    );
}

#[test]
fn web_servers_and_unknown_certificates() {
    check(
        &ACME_CONSUMER_NOT_RELOADED,
        r#"
{
  services.nginx.virtualHosts.a.sslCertificate = "/var/lib/acme/a.example/fullchain.pem";
  services.front-nginx.tls.certificate = "/var/lib/acme/a.example/fullchain.pem";
  services.rabbitmq.configItems.certfile = "/var/lib/acme/a.example/fullchain.pem";
  services.mta.cert = "/var/lib/acme/elsewhere.example/fullchain.pem";
  security.acme.certs."a.example".webroot = "/w";
}
"#,
    );
}

#[test]
fn pulled_in_by_the_renewal() {
    check(
        &ACME_CONSUMER_NOT_RELOADED,
        r#"
{
  services.mta.cert = "/var/lib/acme/mx.example/fullchain.pem";
  security.acme.certs."mx.example".webroot = "/w";
  systemd.services.reload-mta = { wantedBy = [ "acme-mx.example.service" ]; script = "systemctl reload mta"; };
}
"#,
    );
}

//! Cases of `acme-consumer-unordered`.

use super::ACME_CONSUMER_UNORDERED;
use crate::testing::check;

#[test]
fn through_a_generated_file() {
    check(
        &ACME_CONSUMER_UNORDERED,
        r#"
{ pkgs, ... }:
let conf = pkgs.writeText "x.toml" "key = '/var/lib/acme/im.example/key.pem'";
in {
  systemd.services.xmpp = {
    wantedBy = [ "multi-user.target" ];
    serviceConfig.ExecStart = "${pkgs.xmpp}/bin/xmpp ${conf}";
                # ^^^^^^^^^ warning: "xmpp" reads the certificate of "im.example" but does not wait for acme-im.example.service; the first boot may fail
  };
}
#-- unsafe fix
{ pkgs, ... }:
let conf = pkgs.writeText "x.toml" "key = '/var/lib/acme/im.example/key.pem'";
in {
  systemd.services.xmpp = {
    wantedBy = [ "multi-user.target" ];
    serviceConfig.ExecStart = "${pkgs.xmpp}/bin/xmpp ${conf}";
    wants = [ "acme-im.example.service" ];
    after = [ "acme-im.example.service" ];
  };
}
"#,
    );
}

#[test]
fn other_dependencies() {
    check(
        &ACME_CONSUMER_UNORDERED,
        r#"
{ config, ... }: {
  systemd.services.xmpp = {
    after = [ "network.target" "acme-other.example.service" ];
    environment.TLS_KEY = "${config.security.acme.certs."im.example".directory}/key.pem";
              # ^^^^^^^ warning: "xmpp" reads the certificate of "im.example" but does not wait for acme-im.example.service; the first boot may fail
  };
}
"#,
    );
}

#[test]
fn ordered_in_another_file() {
    check(
        &ACME_CONSUMER_UNORDERED,
        r#"
{ systemd.services.xmpp.serviceConfig.LoadCredential = [ "k:/var/lib/acme/im.example/key.pem" ]; }
#-- order.nix
{ systemd.services.xmpp = { requires = [ "acme-im.example.service" ]; after = [ "acme-im.example.service" ]; }; }
"#,
    );
}

#[test]
fn what_is_no_certificate_and_what_is_not_read() {
    check(
        &ACME_CONSUMER_UNORDERED,
        r#"
{
  systemd.services.a.serviceConfig.ReadWritePaths = [ "/var/lib/acme/acme-challenge" ];
  systemd.services.b.serviceConfig.InaccessiblePaths = [ "/var/lib/acme/im.example/key.pem" ];
  systemd.services.c.description = "/var/lib/acme/im.example/key.pem";
  systemd.user.services.d.script = "cat /var/lib/acme/im.example/key.pem";
}
"#,
    );
}

#[test]
fn started_otherwise() {
    check(
        &ACME_CONSUMER_UNORDERED,
        r#"
{
  systemd.services.a = { script = "cp /var/lib/acme/x/key.pem /srv"; startAt = "daily"; };
  systemd.services.b = { script = "cp /var/lib/acme/x/key.pem /srv"; };
  systemd.timers.b.timerConfig.OnCalendar = "daily";
  systemd.services.c = { script = "cp /var/lib/acme/x/key.pem /srv"; unitConfig.ConditionPathExists = "/var/lib/acme/x/key.pem"; };
  systemd.services.d.script = "cp /var/lib/acme/x/key.pem /srv";
  systemd.services.e.script = "cp /var/lib/acme/x/key.pem /srv";
  systemd.services.nginx.serviceConfig.LoadCredential = "k:/var/lib/acme/x/key.pem";
  security.acme.certs.x.postRun = "systemctl start d.service";
  systemd.paths.watch.pathConfig.Unit = "e.service";
}
"#,
    );
}

#[test]
fn started_by_a_hook_that_another_file_has_of_its_own() {
    check(
        &ACME_CONSUMER_UNORDERED,
        r#"
{ systemd.services.d.script = "cp /var/lib/acme/x/key.pem /srv"; }
#-- mine.nix
{ my.hooks.x.postRun = "systemctl start d.service"; }
"#,
    );
}

#[test]
fn computed_dependencies_and_the_other_direction() {
    check(
        &ACME_CONSUMER_UNORDERED,
        r#"
{ config, ... }: {
  systemd.services.a = { script = "cat /var/lib/acme/x/key.pem"; after = config.my.units; };
  systemd.services.b = { script = "cat /var/lib/acme/x/key.pem"; after = [ "${config.my.unit}.service" ]; };
  systemd.services.c.script = "cat /var/lib/acme/x/key.pem";
  systemd.services."acme-x".before = [ "c.service" ];
  systemd.services.d = { script = "cat /var/lib/acme/x/key.pem"; after = [ "nginx.service" ]; };
  systemd.services.e = { script = "cat /var/lib/acme/x/key.pem"; after = [ "f.service" ]; };
  systemd.services.f.after = [ "acme-x.service" ];
}
"#,
    );
}

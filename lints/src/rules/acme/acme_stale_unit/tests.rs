//! Cases of `acme-stale-unit`.

use super::ACME_STALE_UNIT;
use crate::testing::check;

#[test]
fn the_targets_of_all_certificates() {
    check(
        &ACME_STALE_UNIT,
        r#"
{
  systemd.services.lighttpd = {
    after = [ "acme-selfsigned-certificates.target" ];
            # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: unit "acme-selfsigned-certificates.target" does not exist since 20.03; systemd ignores the dependency. Use acme-<name>.service of each certificate
    unitConfig.Wants = "acme-certificates.target";
                     # ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: unit "acme-certificates.target" does not exist since 20.03; systemd ignores the dependency. Use acme-<name>.service of each certificate
  };
}
"#,
    );
}

#[test]
fn never_a_service() {
    check(
        &ACME_STALE_UNIT,
        r#"
{ config, ... }:
let name = config.networking.fqdn;
in {
  systemd.services.mail.wants = [ "acme-finished-${name}.service" "network.target" ];
                                # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: unit "acme-finished-${name}.service" does not exist; systemd ignores the dependency. Use acme-${name}.service
}
#-- unsafe fix
{ config, ... }:
let name = config.networking.fqdn;
in {
  systemd.services.mail.wants = [ "acme-${name}.service" "network.target" ];
}
"#,
    );
}

#[test]
fn gone_with_the_release_in_use() {
    check(
        &ACME_STALE_UNIT,
        r#"
{
  systemd.services.mail.after = [ "acme-finished-a.example.target" "acme-selfsigned-a.example.service" ];
                                # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: unit "acme-finished-a.example.target" does not exist since 25.11; systemd ignores the dependency. Use acme-a.example.service
                                #                                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ error: unit "acme-selfsigned-a.example.service" does not exist since 25.11; systemd ignores the dependency. Use acme-a.example.service
}
#-- config
release = "25.11"
#-- unsafe fix
{
  systemd.services.mail.after = [ "acme-a.example.service" "acme-a.example.service" ];
}
"#,
    );
}

#[test]
fn a_target_for_one_certificate() {
    check(
        &ACME_STALE_UNIT,
        r#"
{
  systemd.services.mail.wants = [ "acme-a.example.target" "acme-b.example.target" ];
                                # ^^^^^^^^^^^^^^^^^^^^^^^ error: unit "acme-a.example.target" does not exist; systemd ignores the dependency. Use acme-a.example.service
}
#-- unsafe fix
{
  systemd.services.mail.wants = [ "acme-a.example.service" "acme-b.example.target" ];
}
#-- certs.nix
{ security.acme.certs."a.example".webroot = "/w"; }
"#,
    );
}

#[test]
fn the_only_certificate() {
    check(
        &ACME_STALE_UNIT,
        r#"
{
  systemd.services.mail.wants = [ "acme-certificates.target" ];
                                # ^^^^^^^^^^^^^^^^^^^^^^^^^^ error: unit "acme-certificates.target" does not exist since 20.03; systemd ignores the dependency. Use acme-a.example.service
  security.acme.certs."a.example".webroot = "/w";
}
#-- unsafe fix
{
  systemd.services.mail.wants = [ "acme-a.example.service" ];
  security.acme.certs."a.example".webroot = "/w";
}
"#,
    );
}

#[test]
fn there_in_some_release() {
    check(
        &ACME_STALE_UNIT,
        r#"
{ systemd.services.mail.after = [ "acme-finished-a.example.target" "acme-selfsigned-a.example.service" "acme-a.example.service" ]; }
"#,
    );
}

#[test]
fn defined_in_another_file() {
    check(
        &ACME_STALE_UNIT,
        r#"
{ systemd.services.fake.after = [ "acme-certificates.target" ]; }
#-- targets.nix
{ systemd.targets."acme-certificates" = { }; }
"#,
    );
}

#[test]
fn text_and_other_options() {
    check(
        &ACME_STALE_UNIT,
        r#"
{
  services.notes.after = [ "acme-certificates.target" ];
  systemd.services.a.description = "acme-certificates.target";
}
"#,
    );
}

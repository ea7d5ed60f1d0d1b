//! Cases of `acme-key-dir`.

use super::ACME_KEY_DIR;
use crate::testing::check;

#[test]
fn the_option() {
    check(
        &ACME_KEY_DIR,
        r#"
{
  security.acme.certs."a.example" = {
    webroot = "/w";
    keyDir = "/var/lib/acme/keys"; # since 2020
  # ^^^^^^ error: keyDir is not an option: lego always makes the key next to its certificate
  };
}
#-- fix
{
  security.acme.certs."a.example" = {
    webroot = "/w";
    # since 2020
  };
}
"#,
    );
}

#[test]
fn an_internal_path_through_let() {
    check(
        &ACME_KEY_DIR,
        r#"
{ ... }:
let k = "/var/lib/acme/.lego/a.example/3f2a9c/a.example.key";
in {
  systemd.services.tlsa.serviceConfig.ExecStart = "/bin/tlsa ${k} -v";
                                    # ^^^^^^^^^ warning: "/var/lib/acme/.lego/a.example/3f2a9c/a.example.key" is internal ACME state whose directory name changes with the settings; use certs.<name>.directory
}
"#,
    );
}

#[test]
fn a_path_past_the_hash() {
    check(
        &ACME_KEY_DIR,
        r#"
{
  services.mail.key = "/var/lib/acme/.lego/mx/../mx.key";
              # ^^^ warning: "/var/lib/acme/.lego/mx/../mx.key" is internal ACME state whose directory name changes with the settings; use certs.<name>.directory
}
#-- unsafe fix
{
  services.mail.key = "/var/lib/acme/mx/key.pem";
}
"#,
    );
}

#[test]
fn public_paths_and_other_options() {
    check(
        &ACME_KEY_DIR,
        r#"
{ config, ... }: {
  systemd.services.tlsa.serviceConfig.ExecStart = "/bin/tlsa ${config.security.acme.certs."a.example".directory}/key.pem";
  services.gitolite.keyDir = "/srv/keys";
}
"#,
    );
}

#[test]
fn the_whole_directory() {
    check(
        &ACME_KEY_DIR,
        r#"
{
  environment.persistence."/keep".directories = [ "/var/lib/acme/.lego/accounts" ];
  services.backup.paths = [ "/var/lib/acme/.lego" ];
  systemd.tmpfiles.rules = [ "R /var/lib/acme/.lego/a.example - - - -" ];
}
"#,
    );
}

#[test]
fn an_option_of_ones_own() {
    check(
        &ACME_KEY_DIR,
        r#"
{ lib, ... }: {
  options.security.acme.keyDir = lib.mkOption { };
  config.security.acme.keyDir = "/keys";
}
"#,
    );
}

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

#[test]
fn a_certificate_of_which_nothing_else_is_said() {
    check(
        &ACME_KEY_DIR,
        r#"
{
  security.acme.certs."a.example".keyDir = "/k";
                                # ^^^^^^ error: keyDir is not an option: lego always makes the key next to its certificate
  security.acme.certs.b = { keyDir = "/k"; };
                          # ^^^^^^ error: keyDir is not an option: lego always makes the key next to its certificate
  security.acme.certs.c = {
    keyDir = "/k";
  # ^^^^^^ error: keyDir is not an option: lego always makes the key next to its certificate
  };
}
#-- fix
{
  security.acme.certs."a.example" = { };
  security.acme.certs.b = { };
  security.acme.certs.c = {
  };
}
"#,
    );
}

#[test]
fn defaults() {
    check(
        &ACME_KEY_DIR,
        r#"
{ lib, ... }: {
  security.acme = {
    defaults.keyDir = "/k";
           # ^^^^^^ error: keyDir is not an option: lego always makes the key next to its certificate
    keyDir = lib.mkForce "/k";
  # ^^^^^^ error: keyDir is not an option: lego always makes the key next to its certificate
  };
}
#-- fix
{ lib, ... }: {
  security.acme = {
  };
}
"#,
    );
}

#[test]
fn scripts_that_read_and_scripts_that_clean() {
    check(
        &ACME_KEY_DIR,
        r#"
{
  systemd.services.a.script = ''
                   # ^^^^^^ warning: "/var/lib/acme/.minica/key.pem" is internal ACME state whose directory name changes with the settings; use certs.<name>.directory
    # not /var/lib/acme/.lego/x/y.key
    cat /var/lib/acme/.minica/key.pem
  '';
  systemd.services.b.script = ''
    # was /var/lib/acme/.lego/x/y.key
    rm -rf /var/lib/acme/.lego/x
  '';
}
"#,
    );
}

#[test]
fn people_and_backups_read_no_keys() {
    check(
        &ACME_KEY_DIR,
        r#"
{
  services.a.description = "Keys lie in /var/lib/acme/.lego/accounts.";
  services.restic.backups.b = { paths = [ "/var/lib/acme/.lego/accounts" ]; exclude = [ "/var/lib/acme/.minica/x" ]; };
  systemd.tmpfiles.settings.x."/var/lib/acme/.lego/y".R = { };
  services.c.path = "/var/lib/acme/.legolas/x";
}
"#,
    );
}

#[test]
fn before_it_was_taken_out() {
    check(
        &ACME_KEY_DIR,
        r#"
{ security.acme.certs.a.keyDir = "/k"; }
#-- config
release = "20.03"
"#,
    );
}

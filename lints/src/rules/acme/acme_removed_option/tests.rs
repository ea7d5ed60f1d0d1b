//! Cases of `acme-removed-option`.

use super::ACME_REMOVED_OPTION;
use crate::testing::check;

#[test]
fn several() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{
  security.acme = {
    production = true;
  # ^^^^^^^^^^ error: security.acme option "production" was removed in 20.03: name the staging server in defaults.server, or nothing for the real one
    certs."a.example" = { webroot = "/w"; allowKeysForGroup = true; };
                                        # ^^^^^^^^^^^^^^^^^ error: security.acme option "allowKeysForGroup" was removed in 20.09: delete it, all files can be read by group
  };
}
#-- fix
{
  security.acme = {
    certs."a.example" = { webroot = "/w"; };
  };
}
"#,
    );
}

#[test]
fn generated_certificates() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{ lib, ... }: {
  security.acme.certs = lib.mapAttrs (name: root: {
    webroot = root;
    plugins = [ "full.pem" ];
  # ^^^^^^^ error: security.acme option "plugins" was removed in 20.03: delete it, all files are always made
  }) { "a.example" = "/w"; };
}
"#,
    );
}

#[test]
fn the_only_mention_of_a_certificate() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{ security.acme.certs."a.example".user = "nginx"; }
                                # ^^^^ error: security.acme option "user" was removed in 20.09: delete it, and let group say who reads the files
#-- fix
{ security.acme.certs."a.example" = { }; }
"#,
    );
}

#[test]
fn renamed() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{ security.acme.email = "root@a.example"; }
              # ^^^^^ warning: security.acme option "email" is now defaults.email: rename it
#-- fix
{ security.acme.defaults.email = "root@a.example"; }
"#,
    );
}

#[test]
fn renamed_where_the_new_name_is_in_use() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{
  security.acme = {
    email = "root@a.example";
  # ^^^^^ warning: security.acme option "email" is now defaults.email: rename it
    defaults = { dnsProvider = "ovh"; };
  };
}
"#,
    );
}

#[test]
fn seconds() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{ security.acme.validMin = 20 * 24 * 3600; }
              # ^^^^^^^^ warning: security.acme option "validMin" is now defaults.validMinDays: divide it by 86400
#-- fix
{ security.acme.defaults.validMinDays = 20; }
"#,
    );
}

#[test]
fn the_staging_server() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{ security.acme.production = false; }
              # ^^^^^^^^^^ error: security.acme option "production" was removed in 20.03: name the staging server in defaults.server, or nothing for the real one
#-- unsafe fix
{ security.acme.defaults.server = "https://acme-staging-v02.api.letsencrypt.org/directory"; }
"#,
    );
}

#[test]
fn a_file_of_credentials() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{ security.acme.certs."a.example" = { dnsProvider = "ovh"; credentialsFile = "/run/k"; }; }
                                                         # ^^^^^^^^^^^^^^^ warning: security.acme option "credentialsFile" is now environmentFile: rename it
#-- fix
{ security.acme.certs."a.example" = { dnsProvider = "ovh"; environmentFile = "/run/k"; }; }
"#,
    );
}

#[test]
fn still_there() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{ security.acme = { email = "a@b.example"; certs."a.example".credentialsFile = "/run/k"; preliminarySelfsigned = false; }; }
#-- config
release = "21.11"
"#,
    );
}

#[test]
fn what_may_still_work() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{ security.acme.preliminarySelfsigned = false; }
              # ^^^^^^^^^^^^^^^^^^^^^ warning: security.acme option "preliminarySelfsigned" was removed in 25.11: delete it, such a certificate is always made first
#-- unsafe fix
{ }
"#,
    );
}

#[test]
fn other_options_of_these_names() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{
  services.docs.production = true;
  users.users.a.user = "b";
  security.acme.certs.production.webroot = "/w";
  security.acme.defaults = { email = "a@b.example"; validMinDays = 30; };
}
"#,
    );
}

#[test]
fn the_module_itself() {
    check(
        &ACME_REMOVED_OPTION,
        r#"
{ lib, ... }: {
  options.security.acme.production = lib.mkOption { };
  config.security.acme.production = lib.mkDefault true;
}
"#,
    );
}

//! Cases of `acme-key-type-p384`.

use super::ACME_KEY_TYPE_P384;
use crate::testing::check;

#[test]
fn one_certificate() {
    check(
        &ACME_KEY_TYPE_P384,
        r#"
{
  security.acme.certs."a.example" = { webroot = "/var/www"; keyType = "ec384"; };
                                                          # ^^^^^^^ warning: P-384 keys make every TLS handshake much slower for no practical gain; use "ec256" (existing certificates keep their key until re-issued)
}
#-- unsafe fix
{
  security.acme.certs."a.example" = { webroot = "/var/www"; keyType = "ec256"; };
}
"#,
    );
}

#[test]
fn a_function_that_makes_certificates() {
    check(
        &ACME_KEY_TYPE_P384,
        r#"
{ lib, ... }:
let mk = d: { domain = d; dnsProvider = "ovh"; keyType = "EC384"; };
                                             # ^^^^^^^ warning: P-384 keys make every TLS handshake much slower for no practical gain; use "ec256" (existing certificates keep their key until re-issued)
in { security.acme.certs = lib.genAttrs [ "a.example" "b.example" ] mk; }
#-- unsafe fix
{ lib, ... }:
let mk = d: { domain = d; dnsProvider = "ovh"; keyType = "ec256"; };
in { security.acme.certs = lib.genAttrs [ "a.example" "b.example" ] mk; }
"#,
    );
}

#[test]
fn one_branch_of_a_choice() {
    check(
        &ACME_KEY_TYPE_P384,
        r#"
{ lib, ... }: {
  security.acme.defaults.keyType = if lib.fast then "ec256" else "P384";
                       # ^^^^^^^ warning: P-384 keys make every TLS handshake much slower for no practical gain; use "ec256" (existing certificates keep their key until re-issued)
}
#-- unsafe fix
{ lib, ... }: {
  security.acme.defaults.keyType = if lib.fast then "ec256" else "ec256";
}
"#,
    );
}

#[test]
fn other_keys() {
    check(
        &ACME_KEY_TYPE_P384,
        r#"
{
  services.rspamd.dkim = { keyType = "ec384"; selector = "s1"; };
  security.acme.certs."a.example" = { webroot = "/w"; keyType = "rsa4096"; };
}
"#,
    );
}

#[test]
fn not_known() {
    check(
        &ACME_KEY_TYPE_P384,
        r#"
{ config, ... }: { security.acme.certs."a.example" = { webroot = "/w"; keyType = config.x; }; }
"#,
    );
}

#[test]
fn through_a_variable_and_a_default() {
    check(
        &ACME_KEY_TYPE_P384,
        r#"
{ lib, ... }:
let type = "ec384";
in {
  security.acme.defaults.keyType = type;
                       # ^^^^^^^ warning: P-384 keys make every TLS handshake much slower for no practical gain; use "ec256" (existing certificates keep their key until re-issued)
  security.acme.certs.b = { keyType = lib.mkDefault "P384"; };
                          # ^^^^^^^ warning: P-384 keys make every TLS handshake much slower for no practical gain; use "ec256" (existing certificates keep their key until re-issued)
}
#-- unsafe fix
{ lib, ... }:
let type = "ec384";
in {
  security.acme.defaults.keyType = type;
  security.acme.certs.b = { keyType = lib.mkDefault "ec256"; };
}
"#,
    );
}

#[test]
fn in_the_result_of_a_map() {
    check(
        &ACME_KEY_TYPE_P384,
        r#"
{ lib, config, ... }: {
  security.acme.certs = lib.mapAttrs (name: site: {
    inherit (site) email;
    keyType = if site.rsa then "rsa2048" else "ec384";
  # ^^^^^^^ warning: P-384 keys make every TLS handshake much slower for no practical gain; use "ec256" (existing certificates keep their key until re-issued)
  }) config.sites;
}
#-- unsafe fix
{ lib, config, ... }: {
  security.acme.certs = lib.mapAttrs (name: site: {
    inherit (site) email;
    keyType = if site.rsa then "rsa2048" else "ec256";
  }) config.sites;
}
"#,
    );
}

#[test]
fn overridden_and_declared() {
    check(
        &ACME_KEY_TYPE_P384,
        r#"
{ lib, ... }: {
  options.my.certs = lib.mkOption {
    default.a = { domain = "a.example"; keyType = "ec384"; };
    example = { webroot = "/w"; keyType = "ec384"; };
  };
  config.security.acme.certs.b = lib.mkMerge [
    { webroot = "/w"; keyType = "ec384"; }
    { keyType = lib.mkForce "ec256"; }
  ];
}
"#,
    );
}

#[test]
fn keys_of_others() {
    check(
        &ACME_KEY_TYPE_P384,
        r#"
{ lib, ... }: {
  services.dkim.keys.a = { domain = "a.example"; selector = "s1"; keyType = "ec384"; };
  services.openssh.hostKeys = [ { keyType = "ec384"; path = "/k"; } ];
  services.x = { domain = "a.example"; keyType = lib.pick "ec384"; };
}
"#,
    );
}

//! Cases of `acme-challenge-conflict`.

use super::ACME_CHALLENGE_CONFLICT;
use crate::testing::check;

#[test]
fn two_ways_of_one_certificate() {
    check(
        &ACME_CHALLENGE_CONFLICT,
        r#"
{
  security.acme.certs."a.example" = { listenHTTP = ":1360"; webroot = "/w"; };
                                    # ^^^^^^^^^^ error: "a.example" has webroot and listenHTTP; exactly one of dnsProvider, webroot, listenHTTP, s3Bucket is allowed
}
#-- unsafe fix
{
  security.acme.certs."a.example" = { webroot = "/w"; };
}
"#,
    );
}

#[test]
fn in_a_file_that_it_imports() {
    check(
        &ACME_CHALLENGE_CONFLICT,
        r#"
{
  imports = [ ./dns.nix ];
  security.acme.certs."a.example".webroot = "/w";
                                # ^^^^^^^ error: "a.example" has dnsProvider and webroot; exactly one of dnsProvider, webroot, listenHTTP, s3Bucket is allowed
  security.acme.certs."a.example".group = "mail";
}
#-- unsafe fix
{
  imports = [ ./dns.nix ];
  security.acme.certs."a.example".group = "mail";
}
#-- dns.nix
{ security.acme.certs."a.example".dnsProvider = "ovh"; }
"#,
    );
}

#[test]
fn a_virtual_host() {
    check(
        &ACME_CHALLENGE_CONFLICT,
        r#"
{
  services.nginx.virtualHosts."a.example".enableACME = true;
  security.acme.certs."a.example" = { dnsProvider = "ovh"; environmentFile = "/run/k"; };
                                    # ^^^^^^^^^^^ error: "a.example" has dnsProvider and, from the virtual host, webroot; exactly one of dnsProvider, webroot, listenHTTP, s3Bucket is allowed
}
#-- unsafe fix
{
  services.nginx.virtualHosts."a.example".enableACME = true;
  services.nginx.virtualHosts."a.example".acmeRoot = null;
  security.acme.certs."a.example" = { dnsProvider = "ovh"; environmentFile = "/run/k"; };
}
"#,
    );
}

#[test]
fn from_the_defaults() {
    check(
        &ACME_CHALLENGE_CONFLICT,
        r#"
{
  security.acme.defaults.dnsProvider = "ovh";
  security.acme.certs."a.example".webroot = "/w";
                                # ^^^^^^^ error: "a.example" has webroot and, from the defaults, dnsProvider; exactly one of dnsProvider, webroot, listenHTTP, s3Bucket is allowed
}
"#,
    );
}

#[test]
fn taken_back() {
    check(
        &ACME_CHALLENGE_CONFLICT,
        r#"
{ config, lib, ... }: {
  security.acme.defaults = { dnsProvider = "ovh"; environmentFile = "/run/k"; };
  security.acme.certs."a.example" = { dnsProvider = null; webroot = "/w"; };
  security.acme.certs."b.example" = { inheritDefaults = false; webroot = "/w"; };
  security.acme.certs."c.example" = { webroot = config.my.root; };
  security.acme.certs."d.example" = { webroot = "/w"; };
  services.nginx.virtualHosts."d.example".enableACME = true;
}
"#,
    );
}

#[test]
fn a_virtual_host_that_adds_none() {
    check(
        &ACME_CHALLENGE_CONFLICT,
        r#"
{
  services.nginx.virtualHosts = {
    "a.example" = { enableACME = true; acmeRoot = null; };
    "b.example" = { useACMEHost = "a.example"; enableACME = true; };
    "c.example" = { enableACME = true; serverName = "www.c.example"; };
    "d.example" = { enableACME = true; };
  };
  security.acme.certs = {
    "a.example" = { dnsProvider = "ovh"; };
    "b.example" = { dnsProvider = "ovh"; };
    "c.example" = { dnsProvider = "ovh"; };
    "d.example" = { dnsProvider = "ovh"; webroot = null; };
  };
}
"#,
    );
}

#[test]
fn one_or_the_other() {
    check(
        &ACME_CHALLENGE_CONFLICT,
        r#"
{ config, lib, ... }: {
  security.acme.certs."a.example" = lib.mkMerge [
    (lib.mkIf config.my.dns { dnsProvider = "ovh"; })
    (lib.mkIf (!config.my.dns) { webroot = "/w"; })
  ];
  security.acme.certs."b.example" = lib.mkMerge [
    { webroot = "/w"; dnsProvider = "ovh"; }
    { webroot = lib.mkForce null; }
  ];
}
"#,
    );
}

#[test]
fn two_machines() {
    check(
        &ACME_CHALLENGE_CONFLICT,
        r#"
{ security.acme.certs."a.example".webroot = "/w"; }
#-- other.nix
{ security.acme.certs."a.example".dnsProvider = "ovh"; }
"#,
    );
}

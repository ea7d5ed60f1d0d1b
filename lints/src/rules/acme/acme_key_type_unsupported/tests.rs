//! Cases of `acme-key-type-unsupported`.

use super::ACME_KEY_TYPE_UNSUPPORTED;
use crate::testing::check;

#[test]
fn other_names_of_p256() {
    check(
        &ACME_KEY_TYPE_UNSUPPORTED,
        r#"
{ security.acme.certs."b.example" = { webroot = "/b"; keyType = "P-256"; }; }
                                                    # ^^^^^^^ error: lego does not know key type "P-256"; use rsa2048, rsa3072, rsa4096, rsa8192, ec256 or ec384
#-- unsafe fix
{ security.acme.certs."b.example" = { webroot = "/b"; keyType = "ec256"; }; }
"#,
    );
}

#[test]
fn in_a_function_and_a_branch() {
    check(
        &ACME_KEY_TYPE_UNSUPPORTED,
        r#"
{ modern }: {
  mk = host: {
    domain = host;
    dnsProvider = "hetzner";
    keyType = if modern then "ec521" else "rsa2048";
  # ^^^^^^^ error: lego does not know key type "ec521"; use rsa2048, rsa3072, rsa4096, rsa8192, ec256 or ec384
  };
}
"#,
    );
}

#[test]
fn of_the_defaults() {
    check(
        &ACME_KEY_TYPE_UNSUPPORTED,
        r#"
{ security.acme.defaults.keyType = "ed25519"; }
                       # ^^^^^^^ error: lego does not know key type "ed25519"; use rsa2048, rsa3072, rsa4096, rsa8192, ec256 or ec384
"#,
    );
}

#[test]
fn capitals_do_not_matter() {
    check(
        &ACME_KEY_TYPE_UNSUPPORTED,
        r#"
{ security.acme = { defaults.keyType = "RSA4096"; certs."a.example".keyType = "EC256"; }; }
"#,
    );
}

#[test]
fn other_keys() {
    check(
        &ACME_KEY_TYPE_UNSUPPORTED,
        r#"
{ config, lib, ... }: {
  mailserver.dkim.keyType = "ed25519";
  lib.dkim = domain: { inherit domain; keyType = "ed25519"; };
  services.dkim-proxy.keys.main = { domain = "a.example"; keyType = "ed25519"; };
  services.sshd.hostKeys = [ { keyType = "ed25519"; group = "root"; selector = "x"; } ];
  security.acme.certs."a.example".keyType = config.my.keyType;
  security.acme.certs."b.example" = { keyType = lib.mkForce "rsa4096"; };
}
"#,
    );
}

#[test]
fn the_module_itself() {
    check(
        &ACME_KEY_TYPE_UNSUPPORTED,
        r#"
{ lib, ... }: {
  options.security.acme.defaults.keyType = lib.mkOption { default = "curve"; };
}
"#,
    );
}

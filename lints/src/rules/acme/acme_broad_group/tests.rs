//! Cases of `acme-broad-group`.

use super::ACME_BROAD_GROUP;
use crate::testing::check;

#[test]
fn of_the_defaults() {
    check(
        &ACME_BROAD_GROUP,
        r#"
{ security.acme.defaults.group = "users"; }
                       # ^^^^^ warning: group "users" lets ordinary accounts read the private key
"#,
    );
}

#[test]
fn through_let() {
    check(
        &ACME_BROAD_GROUP,
        r#"
let admins = "wheel";
in {
  security.acme.certs = { "a.example" = { webroot = "/w"; group = admins; }; };
                                                        # ^^^^^ warning: group "wheel" lets ordinary accounts read the private key
}
"#,
    );
}

#[test]
fn groups_of_services() {
    check(
        &ACME_BROAD_GROUP,
        r#"
{ config, ... }: {
  security.acme.certs."a.example".group = "nginx";
  security.acme.certs."b.example".group = config.services.caddy.group;
}
"#,
    );
}

#[test]
fn other_groups() {
    check(
        &ACME_BROAD_GROUP,
        r#"
{ lib, ... }: {
  users.users.ann = { group = "users"; email = "ann@a.example"; };
  mkAccount = email: { inherit email; group = "users"; };
  config = lib.mkMerge [
    { security.acme.certs."a.example".group = "nobody"; }
    { security.acme.certs."a.example".group = lib.mkForce "prosody"; }
  ];
}
"#,
    );
}

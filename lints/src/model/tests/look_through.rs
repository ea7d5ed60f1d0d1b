//! Variables and functions.

use expect_test::expect;

use super::check;

#[test]
fn variables_that_are_sets() {
    check(
        r#"
let
  job = { Type = "oneshot"; };
  sets = { a.b = { c = 1; }; };
  part.d = 2;
  part.e = 3;
in {
  f = job;
  g = job // { Nice = 5; };
  h = sets.a;
  i = part;
  inherit job;
  inherit (sets) a;
}
"#,
        &expect![[r#"
            f.Type = "oneshot", shared
            g.Type = "oneshot", shared
            g.Nice = 5
            h = ?
            i = ?
            job.Type = "oneshot", shared
            a = ?, shared
        "#]],
    );
}

#[test]
fn recursive_sets() {
    check(
        r#"{ a = rec { b = 1; c = b; "d" = 2; e = d; }; }"#,
        &expect![[r#"
            a.b = 1
            a.c = 1
            a.d = 2
            a.e = 2
        "#]],
    );
    // `d` is the one of the set, though its key is quoted, and not the one outside.
    check(
        r#"let d = 1; in { a = rec { "d" = 2; e = d; }; }"#,
        &expect![[r#"
            a.d = 2
            a.e = 2
        "#]],
    );
}

#[test]
fn functions_of_the_file() {
    check(
        r#"
{ lib, ... }:
let
  cert = { rsa ? false, domain }: { inherit domain rsa; keyType = if rsa then "rsa" else "ec"; };
  named = name: extra: { "${name}" = extra; } // { all = name; };
in {
  a = cert { domain = "x"; };
  b = named "c" { d = 1; };
}
"#,
        &expect![[r#"
            a.domain = "x", shared
            a.rsa = false, shared
            a.keyType = "ec", shared, partial
            b.c.d = 1, shared
            b.all = "c", shared
        "#]],
    );
}

#[test]
fn functions_of_others() {
    check(
        r#"
{ lib, pkgs, config, ... }:
let harden = import ./harden.nix;
in {
  a = harden config { b = 1; };
  c = lib.custom { d = 2; };
  e = pkgs.writeText "f" { g = 3; };
  h = builtins.toJSON { i = 4; };
  j = pkgs.callPackage ./k.nix { l = 5; };
  m = pkgs.stdenv.mkDerivation { n = 6; };
  o = pkgs.hello.override { p = 7; };
  q = (pkgs.formats.toml { }).generate "r" { s = 8; };
  t = import ./u.nix { v = 9; };
  w = lib.mapAttrsRecursive (path: value: value + 1) { x = 10; };
}
"#,
        &expect![[r#"
            a = ?, priority ?
            a.b = 1, priority ?, shared
            c = ?, priority ?
            c.d = 2, priority ?, shared
            e = writeText("f", ?)
            h = ?
            j = ?
            m = ?
            o = ?
            q = ?
            t = ?
            w = ?
        "#]],
    );
}

#[test]
fn functions_that_call_themselves() {
    check(
        r#"
let
  loop = n: { a = n; next = loop n; };
  x = y;
  y = x;
in { b = loop 1; c = x; d = "${x}"; }
"#,
        &expect![[r#"
            b.a = 1, shared
            b.next.a = 1, shared
            b.next.next.a = 1, shared
            b.next.next.next = ?, shared
            c = ?
            d = "${x}"
        "#]],
    );
}

#[test]
fn own_functions_with_names_of_the_library() {
    check(
        r#"
{ lib, ... }:
let
  mkIf = condition: content: { never = content; };
  lib' = { mkForce = x: x; };
in { a = mkIf false { b = 1; }; c = lib'.mkForce 2; }
"#,
        &expect![[r#"
            a.never.b = 1, shared
            c = 2
        "#]],
    );
}

#[test]
fn directories_of_certificates() {
    check(
        r#"
{ config, nodes, name, ... }:
let
  cfg = config.security.acme;
  mail = config.security.acme.certs."mx.example";
  inherit (config.security.acme) certs;
in {
  a = config.security.acme.certs.a.directory;
  b = "${cfg.certs.b.directory}/key.pem";
  c = mail.directory + "/key.pem";
  d = "${certs.${name}.directory}/key.pem";
  e = nodes.web.config.security.acme.certs.a.directory;
  f = config.services.acme.certs.a.directory;
  g = config.security.acme.certs.a.directory or "/x";
}
"#,
        &expect![[r#"
            a = "/var/lib/acme/a"
            b = "/var/lib/acme/b/key.pem"
            c = "/var/lib/acme/mx.example/key.pem"
            d = "/var/lib/acme/${name}/key.pem"
            e = ?
            f = ?
            g = ?
        "#]],
    );
}

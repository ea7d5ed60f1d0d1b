//! Names that functions make.

use expect_test::expect;

use super::check;

#[test]
fn gen_attrs() {
    check(
        r#"
{ lib, config, ... }: {
  a = lib.genAttrs [ "b" "c" ] (name: { d = "x-${name}"; });
  e = lib.genAttrs config.f (name: { g = "${name}.service"; });
}
"#,
        &expect![[r#"
            a.b.d = "x-b", shared
            a.c.d = "x-c", shared
            e.<${name} varies>.g = "${name}.service", shared
        "#]],
    );
}

#[test]
fn map_attrs() {
    check(
        r#"
{ lib, config, ... }:
let mk = name: value: { h = value; i = name; };
in {
  a = lib.mapAttrs (name: value: { b = value; c = name; }) { d = 1; e = 2; };
  f = lib.mapAttrs mk config.g;
  j = lib.mapAttrs (_: lib.mkForce) { k = 3; };
}
"#,
        &expect![[r#"
            a.d.b = 1, shared
            a.d.c = "d", shared
            a.e.b = 2, shared
            a.e.c = "e", shared
            f.<${name} varies>.h = ?, shared
            f.<${name} varies>.i = ?, shared
            j.k = 3, priority 50, partial
        "#]],
    );
}

#[test]
fn renamed() {
    check(
        r#"
{ lib, config, ... }: {
  a = lib.mapAttrs' (name: value: lib.nameValuePair "b-${name}" { c = 1; }) config.d;
  e = lib.mapAttrs' (name: value: { name = "f"; value = { g = 2; }; }) config.h;
  i = lib.listToAttrs [ { name = "j"; value = 3; } (lib.nameValuePair "k" 4) ];
  l = builtins.listToAttrs (map (m: lib.nameValuePair "n-${m}" { o = 5; }) config.p);
}
"#,
        &expect![[r#"
            a.<b-${name} varies>.c = 1, if !(config.d == { }), shared
            e.f.g = 2, if !(config.h == { }), shared
            i.j = 3, partial
            i.k = 4, partial
            l.<n-${m} varies>.o = 5, if !(config.p == [ ]), shared
        "#]],
    );
}

#[test]
fn of_two_pairs_with_one_name_the_first_counts() {
    check(
        r#"{ config, lib, ... }: {
  a = lib.listToAttrs [
    (lib.nameValuePair "b" 1)
    { name = "b"; value = 2; }
    { name = config.c; value.d = 3; value.e.f = 4; }
    { name = "g"; value = 5; }
  ];
}"#,
        &expect![[r#"
            a.b = 1, partial
            a.<${config.c}>.d = 3, if !("${config.c}" == "b"), partial
            a.<${config.c}>.e.f = 4, if !("${config.c}" == "b"), partial
            a.g = 5, if !("${config.c}" == "g"), partial
        "#]],
    );
}

#[test]
fn names_that_are_not_known() {
    check(
        r#"{ config, lib, ... }: {
  a = lib.genAttrs [ "b" config.c ] (name: { inherit name; });
  d = lib.mapAttrs (name: value: { inherit value; }) { inherit (config) e; };
}"#,
        &expect![[r#"
            a.b.name = "b", shared
            a.<${config.c} varies>.name = ?, shared
            d.e.value = ?, shared
        "#]],
    );
}

#[test]
fn functions_that_may_never_be_called() {
    check(
        r#"{ config, lib, ... }: lib.mkMerge (
  map (x: { a = 1; }) config.b ++ map (x: { c = 2; }) [ ] ++ map (x: { d = 3; }) [ 1 ]
  ++ [ { e = lib.mapAttrs' (n: v: lib.nameValuePair "f" 4) (config.g // config.h); } ]
)"#,
        &expect![[r#"
            a = 1, if !(config.b == [ ]), shared
            d = 3, shared
            e.f = 4, if !((config.g // config.h) == { }), partial
        "#]],
    );
}

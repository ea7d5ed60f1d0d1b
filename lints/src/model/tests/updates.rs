//! What is left of the first set of an update.

use expect_test::expect;

use super::check;

#[test]
fn by_a_set_that_is_not_known() {
    check(
        r#"{ config, lib, ... }: {
  a = { b = 1; "c.d" = 2; } // config.x;
  e = { f = 3; } // lib.optionalAttrs config.y config.x;
  g = lib.recursiveUpdate { h.i = 4; } { h = config.x; };
}"#,
        &expect![[r#"
            a.b = 1, if !(config.x ? b)
            a.c.d = 2, if !(config.x ? c.d)
            a = ?
            e.f = 3, if !(config.y && (config.x ? f))
            e = ?, if (config.y)
            g.h.i = 4, if (builtins.isAttrs config.x) & !(config.x ? i)
            g.h = ?
        "#]],
    );
}

#[test]
fn under_several_conditions() {
    check(
        r#"{ config, lib, ... }: {
  a = { b = 1; } // lib.optionalAttrs (config.x && config.y) { b = 2; };
  c = { d = 3; } // (if config.x then { d = 4; } else { d.e = 5; });
  f = { g = 6; } // lib.optionalAttrs config.x (lib.optionalAttrs (!config.y) { g = 7; });
}"#,
        &expect![[r#"
            a.b = 1, if !(config.x && config.y)
            a.b = 2, if (config.x && config.y) & (config.x) & (config.y)
            c.d = 4, if (config.x)
            c.d.e = 5, if !(config.x)
            f.g = 6, if !(config.x && !config.y)
            f.g = 7, if (config.x) & !(config.y)
        "#]],
    );
}

#[test]
fn a_key_is_there_whatever_its_value_needs() {
    check(
        r#"{ config, lib, ... }: { a = { b = 1; } // { b = lib.mkIf config.x 2; }; }"#,
        &expect![[r#"
            a.b = 2, if (config.x)
        "#]],
    );
}

#[test]
fn computed_names_may_be_the_same() {
    check(
        r#"{ config, ... }: { a = { b = 1; } // { ${config.x} = 2; }; }"#,
        &expect![[r#"
        a.b = 1, if !("${config.x}" == "b")
        a.<${config.x}> = 2
    "#]],
    );
}

#[test]
fn sets_of_wrappers_hide_the_others() {
    check(
        r#"{ config, lib, ... }: {
  a = { b = 1; } // lib.mkIf config.x { c = 2; };
  d = lib.mkMerge [ { e = 3; } ] // { f = 4; };
  g = { h = 5; } // (if config.x then lib.mkForce { } else { });
  i = lib.recursiveUpdate { j.k = lib.mkIf config.x 6; l = 7; } { j.k.m = 8; };
}"#,
        &expect![[r#"
            a.c = 2, if (config.x)
            d.e = 3
            g = ?, priority ?, order ?
            i.j.k = ?, priority ?, order ?, if (config.x)
            i.l = 7
            i.j.k.m = ?, priority ?, order ?
        "#]],
    );
}

#[test]
fn deep_updates_replace_values_by_sets_and_sets_by_values() {
    check(
        r#"{ lib, ... }: {
  a = lib.recursiveUpdate { b = 1; c.d = 2; e.f = 3; g = { }; } { b.x = 4; c = 5; e.h = 6; g.i = 7; };
}"#,
        &expect![[r#"
            a.e.f = 3
            a.b.x = 4
            a.c = 5
            a.e.h = 6
            a.g.i = 7
        "#]],
    );
}

#[test]
fn priorities_within_priorities_are_not_known() {
    check(
        r#"{ lib, ... }: {
  a = lib.mkForce { b = lib.mkDefault 1; c = 2; d = lib.mkForce 3; };
  e = lib.mkBefore { f = lib.mkAfter [ ]; };
}"#,
        &expect![[r#"
            a.b = 1, priority ?
            a.c = 2, priority 50
            a.d = 3, priority 50
            e.f = [], order ?
        "#]],
    );
}

#[test]
fn equal_values_spelled_differently_do_not_exclude() {
    let text = r#"{ config, lib, ... }: lib.mkMerge [
      (lib.mkIf (config.a == "x") { b = 1; })
      (lib.mkIf (config.a == ''x'') { c = 2; })
      (lib.mkIf (config.a == "y") { d = 3; })
    ]"#;
    let parse = cfglint_syntax::parse(text);
    let module = crate::model::Module::lower(parse.root(), text);
    let [first, same, other] = module.definitions.as_slice() else {
        unreachable!("three definitions")
    };
    assert!(!first.excludes(same));
    assert!(first.excludes(other) && same.excludes(other));
}

#[test]
fn merged_through_let_with_and_if() {
    check(
        r#"{ config, lib, ... }: {
  a = lib.mkMerge (let b = { c = 1; }; in [ b ]);
  d = lib.mkMerge (with lib; [ (mkForce { e = 2; }) ]);
  f = lib.mkMerge (if config.g then [ { h = 3; } ] else [ ]);
}"#,
        &expect![[r#"
            a.c = 1, shared
            d.e = 2, priority 50
            f.h = 3, if (config.g)
        "#]],
    );
}

#[test]
fn conditions_differ_by_the_spaces_in_strings() {
    check(
        r#"{ config, lib, ... }: {
  a = lib.mkIf (config.b   == # why
    "c  d") 1;
  e = lib.mkIf (config.b == "c d") 2;
}"#,
        &expect![[r#"
            a = 1, if (config.b == "c  d")
            e = 2, if (config.b == "c d")
        "#]],
    );
}

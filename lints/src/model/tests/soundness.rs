//! What looks like a setting and is none, and names that only look equal.

use expect_test::expect;

use super::check;
use crate::model::Module;

#[test]
fn declarations_set_nothing() {
    check(
        r#"
{ lib, ... }: {
  options = {
    a.b = lib.mkOption { default = { systemd.services.c = 1; }; example = { d = 2; }; };
    e = { f = lib.mkEnableOption "f"; } // { g = lib.mkOption { }; };
  };
  options.h = with lib; { i = mkOption { }; };
}
"#,
        &expect![[r#"
            declares a.b
            declares e.f
            declares e.g
            declares h.i
        "#]],
    );
}

#[test]
fn text_is_no_code() {
    check(
        r#"
{
  environment.etc."a.nix".text = ''
    { systemd.services.b.serviceConfig.RemainAfterExit = true; }
  '';
  # { c = 1; }
  services.d.description = "e = true;";
}
"#,
        &expect![[r#"
            environment.etc.a.nix.text = "{ systemd.services.b.serviceConfig.RemainAfterExit = true; }\n"
            services.d.description = "e = true;"
        "#]],
    );
}

#[test]
fn arguments_with_defaults_are_not_known() {
    check(
        r#"{ a ? 1, config, b ? [ "c" ], ... }: { d = a; e = b; }"#,
        &expect![[r#"
            d = ?
            e = ?
        "#]],
    );
}

#[test]
fn names_bound_twice_are_not_known() {
    check(
        "let a = { b = 1; }; a.c = 2; in { d = a; e = a.b; }",
        &expect![[r#"
        d = ?
        e = ?
    "#]],
    );
    check(
        r#"let s = { ${x} = 1; b = 2; }; in x: { d = s.b; }"#,
        &expect![[r#"
        d = ?
    "#]],
    );
}

#[test]
fn overlays_and_packages() {
    check(
        r#"
final: prev: {
  systemd = prev.systemd.override { withX = true; };
  tool = prev.tool.overrideAttrs (old: { meta.description = "x"; });
}
"#,
        &expect![[r#"
            systemd = ?
            tool = ?
        "#]],
    );
    check(
        r#"
{ lib, stdenv, fetchurl }:
stdenv.mkDerivation { name = "x"; src = fetchurl { url = "y"; }; passwordFile = ./z; }
"#,
        &expect![[""]],
    );
}

/// The names of the first two units, and whether they are equal.
fn equal_units(text: &str) -> bool {
    let parse = cfglint_syntax::parse(text);
    let module = Module::lower(parse.root(), text);
    let mut names = module.definitions.iter().filter_map(|it| it.unit_part()).map(|it| it.name);
    names.next() == names.next()
}

#[test]
fn computed_names_are_equal_under_the_same_variables_only() {
    assert!(equal_units(
        r#"{ config, ... }: { systemd.services."${config.a}".b = 1; systemd.services."${config.a}".c = 2; }"#
    ));
    assert!(equal_units(
        r#"{ config, ... }:
        let cfg = config.x; n = "p-${cfg.a}";
        in { systemd.services.${n}.b = 1; systemd.services."p-${cfg.a}".c = 2; }"#
    ));
    assert!(!equal_units(
        r#"{ config, lib, ... }: lib.mkMerge [
          (let n = config.a; in { systemd.services."${n}".b = 1; })
          (let n = config.b; in { systemd.services."${n}".b = 1; })
        ]"#
    ));
    assert!(!equal_units(
        r#"{ config, lib, ... }: lib.mkMerge [
          (with config.a; { systemd.services."${n}".b = 1; })
          (with config.b; { systemd.services."${n}".b = 1; })
        ]"#
    ));
}

#[test]
fn computed_names_of_two_calls_differ() {
    assert!(!equal_units(
        r#"{ config, lib, ... }:
        let dhcp = postfix: { systemd.services."dhcpd${postfix}".b = 1; };
        in lib.mkMerge [ (dhcp config.a) (dhcp config.b) ]"#
    ));
    assert!(!equal_units(
        r#"{ lib, config, ... }: {
          systemd.services = lib.mapAttrs' (n: v: lib.nameValuePair "${n}-netdev" { b = 1; }) config.a
            // lib.mapAttrs' (n: v: lib.nameValuePair "${n}-netdev" { b = 1; }) config.c;
        }"#
    ));
}

#[test]
fn a_file_that_explodes_says_nothing() {
    let mut text = "let a0 = { x = 1; };\n".to_owned();
    for index in 1..24 {
        let inner = index - 1;
        text.push_str(&format!("a{index} = {{ l = a{inner}; r = a{inner}; }};\n"));
    }
    text.push_str("in { b = a23; }");
    let parse = cfglint_syntax::parse(&text);
    assert!(Module::lower(parse.root(), &text).definitions.is_empty());
}

#[test]
fn deep_texts_do_not_overflow_the_stack() {
    let nested = |open: &str, inner: &str, close: &str| {
        format!("{}{inner}{}", open.repeat(200), close.repeat(200))
    };
    let mut texts = vec![
        nested("{ a = ", "1", "; }"),
        format!("{{ a = {}; }}", nested("[ ", "1", " ]")),
        format!("{{ a = {}; }}", nested("lib.mkIf c (", "1", ")")),
        format!("{{ a = {}; }}", nested("\"${", "x", "}\"")),
        format!("{{ a = {}; }}", nested("if c then ", "1", " else 2")),
        format!("{{ a = lib.mkIf ({}) 1; }}", nested("!(", "c", ")")),
        format!("{{ a = {}; }}", nested("{ x = 1; } // (", "{ }", ")")),
        format!("{{ imports = {}; }}", nested("lib.flatten [ (", "./a", ") ]")),
        format!("{{ imports = {}; }}", nested("map (n: n) (", "[ ]", ")")),
        format!("{{ imports = {}; }}", nested("lib.optionals c (", "[ ]", ")")),
        format!("{{ imports = [ ({}) ]; }}", nested("import (", "./a", ")")),
    ];
    for open in ["[ ", "{ b = ", "(", "lib.mkIf c ("] {
        let close = match open {
            "[ " => " ]",
            "{ b = " => "; }",
            _ => ")",
        };
        let bindings = (0..40).map(|index| {
            format!("x{index} = {};\n", nested(open, &format!("x{}", index + 1), close))
        });
        texts.push(format!(
            "{{ lib, c, ... }}: let {} x40 = 1; in {{ a = x0; }}",
            bindings.collect::<String>()
        ));
    }
    let run = move || {
        for text in &texts {
            let parse = cfglint_syntax::parse(text);
            let _ = Module::lower(parse.root(), text);
        }
    };
    let thread = std::thread::Builder::new().stack_size(2 << 20).spawn(run);
    assert!(thread.is_ok_and(|thread| thread.join().is_ok()));
}

#[test]
fn functions_are_values_unless_they_are_submodules() {
    check(
        r#"{ config, ... }: {
  a = x: 1;
  b = x: y: { c = 1; };
  d = { name, ... }: { e = name; };
  f = x: if config.g then 1 else { h = 2; };
}"#,
        &expect![[r#"
            a = function
            b = function
            d.e = ?
            f = ?, if (config.g), partial
            f.h = 2, if !(config.g)
        "#]],
    );
}

#[test]
fn functions_that_do_not_keep_their_argument() {
    check(
        r#"{ config, lib, ... }: {
  a = lib.filterAttrs (n: v: v != null) { b = null; };
  c = lib.optional config.d { e = 1; };
  f = lib.setAttrByPath [ "g" ] { h = 2; };
}"#,
        &expect![[r#"
            a = ?
            c = [? if (config.d)]
            f = ?
        "#]],
    );
}

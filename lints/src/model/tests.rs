//! What small modules say, as text.

mod elements;
mod generated;
mod imports;
mod look_through;
mod roots;
mod soundness;
mod updates;

use std::fmt::Write as _;

use expect_test::{Expect, expect};

use super::{Condition, Definition, List, Module, Segment, Value, ValueKind};

/// Compares what `text` says with `expected`: one line for each definition.
#[track_caller]
fn check(text: &str, expected: &Expect) {
    let parse = cfglint_syntax::parse(text);
    let module = Module::lower(parse.root(), text);
    let mut dump = String::new();
    for definition in &module.definitions {
        dump_definition(&mut dump, definition);
    }
    for path in &module.declared {
        let path: Vec<&str> = path.iter().map(Segment::text).collect();
        let _ = writeln!(dump, "declares {}", path.join("."));
    }
    for import in &module.imports {
        let path = import.path.as_deref().unwrap_or("?");
        let machine = import.machine.map(|root| format!(", machine #{}", root.0));
        let doubt = if import.is_certain { "" } else { ", perhaps" };
        let _ = writeln!(dump, "imports {path}{doubt}{}", machine.unwrap_or_default());
    }
    for root in &module.machines {
        let _ = writeln!(dump, "machine #{}", root.0);
    }
    expected.assert_eq(&dump);
}

fn dump_definition(out: &mut String, definition: &Definition) {
    let path: Vec<String> = definition
        .path
        .iter()
        .map(|segment| match segment {
            Segment::Name(name) => name.to_string(),
            Segment::Dynamic { text, varies: true, .. } => format!("<{text} varies>"),
            Segment::Dynamic { text, .. } => format!("<{text}>"),
        })
        .collect();
    let _ = write!(out, "{} = {}", path.join("."), show(&definition.value));
    match definition.priority {
        Some(100) => {}
        Some(priority) => {
            let _ = write!(out, ", priority {priority}");
        }
        None => out.push_str(", priority ?"),
    }
    match definition.order {
        Some(1000) => {}
        Some(order) => {
            let _ = write!(out, ", order {order}");
        }
        None => out.push_str(", order ?"),
    }
    if !definition.conditions.is_empty() {
        let _ = write!(out, ", if {}", show_conditions(&definition.conditions));
    }
    if definition.root.0 > 0 {
        let _ = write!(out, ", root #{}", definition.root.0);
    }
    if definition.place.is_shared {
        out.push_str(", shared");
    }
    if definition.place.is_partial {
        out.push_str(", partial");
    }
    out.push('\n');
}

fn show_conditions(conditions: &[Condition]) -> String {
    let show = |it: &Condition| format!("{}({})", if it.is_negated { "!" } else { "" }, it.text);
    conditions.iter().map(show).collect::<Vec<_>>().join(" & ")
}

fn show(value: &Value) -> String {
    match &value.kind {
        ValueKind::Unknown => "?".to_owned(),
        ValueKind::Null => "null".to_owned(),
        ValueKind::Bool(bool) => bool.to_string(),
        ValueKind::Int(int) => int.to_string(),
        ValueKind::Float(float) => float.to_string(),
        ValueKind::Str(text) => format!("{:?}", text.with_holes()),
        ValueKind::Path(path) => path.to_string(),
        ValueKind::List(list) => show_list(list),
        ValueKind::EmptySet => "{}".to_owned(),
        ValueKind::Function => "function".to_owned(),
        ValueKind::Call { function, arguments } => {
            let arguments: Vec<String> = arguments.iter().map(show).collect();
            format!("{function}({})", arguments.join(", "))
        }
    }
}

fn show_list(list: &List) -> String {
    let mut items: Vec<String> = Vec::new();
    for item in &list.items {
        let shown = show(&item.value);
        items.push(match item.conditions.is_empty() {
            true => shown,
            false => format!("{shown} if {}", show_conditions(&item.conditions)),
        });
    }
    if !list.is_complete {
        items.push("..?".to_owned());
    }
    format!("[{}]", items.join(", "))
}

#[test]
fn sets_and_keys() {
    check(
        r#"
{ config, ... }: {
  a.b = 1;
  "c d"."e" = 2.5;
  ${"f"}.g = ./h;
  i = { j.k = true; "l".m = null; n = { }; };
  "o${config.p}-q".r = "s";
  ${config.t} = "u";
}
"#,
        &expect![[r#"
            a.b = 1
            c d.e = 2.5
            f.g = ./h
            i.j.k = true
            i.l.m = null
            i.n = {}
            <o${config.p}-q>.r = "s"
            <${config.t}> = "u"
        "#]],
    );
}

#[test]
fn config_and_bare() {
    check(
        r#"
{ lib, ... }: {
  imports = [ ./a.nix ./b.nix <c> ];
  options.services.d.enable = lib.mkEnableOption "d";
  config = { services.e = 1; };
  config.services.f = 2;
}
"#,
        &expect![[r#"
            services.e = 1
            services.f = 2
            declares services.d.enable
            imports ./a.nix
            imports ./b.nix
            imports <c>
        "#]],
    );
    check(
        "{ services.a = 1; }",
        &expect![[r#"
        services.a = 1
    "#]],
    );
}

#[test]
fn wrappers_of_the_module_system() {
    check(
        r#"
{ lib, config, ... }: lib.mkMerge [
  { a = lib.mkDefault 1; b = lib.mkForce 2; c = lib.mkOverride 42 3; d = lib.mkOverride config.x 4; }
  (lib.mkIf config.y { e = 5; })
  { f = lib.mkBefore [ 6 ]; g = lib.mkAfter [ 7 ]; h = lib.mkOrder 8 [ 8 ]; i = lib.mkOptionDefault 9; }
  { j = lib.mkIf config.z (lib.mkForce 10); k = lib.mkVMOverride 11; }
]
"#,
        &expect![[r#"
            a = 1, priority 1000
            b = 2, priority 50
            c = 3, priority 42
            d = 4, priority ?
            e = 5, if (config.y)
            f = [6], order 500
            g = [7], order 1500
            h = [8], order 8
            i = 9, priority 1500
            j = 10, priority 50, if (config.z)
            k = 11, priority 10
        "#]],
    );
}

#[test]
fn wrappers_by_other_names() {
    check(
        r#"
{ lib, ... }:
with lib;
let
  inherit (lib) mkForce;
  inherit (lib.modules) mkAfter;
  low = lib.mkDefault;
  lower = low;
in {
  a = mkDefault 1;
  b = mkForce 2;
  c = mkAfter [ 3 ];
  d = low 4;
  e = lower 5;
  f = mkIf x 6;
}
"#,
        &expect![[r#"
            a = 1, priority 1000
            b = 2, priority 50
            c = [3], order 1500
            d = 4, priority 1000
            e = 5, priority 1000
            f = 6, if (x)
        "#]],
    );
}

#[test]
fn merged_lists() {
    check(
        r#"
{ lib, config, ... }:
let more = [ { a = 4; } ];
in {
  b = lib.mkMerge (
    [ { a = 1; } ]
    ++ lib.optional config.c { a = 2; }
    ++ lib.optionals config.d [ { a = 3; } ]
    ++ more
    ++ map (x: { "${x}" = 5; }) config.e
    ++ config.f
  );
}
"#,
        &expect![[r#"
            b.a = 1
            b.a = 2, if (config.c)
            b.a = 3, if (config.d)
            b.a = 4, shared
            b.<${x} varies> = 5, if !(config.e == [ ]), shared
            b = ?, partial
        "#]],
    );
}

#[test]
fn conditions() {
    check(
        r#"
{ lib, config, ... }:
let cfg = config.services.x; on = cfg.enable; off = !on;
in {
  a = lib.mkIf cfg.enable 1;
  b = lib.mkIf (!on) 2;
  c = lib.mkIf off 3;
  d = lib.mkIf (cfg.enable && cfg.e != "f") 4;
  g = lib.mkIf (!(cfg.h || cfg.i)) 5;
  j = lib.mkIf false 6;
  k = lib.mkIf (!false) 7;
  l = if cfg.m == "n" then 8 else 9;
  o = if true then 10 else 11;
}
"#,
        &expect![[r#"
            a = 1, if (config.services.x.enable)
            b = 2, if !(config.services.x.enable)
            c = 3, if !(config.services.x.enable)
            d = 4, if (cfg.enable && cfg.e != "f") & (config.services.x.enable) & !(config.services.x.e == "f")
            g = 5, if !(cfg.h || cfg.i) & !(config.services.x.h) & !(config.services.x.i)
            k = 7
            l = 8, if (config.services.x.m == "n"), partial
            l = 9, if !(config.services.x.m == "n"), partial
            o = 10, partial
        "#]],
    );
}

#[test]
fn updates() {
    check(
        r#"
{ lib, config, ... }: {
  a = { b = 1; c.d = 2; c.e = 3; } // { c.f = 4; };
  g = { h = 5; i = 6; } // lib.optionalAttrs config.j { h = 7; };
  k = { l = 8; m = 9; } // config.n;
  o = lib.recursiveUpdate { p.q = 10; p.r = 11; } { p.q = 12; };
}
"#,
        &expect![[r#"
            a.b = 1
            a.c.f = 4
            g.h = 5, if !(config.j)
            g.i = 6
            g.h = 7, if (config.j)
            k.l = 8, if !(config.n ? l)
            k.m = 9, if !(config.n ? m)
            k = ?
            o.p.r = 11
            o.p.q = 12
        "#]],
    );
}

#[test]
fn values() {
    check(
        r#"
{ lib, config, pkgs, ... }:
let name = "world"; list = [ 1 ];
in {
  a = "hello ${name} ${config.b}";
  c = ''
    indented ${name}
  '';
  d = [ "x" ] ++ list ++ lib.optional config.e "y" ++ lib.optionals (!config.e) [ "z" ] ++ config.f;
  g = if config.h then [ "i" ] else [ ];
  j = pkgs.writeText "k" "l";
  m = "-${builtins.toFile "n" name}";
  o = pkgs.writeTextFile { name = "p"; text = "q"; };
  r = "${./s}";
  t = toString ./u;
  v = -1;
  w = "a" + name;
  x = x: x;
  y = https://example.org;
  z = with pkgs; [ hello ];
}
"#,
        &expect![[r#"
            a = "hello world ${config.b}"
            c = "indented world\n"
            d = ["x", 1, "y" if (config.e), "z" if !(config.e), ..?]
            g = ["i"], if (config.h), partial
            g = [], if !(config.h), partial
            j = writeText("k", "l")
            m = toFile("n", "world")
            o = writeTextFile("q")
            r = ./s
            t = ?
            v = -1
            w = "aworld"
            x = function
            y = "https://example.org"
            z = [?]
        "#]],
    );
}

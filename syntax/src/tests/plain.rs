//! Texts of which it is plain that nothing is wrong with them, without a tree.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::{Interests, Weight, check, is_plain, parse};

/// Nothing is of interest.
pub(super) const NOTHING: Interests =
    Interests { weight: |_| Weight::None, is_opaque: |_| false, makes_package: |_| false };

const OPTIONS: Interests = Interests {
    weight: |name| match name {
        "option" => Weight::InModules,
        "anywhere" => Weight::Everywhere,
        _ => Weight::None,
    },
    is_opaque: |name| matches!(name, "opaque" | "make"),
    makes_package: |name| name == "make",
};

#[test]
fn sound_texts_are_plain() {
    for text in [
        "1",
        "a: a",
        "a: b: { c ? a, ... }@d: [ a b c d ]",
        "d@{ a }: d.a.b or a",
        "let a = b; b = 1; in a",
        "let a = 1; in rec { inherit a; b = c; c = a; }",
        "a: { inherit a; inherit (a) b \"c\"; }",
        "a: with a; b c",
        "a: with a; with b; { inherit c; }",
        "{ a.b = 1; a.c.d = 2; a.c.e = 3; }",
        "{ a.b.c = 1; \"d e\" = 2; }",
        "{ a = { a = 1; }; b = { a = 1; }; }",
        "rec { a.b = a; }",
        "let a.b = 1; a.c = 2; in a",
        "a: \"${a}\" + ''${a}'' + ./${a}/b",
        "a: a.${a}.\"${a}\" or a ? a.${a}",
        "if true then map else (builtins.map null)",
        "assert true; -1 + 2 * 3",
        "import <nixpkgs> { }",
        "let f = a: let a = 1; in a; in f f",
    ] {
        let problems = check(&parse(text));
        assert_eq!((problems.syntax.len(), problems.undefined.len()), (0, 0), "{text}");
        assert!(is_plain(text, &NOTHING), "{text}");
    }
}

#[test]
fn what_is_wrong_or_takes_more_than_a_look_is_not_plain() {
    for text in [
        "",
        "a",
        "1 2 =",
        "{ a = 1; a = 2; }",
        "{ a.b = 1; a.b = 2; }",
        "{ a.b = 1; a.b.c = 2; }",
        "{ a.b.c = 1; a.b = 2; }",
        "{ a = 1; a.b = 2; }",
        "{ a.b = 2; a = { }; }",
        "{ a = { }; a = { }; }",
        "a: { inherit a; a = 1; }",
        "{ a, a }: 1",
        "a@{ a }: 1",
        "{ inherit a; }",
        "let inherit a; in a",
        "rec { inherit a; }",
        "(a: a) a",
        "{ a = rec { b = 1; }; c = b; }",
        "let a = 1; in b",
        "a: { a = b; }",
        "with a; 1",
        "(with { }; a) + a",
        "{ a }: { b ? c }: 1",
        "let { body = 1; }",
        "a: a or",
        "a: { ${a} = 1; }",
        "a: { \"${a}\" = 1; }",
        "a: { \"\\a\" = 1; }",
        "a: let ${a} = 1; in 1",
        "a: { inherit (a) ${a}; }",
        "\"a",
    ] {
        assert!(!is_plain(text, &NOTHING), "{text}");
    }
}

#[test]
fn names_of_weight_count_where_a_module_may_be() {
    for text in [
        "{ opaque }: opaque { option = 1; }",
        "a: a.opaque { b.option = 1; } { inherit (a) option; }",
        "{ opaque }: opaque (a: { option = 1; })",
        "{ a, opaque }: [ (opaque 1 { option = 1; }) ]",
        "{ make }: { option = make 1; }",
        "{ make }: { option = make { option = 1; } 2; }",
        "{ a, opaque }: opaque.option (a.option or 1)",
        "{ opaque }: { a = opaque { b = 1; }; }",
    ] {
        assert!(is_plain(text, &OPTIONS), "{text}");
    }
    for text in [
        "{ option = 1; }",
        "{ a.option.b = 1; }",
        "a: { inherit (a) option; }",
        "a: let option = 1; in a",
        "{ \"option\" = 1; }",
        "{ opaque }: { option = opaque 1; }",
        "{ make }: { option.a = make 1; }",
        "{ make }: { option = [ (make 1) ]; }",
        "{ opaque }: { a = opaque 1; option = 1; }",
        "{ opaque }: opaque { anywhere = 1; }",
        "{ other }: other { option = 1; }",
        "{ opaque, other }: other opaque { option = 1; }",
        // The file says itself what the function does.
        "let opaque = a: a; in opaque { option = 1; }",
        "let a.opaque = b: b; in a.opaque { option = 1; }",
        "{ a = opaque: opaque { option = 1; }; }",
        "{ a = { opaque }: opaque { option = 1; }; }",
    ] {
        assert!(!is_plain(text, &OPTIONS), "{text}");
    }
}

#[test]
fn deep_scopes_are_given_up() {
    let text = format!("{}[ {} ]", "a: ".repeat(900), "b ".repeat(50_000));
    assert!(!is_plain(&format!("b: {text}"), &NOTHING));
    let text = format!("{}[ {} ]", "a: ".repeat(10), "b ".repeat(50_000));
    assert!(is_plain(&format!("b: {text}"), &NOTHING));
}

fn name() -> impl Strategy<Value = String> {
    select(&["a", "b", "c", "d", "map"][..]).prop_map(str::to_owned)
}

fn path() -> impl Strategy<Value = String> {
    vec(name(), 1..4).prop_map(|names| names.join("."))
}

/// Expressions of which most are sound, and some use a name that nothing defines or define one twice.
fn expr() -> impl Strategy<Value = String> {
    name().prop_recursive(6, 40, 4, |inner| {
        let entry = prop_oneof![
            (path(), inner.clone()).prop_map(|(path, value)| format!("{path} = {value};")),
            name().prop_map(|name| format!("inherit {name};")),
            (inner.clone(), name()).prop_map(|(from, name)| format!("inherit ({from}) {name};")),
        ];
        let bindings = vec(entry, 0..4).prop_map(|all| all.join(" "));
        prop_oneof![
            bindings.clone().prop_map(|all| format!("{{ {all} }}")),
            bindings.clone().prop_map(|all| format!("rec {{ {all} }}")),
            (bindings, inner.clone()).prop_map(|(all, body)| format!("(let {all} in {body})")),
            (name(), inner.clone()).prop_map(|(name, body)| format!("({name}: {body})")),
            (name(), name(), inner.clone(), inner.clone())
                .prop_map(|(a, b, other, body)| format!("({{ {a}, {b} ? {other} }}: {body})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("(with {a}; {b})")),
            (inner.clone(), path(), inner.clone())
                .prop_map(|(base, path, other)| format!("({base}.{path} or {other})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("({a} {b})")),
            (inner.clone(), path()).prop_map(|(base, path)| format!("({base} ? {path})")),
            (inner.clone(), inner.clone()).prop_map(|(a, b)| format!("[ {a} \"${{{b}}}\" ]")),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]
    #[test]
    fn nothing_is_wrong_with_a_plain_text(text in expr().prop_map(|it| format!("{{ a, b }}: {it}"))) {
        if is_plain(&text, &NOTHING) {
            let problems = check(&parse(&text));
            prop_assert_eq!((problems.syntax, problems.undefined), (Vec::new(), Vec::new()));
        }
    }
}

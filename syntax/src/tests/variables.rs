//! Names that nothing defines.

use super::problems;

const NONE: [&str; 0] = [];

#[test]
fn names_are_defined_by_what_encloses_them() {
    assert_eq!(problems("a"), ["undefined `a`"]);
    assert_eq!(problems("a: a b"), ["undefined `b`"]);
    assert_eq!(problems("let a = b; b = a; in a"), NONE);
    assert_eq!(problems("let a = 1; in { b = a; c = b; }"), ["undefined `b`"]);
    assert_eq!(problems("rec { a = b; b.c = a; }"), NONE);
    assert_eq!(problems("let { body = a; a = 1; }"), NONE);
    assert_eq!(problems("[ (a: a) a ]"), ["undefined `a`"]);
}

#[test]
fn arguments_see_each_other() {
    assert_eq!(problems("{ a ? b, b ? c, ... }@c: [ a b c ]"), NONE);
    assert_eq!(problems("{ a ? d }: a"), ["undefined `d`"]);
}

#[test]
fn inherit_looks_outside() {
    assert_eq!(problems("rec { inherit a; }"), ["undefined `a`"]);
    assert_eq!(problems("let inherit a; in a"), ["undefined `a`"]);
    assert_eq!(problems("let inherit (a) b; a = { b = 1; }; in b"), NONE);
    assert_eq!(problems("{ inherit (a) b; a = 1; }"), ["undefined `a`"]);
    assert_eq!(problems("{ inherit true; }"), NONE);
}

#[test]
fn with_may_define_anything() {
    assert_eq!(problems("with { }; a"), NONE);
    assert_eq!(problems("with a; b"), ["undefined `a`"]);
    assert_eq!(problems("[ (with { }; a) b ]"), ["undefined `b`"]);
    assert_eq!(problems("with { }; x: { inherit a; b = c; }"), NONE);
}

#[test]
fn global_names_are_known() {
    assert_eq!(
        problems("[ true false null builtins import map toString throw abort baseNameOf ]"),
        NONE
    );
    assert_eq!(problems("[ __currentSystem __nixVersion __curPos __sub derivation ]"), NONE);
    assert_eq!(problems("__curpos"), ["undefined `__curpos`"]);
    // Without the underscores these are attributes of `builtins` alone.
    assert_eq!(problems("attrNames"), ["undefined `attrNames`"]);
}

#[test]
fn names_in_paths_are_no_variables() {
    assert_eq!(problems("{ }.a.b or 1"), NONE);
    assert_eq!(problems("{ } ? a.b"), NONE);
    assert_eq!(problems("{ }.a.${b}"), ["undefined `b`"]);
    assert_eq!(problems("{ } ? ${b}"), ["undefined `b`"]);
    assert_eq!(problems("{ ${b}.c = 1; }"), ["undefined `b`"]);
    assert_eq!(problems("{ \"x${b}\" = 1; }"), ["undefined `b`"]);
}

#[test]
fn interpolations_are_looked_into() {
    let text = "[ \"${a}\" ''${b}'' ./${c} \"${\"${d}\"}\" ]";
    assert_eq!(
        problems(text),
        ["undefined `a`", "undefined `b`", "undefined `c`", "undefined `d`"]
    );
}

#[test]
fn or_can_be_a_variable() {
    assert_eq!(problems("f: f or"), ["undefined `or`"]);
    assert_eq!(problems("let or = 1; f = x: x; in f or"), NONE);
}

#[test]
fn a_syntax_error_silences_them() {
    assert_eq!(problems("{ a = b }"), ["``: expected `;` after this value"]);
}

//! What Nix refuses while it reads a file, beyond its grammar.

use super::problems;

const NONE: [&str; 0] = [];

#[test]
fn an_attribute_is_defined_once() {
    assert_eq!(problems("{ a = 1; a = 2; }"), ["`a`: this attribute is already defined"]);
    assert_eq!(problems("{ a = 1; \"a\" = 2; }"), ["`\"a\"`: this attribute is already defined"]);
    assert_eq!(
        problems("{ a = 1; ${\"a\"} = 2; }"),
        ["`${\"a\"}`: this attribute is already defined"]
    );
    assert_eq!(problems("{ a.b = 1; a.b = 2; }"), ["`a.b`: this attribute is already defined"]);
    assert_eq!(problems("{ a = 1; a.b = 2; }"), ["`a.b`: this attribute is already defined"]);
    assert_eq!(problems("{ a.b = 1; a = 2; }"), ["`a`: this attribute is already defined"]);
    assert_eq!(problems("let a = 1; a = 2; in a"), ["`a`: this attribute is already defined"]);
}

#[test]
fn inherited_names_are_definitions() {
    let text = "x: { inherit (x) a; inherit (x) a; }";
    assert_eq!(problems(text), ["`a`: this attribute is already defined"]);
    assert_eq!(problems("a: { inherit a a; }"), ["`a`: this attribute is already defined"]);
    assert_eq!(problems("a: { a.b = 1; inherit a; }"), ["`a`: this attribute is already defined"]);
    assert_eq!(
        problems("a: { inherit a; a.b = 1; }"),
        ["`a.b`: this attribute is already defined"]
    );
}

#[test]
fn sets_merge_when_both_are_written_out() {
    assert_eq!(problems("{ a = { b = 1; }; a = { c = 2; }; }"), NONE);
    assert_eq!(problems("{ a.b = 1; a = { c = 2; }; a.d = 3; }"), NONE);
    assert_eq!(problems("{ a = ({ b = 1; }); a.c = 2; }"), NONE);
    assert_eq!(
        problems("{ a = { b = 1; }; a = { b = 2; }; }"),
        ["`b`: this attribute is already defined"]
    );
    assert_eq!(
        problems("x: { a = { b = 1; }; a = x; }"),
        ["`a`: this attribute is already defined"]
    );
    assert_eq!(
        problems("{ a = { b = 1; } // { }; a.c = 2; }"),
        ["`a.c`: this attribute is already defined"]
    );
}

#[test]
fn a_merged_set_is_recursive_if_its_first_part_is() {
    assert_eq!(problems("{ a = rec { b = 1; }; a = { c = b; }; }"), NONE);
    assert_eq!(problems("{ a = { b = 1; }; a = rec { c = b; }; }"), ["undefined `b`"]);
}

#[test]
fn duplicates_are_found_among_many_names() {
    let names: String = (0..40).map(|number| format!("a{number} = 1; ")).collect();
    assert_eq!(problems(&format!("{{ {names} }}")), NONE);
    assert_eq!(
        problems(&format!("{{ {names} a7 = 2; a39 = 2; a11.b = 3; }}")),
        [
            "`a7`: this attribute is already defined",
            "`a39`: this attribute is already defined",
            "`a11.b`: this attribute is already defined"
        ]
    );
}

#[test]
fn an_argument_is_named_once() {
    assert_eq!(problems("{ a, a }: a"), ["`a`: this argument name is already taken"]);
    assert_eq!(problems("{ a }@a: a"), ["`a`: this argument name is already taken"]);
    assert_eq!(problems("a@{ a }: a"), ["`a`: this argument name is already taken"]);
    assert_eq!(problems("a: { a }: a"), NONE);
}

#[test]
fn computed_names_have_their_places() {
    assert_eq!(problems("a: { ${a} = 1; b.${a}.c = 2; }"), NONE);
    assert_eq!(problems("a: { \"${a}\" = 1; }"), NONE);
    let message = "`let` cannot define a name that is computed";
    assert_eq!(problems("a: let ${a} = 1; in a"), [format!("`${{a}}`: {message}")]);
    assert_eq!(problems("a: let \"${a}\" = 1; in a"), [format!("`\"${{a}}\"`: {message}")]);
    assert_eq!(problems("a: let b.${a} = 1; in b"), NONE);
    assert_eq!(problems("let ${\"a\"} = 1; in a"), NONE);
    let message = "`inherit` cannot take a name that is computed";
    assert_eq!(problems("a: { inherit ${a}; }"), [format!("`${{a}}`: {message}")]);
    assert_eq!(problems("a: { inherit \"${a}\"; }"), [format!("`\"${{a}}\"`: {message}")]);
    assert_eq!(problems("a: b: { inherit \"a\" ${\"b\"}; }"), NONE);
}

#[test]
fn a_byte_order_mark_is_named() {
    assert_eq!(
        problems("\u{feff}{ }"),
        ["`\u{feff}`: Nix does not read files that begin with a byte order mark"]
    );
}

#[test]
fn a_broken_binding_defines_nothing_twice() {
    assert_eq!(problems("{ a = ; a = ; }").len(), 3);
    assert_eq!(problems("{ a = ; b = 1; }"), ["``: expected a value after `=`"]);
}

//! What names mean, as texts: each use with the places of its binding.

use super::*;
use crate::parse;

/// `use@place kind@places` for each use, by place.
fn meanings(text: &str) -> Vec<String> {
    let names = Names::new(&parse(text));
    let start = |range: &TextRange| u32::from(range.start());
    let line = |usage: &Usage| {
        let target = match usage.target {
            Target::Binder(id) => {
                let binder = names.binder(id);
                let places: Vec<String> =
                    binder.places.iter().map(|it| start(it).to_string()).collect();
                format!("{:?}@{}", binder.kind, places.join(","))
            }
            Target::With(with) => {
                let sets: Vec<String> =
                    names.with_chain(with).map(|it| start(&it).to_string()).collect();
                format!("with@{}", sets.join(","))
            }
            other => format!("{other:?}"),
        };
        format!("{}@{} {target}", &text[usage.range], start(&usage.range))
    };
    names.usages().iter().map(line).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(meanings(text), expected, "{text}");
}

#[test]
fn the_innermost_binding_counts() {
    check("let a = 1; in a: a", &["a@17 Param@14"]);
    check("let a = 1; b = let a = 2; in a; in a", &["a@29 Let@19", "a@35 Let@4"]);
    check("{ a ? b, b, ... }@c: c a", &["b@6 Formal@9", "c@21 Whole@18", "a@23 Formal@2"]);
}

#[test]
fn names_that_are_said_in_parts_are_one() {
    check("let a.x = 1; a.y = 2; in a", &["a@25 Let@4,13"]);
    check("let a = { x = 1; }; a = { y = 2; }; in a", &["a@39 Let@4,20"]);
    check("rec { a.x = a; \"a\".y = 1; }", &["a@12 Rec@6,15"]);
}

#[test]
fn recursion_counts_where_nix_lets_it_count() {
    check("{ a = rec { b = 1; }; a = { c = b; }; }", &["b@32 Rec@12"]);
    check("{ a = { b = 1; }; a = rec { c = b; }; }", &["b@32 Undefined"]);
    check("rec { a = 1; b.c = a; }", &["a@19 Rec@6"]);
}

#[test]
fn inherited_names_are_uses_of_the_outer_one() {
    check("a: let inherit a; in a", &["a@15 Param@0", "a@21 Let@15"]);
    check("a: rec { inherit a; }", &["a@17 Param@0"]);
    check("a: let inherit (a) b; in b", &["a@16 Param@0", "b@25 Let@19"]);
    check("a: { inherit \"a\"; }", &["\"a\"@13 Param@0"]);
}

#[test]
fn with_yields_to_what_is_bound_and_to_what_nix_defines() {
    check(
        "a: with a; with b; [ a c map ]",
        &["a@8 Param@0", "b@16 with@8", "a@21 Param@0", "c@23 with@16,8", "map@25 Global"],
    );
}

#[test]
fn names_inside_strings_and_paths_count() {
    check("a: \"${a}\" + ''${a}'' + ./${a}/b", &["a@6 Param@0", "a@16 Param@0", "a@27 Param@0"]);
    check("a: { ${a}.\"${a}\" = 1; }", &["a@7 Param@0", "a@13 Param@0"]);
    check("a: a.a.${a} or a ? a", &["a@3 Param@0", "a@9 Param@0", "a@15 Param@0"]);
}

#[test]
fn broken_files_keep_what_is_left() {
    check("let a = ; b = a; in [ a b", &["a@14 Let@4", "a@22 Let@4", "b@24 Let@10"]);
    // What is defined twice is refused by Nix; both places and both values are of use to an editor.
    check("a: let b = 1; b = a; in b", &["a@18 Param@0", "b@24 Let@7,14"]);
    check("a: { a = 1; a.c = a; inherit a; }", &["a@18 Param@0", "a@29 Param@0"]);
}

#[test]
fn places_are_found_again() {
    let text = "let ab = 1; in ab";
    let names = Names::new(&parse(text));
    let binder = |at: u32| names.binder_at(at.into()).map(|(_, range)| &text[range]);
    assert_eq!([3, 4, 6, 7].map(binder), [None, Some("ab"), Some("ab"), None]);
    let usage = |at: u32| names.usage_at(at.into()).map(|usage| &text[usage.range]);
    assert_eq!([14, 15, 17].map(usage), [None, Some("ab"), Some("ab")]);
    let (id, _) = names.binders().next().expect("a binding");
    assert_eq!(names.usages_of(id).count(), 1);
    assert_eq!(&text[names.binder(id).scope], text);
}

#[test]
fn identifiers_are_what_nix_takes_for_a_name() {
    for name in ["a", "_a'", "a-b", "A1"] {
        assert!(is_identifier(name), "{name}");
    }
    for name in ["", "1a", "a b", "a.b", "or", "let", "\"a\"", "a ", "ä", "a/b", "${a}", "a#"] {
        assert!(!is_identifier(name), "{name}");
    }
}

#[test]
fn around_a_place_names_mean_what_they_mean_in_all_of_the_file() {
    let text = "{ a, b ? a, ... }@args:\nlet c = a; d.e = c; d.f = b; inherit (a) g h; in\nwith d;\nrec {\n                  i = c: c + g;\n  j = { k = i; inherit h; };\n  j.l = args.m;\n  n = o: let p = o; in \"${p q}\";\n}\n";
    let parse = parse(text);
    let all = Names::new(&parse);
    let meaning = |names: &Names, usage: &Usage| match usage.target {
        Target::Binder(id) => format!("{:?}", names.binder(id)),
        Target::With(with) => format!("{:?}", names.with_chain(with).collect::<Vec<_>>()),
        other => format!("{other:?}"),
    };
    let scopes = |names: &Names, range: TextRange| -> Vec<String> {
        let around = names.binders().filter(|(_, it)| it.scope.contains_range(range));
        let mut scopes: Vec<String> = around.map(|(_, it)| format!("{it:?}")).collect();
        scopes.sort();
        scopes
    };
    assert!(all.usages().len() > 12);
    for usage in all.usages() {
        let near = Names::around(&parse, usage.range);
        let found = near.usage_at(usage.range.start()).expect("it is used there");
        assert_eq!(meaning(&near, found), meaning(&all, usage), "{usage:?}");
        assert_eq!(scopes(&near, usage.range), scopes(&all, usage.range), "{usage:?}");
    }
}

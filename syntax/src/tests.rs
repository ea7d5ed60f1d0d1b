//! Tests of the whole crate through its public functions.

mod changes;
mod checks;
mod golden;
mod lexing;
mod nasty;
mod plain;
mod random;
mod recovery;
mod string_values;
mod variables;

use std::fmt::Write as _;

use crate::{
    Checked, Element, Node, Parse, Problems, SyntaxKind, TextSize, check, is_plain, parse,
    parse_unless_plain,
};

/// What must hold for every text. Returns the tree for further questions.
fn parse_checked(text: &str) -> Parse {
    let parse = parse(text);
    let mut at = TextSize::new(0);
    for token in parse.root().all_tokens() {
        assert_eq!(token.range().start(), at, "tokens follow each other in {text:?}");
        assert_eq!(token.text(), &text[token.range()], "tokens are the text of {text:?}");
        at = token.range().end();
    }
    assert_eq!(at, TextSize::of(text), "the tree has every byte of {text:?}");
    let problems = check(&parse);
    for error in parse.errors().iter().chain(&problems.syntax) {
        let ranges = [Some(error.range), error.related];
        for range in ranges.into_iter().flatten() {
            assert!(text.get(std::ops::Range::from(range)).is_some(), "{error:?} in {text:?}");
        }
        assert!(!error.to_string().is_empty());
    }
    let is_sorted = |list: &[crate::SyntaxError]| {
        list.is_sorted_by_key(|error| (error.range.start(), error.range.end()))
    };
    assert!(is_sorted(parse.errors()) && is_sorted(&problems.syntax), "errors of {text:?}");
    if is_plain(text, &plain::NOTHING) {
        assert!(problems == Problems::default(), "{text:?} is no plain text");
    }
    let with_checks = parse_unless_plain(text, &plain::NOTHING, false);
    assert_eq!(with_checks, Some((parse.clone(), Checked::new(&parse))), "of {text:?}");
    parse
}

/// The tree as an indented list, without white space.
fn dump(root: Node<'_>) -> String {
    let mut out = String::new();
    let mut stack = vec![(Element::Node(root), 0)];
    while let Some((element, depth)) = stack.pop() {
        match element {
            Element::Node(node) => {
                let _ = writeln!(out, "{:depth$}{:?}", "", node.kind());
                let first = stack.len();
                stack.extend(node.elements().map(|child| (child, depth + 2)));
                stack[first..].reverse();
            }
            Element::Token(token) if token.kind() == SyntaxKind::WHITESPACE => {}
            Element::Token(token) => {
                let _ = writeln!(out, "{:depth$}{:?} {:?}", "", token.kind(), token.text());
            }
        }
    }
    out
}

/// The messages of [`check`] with the text that each is about.
fn problems(text: &str) -> Vec<String> {
    let found = check(&parse_checked(text));
    let syntax = found.syntax.iter().map(|error| format!("`{}`: {error}", &text[error.range]));
    let undefined = found.undefined.iter().map(|it| format!("undefined `{}`", it.name));
    syntax.chain(undefined).collect()
}

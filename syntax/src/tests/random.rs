//! Random texts: every byte stays in the tree and nothing panics.
//!
//! `PROPTEST_CASES=1000000 cargo test --release -p cfglint-syntax random` is the long run.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::parse_checked;
use crate::{Node, TextRange, TextSize, is_well_formed, lex, parse};

/// Pieces whose order is what a parser stumbles over.
const PIECES: &[&str] = &[
    "a",
    "b",
    "or",
    "rec",
    "let",
    "in",
    "if",
    "then",
    "else",
    "with",
    "assert",
    "inherit",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "=",
    "==",
    ";",
    ":",
    ",",
    ".",
    "...",
    "?",
    "@",
    "!",
    "-",
    "+",
    "++",
    "/",
    "//",
    "*",
    "<",
    ">",
    "<=",
    "->",
    "&&",
    "||",
    "|>",
    "<|",
    "\"",
    "''",
    "'''",
    "''$",
    "''\\",
    "${",
    "$",
    "$$",
    "\\",
    "'",
    "#",
    "/*",
    "*/",
    "\n",
    "\r",
    "\t",
    " ",
    "  ",
    "\n  ",
    "1",
    "1.",
    ".5",
    "1e3",
    "a/b",
    "./a",
    "/a",
    "~/a",
    "~/",
    "<a>",
    "x:y",
    "x: ",
    "\0",
    "ä",
    "\u{feff}",
    "%",
    "a = 1;",
    "a.b = ",
    "{ a }:",
    "{ a, b ? 1 }:",
    "inherit (a) b;",
    "in a",
    "let a = 1;",
];

fn check_all(text: &str) -> Result<(), TestCaseError> {
    let parse = parse_checked(text);
    prop_assert_eq!(is_well_formed(text), parse.errors().is_empty());
    for node in parse.root().descendants() {
        let pointer = crate::AstPtr::new(node);
        let found = pointer.resolve(parse.root()).map(|found| found.range());
        prop_assert_eq!(found, Some(node.range()));
        let Some(expr) = <crate::ast::Expr<'_> as crate::ast::AstNode<'_>>::cast(node) else {
            continue;
        };
        for part in expr.string_parts().unwrap_or_default() {
            let crate::StringPart::Text(value) = part else { continue };
            for at in 0..value.text().len() {
                let range = value.source_range(at, at + 1);
                prop_assert!(node.range().contains_range(range));
                prop_assert!(!range.is_empty());
            }
        }
    }
    Ok(())
}

/// Looking only for what covers a word finds what looking at all nodes does.
fn check_words(text: &str) -> Result<(), TestCaseError> {
    let parse = parse(text);
    for word in ["a", "b", "{", "\"", "==", " "] {
        let places: Vec<TextRange> = text
            .match_indices(word)
            .map(|(at, _)| TextRange::at(TextSize::new(at as u32), TextSize::of(word)))
            .collect();
        let is_meant = |it: &Node<'_>| places.iter().any(|place| it.range().contains_range(*place));
        let all: Vec<_> = parse.root().descendants().filter(is_meant).collect();
        let found: Vec<_> = parse.root().descendants_around(&places).collect();
        prop_assert_eq!(found, all, "{} in {}", word, text);
    }
    Ok(())
}

proptest! {
    #[test]
    fn nodes_around_words(pieces in vec(select(PIECES), 0..300)) {
        check_words(&pieces.concat())?;
        check_words(&format!("[ {} ]", pieces.concat()))?;
    }

    #[test]
    fn token_soup(pieces in vec(select(PIECES), 0..60)) {
        check_all(&pieces.concat())?;
    }

    #[test]
    fn random_characters(text in "\\PC{0,80}") {
        check_all(&text)?;
    }

    #[test]
    fn random_bytes(bytes in vec(any::<u8>(), 0..120)) {
        check_all(&String::from_utf8_lossy(&bytes))?;
    }

    /// Half-broken modules rather than noise.
    #[test]
    fn cut_and_spliced(from in any::<Index>(), to in any::<Index>(), piece in select(PIECES)) {
        let seed = include_str!("../../../tests/oracle/seeds/module.nix");
        let lexed = lex(seed);
        let tokens = lexed.kinds.len();
        let (from, to) = (from.index(tokens), to.index(tokens));
        let before = &seed[..lexed.starts[from] as usize];
        let after = &seed[lexed.starts[to] as usize..];
        check_all(&[before, piece, after].concat())?;
    }
}

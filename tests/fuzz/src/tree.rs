//! The lexer and the parser.

use std::str;

use cfglint_syntax::{
    Interests, Problems, SyntaxErrorKind, TextSize, Weight, check, is_plain, is_well_formed, lex,
    parse,
};

const NOTHING: Interests =
    Interests { weight: |_| Weight::None, is_opaque: |_| false, makes_package: |_| false };

/// Every byte is in the tree, each place in a message is one in the text, and the ways to ask whether
/// something is wrong agree.
pub fn syntax(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let lexed = lex(text);
    assert!(lexed.starts.windows(2).all(|pair| pair[0] < pair[1]), "a token is empty");
    assert!(
        lexed.starts.iter().all(|at| text.is_char_boundary(*at as usize)),
        "a character is cut"
    );
    let parse = parse(text);
    assert_eq!(parse.syntax_node().to_string(), text, "the tree is another text");
    let problems = check(&parse);
    if is_plain(text, &NOTHING) {
        assert_eq!(problems, Problems::default(), "it is no plain text");
    }
    for error in problems.syntax {
        assert!(error.range.end() <= TextSize::of(text), "{error:?} is behind the end");
        let range = error.range.start().into()..error.range.end().into();
        assert!(text.get(range).is_some(), "{error:?} cuts a character");
        assert!(!error.to_string().is_empty(), "{error:?} says nothing");
    }
    let is_deep = parse.errors().iter().any(|error| error.kind == SyntaxErrorKind::NestingTooDeep);
    assert!(is_deep || is_well_formed(text) == parse.errors().is_empty(), "two opinions");
}

//! How values split into words.

use super::*;
use crate::systemd::HOLE;

/// The words as systemd takes them, each in brackets; an open quote ends them with its place.
fn words(text: &str) -> String {
    let mut out = String::new();
    for word in Words::new(text) {
        match word {
            Ok(word) => out.push_str(&format!("[{}]", word.text())),
            Err(open) => out.push_str(&format!("<{:?} {:?}>", open.quote, open.word)),
        }
    }
    out
}

#[test]
fn blanks_separate_and_quotes_join() {
    assert_eq!(words(""), "");
    assert_eq!(words(" \t "), "");
    assert_eq!(words("a b\tc"), "[a][b][c]");
    assert_eq!(words("\"a b\" 'c d'"), "[a b][c d]");
    assert_eq!(words("a\"b c\"d'e f'"), "[ab cde f]");
    assert_eq!(words("\"it's\" '\"'"), "[it's][\"]");
    assert_eq!(words("'' \"\""), "[][]");
}

#[test]
fn escapes_are_decoded_in_quotes_too() {
    assert_eq!(words(r#"\x41 '\x41' "\101\u0041\U00000041""#), "[A][A][AAA]");
    assert_eq!(words(r"a\sb \\ \' \t"), "[a b][\\]['][\t]");
    assert_eq!(words(r"\xff"), "[\u{FFFD}]");
}

#[test]
fn escapes_that_are_not_known_keep_their_backslash() {
    for (text, taken) in [
        (r"a\ b", r"[a\ b]"),
        (r"\q", r"[\q]"),
        (r"\$\%", r"[\$\%]"),
        (r"\x4", r"[\x4]"),
        (r"\x00", r"[\x00]"),
        (r"\400", r"[\400]"),
        (r"\U0000d800", r"[\U0000d800]"),
        (r"\é", r"[\é]"),
    ] {
        assert_eq!(words(text), taken, "{text}");
        let word = Words::new(text).next().expect("a word").expect("closed");
        let start = text.find('\\').expect("a backslash");
        assert_eq!(word.unknown_escape.map(|it| it.start), Some(start), "{text}");
    }
    let hole = format!("\\{HOLE} \\x4{HOLE}");
    assert!(Words::new(&hole).all(|it| it.expect("closed").unknown_escape.is_none()));
}

#[test]
fn open_quotes_are_found() {
    assert_eq!(words("a \"b c"), "[a]<2..3 2..6>");
    assert_eq!(words("a 'b\" c"), "[a]<2..3 2..7>");
    assert_eq!(words("x'a' \"b\" c'"), "[xa][b]<10..11 9..11>");
    assert_eq!(words("a \"b\\\""), "[a]<2..3 2..6>");
}

#[test]
fn lines_are_continued_after_a_backslash() {
    assert_eq!(words("a \\\n  b"), "[a][b]");
    assert_eq!(words("a\\\nb"), "[a][b]");
    assert_eq!(words("'a\\\nb'"), "[a b]");
    assert_eq!(words("a \\\n  # x\n ; y\n b"), "[a][b]");
    assert_eq!(words("a\\\\\nb"), "[a\\]");
    assert_eq!(words("a\nb"), "[a]");
    assert_eq!(words("a \"b\nc\""), "[a]<2..3 2..4>");
    assert_eq!(value_end("a\\\nb\nc"), 4);
    assert_eq!(value_end("a\\\\\nb"), 3);
    assert_eq!(value_end("a\\é\\"), 5);
}

#[test]
fn characters_know_their_places() {
    let word = Words::new(r"a'\x41 b\q'").next().expect("a word").expect("closed");
    let found: Vec<_> = word.chars().collect();
    assert_eq!(
        found,
        [(0..1, 'a'), (2..6, 'A'), (6..7, ' '), (7..8, 'b'), (8..9, '\\'), (9..10, 'q')]
    );
}

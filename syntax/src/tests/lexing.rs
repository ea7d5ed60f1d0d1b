//! Where tokens begin and end: the places where Nix's lexer surprises.

use crate::SyntaxKind::{self, *};
use crate::lex;

/// The tokens of `text` without white space.
fn tokens(text: &str) -> Vec<(SyntaxKind, &str)> {
    let lexed = lex(text);
    let mut tokens: Vec<_> =
        (0..lexed.kinds.len()).map(|at| (lexed.kinds[at], &text[lexed.range(at)])).collect();
    assert_eq!(tokens.pop(), Some((EOF, "")));
    assert_eq!(tokens.iter().map(|(_, text)| *text).collect::<String>(), text);
    tokens.retain(|(kind, _)| *kind != WHITESPACE);
    tokens
}

/// What the lexer alone has to say about `text`.
fn errors(text: &str) -> Vec<String> {
    let lexed = lex(text);
    lexed.errors.iter().map(|error| format!("`{}`: {error}", &text[error.range])).collect()
}

#[test]
fn a_lone_carriage_return_ends_a_comment() {
    assert_eq!(tokens("# a\rb"), [(COMMENT, "# a"), (IDENT_TOKEN, "b")]);
    assert_eq!(tokens("# a\r\nb"), [(COMMENT, "# a"), (IDENT_TOKEN, "b")]);
    assert_eq!(tokens("/* a\rb */c"), [(COMMENT, "/* a\rb */"), (IDENT_TOKEN, "c")]);
}

#[test]
fn block_comments_end_at_the_first_close() {
    assert_eq!(tokens("/**/a"), [(COMMENT, "/**/"), (IDENT_TOKEN, "a")]);
    assert_eq!(tokens("/***/a"), [(COMMENT, "/***/"), (IDENT_TOKEN, "a")]);
    assert_eq!(tokens("/* /* */a"), [(COMMENT, "/* /* */"), (IDENT_TOKEN, "a")]);
    assert_eq!(tokens("/*/a"), [(COMMENT, "/*/a")]);
    assert_eq!(errors("a /*/b"), ["`/*`: this comment is never closed by `*/`"]);
}

#[test]
fn numbers_take_what_flex_takes() {
    assert_eq!(tokens("8.x"), [(FLOAT, "8."), (IDENT_TOKEN, "x")]);
    assert_eq!(tokens("0.x"), [(INTEGER, "0"), (DOT, "."), (IDENT_TOKEN, "x")]);
    assert_eq!(tokens("00.5"), [(INTEGER, "00"), (FLOAT, ".5")]);
    assert_eq!(tokens("0.5"), [(FLOAT, "0.5")]);
    assert_eq!(tokens("1.5.5"), [(FLOAT, "1.5"), (FLOAT, ".5")]);
    assert_eq!(tokens("1.e3"), [(FLOAT, "1.e3")]);
    assert_eq!(tokens("1.e"), [(FLOAT, "1."), (IDENT_TOKEN, "e")]);
    assert_eq!(tokens("1e3"), [(INTEGER, "1"), (IDENT_TOKEN, "e3")]);
    assert_eq!(tokens("1-1"), [(INTEGER, "1"), (SUB, "-"), (INTEGER, "1")]);
    assert_eq!(tokens("a-1"), [(IDENT_TOKEN, "a-1")]);
}

#[test]
fn numbers_out_of_range_are_errors() {
    assert_eq!(errors("9223372036854775807"), [""; 0]);
    assert_eq!(errors("000000000000000000000000001"), [""; 0]);
    assert_eq!(
        errors("9223372036854775808"),
        ["`9223372036854775808`: this integer does not fit in 64 bits"]
    );
    assert_eq!(errors("1.0e999"), ["`1.0e999`: this number is out of the range of floats"]);
    assert_eq!(errors("1.0e-999"), ["`1.0e-999`: this number is out of the range of floats"]);
    assert_eq!(errors("0.0e-999"), [""; 0]);
}

#[test]
fn paths_begin_like_other_tokens() {
    assert_eq!(tokens("a/b"), [(PATH_FRAGMENT, "a/b")]);
    assert_eq!(tokens("a /b"), [(IDENT_TOKEN, "a"), (PATH_FRAGMENT, "/b")]);
    assert_eq!(tokens("a/ b"), [(IDENT_TOKEN, "a"), (DIV, "/"), (IDENT_TOKEN, "b")]);
    assert_eq!(tokens("1/2"), [(PATH_FRAGMENT, "1/2")]);
    assert_eq!(tokens("a//b"), [(IDENT_TOKEN, "a"), (UPDATE, "//"), (IDENT_TOKEN, "b")]);
    assert_eq!(tokens("./."), [(PATH_FRAGMENT, "./.")]);
    assert_eq!(tokens(".../a"), [(PATH_FRAGMENT, ".../a")]);
    assert_eq!(tokens("a.b/c"), [(PATH_FRAGMENT, "a.b/c")]);
    assert_eq!(tokens("a'b/c"), [(IDENT_TOKEN, "a'b"), (PATH_FRAGMENT, "/c")]);
    assert_eq!(tokens("~/a"), [(PATH_FRAGMENT, "~/a")]);
    assert_eq!(tokens("~/")[0].0, ERROR_TOKEN);
}

#[test]
fn interpolated_paths_are_cut_at_each_interpolation() {
    let interpolation = [(INTERPOLATION_START, "${"), (IDENT_TOKEN, "x"), (R_BRACE, "}")];
    let [open, name, close] = interpolation;
    assert_eq!(tokens("~/${x}"), [(PATH_FRAGMENT, "~/"), open, name, close]);
    assert_eq!(tokens("/${x}"), [(PATH_FRAGMENT, "/"), open, name, close]);
    assert_eq!(
        tokens("a/b${x}c/${x}"),
        [(PATH_FRAGMENT, "a/b"), open, name, close, (PATH_FRAGMENT, "c/"), open, name, close]
    );
    assert_eq!(tokens("a${x}")[0], (IDENT_TOKEN, "a"));
    assert_eq!(tokens("./a${x} b").last(), Some(&(IDENT_TOKEN, "b")));
}

#[test]
fn a_slash_ends_no_path() {
    for text in ["a/b/", "./a/", "./${x}/", "~/a/", "./a/ b"] {
        assert_eq!(errors(text), ["`/`: a path cannot end in a slash"], "{text}");
    }
    assert_eq!(errors("a/b/${x}"), [""; 0]);
}

#[test]
fn a_double_slash_is_only_taken_before_an_interpolation() {
    assert_eq!(errors("a/b//c"), ["`//`: a path cannot contain `//`"]);
    assert_eq!(errors("a/b//c//${x}"), ["`//`: a path cannot contain `//`"]);
    assert_eq!(errors("a/b//c${x}"), [""; 0]);
    assert_eq!(errors("a/b${x}//c"), [""; 0]);
}

#[test]
fn search_paths_have_no_spaces() {
    assert_eq!(tokens("<a/b.c>"), [(SEARCH_PATH, "<a/b.c>")]);
    assert_eq!(tokens("<a >"), [(LESS, "<"), (IDENT_TOKEN, "a"), (MORE, ">")]);
    assert_eq!(tokens("a<b>c")[1], (SEARCH_PATH, "<b>"));
    assert_eq!(tokens("<a//b>")[0], (LESS, "<"));
    assert_eq!(tokens("<a/>")[0], (LESS, "<"));
}

#[test]
fn uris_need_something_after_the_colon() {
    assert_eq!(tokens("x:y"), [(URI, "x:y")]);
    assert_eq!(tokens("x: y"), [(IDENT_TOKEN, "x"), (COLON, ":"), (IDENT_TOKEN, "y")]);
    assert_eq!(tokens("a+b.c-d:e"), [(URI, "a+b.c-d:e")]);
    assert_eq!(tokens("https://example.org/?a=b&c=%20"), [(URI, "https://example.org/?a=b&c=%20")]);
    // A scheme has no underscore and does not begin with a digit.
    assert_eq!(tokens("a_b:c"), [(IDENT_TOKEN, "a_b"), (COLON, ":"), (IDENT_TOKEN, "c")]);
    assert_eq!(tokens("1b:c"), [(INTEGER, "1"), (URI, "b:c")]);
    assert_eq!(tokens("a':b"), [(IDENT_TOKEN, "a'"), (COLON, ":"), (IDENT_TOKEN, "b")]);
}

#[test]
fn dollars_in_strings_pair_up() {
    let content = |text| tokens(text).get(1).map(|(_, text)| *text);
    assert_eq!(content(r#""$${a}""#), Some("$${a}"));
    assert_eq!(content(r#""$$${a}""#), Some("$$"));
    assert_eq!(content(r#""\${a}""#), Some(r"\${a}"));
    assert_eq!(content(r#""$""#), Some("$"));
    assert_eq!(content(r#""$\"""#), Some(r#"$\""#));
    assert_eq!(content("''$${a}''"), Some("$${a}"));
    assert_eq!(content("'''${a}''"), Some("'"));
    assert_eq!(content("''''${a}''"), Some("''${a}"));
    assert_eq!(content("''''\\'a''"), Some("''\\'a"));
    assert_eq!(content("''$''"), Some("$"));
    assert_eq!(content("''a'''b''"), Some("a'''b"));
}

#[test]
fn braces_in_an_interpolation_do_not_end_it() {
    let kinds: Vec<_> = tokens(r#""${{a = "}";}.a}b""#).iter().map(|(kind, _)| *kind).collect();
    assert_eq!(kinds[kinds.len() - 3..], [R_BRACE, STRING_CONTENT, STRING_END]);
}

#[test]
fn nul_ends_the_file_outside_strings() {
    assert_eq!(tokens("a\0 b"), [(IDENT_TOKEN, "a"), (AFTER_END, "\0 b")]);
    assert_eq!(errors("a\0 \""), [""; 0]);
    assert_eq!(errors("\"a\0b\""), ["`\0`: a string cannot contain a NUL byte"]);
    assert_eq!(errors("''\0''"), ["`\0`: a string cannot contain a NUL byte"]);
    assert_eq!(tokens("/* \0 */a")[1], (IDENT_TOKEN, "a"));
}

#[test]
fn unknown_characters_are_whole() {
    assert_eq!(tokens("ä"), [(ERROR_TOKEN, "ä")]);
    assert_eq!(tokens("a%b")[1], (ERROR_TOKEN, "%"));
    assert_eq!(errors("a\u{feff}"), ["`\u{feff}`: this character has no meaning in Nix"]);
    assert_eq!(tokens("\"ä\\ä''ü\"")[1], (STRING_CONTENT, "ä\\ä''ü"));
    assert_eq!(tokens("\u{a0}")[0].0, ERROR_TOKEN);
    assert_eq!(tokens("\u{b}")[0].0, ERROR_TOKEN);
}

#[test]
fn or_is_a_word_of_its_own() {
    assert_eq!(tokens("or"), [(OR_KW, "or")]);
    assert_eq!(tokens("or'"), [(IDENT_TOKEN, "or'")]);
    assert_eq!(tokens("__curPos"), [(IDENT_TOKEN, "__curPos")]);
}

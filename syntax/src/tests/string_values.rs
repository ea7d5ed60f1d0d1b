//! What strings mean, and where each byte of their text stands.

use super::parse_checked;
use crate::ast::{Expr, root_exprs};
use crate::{StringPart, TextRange};

/// The text of a string, with `…` for each interpolation.
fn decode(source: &str) -> String {
    let parse = parse_checked(source);
    assert_eq!(parse.errors(), [], "{source}");
    let expr = root_exprs(parse.root()).next().expect("the source has an expression");
    let parts = expr.string_parts().expect("the source is a string");
    let text = |part: &StringPart<'_>| match part {
        StringPart::Text(value) => value.text().to_owned(),
        StringPart::Interpolation(_) => "…".to_owned(),
    };
    parts.iter().map(text).collect()
}

/// Where `wanted`, a piece of the decoded text, stands in the source.
fn source_of<'s>(source: &'s str, wanted: &str) -> &'s str {
    let parse = parse_checked(source);
    let expr = root_exprs(parse.root()).next().expect("the source has an expression");
    for part in expr.string_parts().expect("the source is a string") {
        let StringPart::Text(value) = part else { continue };
        if let Some(at) = value.text().find(wanted) {
            return &source[value.source_range(at, at + wanted.len())];
        }
    }
    panic!("{wanted:?} is not in the text");
}

#[test]
fn escapes_of_plain_strings() {
    assert_eq!(decode(r#""""#), "");
    assert_eq!(decode(r#""a\nb\rc\td""#), "a\nb\rc\td");
    assert_eq!(decode(r#""\"\\\$\a\ü""#), "\"\\$aü");
    assert_eq!(decode(r#""\${a}""#), "${a}");
    assert_eq!(decode(r#""$${a}""#), "$${a}");
    assert_eq!(decode(r#""$$${a}$""#), "$$…$");
    assert_eq!(decode(r#""a${b}c${d}""#), "a…c…");
    assert_eq!(decode("\"a\n  b\""), "a\n  b");
}

#[test]
fn line_ends_of_plain_strings() {
    assert_eq!(decode("\"a\r\nb\rc\""), "a\nb\nc");
    assert_eq!(decode("\"a\\\r\nb\""), "a\r\nb");
    assert_eq!(source_of("\"a\r\nb\"", "\n"), "\r\n");
}

#[test]
fn escapes_of_indented_strings() {
    assert_eq!(decode("''''"), "");
    assert_eq!(decode("''a'''b''"), "a''b");
    assert_eq!(decode("''a''$b''"), "a$b");
    assert_eq!(decode("''''${a}''"), "${a}");
    assert_eq!(decode("''''\\n''\\t''\\a''\\\\''"), "\n\ta\\");
    assert_eq!(decode("''$${a}''"), "$${a}");
    assert_eq!(decode("''a $ ' b''"), "a $ ' b");
    assert_eq!(decode("''$''"), "$");
    assert_eq!(decode("''\\n \"''"), "\\n \"");
}

#[test]
fn common_indentation_goes() {
    assert_eq!(decode("''\n  a\n    b\n  c\n''"), "a\n  b\nc\n");
    assert_eq!(decode("''\n    a\n  ''"), "a\n");
    assert_eq!(decode("''\n  a\n\n  b''"), "a\n\nb");
    assert_eq!(decode("''\n    a\n \n    b\n''"), "a\n\nb\n");
    assert_eq!(decode("''  a\n  b''"), "a\nb");
    assert_eq!(decode("''a\n  b''"), "a\n  b");
    assert_eq!(decode("''   ''"), "");
    assert_eq!(decode("''\n''"), "");
    // Tabs are no indentation.
    assert_eq!(decode("''\n\ta\n\tb\n''"), "\ta\n\tb\n");
    assert_eq!(decode("''\n  a\n\tb\n''"), "  a\n\tb\n");
}

#[test]
fn interpolations_and_escapes_count_as_text_in_a_line() {
    assert_eq!(decode("''\n  ${a}\n    b\n''"), "…\n  b\n");
    assert_eq!(decode("''\n    a\n  ${b}\n''"), "  a\n…\n");
    assert_eq!(decode("''\n    a\n  ''\\tb\n''"), "  a\n\tb\n");
    assert_eq!(decode("''\n  a ${b}\n    c\n''"), "a …\n  c\n");
    assert_eq!(decode("''${a}  b''"), "…  b");
    assert_eq!(decode("''\n  ${a}\n  ''"), "…\n");
}

#[test]
fn an_escaped_line_end_begins_a_line() {
    assert_eq!(decode("''\n  a\n  ''\\n  b\n''"), "a\n\nb\n");
    assert_eq!(decode("''\n  a\n  b''\\n  ''"), "a\nb\n");
    assert_eq!(decode("''\n  a''\\n ''\\ b\n''"), "a\nb\n");
}

#[test]
fn text_maps_back_to_its_source() {
    assert_eq!(source_of(r#""a\nb""#, "\n"), r"\n");
    assert_eq!(source_of(r#""a\nb""#, "a\nb"), r"a\nb");
    assert_eq!(source_of(r#""x\"yz""#, "yz"), "yz");
    assert_eq!(source_of(r#""${a}\tb""#, "\tb"), r"\tb");
    let unit = "''\n    ExecStart=x\n      User=root\n''";
    assert_eq!(source_of(unit, "User=root"), "User=root");
    assert_eq!(source_of(unit, "  User"), "  User");
    assert_eq!(source_of(unit, "x\n  U"), "x\n      U");
    assert_eq!(source_of("''\n  a ''${b} c\n''", "${b} c"), "''${b} c");
    assert_eq!(source_of("''\n  ü ''' ä\n''", "''"), "'''");
}

#[test]
fn an_empty_range_is_empty_in_the_source() {
    let parse = parse_checked("\"ab\"");
    let expr = root_exprs(parse.root()).next().expect("the source has an expression");
    let value = expr.string_value().expect("the source is a string");
    assert_eq!(value.source_range(1, 1), TextRange::empty(2.into()));
    assert_eq!(value.source_range(0, 2), TextRange::new(1.into(), 3.into()));
}

#[test]
fn only_strings_without_interpolation_have_one_value() {
    let value = |source: &str| {
        let parse = parse_checked(source);
        let expr: Option<Expr<'_>> = root_exprs(parse.root()).next();
        expr.and_then(Expr::string_value).map(|value| value.text().to_owned())
    };
    assert_eq!(value(r#""a""#).as_deref(), Some("a"));
    assert_eq!(value(r#""""#).as_deref(), Some(""));
    assert_eq!(value("''\n  a\n''").as_deref(), Some("a\n"));
    assert_eq!(value(r#""a${b}""#), None);
    assert_eq!(value("a"), None);
}

//! Strings, indented strings and paths: text with interpolations.

use super::expressions;
use crate::SyntaxKind::{self, *};
use crate::parser::Parser;
use crate::sink::Sink;
use crate::{Place, SyntaxErrorKind};

/// string = `"` { text | interpolation } `"`
pub(super) fn string<S: Sink>(p: &mut Parser<'_, S>) {
    quoted(p, [STRING_CONTENT, STRING_END, STRING], SyntaxErrorKind::UnterminatedString);
}

/// ind_string = `''` { text | interpolation } `''`
pub(super) fn ind_string<S: Sink>(p: &mut Parser<'_, S>) {
    let kinds = [IND_STRING_CONTENT, IND_STRING_END, IND_STRING];
    quoted(p, kinds, SyntaxErrorKind::UnterminatedIndString);
}

fn quoted<S: Sink>(p: &mut Parser<'_, S>, kinds: [SyntaxKind; 3], unterminated: SyntaxErrorKind) {
    let [content, end, node] = kinds;
    let mark = p.mark();
    let open = p.current_range();
    p.bump();
    loop {
        match p.current() {
            kind if kind == content => p.bump(),
            INTERPOLATION_START => interpolation(p),
            kind if kind == end => {
                p.bump();
                break;
            }
            _ => {
                p.error_at(unterminated, open);
                break;
            }
        }
    }
    p.reduce(mark, node);
}

/// path = fragment { fragment | interpolation }
pub(super) fn path<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    let mut end = p.current_range().end();
    p.bump();
    // No trivia can lie inside a path; a fragment further on begins another one.
    while p.current_range().start() == end {
        match p.current() {
            INTERPOLATION_START => interpolation(p),
            PATH_FRAGMENT => p.bump(),
            _ => break,
        }
        end = p.end_of_previous();
    }
    p.reduce(mark, PATH);
}

/// interpolation = "${" expr "}"
fn interpolation<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    let open = p.current_range();
    p.bump();
    expressions::expr(p, Place::Interpolation);
    while !matches!(p.current(), R_BRACE | EOF | STRING_END | IND_STRING_END) {
        p.bump_error(SyntaxErrorKind::Unexpected(Place::Interpolation));
    }
    p.expect_close(R_BRACE, Place::Interpolation, open);
    p.reduce(mark, INTERPOLATION);
}

//! Functions and their arguments.

use super::{expressions, is_closer};
use crate::SyntaxKind::*;
use crate::parser::Parser;
use crate::sink::Sink;
use crate::{Place, SyntaxErrorKind};

/// lambda = name ":" expr | pattern [ "@" name ] ":" expr | name "@" pattern ":" expr
pub(super) fn lambda<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    if p.at(IDENT_TOKEN) && p.second() == COLON {
        let param = p.mark();
        p.bump();
        p.reduce(param, PARAM);
    } else {
        let pattern = p.mark();
        if p.at(IDENT_TOKEN) {
            let bind = p.mark();
            p.bump();
            p.bump();
            p.reduce(bind, PATTERN_BIND);
            if p.at(L_BRACE) {
                entries(p);
            } else {
                p.missing(SyntaxErrorKind::Missing(L_BRACE, Place::Pattern));
            }
        } else {
            entries(p);
            if p.at(AT) {
                let bind = p.mark();
                p.bump();
                if !p.eat(IDENT_TOKEN) {
                    p.missing(SyntaxErrorKind::MissingName(Place::Pattern));
                }
                p.reduce(bind, PATTERN_BIND);
            }
        }
        p.reduce(pattern, PATTERN);
    }
    p.expect(COLON, Place::Lambda);
    expressions::expr(p, Place::LambdaBody);
    p.reduce(mark, LAMBDA);
}

/// `{` [ entry { "," entry } [ "," "..." ] | "..." ] [ "," ] `}`
fn entries<S: Sink>(p: &mut Parser<'_, S>) {
    let open = p.current_range();
    p.bump();
    while !p.at(R_BRACE) {
        match p.current() {
            IDENT_TOKEN => entry(p),
            ELLIPSIS => {
                p.bump();
                if !p.at(R_BRACE) && !is_closer(p.current()) {
                    p.error_here(SyntaxErrorKind::AfterEllipsis);
                    p.eat(COMMA);
                }
                continue;
            }
            COLON | SEMICOLON => break,
            kind if is_closer(kind) => break,
            COMMA => {
                p.bump_error(SyntaxErrorKind::MissingName(Place::Pattern));
                continue;
            }
            _ => {
                p.bump_error(SyntaxErrorKind::Unexpected(Place::Pattern));
                continue;
            }
        }
        if !p.at(R_BRACE) && !p.eat(COMMA) && matches!(p.current(), IDENT_TOKEN | ELLIPSIS) {
            p.missing(SyntaxErrorKind::Missing(COMMA, Place::Pattern));
        }
    }
    p.expect_close(R_BRACE, Place::Pattern, open);
}

/// entry = name [ "?" expr ]
fn entry<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    p.bump();
    if p.eat(QUESTION) {
        expressions::expr(p, Place::PatternDefault);
    }
    p.reduce(mark, PATTERN_ENTRY);
}

/// Whether the `{` here opens the arguments of a function.
///
/// Correct text is decided by the two tokens that follow; of text with an error,
/// a `:` or `@` after the matching `}` decides.
pub(super) fn at_pattern<S: Sink>(p: &Parser<'_, S>) -> bool {
    let open = p.position();
    let first = p.index_after(open);
    let second = p.index_after(first);
    match (p.kind_at(first), p.kind_at(second)) {
        (ELLIPSIS, _) => true,
        (R_BRACE, COLON | AT) => true,
        (IDENT_TOKEN, COMMA | QUESTION) => true,
        (IDENT_TOKEN, R_BRACE) => {
            let after = p.kind_at(p.index_after(second));
            matches!(after, COLON | AT) || after == L_BRACE
        }
        (IDENT_TOKEN | COMMA | QUESTION, IDENT_TOKEN | ELLIPSIS | COMMA) => {
            closes_as_pattern(p, first)
        }
        _ => false,
    }
}

/// Whether the `{` here opens a set, as far as can be told without what follows its `}`.
pub(crate) fn at_set<S: Sink>(p: &Parser<'_, S>) -> bool {
    let first = p.index_after(p.position());
    let second = p.index_after(first);
    p.kind_at(first) != R_BRACE && p.kind_at(second) != R_BRACE && !at_pattern(p)
}

/// How many tokens are looked at for the `}` of a broken pattern.
const LOOK_AHEAD: usize = 256;

fn closes_as_pattern<S: Sink>(p: &Parser<'_, S>, mut at: usize) -> bool {
    let mut depth = 0;
    for _ in 0..LOOK_AHEAD {
        match p.kind_at(at) {
            L_BRACE | L_BRACKET | L_PAREN | INTERPOLATION_START => depth += 1,
            R_BRACE if depth == 0 => {
                return matches!(p.kind_at(p.index_after(at)), COLON | AT);
            }
            R_BRACE | R_BRACKET | R_PAREN if depth > 0 => depth -= 1,
            SEMICOLON | ASSIGN if depth == 0 => return false,
            EOF => return false,
            _ => {}
        }
        at = p.index_after(at);
    }
    false
}

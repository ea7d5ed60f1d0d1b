//! Bindings of sets and `let`, and what to do when one of them is half typed.

use super::{attrs, expressions};
use crate::SyntaxKind::*;
use crate::parser::Parser;
use crate::sink::Sink;
use crate::{Place, SyntaxErrorKind};

/// bindings = { binding | inherit }
pub(super) fn bindings<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    let layout = Layout::of(p);
    loop {
        match p.current() {
            EOF | R_BRACE | IN_KW => return,
            _ if layout.is_outside(p) => return,
            INHERIT_KW => inherit(p, place),
            kind if kind.starts_attr() => {
                if place == Place::Let && !attrs::at_binding(p, p.position()) && is_let_body(p) {
                    return;
                }
                binding(p, place);
            }
            ASSIGN => binding(p, place),
            kind if place == Place::Let && kind.starts_expr() => return,
            R_PAREN | R_BRACKET if place != Place::AttrSet || !p.by_layout => {
                p.bump_error(SyntaxErrorKind::Unexpected(place));
            }
            kind if kind.starts_expr() => {
                p.error_here(SyntaxErrorKind::Unexpected(place));
                let mark = p.mark();
                expressions::expr(p, place);
                p.eat(SEMICOLON);
                p.reduce(mark, ERROR);
            }
            _ => p.bump_error(SyntaxErrorKind::Unexpected(place)),
        }
    }
}

/// binding = attrpath "=" expr ";"
fn binding<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    let mark = p.mark();
    if p.at(ASSIGN) {
        p.error_here(SyntaxErrorKind::MissingName(Place::Binding));
    } else {
        attrs::attr_path(p);
    }
    if p.expect(ASSIGN, Place::Binding) {
        if p.at(ASSIGN) {
            p.bump_error(SyntaxErrorKind::MissingExpr(Place::BindingValue));
        }
        expressions::expr(p, Place::BindingValue);
    } else if p.current().starts_expr() && !attrs::at_binding(p, p.position()) && !p.at(LET_KW) {
        expressions::expr(p, Place::BindingValue);
    }
    end_of_binding(p, place);
    p.reduce(mark, BINDING);
}

/// Takes the `;`, past brackets that closed nothing.
fn end_of_binding<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    while matches!(p.current(), R_PAREN | R_BRACKET | COMMA | COLON | ERROR_TOKEN) {
        p.bump_error(SyntaxErrorKind::Unexpected(place));
    }
    p.expect(SEMICOLON, Place::BindingValue);
}

/// inherit = "inherit" [ "(" expr ")" ] { attr } ";"
fn inherit<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    let mark = p.mark();
    p.bump();
    if p.at(L_PAREN) {
        let from = p.mark();
        let open = p.current_range();
        p.bump();
        expressions::expr(p, Place::InheritFrom);
        p.expect_close(R_PAREN, Place::InheritFrom, open);
        p.reduce(from, INHERIT_FROM);
    }
    loop {
        match p.current() {
            SEMICOLON => {
                p.bump();
                break;
            }
            kind if kind.starts_attr() && !attrs::at_binding(p, p.position()) => attrs::attr(p),
            DOT | COMMA | R_PAREN | R_BRACKET | ERROR_TOKEN => {
                p.bump_error(SyntaxErrorKind::Unexpected(Place::Inherit));
            }
            _ => {
                p.missing(SyntaxErrorKind::Missing(SEMICOLON, Place::Inherit));
                break;
            }
        }
    }
    p.reduce(mark, INHERIT);
    let _ = place;
}

/// The value of a binding begins with `name =`.
///
/// On a line of its own and no deeper than the binding, it is the next binding and the value is
/// missing, as while typing. Anywhere else the `{` before it is missing.
pub(super) fn value_is_binding<S: Sink>(p: &mut Parser<'_, S>) {
    let here = p.position();
    let outer = p.indent_of_line(previous(p, here));
    if p.is_first_on_line(here) && p.indent_of_line(here) <= outer {
        return p.missing(SyntaxErrorKind::MissingExpr(Place::BindingValue));
    }
    without_opener(p);
}

fn previous<S: Sink>(p: &Parser<'_, S>, index: usize) -> usize {
    (0..index).rev().find(|at| !p.kind_at(*at).is_trivia()).unwrap_or(0)
}

/// Bindings whose `{` or `let` is missing.
pub(super) fn without_opener<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    let opener = p.errors.len();
    p.missing(SyntaxErrorKind::Missing(L_BRACE, Place::Binding));
    bindings(p, Place::AttrSet);
    if p.at(IN_KW) {
        if let Some(error) = p.errors.get_mut(opener) {
            error.kind = SyntaxErrorKind::Missing(LET_KW, Place::Binding);
        }
        p.bump();
        expressions::expr(p, Place::LetBody);
        p.reduce(mark, LET_IN);
    } else {
        p.eat(R_BRACE);
        p.reduce(mark, ATTR_SET);
    }
}

/// Among the definitions of `let`, a name without `=` after it: a half-typed definition if another
/// one follows, else the body, and `in` is missing.
fn is_let_body<S: Sink>(p: &Parser<'_, S>) -> bool {
    let mut at = p.position();
    loop {
        at = match p.kind_at(at) {
            IDENT_TOKEN | OR_KW => p.index_after(at),
            _ => return p.kind_at(at).starts_expr(),
        };
        match p.kind_at(at) {
            DOT => at = p.index_after(at),
            kind => {
                let half_typed = matches!(kind, ASSIGN | SEMICOLON | IN_KW | INHERIT_KW)
                    || attrs::at_binding(p, at)
                    || (!p.by_layout && kind.starts_term());
                return !half_typed;
            }
        }
    }
}

/// Where the bindings of one set begin, to see from the layout that its `}` is missing.
struct Layout {
    opener: usize,
    is_active: bool,
}

impl Layout {
    fn of<S: Sink>(p: &Parser<'_, S>) -> Layout {
        let first = p.position();
        if !p.by_layout || first == 0 || !p.is_first_on_line(first) {
            return Layout { opener: 0, is_active: false };
        }
        let opener = p.indent_of_line(previous(p, first));
        Layout { opener, is_active: p.indent_of_line(first) > opener }
    }

    /// Whether the next token begins a line that is indented like the one that opened the set.
    fn is_outside<S: Sink>(&self, p: &Parser<'_, S>) -> bool {
        self.is_active
            && p.is_first_on_line(p.position())
            && p.indent_of_line(p.position()) <= self.opener
    }
}

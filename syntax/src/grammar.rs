//! The grammar of Nix, as recursive descent with one table of operators.
//!
//! Conventions: a function is called with the parser at the first token of its construct, and
//! `opt_` marks those that may take nothing. Each loop takes a token or ends.
//! What follows is said beside each function in the notation of Nix's own manual.

mod attrs;
mod bindings;
mod expressions;
mod operators;
mod patterns;
mod strings;

pub(crate) use bindings::{End, Layout, bindings_up_to};
pub(crate) use patterns::at_set;

use crate::SyntaxKind::{self, *};
use crate::parser::Parser;
use crate::sink::Sink;
use crate::{Place, SyntaxErrorKind, TextRange};

/// file = expr
pub(crate) fn file<S: Sink>(p: &mut Parser<'_, S>) {
    let root = p.sink.mark();
    if p.at(EOF) {
        p.missing(SyntaxErrorKind::MissingExpr(Place::File));
    } else {
        expressions::expr(p, Place::File);
    }
    if !p.at(EOF) {
        let start = p.current_range();
        p.error_at(SyntaxErrorKind::UnexpectedAfterEnd, TextRange::at(start.start(), start.len()));
        let errors = p.errors.len();
        after_the_end(p);
        // What is wrong after the end follows from the end; one message is enough.
        p.errors.truncate(errors);
    }
    p.finish();
    p.reduce(root, ROOT);
}

/// Keeps the structure of what stands after the expression: a bracket may have closed it too early.
fn after_the_end<S: Sink>(p: &mut Parser<'_, S>) {
    while !p.at(EOF) {
        if p.current().starts_attr() && attrs::at_binding(p, p.position()) {
            let mark = p.mark();
            bindings::bindings(p, Place::AttrSet);
            p.eat(R_BRACE);
            p.reduce(mark, ATTR_SET);
        } else if p.current().starts_expr() {
            expressions::expr(p, Place::File);
        } else {
            let mark = p.mark();
            p.bump();
            p.reduce(mark, ERROR);
        }
    }
}

/// Whether `kind` ends whatever is open around the present construct.
fn is_closer(kind: SyntaxKind) -> bool {
    matches!(kind, R_BRACE | R_BRACKET | R_PAREN | EOF | IN_KW | THEN_KW | ELSE_KW)
}

//! Operators with Nix's precedence: one table, one loop.

use super::expressions;
use crate::SyntaxKind::{self, *};
use crate::parser::Parser;
use crate::sink::Sink;
use crate::{Place, SyntaxErrorKind};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Assoc {
    Left,
    Right,
    None,
}

const PIPE: u8 = 1;
const NOT_POWER: u8 = 8;
const HAS_ATTR_POWER: u8 = 12;
const NEGATE_POWER: u8 = 13;

/// Whether a binary operator stands here.
pub(super) fn at_operator<S: Sink>(p: &Parser<'_, S>) -> bool {
    binary(p.current()).is_some()
}

/// How tightly a binary operator binds; a greater number binds tighter.
#[inline]
const fn binary(kind: SyntaxKind) -> Option<(u8, Assoc)> {
    Some(match kind {
        PIPE_RIGHT => (PIPE, Assoc::Left),
        PIPE_LEFT => (PIPE, Assoc::Right),
        IMPLIES => (2, Assoc::Right),
        OR_OR => (3, Assoc::Left),
        AND_AND => (4, Assoc::Left),
        EQ | NOT_EQ => (5, Assoc::None),
        LESS | LESS_EQ | MORE | MORE_EQ => (6, Assoc::None),
        UPDATE => (7, Assoc::Right),
        ADD | SUB => (9, Assoc::Left),
        MUL | DIV => (10, Assoc::Left),
        CONCAT => (11, Assoc::Right),
        QUESTION => (HAS_ATTR_POWER, Assoc::None),
        _ => return None,
    })
}

/// An expression of operators, pipes included.
#[inline]
pub(super) fn operation<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    power(p, 0, place);
}

/// Operators that bind at least as tightly as `least`.
fn power<S: Sink>(p: &mut Parser<'_, S>, least: u8, place: Place) {
    let mark = p.mark();
    let mut levels = 1;
    if !p.enter() {
        return p.too_deep();
    }
    match p.current() {
        NOT => prefix(p, NOT_POWER),
        SUB => prefix(p, NEGATE_POWER),
        _ => expressions::application(p, place),
    }
    // The level and the kind of the last operator, for those that cannot be chained.
    let mut last: Option<(u8, SyntaxKind)> = None;
    while let Some((level, assoc)) = binary(p.current()) {
        if level < least {
            break;
        }
        let kind = p.current();
        if let Some((last_level, last_kind)) = last
            && last_level == level
        {
            match assoc {
                Assoc::None => p.error_here(SyntaxErrorKind::NonAssociative(kind)),
                _ if level == PIPE && last_kind != kind => {
                    p.error_here(SyntaxErrorKind::MixedPipes)
                }
                _ => {}
            }
        } else if kind == PIPE_RIGHT && least == PIPE {
            // Only the right side of `<|` begins at its level.
            p.error_here(SyntaxErrorKind::MixedPipes);
        }
        last = Some((level, kind));
        if !p.enter() {
            p.too_deep();
            break;
        }
        levels += 1;
        p.bump();
        let node = if kind == QUESTION {
            super::attrs::attr_path(p);
            HAS_ATTR
        } else {
            power(p, if assoc == Assoc::Right { level } else { level + 1 }, Place::Operand);
            BINARY_OP
        };
        p.reduce(mark, node);
    }
    p.leave(levels);
}

fn prefix<S: Sink>(p: &mut Parser<'_, S>, least: u8) {
    let mark = p.mark();
    p.bump();
    power(p, least, Place::Operand);
    p.reduce(mark, UNARY_OP);
}

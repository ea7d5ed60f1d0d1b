//! Bindings of sets and `let`, and what to do when one of them is half typed.

use super::{attrs, expressions};
use crate::SyntaxKind::*;
use crate::parser::Parser;
use crate::sink::Sink;
use crate::{Place, SyntaxErrorKind, TextSize};

/// bindings = { binding | inherit }
pub(super) fn bindings<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    p.open_bindings += 1;
    bindings_until_close(p, place);
    p.open_bindings -= 1;
}

fn bindings_until_close<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    let layout = Layout::of(p);
    while entry(p, place, &layout) {}
}

/// Where to stop among bindings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Behind the `;` of one.
    Behind(TextSize),
    /// In front of one, with the white space before it.
    Before(TextSize),
    /// Where the list is closed, with the white space before that.
    Close(TextSize),
}

impl End {
    pub(crate) fn offset(self) -> TextSize {
        match self {
            End::Behind(at) | End::Before(at) | End::Close(at) => at,
        }
    }
}

/// What stands up to `end` in a list of bindings that has begun before, `false` if it does not go on
/// there.
pub(crate) fn bindings_up_to<S: Sink>(
    p: &mut Parser<'_, S>,
    place: Place,
    layout: &Layout,
    end: End,
) -> bool {
    loop {
        let here = match end {
            End::Behind(_) => p.end_of_written(),
            End::Before(_) | End::Close(_) => p.current_range().start(),
        };
        match here >= end.offset() {
            true => {
                if !matches!(end, End::Behind(_)) {
                    p.finish();
                }
                let goes_on = !matches!(end, End::Before(_)) || !layout.is_outside(p);
                return here == end.offset() && goes_on;
            }
            false if !entry(p, place, layout) => return false,
            false => {}
        }
    }
}

/// One entry of a list of bindings; `false` if there is no more.
fn entry<S: Sink>(p: &mut Parser<'_, S>, place: Place, layout: &Layout) -> bool {
    match p.current() {
        EOF | R_BRACE | IN_KW => return false,
        _ if layout.is_outside(p) => return false,
        INHERIT_KW => inherit(p),
        kind if kind.starts_attr() => {
            if place == Place::Let && !attrs::at_binding(p, p.position()) && is_let_body(p) {
                return false;
            }
            binding(p, place);
        }
        ASSIGN => binding(p, place),
        kind if place == Place::Let && kind.starts_expr() => return false,
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
    true
}

/// binding = attrpath "=" expr ";"
fn binding<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    let mark = p.mark();
    let mut levels = 0;
    if p.at(ASSIGN) {
        p.error_here(SyntaxErrorKind::MissingName(Place::Binding));
    } else {
        // Each dot makes a set, as braces would.
        levels = attrs::attr_path(p);
    }
    if !p.enter_many(levels) {
        p.too_deep();
        return p.reduce(mark, BINDING);
    }
    if matches!(p.current(), COLON | EQ) {
        let found = p.current();
        p.bump_error(SyntaxErrorKind::Instead { expected: ASSIGN, found });
        expressions::expr(p, Place::BindingValue);
    } else if p.eat(ASSIGN) {
        if p.at(ASSIGN) {
            p.bump_error(SyntaxErrorKind::MissingExpr(Place::BindingValue));
        }
        expressions::expr(p, Place::BindingValue);
    } else if p.current().starts_expr() && !attrs::at_binding(p, p.position()) && !p.at(LET_KW) {
        p.missing(SyntaxErrorKind::Missing(ASSIGN, Place::Binding));
        expressions::expr(p, Place::BindingValue);
    } else {
        p.missing(SyntaxErrorKind::MissingDefinition);
    }
    p.leave(levels);
    end_of_binding(p, place);
    p.reduce(mark, BINDING);
}

/// Takes the `;`, past brackets that closed nothing.
fn end_of_binding<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    let mut is_broken = false;
    if p.at(COMMA) && p.second() != SEMICOLON {
        p.bump_error(SyntaxErrorKind::Instead { expected: SEMICOLON, found: COMMA });
        is_broken = true;
    }
    while matches!(p.current(), R_PAREN | R_BRACKET | COMMA | COLON | ERROR_TOKEN) {
        p.bump_error(SyntaxErrorKind::Unexpected(place));
        is_broken = true;
    }
    // After an error here, a missing `;` only repeats it.
    if !p.eat(SEMICOLON) && !is_broken {
        p.missing(SyntaxErrorKind::Missing(SEMICOLON, Place::BindingValue));
    }
}

/// inherit = "inherit" [ "(" expr ")" ] { attr } ";"
fn inherit<S: Sink>(p: &mut Parser<'_, S>) {
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
}

/// Where an expression should be, there is `name =`.
///
/// On a line of its own and no deeper than the line before, or after a `;`, it is the next binding
/// and the expression is missing, as while typing. Else the `{` or `let` before it is missing.
pub(super) fn instead_of_expr<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    let here = p.position();
    let outer = p.previous().map_or(0, |previous| p.indent_of_line(previous));
    let is_next = match p.is_first_on_line(here) {
        true => p.indent_of_line(here) <= outer,
        false => matches!(place, Place::WithBody | Place::AssertBody),
    };
    match is_next {
        true => p.missing(SyntaxErrorKind::MissingExpr(place)),
        false => without_opener(p),
    }
}

/// Bindings whose `{` or `let` is missing.
pub(super) fn without_opener<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    let opener = p.errors.len();
    p.missing(SyntaxErrorKind::Missing(L_BRACE, Place::Bindings));
    bindings(p, Place::AttrSet);
    if p.at(IN_KW) {
        if let Some(error) = p.errors.get_mut(opener) {
            error.kind = SyntaxErrorKind::Missing(LET_KW, Place::Bindings);
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
            STRING_START => match attrs::after_string(p, at) {
                Some(after) => after,
                None => return true,
            },
            kind => return kind.starts_expr(),
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
pub(crate) struct Layout {
    opener: usize,
    is_active: bool,
}

impl Layout {
    fn of<S: Sink>(p: &Parser<'_, S>) -> Layout {
        let first = p.current_range().start();
        match p.previous().filter(|_| p.by_layout) {
            Some(opener) => Layout::between(p, p.start_of(opener), first),
            None => Layout { opener: 0, is_active: false },
        }
    }

    /// That of a list that begins with what stands at `opener` and `first`.
    pub(crate) fn between<S: Sink>(p: &Parser<'_, S>, opener: TextSize, first: TextSize) -> Layout {
        if !p.by_layout {
            return Layout { opener: 0, is_active: false };
        }
        let opener = p.indent_at(opener);
        // A set that goes on in the line of its `{` tells less; the outermost one ends with the file.
        let is_active = match p.is_first_in_line(first) {
            true => p.indent_at(first) > opener,
            false => p.open_bindings > 1,
        };
        Layout { opener, is_active }
    }

    /// Whether the next token begins a line that is indented like the one that opened the set.
    fn is_outside<S: Sink>(&self, p: &Parser<'_, S>) -> bool {
        self.is_active
            && p.is_first_on_line(p.position())
            && p.indent_of_line(p.position()) <= self.opener
    }
}

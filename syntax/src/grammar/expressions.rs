//! Expressions, from functions down to single terms.

use super::{attrs, bindings, is_closer, operators, patterns, strings};
use crate::SyntaxKind::*;
use crate::parser::Parser;
use crate::sink::Sink;
use crate::{Place, SyntaxErrorKind};

/// expr = name ":" expr | pattern ":" expr | "assert" expr ";" expr | "with" expr ";" expr
///      | "let" bindings "in" expr | "if" expr "then" expr "else" expr | operation
pub(super) fn expr<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    if !p.enter() {
        return p.too_deep();
    }
    match p.current() {
        IDENT_TOKEN if matches!(p.second(), COLON | AT) => patterns::lambda(p),
        IDENT_TOKEN if place == Place::File && begins_next_binding(p) => {
            bindings::without_opener(p)
        }
        IDENT_TOKEN | STRING_START if place.is_body() && begins_next_binding(p) => {
            bindings::instead_of_expr(p, place);
        }
        L_BRACE if patterns::at_pattern(p) => patterns::lambda(p),
        LET_KW if p.second() == L_BRACE => operators::operation(p, place),
        LET_KW => let_in(p),
        WITH_KW => scoped(p, [Place::With, Place::WithBody]),
        ASSERT_KW => scoped(p, [Place::Assert, Place::AssertBody]),
        IF_KW => if_else(p),
        _ => operators::operation(p, place),
    }
    p.leave(1);
}

fn let_in<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    p.bump();
    bindings::bindings(p, Place::Let);
    p.expect(IN_KW, Place::Let);
    expr(p, Place::LetBody);
    p.reduce(mark, LET_IN);
}

fn scoped<S: Sink>(p: &mut Parser<'_, S>, [head, body]: [Place; 2]) {
    let mark = p.mark();
    p.bump();
    expr(p, head);
    p.expect(SEMICOLON, head);
    expr(p, body);
    p.reduce(mark, if head == Place::With { WITH } else { ASSERT });
}

fn if_else<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    p.bump();
    expr(p, Place::IfCondition);
    p.expect(THEN_KW, Place::IfCondition);
    expr(p, Place::IfThen);
    if p.expect(ELSE_KW, Place::IfThen) {
        expr(p, Place::IfElse);
    } else {
        p.missing(SyntaxErrorKind::MissingExpr(Place::IfElse));
    }
    p.reduce(mark, IF_ELSE);
}

/// application = selection { selection }
pub(super) fn application<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    let mark = p.mark();
    if !at_term(p) || begins_next_binding(p) && p.is_first_on_line(p.position()) {
        return no_expression(p, place);
    }
    selection(p);
    let mut levels = 0;
    while at_term(p) {
        if begins_next_binding(p) {
            break;
        }
        if !p.enter() {
            p.too_deep();
            break;
        }
        levels += 1;
        selection(p);
        p.reduce(mark, APPLY);
    }
    p.leave(levels);
    if matches!(p.current(), LET_KW | IF_KW | WITH_KW | ASSERT_KW) {
        p.error_here(SyntaxErrorKind::ArgumentNeedsParens);
        expr(p, Place::Argument);
        p.reduce(mark, APPLY);
    }
}

/// Whether a term begins here: of `let`, only the old form `let { … }` is one.
#[inline]
fn at_term<S: Sink>(p: &Parser<'_, S>) -> bool {
    let kind = p.current();
    kind.starts_term() || (kind == LET_KW && p.second() == L_BRACE)
}

/// An argument followed by `=` is the name of the next binding: a `;` is missing before it.
fn begins_next_binding<S: Sink>(p: &Parser<'_, S>) -> bool {
    matches!(p.current(), IDENT_TOKEN | STRING_START) && attrs::at_binding(p, p.position())
}

/// Says that an expression is missing. A token that helps nobody is passed over, and what follows
/// it is taken for the expression: `a = $b;`.
fn no_expression<S: Sink>(p: &mut Parser<'_, S>, place: Place) {
    if !p.at(ERROR_TOKEN) {
        p.missing(SyntaxErrorKind::MissingExpr(place));
    }
    let stays = is_closer(p.current())
        || matches!(
            p.current(),
            SEMICOLON | ASSIGN | COMMA | INHERIT_KW | STRING_END | IND_STRING_END
        )
        || p.current().starts_expr()
        || operators::at_operator(p);
    if stays {
        return;
    }
    let mark = p.mark();
    p.bump();
    p.reduce(mark, ERROR);
    if at_term(p) && !begins_next_binding(p) {
        application(p, place);
    }
}

/// selection = term [ "." attrpath [ "or" selection ] ] | term "or"
fn selection<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    term(p);
    match p.current() {
        DOT => {
            p.bump();
            if p.current().starts_attr() && !attrs::at_binding(p, p.position()) {
                attrs::attr_path(p);
            } else {
                p.missing(SyntaxErrorKind::MissingName(Place::AttrPath));
            }
            if p.eat(OR_KW) {
                if at_term(p) {
                    default(p);
                } else {
                    p.missing(SyntaxErrorKind::MissingExpr(Place::Default));
                }
            }
            p.reduce(mark, SELECT);
        }
        OR_KW => {
            p.bump();
            p.reduce(mark, APPLY_OR);
        }
        _ => {}
    }
}

/// `a.b or c.d or …` nests to the right without passing through `expr`.
fn default<S: Sink>(p: &mut Parser<'_, S>) {
    if !p.enter() {
        return p.too_deep();
    }
    selection(p);
    p.leave(1);
}

fn term<S: Sink>(p: &mut Parser<'_, S>) {
    match p.current() {
        IDENT_TOKEN => p.bump_ident(),
        INTEGER | FLOAT | URI => single(p, LITERAL),
        SEARCH_PATH => single(p, PATH),
        PATH_FRAGMENT => strings::path(p),
        STRING_START => strings::string(p),
        IND_STRING_START => strings::ind_string(p),
        L_BRACE | REC_KW => attr_set(p),
        LET_KW if p.second() == L_BRACE => attr_set(p),
        L_BRACKET => list(p),
        L_PAREN => paren(p),
        _ => p.missing(SyntaxErrorKind::MissingExpr(Place::Operand)),
    }
}

fn single<S: Sink>(p: &mut Parser<'_, S>, node: crate::SyntaxKind) {
    let mark = p.mark();
    p.bump();
    p.reduce(mark, node);
}

/// attr_set = [ "rec" | "let" ] "{" bindings "}"
fn attr_set<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    let legacy = p.at(LET_KW);
    if !p.at(L_BRACE) {
        p.bump();
    }
    let open = p.current_range();
    let place = if legacy { Place::LegacyLet } else { Place::AttrSet };
    if p.expect(L_BRACE, Place::Rec) {
        bindings::bindings(p, place);
        p.expect_close(R_BRACE, place, open);
    } else {
        p.missing(SyntaxErrorKind::Missing(R_BRACE, place));
    }
    p.reduce(mark, if legacy { LEGACY_LET } else { ATTR_SET });
}

/// list = "[" { selection } "]"
fn list<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    let open = p.current_range();
    let opener = p.position();
    p.bump();
    if !p.enter() {
        return p.too_deep();
    }
    loop {
        let kind = p.current();
        if kind == R_BRACKET || is_closer(kind) || kind == SEMICOLON {
            break;
        }
        if begins_next_binding(p) {
            let here = p.position();
            if !p.is_first_on_line(here) || p.indent_of_line(here) <= p.indent_of_line(opener) {
                break;
            }
            bindings::without_opener(p);
            continue;
        }
        if needs_parens(p) {
            p.error_here(SyntaxErrorKind::NeedsParens);
            expr(p, Place::List);
        } else if at_term(p) {
            selection(p);
        } else {
            p.bump_error(SyntaxErrorKind::Unexpected(Place::List));
        }
    }
    p.leave(1);
    p.expect_close(R_BRACKET, Place::List, open);
    p.reduce(mark, LIST);
}

/// Whether an expression begins here that cannot stand in a list as it is.
fn needs_parens<S: Sink>(p: &Parser<'_, S>) -> bool {
    match p.current() {
        IF_KW | WITH_KW | ASSERT_KW | NOT | SUB => true,
        LET_KW => p.second() != L_BRACE,
        IDENT_TOKEN => matches!(p.second(), COLON | AT),
        L_BRACE => patterns::at_pattern(p),
        _ => false,
    }
}

/// paren = "(" expr ")"
fn paren<S: Sink>(p: &mut Parser<'_, S>) {
    let mark = p.mark();
    let open = p.current_range();
    p.bump();
    expr(p, Place::Paren);
    p.expect_close(R_PAREN, Place::Paren, open);
    p.reduce(mark, PAREN);
}

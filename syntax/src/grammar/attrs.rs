//! Attribute names and paths.

use super::{expressions, strings};
use crate::SyntaxKind::*;
use crate::parser::Parser;
use crate::sink::Sink;
use crate::{DEPTH_LIMIT, Place, SyntaxErrorKind};

/// attrpath = attr { "." attr }
///
/// Returns how many dots there are.
pub(super) fn attr_path<S: Sink>(p: &mut Parser<'_, S>) -> u32 {
    if p.at(IDENT_TOKEN) && p.second() != DOT {
        p.bump_ident_path();
        return 0;
    }
    let mark = p.mark();
    let mut dots = 0;
    attr(p);
    while p.at(DOT) {
        if dots == DEPTH_LIMIT {
            p.too_deep();
            break;
        }
        p.bump();
        dots += 1;
        if p.current().starts_attr() {
            attr(p);
        } else {
            p.missing(SyntaxErrorKind::MissingName(Place::AttrPath));
        }
    }
    p.reduce(mark, ATTR_PATH);
    dots
}

/// attr = name | "or" | string | "${" expr "}"
pub(super) fn attr<S: Sink>(p: &mut Parser<'_, S>) {
    match p.current() {
        IDENT_TOKEN => p.bump_ident(),
        OR_KW => {
            let mark = p.mark();
            p.bump();
            p.reduce(mark, IDENT);
        }
        STRING_START => strings::string(p),
        INTERPOLATION_START => {
            let mark = p.mark();
            let open = p.current_range();
            p.bump();
            expressions::expr(p, Place::Interpolation);
            p.expect_close(R_BRACE, Place::Interpolation, open);
            p.reduce(mark, DYNAMIC);
        }
        _ => p.missing(SyntaxErrorKind::MissingName(Place::AttrPath)),
    }
}

/// The token after the string that begins at `index`, with its interpolations.
/// None if it is longer than any name should be.
pub(super) fn after_string<S: Sink>(p: &Parser<'_, S>, index: usize) -> Option<usize> {
    let mut at = index;
    let mut depth = 0;
    for _ in 0..64 {
        match p.kind_at(at) {
            STRING_START => depth += 1,
            STRING_END if depth == 1 => return Some(p.index_after(at)),
            STRING_END => depth -= 1,
            EOF => return None,
            _ => {}
        }
        at = p.index_after(at);
    }
    None
}

/// Whether a binding `a.b =` begins at token `index`. Interpolated names count as none.
pub(super) fn at_binding<S: Sink>(p: &Parser<'_, S>, index: usize) -> bool {
    let mut at = index;
    loop {
        at = match p.kind_at(at) {
            IDENT_TOKEN | OR_KW => p.index_after(at),
            STRING_START => {
                let mut end = p.index_after(at);
                if p.kind_at(end) == STRING_CONTENT {
                    end = p.index_after(end);
                }
                if p.kind_at(end) != STRING_END {
                    return false;
                }
                p.index_after(end)
            }
            _ => return false,
        };
        match p.kind_at(at) {
            ASSIGN => return true,
            DOT => at = p.index_after(at),
            _ => return false,
        }
    }
}

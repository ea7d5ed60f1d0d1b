//! From the bytes of a value back to the bytes of the file.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use cfglint_syntax::ast::{AstNode, BinaryOperator, Expr};
use cfglint_syntax::{Node, StringPart, StringValue, TextRange};

use super::rendered::{string, unquoted};
use super::{Assignment, unit_text};
use crate::model::{Text, TextPart, ValueKind};
use crate::systemd::{HOLE, is_hole};
use crate::views::syntax::expr_at;

/// How a value was made from what the text says.
#[derive(Debug, Clone)]
pub(super) enum Coding<'a> {
    /// It is the text of the expression.
    Plain,
    /// `"NAME=` and the text, quoted.
    Quoted(&'a str),
    /// A part of the text of a whole unit file.
    InText { key: Range<usize>, pieces: Vec<(usize, usize)> },
    /// Nothing of it stands in the file.
    Made,
}

impl Assignment<'_> {
    /// Where `range` (bytes of [`Assignment::value`]) stands in the file. `root` is the file's tree.
    ///
    /// Where that cannot be told exactly, as within a variable that became part of the text, it is
    /// the smallest range that surely holds it.
    pub fn source_range(&self, root: Node<'_>, range: Range<usize>) -> TextRange {
        let (start, end) = match &self.coding {
            Coding::Plain => (Some(range.start), Some(range.end)),
            Coding::Made => (None, None),
            Coding::Quoted(name) => match &self.said.kind {
                ValueKind::Str(text) => {
                    let text = string(text);
                    let start = unquoted(name, &text, range.start);
                    // A character may have become an escape: all of it ends where the next begins.
                    let last = range.end.checked_sub(1).and_then(|at| unquoted(name, &text, at));
                    let end = last.map(|at| {
                        (at + 1..text.len())
                            .find(|at| text.is_char_boundary(*at))
                            .unwrap_or(text.len())
                    });
                    (start, if range.is_empty() { start } else { end })
                }
                _ => (None, None),
            },
            Coding::InText { pieces, .. } => {
                let start = unit_text::origin(pieces, range.start);
                let end = match range.is_empty() {
                    true => start,
                    false => unit_text::origin(pieces, range.end - 1) + 1,
                };
                (Some(start), Some(end))
            }
        };
        match (start, end) {
            (Some(start), Some(end)) => self.text_range(root, start..end),
            _ => self.range,
        }
    }

    /// Where the directive's name is written: the last name of the option, or in a text.
    pub fn key_range(&self, root: Node<'_>) -> TextRange {
        match &self.coding {
            Coding::InText { key, .. } => self.text_range(root, key.clone()),
            _ => self.definition.place.key,
        }
    }

    fn text_range(&self, root: Node<'_>, range: Range<usize>) -> TextRange {
        let spans = self.origin.spans(|| match (expr_at(root, self.range), &self.said.kind) {
            (Some(expr), ValueKind::Str(text)) => spans_of(expr, text),
            _ => None,
        });
        spans.and_then(|spans| in_spans(spans, range)).unwrap_or(self.range)
    }
}

/// Where the parts of the value come from, found out once: a value may have as many mistakes as it
/// has words.
#[derive(Debug, Clone)]
pub(super) enum Origin {
    /// Of one value.
    Own(OnceLock<Option<Vec<Span>>>),
    /// Of a text, for all of its lines.
    Shared(Arc<OnceLock<Option<Vec<Span>>>>),
}

impl Origin {
    pub(super) fn own() -> Origin {
        Origin::Own(OnceLock::new())
    }

    pub(super) fn shared() -> Origin {
        Origin::Shared(Arc::default())
    }

    fn spans(&self, find: impl FnOnce() -> Option<Vec<Span>>) -> Option<&[Span]> {
        let cell = match self {
            Origin::Own(cell) => cell,
            Origin::Shared(cell) => cell,
        };
        cell.get_or_init(find).as_deref()
    }
}

/// A piece of an expression that makes a text.
enum Piece<'t> {
    /// Text as written.
    Written(StringValue),
    /// An interpolation or a variable.
    Other(Node<'t>),
}

/// A part of the text, and where it comes from.
#[derive(Debug, Clone)]
pub(super) struct Span {
    value: Range<usize>,
    source: Source,
}

#[derive(Debug, Clone)]
enum Source {
    Exact(StringValue),
    Within(TextRange),
}

/// As many links as a chain of `+` may have, so that a long one cannot use up the stack.
const LINK_LIMIT: usize = 200;

/// The parts of a text in order.
fn spans_of(expr: Expr<'_>, text: &Text) -> Option<Vec<Span>> {
    let mut pieces = Vec::new();
    collect(expr, 0, &mut pieces)?;
    align(&pieces, text)
}

fn in_spans(spans: &[Span], range: Range<usize>) -> Option<TextRange> {
    let span_at = |offset: usize| {
        let index = spans.partition_point(|span| span.value.end <= offset);
        spans.get(index).filter(|span| span.value.contains(&offset))
    };
    let start_at = |offset: usize| {
        let span = span_at(offset)?;
        Some(match &span.source {
            Source::Exact(value) => {
                let within = offset - span.value.start;
                value.source_range(within, within).start()
            }
            Source::Within(range) => range.start(),
        })
    };
    let end_at = |offset: usize| {
        let span = span_at(offset - 1)?;
        Some(match &span.source {
            Source::Exact(value) => {
                let within = offset - span.value.start;
                value.source_range(within - 1, within).end()
            }
            Source::Within(range) => range.end(),
        })
    };
    let end = if range.end > 0 { end_at(range.end) } else { None };
    match range.is_empty() {
        // Between two characters; at the very end, after the last one.
        true => start_at(range.start).or(end).map(TextRange::empty),
        false => {
            let (start, end) = (start_at(range.start)?, end?);
            (start <= end).then(|| TextRange::new(start, end))
        }
    }
}

fn collect<'t>(expr: Expr<'t>, depth: usize, pieces: &mut Vec<Piece<'t>>) -> Option<()> {
    if depth > LINK_LIMIT {
        return None;
    }
    match expr {
        Expr::PlainString(_) | Expr::IndString(_) => {
            pieces.extend(expr.string_parts()?.into_iter().map(|part| match part {
                StringPart::Text(value) => Piece::Written(value),
                StringPart::Interpolation(node) => Piece::Other(node),
            }));
        }
        Expr::Paren(paren) => collect(paren.inner()?, depth + 1, pieces)?,
        Expr::BinaryOp(operation) if operation.operator() == Some(BinaryOperator::Add) => {
            collect(operation.lhs()?, depth + 1, pieces)?;
            collect(operation.rhs()?, depth + 1, pieces)?;
        }
        other => pieces.push(Piece::Other(other.node())),
    }
    Some(())
}

/// Which piece each part of the text comes from. Where several pieces of unknown length are
/// between two known ones, they are one span.
fn align(pieces: &[Piece<'_>], text: &Text) -> Option<Vec<Span>> {
    let rendered = string(text);
    let holes: Vec<&str> = text
        .parts
        .iter()
        .filter_map(|part| match part {
            TextPart::Hole(hole) => Some(&*hole.text),
            TextPart::Literal(_) => None,
        })
        .collect();
    let (mut front, mut back) = (0..0, Vec::new());
    let (mut spans, mut hole) = (Vec::new(), 0);
    let mut rest = pieces;
    while let Some((piece, after)) = rest.split_first() {
        let length = match piece {
            Piece::Written(value) if rendered[front.end..].starts_with(value.text()) => {
                value.text().len()
            }
            Piece::Other(node)
                if rendered[front.end..].starts_with(is_hole)
                    && holes.get(hole).is_some_and(|text| is_written_as(*node, text)) =>
            {
                hole += 1;
                HOLE.len_utf8()
            }
            Piece::Other(_) => break,
            Piece::Written(_) => return None,
        };
        front = front.end..front.end + length;
        spans.push(span(piece, front.clone()));
        rest = after;
    }
    let (mut end, mut hole) = (rendered.len(), holes.len());
    while let Some((piece, before)) = rest.split_last() {
        let open = &rendered[front.end..end];
        let length = match piece {
            Piece::Written(value) if open.ends_with(value.text()) => value.text().len(),
            Piece::Other(node)
                if open.ends_with(is_hole)
                    && hole.checked_sub(1).is_some_and(|at| is_written_as(*node, holes[at])) =>
            {
                hole -= 1;
                HOLE.len_utf8()
            }
            Piece::Other(_) => break,
            Piece::Written(_) => return None,
        };
        back.push(span(piece, end - length..end));
        end -= length;
        rest = before;
    }
    match (rest.first(), rest.last()) {
        (Some(first), Some(last)) => {
            let source = TextRange::new(range_of(first).start(), range_of(last).end());
            spans.push(Span { value: front.end..end, source: Source::Within(source) });
        }
        _ if front.end == end => {}
        _ => return None,
    }
    spans.extend(back.into_iter().rev());
    Some(spans)
}

fn span(piece: &Piece<'_>, value: Range<usize>) -> Span {
    let source = match piece {
        Piece::Written(value) => Source::Exact(value.clone()),
        Piece::Other(node) => Source::Within(node.range()),
    };
    Span { value, source }
}

fn range_of(piece: &Piece<'_>) -> TextRange {
    match piece {
        Piece::Written(value) => value.source_range(0, value.text().len()),
        Piece::Other(node) => node.range(),
    }
}

/// Whether the hole's source text is that of the node. Long ones are written as `${…}`.
fn is_written_as(node: Node<'_>, text: &str) -> bool {
    if text == "${…}" {
        return true;
    }
    let mut rest = text;
    node.all_tokens().all(|token| match rest.strip_prefix(token.text()) {
        Some(after) => {
            rest = after;
            true
        }
        None => false,
    }) && rest.is_empty()
}

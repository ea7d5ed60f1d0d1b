//! Text edits that lints have in common.
//!
//! **Invariant:** an edit owns the statement it is about and the white space that stood for it;
//! comments stay where they are.

use cfglint_syntax::{Element, Node, SyntaxKind, TextRange, TextSize};

use crate::model::Place;
use crate::{Indel, TextEdit};

/// The nodes from the root down to the innermost one that covers `range`.
fn ancestors(root: Node<'_>, range: TextRange) -> Vec<Node<'_>> {
    let mut path = vec![root];
    let mut node = root;
    while let Some(inner) = node.children().find(|child| child.range().contains_range(range)) {
        path.push(inner);
        node = inner;
    }
    path
}

/// Deletes a definition. If its set is empty then, and is itself the value of a binding, the
/// binding goes too.
///
/// `None` where others share the definition, or where it is one of several inherited names.
pub(crate) fn delete_definition(root: Node<'_>, text: &str, place: &Place) -> Option<TextEdit> {
    if place.is_shared {
        return None;
    }
    delete_statement(root, text, place.statement).map(TextEdit::delete)
}

/// The bytes to delete so that the statement at `range` is gone.
pub(crate) fn delete_statement(root: Node<'_>, text: &str, range: TextRange) -> Option<TextRange> {
    let path = ancestors(root, range);
    let mut index = path
        .iter()
        .rposition(|node| node.kind() == SyntaxKind::BINDING && node.range() == range)?;
    // Go up as long as nothing else is in the set.
    while index >= 2 {
        let (set, outer) = (path[index - 1], path[index - 2]);
        let is_alone = set.children().count() == 1 && !has_comments(set);
        if set.kind() != SyntaxKind::ATTR_SET || !is_alone || outer.kind() != SyntaxKind::BINDING {
            break;
        }
        index -= 2;
    }
    Some(with_space(text, path[index].range()))
}

fn has_comments(node: Node<'_>) -> bool {
    node.elements().any(|element| match element {
        Element::Token(token) => token.kind() == SyntaxKind::COMMENT,
        Element::Node(_) => false,
    })
}

/// `range` and the white space that stood for it: its whole lines if it has them for itself, else
/// the blanks before it.
fn with_space(text: &str, range: TextRange) -> TextRange {
    let (start, end) = (usize::from(range.start()), usize::from(range.end()));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let before_is_blank = text[line_start..start].trim().is_empty();
    let rest = &text[end..];
    let line_rest = rest.split('\n').next().unwrap_or_default();
    let (start, end) = if before_is_blank
        && line_start > 0
        && line_rest.trim().is_empty()
        && rest.contains('\n')
    {
        (line_start, end + line_rest.len() + 1)
    } else if before_is_blank && !line_rest.trim().is_empty() {
        (start, end + (line_rest.len() - line_rest.trim_start().len()))
    } else {
        (text[..start].trim_end_matches([' ', '\t']).len(), end)
    };
    TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
}

/// Inserts a statement after another one of the same set: on a line of its own if the other has one.
pub(crate) fn insert_after(text: &str, statement: TextRange, new: &str) -> TextEdit {
    let start = usize::from(statement.start());
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line_start..start];
    let line_end = if text[start..].contains("\r\n") { "\r\n" } else { "\n" };
    let insert = match indent.trim().is_empty() && line_start > 0 {
        true => format!("{line_end}{indent}{new}"),
        false => format!(" {new}"),
    };
    TextEdit::replace(TextRange::empty(statement.end()), insert)
}

/// The bytes to delete so that the list element at `range` is gone, with its separator.
///
/// If the whole line was the element's, the line goes; a comment after it stays.
pub(crate) fn delete_item(text: &str, range: TextRange) -> TextRange {
    with_space(text, range)
}

/// Replaces the string literal at `value`, if the definition itself spells it out.
pub(crate) fn replace_value(place: &Place, value: TextRange, new: &str) -> Option<TextEdit> {
    place.statement.contains_range(value).then(|| TextEdit::replace(value, new))
}

/// The set around a statement, if it is the right side of `//`: what it sets wins there.
pub(crate) fn is_right_of_update(root: Node<'_>, set: TextRange) -> bool {
    let path = ancestors(root, set);
    let Some(index) = path.iter().rposition(|node| node.range() == set) else {
        return false;
    };
    let Some(outer) = index.checked_sub(1).map(|index| path[index]) else {
        return false;
    };
    outer.kind() == SyntaxKind::BINARY_OP
        && outer.token(SyntaxKind::UPDATE).is_some_and(|update| update.range().end() <= set.start())
}

/// Two replacements in one edit.
pub(crate) fn replace_both(
    first: (TextRange, &str),
    second: (TextRange, &str),
) -> Option<TextEdit> {
    let indel = |(delete, insert): (TextRange, &str)| Indel { delete, insert: insert.to_owned() };
    TextEdit::from_indels(vec![indel(first), indel(second)])
}

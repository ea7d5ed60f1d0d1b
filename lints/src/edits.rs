//! Text edits that lints have in common.
//!
//! **Invariant:** an edit owns the statement it is about and the white space that stood for it;
//! comments stay where they are.

mod beside;

use cfglint_syntax::{Element, Node, SyntaxKind, TextRange, TextSize};

use crate::model::Place;
use crate::{Indel, TextEdit};
pub(crate) use beside::{attr, insert_beside};

/// The nodes from the root down to the innermost one that covers `range`.
pub(crate) fn ancestors(root: Node<'_>, range: TextRange) -> Vec<Node<'_>> {
    let mut path = vec![root];
    let mut node = root;
    while let Some(inner) = node.child_around(range) {
        path.push(inner);
        node = inner;
    }
    path
}

/// Deletes a definition. Of its path the last `levels` names may go with it: a set that is empty then
/// and all that is around it for its sake.
///
/// `None` where others share the definition, or where it is only a part of what the statement says.
pub(crate) fn delete_definition(
    root: Node<'_>,
    text: &str,
    place: &Place,
    levels: usize,
) -> Option<TextEdit> {
    if place.is_shared || place.is_partial {
        return None;
    }
    let path = ancestors(root, place.statement);
    let is_statement =
        |node: &Node<'_>| node.kind() == SyntaxKind::BINDING && node.range() == place.statement;
    let mut index = path.iter().rposition(is_statement)?;
    let mut names = names_of(path[index]);
    while let Some(top) = emptied(text, &path, index) {
        let (node, outer) = (path[top], path[top - 1]);
        match outer.kind() {
            SyntaxKind::BINDING if names + names_of(outer) <= levels => {
                names += names_of(outer);
                index = top - 1;
            }
            SyntaxKind::BINARY_OP if outer.token(SyntaxKind::UPDATE).is_some() => {
                return operand(text, outer, node).map(TextEdit::delete);
            }
            SyntaxKind::LIST if outer.children().nth(1).is_some() => {
                return Some(TextEdit::delete(with_space(text, node.range())));
            }
            _ => break,
        }
    }
    Some(TextEdit::delete(with_space(text, path[index].range())))
}

/// Deletes the last name of a definition and its value, so that what is above it is still said.
pub(crate) fn empty_parent(root: Node<'_>, text: &str, place: &Place) -> Option<TextEdit> {
    let statement = root.covering(place.statement);
    let attrs: Vec<Node<'_>> =
        statement.child(SyntaxKind::ATTR_PATH).map(|path| path.children().collect())?;
    match attrs.as_slice() {
        [.., parent, _] if !place.is_shared && !place.is_partial => {
            let range = TextRange::new(parent.range().end(), place.value.end());
            (!mentions_comment(&text[range])).then(|| TextEdit::replace(range, " = { }"))
        }
        _ => delete_definition(root, text, place, 1),
    }
}

/// Without counting the others.
fn has_one_child(node: Node<'_>) -> bool {
    node.children().take(2).count() == 1
}

fn names_of(binding: Node<'_>) -> usize {
    binding.child(SyntaxKind::ATTR_PATH).map_or(1, |path| path.children().count())
}

/// Where the statement `path[index]` is all of a set: the outermost node that stands for that set,
/// through parentheses and functions such as `mkIf`.
fn emptied(text: &str, path: &[Node<'_>], index: usize) -> Option<usize> {
    const WRAPPERS: &[&str] = &["mkIf", "optionalAttrs", "mkDefault", "mkForce", "mkMerge"];
    let mut top = index.checked_sub(1)?;
    let set = path[top];
    if set.kind() != SyntaxKind::ATTR_SET || !has_one_child(set) || has_comments(set) {
        return None;
    }
    while top > 1 {
        let outer = path[top - 1];
        let goes_along = match outer.kind() {
            SyntaxKind::PAREN => !has_comments(outer),
            SyntaxKind::LIST => {
                let merge = top.checked_sub(2).map(|index| path[index]);
                let is_merge = merge.is_some_and(|merge| {
                    let head = text[merge.range()].split_whitespace().next().unwrap_or_default();
                    merge.kind() == SyntaxKind::APPLY && head.ends_with("mkMerge")
                });
                is_merge && has_one_child(outer) && !has_comments(outer)
            }
            SyntaxKind::APPLY => outer.children().next().is_some_and(|function| {
                let source =
                    &text[TextRange::new(outer.range().start(), path[top].range().start())];
                let head = source.split_whitespace().next().unwrap_or_default();
                let name = head.rsplit('.').next().unwrap_or_default();
                function != path[top] && WRAPPERS.contains(&name) && !mentions_comment(source)
            }),
            _ => false,
        };
        if !goes_along {
            break;
        }
        top -= 1;
    }
    (top > 0).then_some(top)
}

/// The bytes of one side of an operator and of the operator.
fn operand(text: &str, operation: Node<'_>, side: Node<'_>) -> Option<TextRange> {
    let sides: Vec<Node<'_>> = operation.children().collect();
    let range = match sides.as_slice() {
        [other, it] if *it == side => TextRange::new(other.range().end(), it.range().end()),
        [it, other] if *it == side => TextRange::new(it.range().start(), other.range().start()),
        _ => return None,
    };
    (!mentions_comment(&text[range])).then_some(range)
}

fn mentions_comment(source: &str) -> bool {
    source.contains('#') || source.contains("/*")
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
    // Only blanks are passed, never the whole line, which may be all of a file.
    let is_blank = |it: char| it.is_whitespace() && it != '\n';
    let line_start = text[..start].trim_end_matches(is_blank).len();
    let before_is_blank = line_start == 0 || text[..line_start].ends_with('\n');
    let rest = text[end..].trim_start_matches(is_blank);
    let after = text.len() - rest.len();
    let (start, end) = if before_is_blank && line_start > 0 && rest.starts_with('\n') {
        (line_start, after + 1)
    } else if before_is_blank && !rest.is_empty() && !rest.starts_with('\n') {
        (start, after)
    } else {
        (text[..start].trim_end_matches([' ', '\t']).len(), end)
    };
    TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
}

/// Whether a word stands in a part of a text, or may: a long one is not looked at for each finding.
pub(crate) fn may_have(text: &str, range: TextRange, word: &str) -> bool {
    range.len() > TextSize::new(1 << 16) || text[range].contains(word)
}

/// Inserts a statement after another one of the same set: on a line of its own if the other has one.
pub(crate) fn insert_after(text: &str, statement: TextRange, new: &str) -> TextEdit {
    let start = usize::from(statement.start());
    // A line may be all of the file.
    let blank = text[..start].bytes().rev().take_while(|it| matches!(it, b' ' | b'\t')).count();
    let (before, indent) = text[..start].split_at(start - blank);
    let insert = match before.ends_with('\n') {
        true if before.ends_with("\r\n") => format!("\r\n{indent}{new}"),
        true => format!("\n{indent}{new}"),
        false => format!(" {new}"),
    };
    TextEdit::replace(TextRange::empty(statement.end()), insert)
}

/// Deletes the list element at `range` with its separator; of `a ++ [ element ]`, the second half.
///
/// If the whole line was the element's, the line goes; a comment after it stays.
pub(crate) fn delete_item(root: Node<'_>, text: &str, range: TextRange) -> TextEdit {
    let path = ancestors(root, range);
    let list = path.iter().rposition(|node| {
        let is_item = |it: Node<'_>| it.child_around(range).is_some_and(|it| it.range() == range);
        node.kind() == SyntaxKind::LIST && is_item(*node)
    });
    let half = list.filter(|&index| index > 0).and_then(|index| {
        let (list, outer) = (path[index], path[index - 1]);
        let is_emptied = list.children().nth(1).is_none()
            && !has_comments(list)
            && outer.token(SyntaxKind::CONCAT).is_some();
        if is_emptied { operand(text, outer, list) } else { None }
    });
    TextEdit::delete(half.unwrap_or_else(|| with_space(text, range)))
}

/// Inserts an element after the last one of a list, or before its bracket: on a line of its own if
/// the last one has one.
pub(crate) fn append_item(
    text: &str,
    list: TextRange,
    last: Option<TextRange>,
    new: &str,
) -> TextEdit {
    let Some(last) = last else {
        let bracket = list.end() - TextSize::of(']');
        let space = if text[..bracket.into()].ends_with([' ', '\n']) { "" } else { " " };
        return TextEdit::replace(TextRange::empty(bracket), format!("{space}{new} "));
    };
    let (start, end) = (usize::from(last.start()), usize::from(last.end()));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at);
    let indent = &text[line_start..start];
    let has_own_line = indent.trim().is_empty() && line_end < usize::from(list.end());
    if !has_own_line {
        return TextEdit::replace(TextRange::empty(last.end()), format!(" {new}"));
    }
    // A comment behind the last element stays with it.
    let (at, line_break) = match text[..line_end].ends_with('\r') {
        true => (line_end - 1, "\r\n"),
        false => (line_end, "\n"),
    };
    let at = TextRange::empty(TextSize::new(at as u32));
    TextEdit::replace(at, format!("{line_break}{indent}{new}"))
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

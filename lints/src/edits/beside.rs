//! New statements beside old ones.

use cfglint_syntax::ast::{AstNode, AttrPath};
use cfglint_syntax::{Node, SyntaxKind, TextRange, TextSize};

use super::{ancestors, names_of};
use crate::TextEdit;
use crate::model::Definition;

/// Beside so many statements nothing is inserted.
const MANY: usize = 1000;

/// An option and what it is to be.
pub(crate) type Statement<'a> = (&'a [&'a str], &'a str);

/// Sets options of the module that `definition` is in, after the innermost statement around it where
/// they can stand.
///
/// `None` if the text says something of them already, or if others share what is there.
pub(crate) fn insert_beside(
    root: Node<'_>,
    text: &str,
    definition: &Definition,
    statements: &[Statement<'_>],
) -> Option<TextEdit> {
    let place = definition.place;
    if place.is_shared || place.is_partial {
        return None;
    }
    let path = ancestors(root, place.statement);
    let is_statement =
        |node: &Node<'_>| node.kind() == SyntaxKind::BINDING && node.range() == place.statement;
    let mut index = path.iter().rposition(is_statement)?;
    let mut names = names_of(path[index]);
    let common = statements.iter().map(|(new, _)| {
        let same = definition.path.iter().zip(new.iter());
        let same = same.take_while(|(old, new)| old.name() == Some(new)).count();
        same.min(new.len() - 1)
    });
    let common = common.min()?;
    // Around an element of a list there are fewer names than the path has.
    if definition.list_depth().is_some_and(|depth| common <= depth) {
        return None;
    }
    let length = definition.path.len();
    while length.saturating_sub(names) > common {
        index = path[..index].iter().rposition(|node| node.kind() == SyntaxKind::BINDING)?;
        names += names_of(path[index]);
    }
    // `config.` stands in front of what the model calls the path.
    let prefix = match names.checked_sub(length) {
        None | Some(0) => "",
        Some(1) if text[path[index].range()].starts_with("config.") => "config.",
        Some(_) => return None,
    };
    let depth = length.saturating_sub(names);
    let set = *path.get(index.checked_sub(1)?)?;
    // Each fix would look at all of them, and nobody reads a set that long.
    if set.kind() != SyntaxKind::ATTR_SET || set.children().nth(MANY).is_some() {
        return None;
    }
    let is_operand = is_operand(&path[..index - 1]);
    let mut lines = Vec::new();
    for (new, value) in statements {
        let rest = &new[depth..];
        // At the right of `//` a new name would take the place of all that the left says of it.
        if is_operand && !names_first(set, rest[0]) {
            return None;
        }
        let written: Vec<String> = rest.iter().map(|name| attr(name)).collect();
        if says(set, rest) || !prefix.is_empty() && says(set, &[&["config"], rest].concat()) {
            return None;
        }
        lines.push(format!("{prefix}{} = {value};", written.join(".")));
    }
    Some(after(text, path[index].range(), &lines))
}

/// Whether the node below `path` is one side of `//`.
fn is_operand(path: &[Node<'_>]) -> bool {
    let outer = path.iter().rfind(|node| node.kind() != SyntaxKind::PAREN);
    outer.is_some_and(|node| {
        node.kind() == SyntaxKind::BINARY_OP && node.token(SyntaxKind::UPDATE).is_some()
    })
}

/// Whether a statement of the set begins with `name`.
fn names_first(set: Node<'_>, name: &str) -> bool {
    let mut paths = set.children().filter_map(|entry| entry.children().find_map(AttrPath::cast));
    paths.any(|path| {
        path.attrs().next().and_then(|attr| attr.name()).is_some_and(|first| first == name)
    })
}

/// Whether a set has a statement that `new` cannot stand beside.
fn says(set: Node<'_>, new: &[&str]) -> bool {
    set.children().any(|entry| {
        let Some(path) = entry.children().find_map(AttrPath::cast) else {
            let named = |node: Node<'_>| node.tokens().any(|it| Some(&it.text()) == new.first());
            return entry.kind() == SyntaxKind::INHERIT && entry.children().any(named);
        };
        let names: Vec<_> = path.attrs().map(|attr| attr.name()).collect();
        let same = names.iter().zip(new).take_while(|(old, new)| old.as_deref() == Some(**new));
        let same = same.count();
        if same == new.len() {
            return true;
        }
        // `${a}` may be any name.
        let is_dynamic = names.get(same).is_some_and(Option::is_none);
        if is_dynamic || same < names.len() {
            return is_dynamic;
        }
        match entry.children().last() {
            Some(value) if value.kind() == SyntaxKind::ATTR_SET => {
                value.token(SyntaxKind::REC_KW).is_some() || says(value, &new[same..])
            }
            _ => true,
        }
    })
}

/// A name as it is written in a path.
pub(crate) fn attr(name: &str) -> String {
    let mut bytes = name.bytes();
    let is_plain = bytes.next().is_some_and(|it| it.is_ascii_alphabetic() || it == b'_')
        && bytes.all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-' | b'\''));
    match is_plain {
        true => name.to_owned(),
        false => format!("\"{}\"", name.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

/// Lines after a statement; a comment behind the statement stays with it.
fn after(text: &str, statement: TextRange, lines: &[String]) -> TextEdit {
    let (start, end) = (usize::from(statement.start()), usize::from(statement.end()));
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let indent = &text[line_start..start];
    if !indent.trim().is_empty() || line_start == 0 {
        return TextEdit::replace(
            TextRange::empty(statement.end()),
            format!(" {}", lines.join(" ")),
        );
    }
    let rest = text[end..].split('\n').next().unwrap_or_default();
    let (rest, line_end) = match rest.strip_suffix('\r') {
        Some(rest) => (rest, "\r\n"),
        None => (rest, "\n"),
    };
    let is_comment = rest.trim_start().starts_with('#');
    let at = if is_comment { end + rest.len() } else { end };
    let new: String = lines.iter().map(|line| format!("{line_end}{indent}{line}")).collect();
    TextEdit::replace(TextRange::empty(TextSize::new(at as u32)), new)
}

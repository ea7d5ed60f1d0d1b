//! Where comments go that allow findings.

use std::collections::{BTreeMap, BTreeSet};

use cfglint_syntax::{Node, Parse, SyntaxKind, TextRange, TextSize};

use super::{Allow, Allows};
use crate::{Diagnostic, FileId, Indel, SourceFile, TextEdit, by_name};

/// Whether a comment can silence findings of this lint.
pub fn can_be_allowed(lint: &str) -> bool {
    by_name(lint).is_some() && !matches!(lint, "syntax-error" | "unused-allow")
}

/// The text with comments that allow `findings`, which are findings of this very text.
///
/// The findings of a line share one comment: one that speaks of the line already, a new one above
/// it, or, where that would be text of a string, one at the end of the line or between two of its
/// words. What lies within a string of several lines is allowed where the string begins.
/// A comment that gives another reason than `reason` is left as it is.
///
/// `None` if there is nothing to add, if the text cannot be read, or if anything but comments and
/// white space would change.
pub fn add_allows<'a>(
    text: &str,
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    reason: Option<&str>,
) -> Option<String> {
    let parse = cfglint_syntax::parse(text);
    if !cfglint_syntax::check(&parse).syntax.is_empty() {
        return None;
    }
    let root = parse.root();
    let allows = Allows::read(root, &SourceFile::new(FileId(0), "", text));
    let mut wanted: BTreeMap<Place, BTreeSet<&str>> = BTreeMap::new();
    for finding in findings {
        if can_be_allowed(finding.lint)
            && let Some(place) = place(root, text, &allows, finding, reason)
        {
            wanted.entry(place).or_default().insert(finding.lint);
        }
    }
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let indels = wanted.iter().map(|(place, lints)| place.comment(text, lints, reason, line_end));
    let new = TextEdit::from_indels(indels.collect())?.apply(text)?;
    let is_same = new != text && says_the_same(&parse, &cfglint_syntax::parse(&new));
    is_same.then_some(new)
}

/// Whether two texts differ by comments and white space alone.
fn says_the_same(one: &Parse, other: &Parse) -> bool {
    let words = |root: Node<'_>| {
        let tokens = root.all_tokens().filter(|token| !token.kind().is_trivia());
        tokens.map(|token| (token.kind(), token.text().to_owned())).collect::<Vec<_>>()
    };
    words(one.root()) == words(other.root())
}

/// Where a comment goes. Ordered by the place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    at: TextSize,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// Before the `)` of a comment that is there.
    Within { after_comma: bool },
    /// A line of its own, before the line that begins here.
    Above,
    /// At the end of a line.
    AtEnd,
    /// Between two words.
    Between,
}

impl Place {
    fn comment(
        self,
        text: &str,
        lints: &BTreeSet<&str>,
        reason: Option<&str>,
        line_end: &str,
    ) -> Indel {
        let names = lints.iter().copied().collect::<Vec<_>>().join(", ");
        let reason = reason.map(|reason| format!(" -- {reason}")).unwrap_or_default();
        let insert = match self.kind {
            Kind::Within { after_comma: true } => format!(" {names}"),
            Kind::Within { after_comma: false } => format!(", {names}"),
            Kind::Above => {
                let rest = &text[self.at.into()..];
                let indent = &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()];
                format!("{indent}# cfglint: allow({names}){reason}{line_end}")
            }
            Kind::AtEnd => format!(" # cfglint: allow({names}){reason}"),
            Kind::Between => format!("/* cfglint: allow({names}){reason} */ "),
        };
        Indel { delete: TextRange::empty(self.at), insert }
    }
}

fn place(
    root: Node<'_>,
    text: &str,
    allows: &Allows,
    finding: &Diagnostic,
    reason: Option<&str>,
) -> Option<Place> {
    let start = finding.range.start();
    let speaks = |allow: &&Allow| {
        let has_room = reason.is_none_or(|reason| text[allow.rest].contains(reason));
        allow.lines.is_some_and(|lines| lines.contains(start)) && has_room
    };
    if let Some(allow) = allows.allows.iter().rfind(speaks) {
        let names = text[..usize::from(allow.rest.start())].trim_end();
        let kind = Kind::Within { after_comma: names.ends_with(',') };
        return Some(Place { at: allow.rest.start(), kind });
    }
    let line_start = |at: TextSize| {
        let before = &text[..usize::from(at)];
        TextSize::new(before.rfind('\n').map_or(0, |newline| newline + 1) as u32)
    };
    let mut anchor = start;
    let mut above = line_start(anchor);
    if !is_between_words(root, above)
        && let Some(string) = outermost_string(root, above)
    {
        anchor = anchor.min(string.start());
        // The statement may go on after the string that its line begins with.
        if string.end() > start {
            above = line_start(anchor);
        } else {
            anchor = start;
        }
    }
    if is_between_words(root, above) {
        return Some(Place { at: above, kind: Kind::Above });
    }
    let rest = &text[usize::from(anchor)..];
    let line = rest.find('\n').map_or(rest, |newline| &rest[..newline]).trim_end();
    let end = anchor + TextSize::of(line);
    if is_between_words(root, end) && !ends_with_comment(root, end) {
        return Some(Place { at: end, kind: Kind::AtEnd });
    }
    let between = start_of_word(root, anchor, line_start(anchor));
    is_between_words(root, between).then_some(Place { at: between, kind: Kind::Between })
}

fn is_string(kind: SyntaxKind) -> bool {
    matches!(kind, SyntaxKind::STRING | SyntaxKind::IND_STRING)
}

/// The outermost string that has bytes on both sides of `at`.
pub(super) fn outermost_string(root: Node<'_>, at: TextSize) -> Option<TextRange> {
    let mut node = root;
    loop {
        if is_string(node.kind()) {
            return Some(node.range());
        }
        node = child_surrounding(node, at)?;
    }
}

/// The child that has bytes on both sides of `at`.
fn child_surrounding(node: Node<'_>, at: TextSize) -> Option<Node<'_>> {
    let one = TextSize::new(1);
    node.child_around(TextRange::new(at.checked_sub(one)?, at + one))
}

fn surrounds(range: TextRange, at: TextSize) -> bool {
    range.start() < at && at < range.end()
}

/// Whether a comment can stand here: outside of words, comments, paths and the text of strings.
fn is_between_words(root: Node<'_>, at: TextSize) -> bool {
    let mut node = root;
    while let Some(inner) = child_surrounding(node, at) {
        node = inner;
    }
    let is_code =
        !is_string(node.kind()) && !matches!(node.kind(), SyntaxKind::PATH | SyntaxKind::ERROR);
    let mut tokens = node.tokens();
    let is_open =
        tokens.all(|token| token.kind() == SyntaxKind::WHITESPACE || !surrounds(token.range(), at));
    is_code && is_open
}

/// Where the word around `at` begins, a whole path or string if it begins behind `least`.
fn start_of_word(root: Node<'_>, at: TextSize, least: TextSize) -> TextSize {
    let mut node = root;
    while let Some(inner) = child_surrounding(node, at) {
        let is_word = is_string(inner.kind())
            || matches!(inner.kind(), SyntaxKind::PATH | SyntaxKind::ATTR_PATH);
        if is_word && inner.range().start() >= least {
            return inner.range().start();
        }
        node = inner;
    }
    let around = node.tokens().find(|token| surrounds(token.range(), at));
    around.map_or(at, |token| token.range().start())
}

/// Whether the last word before `at` is a comment.
fn ends_with_comment(root: Node<'_>, at: TextSize) -> bool {
    let mut node = root;
    loop {
        let touching =
            |range: TextRange| range.start() < at && at <= range.end() && !range.is_empty();
        if node.tokens().any(|it| it.kind() == SyntaxKind::COMMENT && touching(it.range())) {
            return true;
        }
        match node.children().find(|child| touching(child.range())) {
            Some(inner) => node = inner,
            None => return false,
        }
    }
}

#[cfg(test)]
mod tests;

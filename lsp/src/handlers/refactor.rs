//! Other ways to write the same: sets as paths, paths as sets, `with` as names, values in functions.
//!
//! **Invariant:** what is offered has been applied and read again: it has no new syntax error, every
//! comment is still there, and the module says the same, but for the function that was asked for.

mod expand_with;
mod flatten;
mod nest;
mod wrap;

use cfglint_lints::model::{Definition, Module};
use cfglint_lints::{Indel, TextEdit};
use cfglint_syntax::ast::{AstNode, Binding};
use cfglint_syntax::{Names, Node, Parse, SyntaxKind, TextRange, TextSize, check, parse};
use tower_lsp::ls_types::CodeActionKind;

/// A change that can be made at a place.
#[derive(Debug)]
pub(crate) struct Refactor {
    pub(crate) title: String,
    pub(crate) kind: CodeActionKind,
    pub(crate) edit: TextEdit,
}

/// A text and a place in it.
pub(super) struct Context<'t> {
    text: &'t str,
    parse: &'t Parse,
    range: TextRange,
    names: Names,
    module: Module,
}

/// What can be done at a range; nothing in a text that Nix would not read.
pub(crate) fn refactors(text: &str, range: TextRange) -> Vec<Refactor> {
    let parse = parse(text);
    if !check(&parse).syntax.is_empty() {
        return Vec::new();
    }
    let names = Names::new(&parse);
    let module = Module::lower(parse.root(), text);
    let cx = Context { text, parse: &parse, range, names, module };
    let mut found = Vec::new();
    found.extend(flatten::flatten(&cx));
    found.extend(nest::nest(&cx));
    found.extend(expand_with::expand_with(&cx));
    found.extend(wrap::wrap(&cx));
    found
}

impl<'t> Context<'t> {
    fn root(&self) -> Node<'t> {
        self.parse.root()
    }

    /// The nodes around the range, innermost first.
    fn around(&self) -> Vec<Node<'t>> {
        let mut nodes = vec![self.root()];
        let covers = |node: &Node<'t>| node.range().contains_range(self.range);
        while let Some(inner) = nodes[nodes.len() - 1].children().find(covers) {
            nodes.push(inner);
        }
        nodes.reverse();
        nodes
    }

    /// The binding whose key the range lies in, and the node that holds it.
    fn binding(&self) -> Option<(Binding<'t>, Node<'t>)> {
        let nodes = self.around();
        let at = nodes.iter().position(|node| node.kind() == SyntaxKind::BINDING)?;
        let binding = Binding::cast(nodes[at])?;
        let path = binding.path()?.range();
        let key = TextRange::new(path.start(), path.end());
        let is_meant = key.contains_range(self.range);
        is_meant.then_some((binding, *nodes.get(at + 1)?))
    }

    fn slice(&self, range: TextRange) -> &'t str {
        &self.text[std::ops::Range::<usize>::from(range)]
    }

    /// A change that is sound and says the same.
    fn same(&self, title: String, kind: CodeActionKind, indels: Vec<Indel>) -> Option<Refactor> {
        self.checked(title, kind, indels, |old, new| said(old) == said(new))
    }

    /// A change that is sound, and with which the module says what is wanted.
    fn checked(
        &self,
        title: String,
        kind: CodeActionKind,
        indels: Vec<Indel>,
        is_wanted: impl FnOnce(&Module, &Module) -> bool,
    ) -> Option<Refactor> {
        let edit = TextEdit::from_indels(indels)?;
        let new = edit.apply(self.text)?;
        let parsed = parse(&new);
        let problems = check(&parsed);
        let old = check(self.parse);
        let is_sound =
            problems.syntax.is_empty() && problems.undefined.len() <= old.undefined.len();
        let keeps = comments(self.root()) == comments(parsed.root());
        let says = is_sound && is_wanted(&self.module, &Module::lower(parsed.root(), &new));
        (keeps && says).then_some(Refactor { title, kind, edit })
    }
}

fn comments(root: Node<'_>) -> Vec<&str> {
    let mut comments: Vec<&str> = root
        .all_tokens()
        .filter(|token| token.kind() == SyntaxKind::COMMENT)
        .map(|token| token.text())
        .collect();
    comments.sort_unstable();
    comments
}

/// What a module says, without places.
fn said(module: &Module) -> Vec<String> {
    let mut said: Vec<String> = module.definitions.iter().map(said_of).collect();
    said.sort();
    said
}

/// What a module says, without places and conditions.
fn said_anyway(module: &Module) -> Vec<String> {
    let unconditional =
        |it: &Definition| said_of(&Definition { conditions: Vec::new(), ..it.clone() });
    let mut said: Vec<String> = module.definitions.iter().map(unconditional).collect();
    said.sort();
    said
}

fn said_of(it: &Definition) -> String {
    let value = without_places(&format!("{:?} {:?}", it.value.kind, it.conditions));
    format!("{} {:?} {:?} {:?} {value}", it.path_text(), it.priority, it.order, it.root)
}

/// A debugging text without ranges such as `12..15`.
fn without_places(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(dots) = rest.find("..") {
        let (before, after) = (&rest[..dots], &rest[dots + 2..]);
        let start = before.trim_end_matches(|it: char| it.is_ascii_digit());
        let end = after.trim_start_matches(|it: char| it.is_ascii_digit());
        out.push_str(start);
        if start.len() == before.len() || end.len() == after.len() {
            out.push_str(&rest[start.len()..dots + 2]);
            rest = after;
        } else {
            rest = end;
        }
    }
    out + rest
}

/// The white space at the start of the line of an offset.
fn indent(text: &str, at: TextSize) -> &str {
    let before = &text[..usize::from(at)];
    let line = &text[before.rfind('\n').map_or(0, |newline| newline + 1)..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// White space between words with a line end, within a range.
fn line_breaks(root: Node<'_>, range: TextRange) -> impl Iterator<Item = TextRange> {
    let is_break = |kind, text: &str| kind == SyntaxKind::WHITESPACE && text.contains('\n');
    root.all_tokens()
        .filter(move |token| {
            range.contains_range(token.range()) && is_break(token.kind(), token.text())
        })
        .map(|token| token.range())
}

//! Bindings and attribute paths.

use std::borrow::Cow;

use super::{AstNode, Expr, IndString, PlainString, first_expr};
use crate::string_value::{self, Part};
use crate::{Node, SyntaxKind, TextRange};

super::ast_nodes! {
    /// `a."b".${c}`
    AttrPath = ATTR_PATH;
    /// `path = value;`
    Binding = BINDING;
    /// `inherit a b;`
    Inherit = INHERIT;
}

super::ast_enum! {
    /// One line of a set or of `let`.
    Entry {
        /// `path = value;`
        Binding = BINDING,
        /// `inherit a;`
        Inherit = INHERIT,
    }
}

/// Nodes that hold bindings.
pub trait Bindings<'t>: AstNode<'t> {
    /// The bindings in order.
    fn entries(self) -> impl Iterator<Item = Entry<'t>> {
        self.node().children().filter_map(Entry::cast)
    }
}

/// One name of an attribute path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attr<'t>(Node<'t>);

impl<'t> AttrPath<'t> {
    /// The names in order.
    pub fn attrs(self) -> impl Iterator<Item = Attr<'t>> {
        self.node().children().map(Attr)
    }
}

impl<'t> Attr<'t> {
    /// The node: `IDENT`, `STRING` or `DYNAMIC`.
    pub fn node(self) -> Node<'t> {
        self.0
    }

    /// The bytes that the name covers, quotes and braces included.
    pub fn range(self) -> TextRange {
        self.0.range()
    }

    /// The name, if the text says it. As in Nix, `${"a"}` says it and `"${"a"}"` does not.
    pub fn name(self) -> Option<Cow<'t, str>> {
        match self.0.kind() {
            SyntaxKind::IDENT => self.0.tokens().next().map(|token| Cow::Borrowed(token.text())),
            SyntaxKind::STRING => literal_text(&string_value::plain(self.0)),
            SyntaxKind::DYNAMIC => first_expr(self.0).and_then(constant_string),
            _ => None,
        }
    }

    /// The expression of `${…}`.
    pub fn dynamic(self) -> Option<Expr<'t>> {
        match self.0.kind() {
            SyntaxKind::DYNAMIC => first_expr(self.0),
            _ => None,
        }
    }
}

/// The text of an expression that Nix's parser itself turns into a constant string.
fn constant_string(expr: Expr<'_>) -> Option<Cow<'_, str>> {
    match expr.without_parens() {
        Expr::PlainString(string) => literal_text(&string_value::plain(string.node())),
        Expr::IndString(string) => constant_ind_string(string),
        Expr::Literal(literal) => {
            let token = literal.token()?;
            (token.kind() == SyntaxKind::URI).then(|| Cow::Borrowed(token.text()))
        }
        _ => None,
    }
}

/// Nix drops the concatenation of an indented string with one part.
fn constant_ind_string(string: IndString<'_>) -> Option<Cow<'_, str>> {
    let parts = string_value::indented(string.node());
    match parts.as_slice() {
        [Part::Interpolation(node)] => first_expr(*node).and_then(constant_string),
        _ => literal_text(&parts),
    }
}

fn literal_text<'t>(parts: &[Part<'t>]) -> Option<Cow<'t, str>> {
    match parts {
        [] => Some(Cow::Borrowed("")),
        [Part::Text(value)] => Some(Cow::Owned(value.text().to_owned())),
        _ => None,
    }
}

impl<'t> Binding<'t> {
    /// The names before `=`.
    pub fn path(self) -> Option<AttrPath<'t>> {
        self.node().children().find_map(AttrPath::cast)
    }
    /// The expression after `=`.
    pub fn value(self) -> Option<Expr<'t>> {
        first_expr(self.node())
    }
}

impl<'t> Inherit<'t> {
    /// The expression in parentheses.
    pub fn from(self) -> Option<Expr<'t>> {
        // It stands before all names, of which there may be many.
        let first = self.node().children().next()?;
        first_expr(Some(first).filter(|it| it.kind() == SyntaxKind::INHERIT_FROM)?)
    }
    /// The names in order.
    pub fn attrs(self) -> impl Iterator<Item = Attr<'t>> {
        let kinds = [SyntaxKind::IDENT, SyntaxKind::STRING, SyntaxKind::DYNAMIC];
        self.node().children().filter(move |child| kinds.contains(&child.kind())).map(Attr)
    }
}

impl<'t> PlainString<'t> {
    /// Literal text and interpolations.
    pub fn parts(self) -> Vec<Part<'t>> {
        string_value::plain(self.node())
    }
}

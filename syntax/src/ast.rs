//! Names for the parts of nodes.
//!
//! Every accessor returns an `Option`: in a broken file any part may be missing.

mod attr;
mod expr;
mod operators;

pub use attr::{Attr, AttrPath, Binding, Bindings, Entry, Inherit};
pub use expr::*;
pub use operators::{BinaryOperator, UnaryOperator};

use crate::{Node, SyntaxKind, TextRange};

/// A node whose kind is known.
pub trait AstNode<'t>: Copy {
    /// `node` as this type, if its kind allows.
    fn cast(node: Node<'t>) -> Option<Self>;
    /// The node itself.
    fn node(self) -> Node<'t>;

    /// The bytes that the node covers.
    fn range(self) -> TextRange {
        self.node().range()
    }
}

macro_rules! ast_nodes {
    ($($(#[$doc:meta])* $name:ident = $kind:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct $name<'t>(crate::Node<'t>);

        impl<'t> crate::ast::AstNode<'t> for $name<'t> {
            #[inline]
            fn cast(node: crate::Node<'t>) -> Option<Self> {
                (node.kind() == crate::SyntaxKind::$kind).then_some($name(node))
            }
            #[inline]
            fn node(self) -> crate::Node<'t> {
                self.0
            }
        }
    )*};
}

macro_rules! ast_enum {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $($kind:ident)|+,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name<'t> { $($(#[$variant_doc])* $variant($variant<'t>),)* }

        impl<'t> crate::ast::AstNode<'t> for $name<'t> {
            #[inline]
            fn cast(node: crate::Node<'t>) -> Option<Self> {
                match node.kind() {
                    $($(crate::SyntaxKind::$kind)|+ => <$variant<'t> as crate::ast::AstNode<'t>>::cast(node).map($name::$variant),)*
                    _ => None,
                }
            }
            #[inline]
            fn node(self) -> crate::Node<'t> {
                match self { $($name::$variant(it) => it.node(),)* }
            }
        }
    };
}

pub(crate) use {ast_enum, ast_nodes};

/// The expression of a file. A broken file may have several; the first is the one Nix would read.
pub fn root_exprs(root: Node<'_>) -> impl Iterator<Item = Expr<'_>> {
    debug_assert_eq!(root.kind(), SyntaxKind::ROOT);
    root.children().filter_map(Expr::cast)
}

/// The first expression directly below `node`.
fn first_expr(node: Node<'_>) -> Option<Expr<'_>> {
    node.children().find_map(Expr::cast)
}

/// The expression directly below `node` with number `index`.
fn nth_expr(node: Node<'_>, index: usize) -> Option<Expr<'_>> {
    node.children().filter_map(Expr::cast).nth(index)
}

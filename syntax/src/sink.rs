//! What the grammar writes to.

mod check;
mod green;
mod plain;

use crate::SyntaxKind;

pub(crate) use check::CheckSink;
pub(crate) use green::GreenSink;
pub(crate) use plain::PlainSink;

/// A receiver of tokens and of nodes in postfix order.
///
/// `mark` remembers a place; `reduce` makes one node of everything written since.
/// So a node can be begun after the fact, which is what `a + b` needs, at no cost.
pub(crate) trait Sink {
    /// One token, trivia included, in text order.
    fn token(&mut self, kind: SyntaxKind, text: &str);
    /// The present place.
    fn mark(&self) -> usize;
    /// Makes everything since `mark` the children of a new node.
    fn reduce(&mut self, mark: usize, kind: SyntaxKind);
    /// A name as an expression: `IDENT(token)`.
    fn ident(&mut self, text: &str);
    /// A name that is a whole attribute path: `ATTR_PATH(IDENT(token))`.
    fn ident_path(&mut self, text: &str);
}

//! No tree at all: for a check of the syntax alone.

use super::Sink;
use crate::SyntaxKind;

/// Forgets everything.
pub(crate) struct CheckSink;

impl Sink for CheckSink {
    fn token(&mut self, _: SyntaxKind, _: &str) {}
    fn mark(&self) -> usize {
        0
    }
    fn reduce(&mut self, _: usize, _: SyntaxKind) {}
    fn ident(&mut self, _: &str) {}
    fn ident_path(&mut self, _: &str) {}
}

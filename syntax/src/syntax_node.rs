//! The rowan language of Nix and the names of its trees.

use crate::SyntaxKind;

/// Nix, as rowan sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NixLanguage {}

impl rowan::Language for NixLanguage {
    type Kind = SyntaxKind;

    fn kind_from_raw(raw: rowan::SyntaxKind) -> SyntaxKind {
        SyntaxKind::from_raw(raw.0)
    }

    fn kind_to_raw(kind: SyntaxKind) -> rowan::SyntaxKind {
        kind.into()
    }
}

impl From<SyntaxKind> for rowan::SyntaxKind {
    #[inline]
    fn from(kind: SyntaxKind) -> rowan::SyntaxKind {
        rowan::SyntaxKind(kind as u16)
    }
}

/// A node with its parent and its place in the file.
pub type SyntaxNode = rowan::SyntaxNode<NixLanguage>;
/// A token with its parent and its place in the file.
pub type SyntaxToken = rowan::SyntaxToken<NixLanguage>;
/// A node or a token.
pub type SyntaxElement = rowan::SyntaxElement<NixLanguage>;

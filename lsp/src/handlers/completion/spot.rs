//! What the word at the cursor is in a text without errors: then nothing needs to be put there to know.

use cfglint_syntax::{Element, SyntaxKind, TextRange};

use super::Cursor;

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// A variable, a part of a path behind one, or a keyword of an expression: no key of a set.
    Expression,
    /// A part of a file's path or of an address, or a keyword to which nothing can be added.
    Nothing,
    /// Anything else, or nothing that is known.
    Other,
}

impl Spot {
    pub(super) fn of(cursor: &Cursor<'_>, word: TextRange) -> Spot {
        if word.is_empty() || !cursor.parse.errors().is_empty() {
            return Spot::Other;
        }
        let mut node = cursor.parse.root();
        // The kinds of the nodes around, the innermost first.
        let mut around = [SyntaxKind::ROOT; 3];
        loop {
            let found = node.elements().find(|element| match element {
                Element::Node(node) => node.range().contains_range(word),
                Element::Token(token) => token.range().contains_range(word),
            });
            match found {
                Some(Element::Node(inner)) => {
                    around = [inner.kind(), around[0], around[1]];
                    node = inner;
                }
                Some(Element::Token(token)) => {
                    return match token.kind() {
                        SyntaxKind::PATH_FRAGMENT
                        | SyntaxKind::SEARCH_PATH
                        | SyntaxKind::URI
                        | SyntaxKind::INHERIT_KW => Spot::Nothing,
                        kind if token.range() == word => Spot::of_token(kind, around),
                        _ => Spot::Other,
                    };
                }
                None => return Spot::Other,
            }
        }
    }

    fn of_token(kind: SyntaxKind, around: [SyntaxKind; 3]) -> Spot {
        use SyntaxKind::*;
        match (kind, around) {
            (WITH_KW | IF_KW | THEN_KW | ELSE_KW | LET_KW | IN_KW | ASSERT_KW | REC_KW, _) => {
                Spot::Expression
            }
            (IDENT_TOKEN, [IDENT, ATTR_PATH, SELECT | HAS_ATTR]) => Spot::Expression,
            (IDENT_TOKEN, [IDENT, ATTR_PATH | PATTERN_ENTRY | ROOT, _]) => Spot::Other,
            (IDENT_TOKEN, [IDENT, ..]) => Spot::Expression,
            _ => Spot::Other,
        }
    }
}

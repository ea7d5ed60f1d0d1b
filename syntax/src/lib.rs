//! A parser for the Nix language that loses nothing and never fails.
//!
//! [`parse`] returns a tree and a list of errors for any text: every byte is in the tree, and a
//! broken file still has the bindings around the break. It does not panic, it takes time linear in
//! the text, and its recursion is bounded ([`DEPTH_LIMIT`]).
//!
//! What Nix itself refuses when it reads a file, [`check`] reports, and nothing else.

#![cfg_attr(not(test), warn(clippy::disallowed_methods, clippy::disallowed_types))]

pub mod ast;
mod change;
mod checked;
mod grammar;
mod lexer;
mod names;
mod node;
mod parser;
mod plain;
mod reparse;
mod scope;
mod sink;
mod string_value;
mod syntax_error;
mod syntax_kind;
mod syntax_node;
#[cfg(test)]
mod tests;
mod validation;
#[doc(hidden)]
pub mod work;

pub use change::Change;
pub use checked::Checked;
pub use lexer::{Lexed, lex};
pub use names::{Binder, BinderId, BinderKind, Names, Target, Usage, WithId, is_identifier};
pub use node::{AstPtr, Element, Node, Token};
pub use parser::DEPTH_LIMIT;
pub use plain::{Interests, Weight, is_plain, parse_unless_plain};
pub use reparse::Region;
pub use rowan::{GreenNode, TextRange, TextSize, TokenAtOffset};
pub use scope::UndefinedVariable;
pub use string_value::{Part as StringPart, StringValue};
pub use syntax_error::{Place, SyntaxError, SyntaxErrorKind};
pub use syntax_kind::SyntaxKind;
pub use syntax_node::{NixLanguage, SyntaxElement, SyntaxNode, SyntaxToken};

use parser::Parser;
use sink::{CheckSink, GreenSink};

/// The longest text that is read, in bytes: offsets are 32 bits wide.
pub const LENGTH_LIMIT: usize = u32::MAX as usize;

/// A tree and what is wrong with its text.
#[derive(Debug, Clone)]
pub struct Parse {
    green: GreenNode,
    errors: Vec<SyntaxError>,
    /// What is wrong in the reading that was not chosen, if there are two: with or without guesses
    /// from the layout.
    other: Option<Vec<SyntaxError>>,
    /// Whether the layout had a say in where tokens end.
    is_cut_by_layout: bool,
}

impl PartialEq for Parse {
    /// The same tree with the same errors, however it was found.
    fn eq(&self, other: &Parse) -> bool {
        (&self.green, &self.errors) == (&other.green, &other.errors)
    }
}

impl Eq for Parse {}

impl Parse {
    /// The tree as plain shared data; it can be sent between threads.
    pub fn green(&self) -> &GreenNode {
        &self.green
    }

    /// The root as a light view, for reading.
    pub fn root(&self) -> Node<'_> {
        Node::root(&self.green)
    }

    /// The root with parents, for walking upwards. Each step allocates.
    pub fn syntax_node(&self) -> SyntaxNode {
        SyntaxNode::new_root(self.green.clone())
    }

    /// What the lexer and the grammar found wrong, by place.
    pub fn errors(&self) -> &[SyntaxError] {
        &self.errors
    }

    /// As [`parse`] of `text`, which `change` made of the text of this tree. Where all outside of some
    /// bindings stays as it was, only these are read: the region that is given too.
    pub fn changed(&self, change: Change, text: &str) -> (Parse, Option<Region>) {
        match reparse::reparse(self, change, text) {
            Some((parse, region)) => (parse, Some(region)),
            None => (parse(text), None),
        }
    }
}

/// Everything that Nix refuses in a file before it evaluates it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Problems {
    /// Errors of the grammar and of the checks that Nix makes while parsing, by place.
    pub syntax: Vec<SyntaxError>,
    /// Names that nothing defines, by place. Empty if there is a syntax error, as such a text may
    /// have lost a definition.
    pub undefined: Vec<UndefinedVariable>,
}

/// Parses a text. A text beyond [`LENGTH_LIMIT`] is cut there.
pub fn parse(text: &str) -> Parse {
    let text = within_limit(text);
    parse_lexed(text, lex(text))
}

fn parse_lexed(text: &str, lexed: Lexed) -> Parse {
    let (green, errors) = build(text, &lexed, false);
    if errors.is_empty() || !needs_layout(&lexed, &errors) {
        let is_cut_by_layout = lexed.unterminated;
        return Parse { green, errors, other: None, is_cut_by_layout };
    }
    reparse_by_layout(text, lexed, green, errors)
}

/// Whether the text is free of lexical and grammatical errors, without building a tree.
pub fn is_well_formed(text: &str) -> bool {
    let text = within_limit(text);
    let lexed = lex(text);
    let mut parser = Parser::new(text, &lexed, CheckSink, false);
    grammar::file(&mut parser);
    lexed.errors.is_empty() && parser.errors.is_empty()
}

/// Makes the checks that Nix makes while it reads a file.
pub fn check(parse: &Parse) -> Problems {
    Checked::new(parse).problems(parse)
}

fn within_limit(text: &str) -> &str {
    let mut end = text.len().min(LENGTH_LIMIT);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

fn build(text: &str, lexed: &Lexed, by_layout: bool) -> (GreenNode, Vec<SyntaxError>) {
    let mut parser = Parser::new(text, lexed, GreenSink::new(), by_layout);
    grammar::file(&mut parser);
    let Parser { sink, mut errors, .. } = parser;
    errors.extend_from_slice(&lexed.errors);
    errors.sort_by_key(|error| checked::ends(error.range));
    (sink.finish(), errors)
}

/// Whether brackets or quotes seem to be out of balance.
fn needs_layout(lexed: &Lexed, errors: &[SyntaxError]) -> bool {
    lexed.unterminated
        || errors.iter().any(|error| match error.kind {
            SyntaxErrorKind::Missing(kind, _) => {
                matches!(kind, T!['}'] | T![']'] | T![')'] | T!['{'] | T![in] | T![;])
            }
            SyntaxErrorKind::UnexpectedAfterEnd | SyntaxErrorKind::Unexpected(_) => true,
            _ => false,
        })
}

/// Reads the text once more with guesses from its layout, and keeps the better reading.
fn reparse_by_layout(
    text: &str,
    lexed: Lexed,
    green: GreenNode,
    errors: Vec<SyntaxError>,
) -> Parse {
    let is_cut_by_layout = lexed.unterminated;
    let lexed = if is_cut_by_layout { lexer::lex_by_layout(text) } else { lexed };
    let (other, other_errors) = build(text, &lexed, true);
    let (green, errors, other) = match choose(&errors, &other_errors) {
        true => (other, other_errors, errors),
        false => (green, errors, other_errors),
    };
    Parse { green, errors, other: Some(other), is_cut_by_layout }
}

/// Whether the reading with guesses is the better one.
fn choose(plain: &[SyntaxError], by_layout: &[SyntaxError]) -> bool {
    !by_layout.is_empty() && weight(by_layout) <= weight(plain)
}

/// An error that loses the rest of the file weighs more than one that loses a token.
fn weight(errors: &[SyntaxError]) -> usize {
    errors
        .iter()
        .map(|error| match error.kind {
            SyntaxErrorKind::UnexpectedAfterEnd => 5,
            _ => 1,
        })
        .sum()
}

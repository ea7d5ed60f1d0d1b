//! Texts that need no tree, as nothing is wrong with them and nothing in them is of interest.

use crate::parser::Parser;
use crate::sink::PlainSink;
use crate::{Checked, LENGTH_LIMIT, Lexed, Parse, grammar, lex, parse, parse_lexed};

/// What somebody looks for in texts, by the names in them.
#[derive(Debug)]
pub struct Interests {
    /// What it means that a binding or an `inherit` defines a name.
    pub weight: fn(&str) -> Weight,
    /// Whether what a function is given counts for nothing, if the file does not define it.
    pub is_opaque: fn(&str) -> bool,
    /// Whether what such a function makes is not what a name of weight would stand for.
    pub makes_package: fn(&str) -> bool,
}

/// What it means that a text defines a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Nothing.
    None,
    /// That the text is of interest, unless it stands in what an opaque function is given.
    InModules,
    /// That the text is of interest.
    Everywhere,
}

/// What a look at the names of a text says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing is wrong, and nothing is of interest.
    Plain,
    /// Nothing is wrong.
    Sound,
    /// Something may be wrong.
    Doubtful,
}

/// Whether it is plain to see, without a tree, that [`check`](crate::check) finds nothing wrong with the
/// text, that no name of a binding is computed, and that none is of interest.
///
/// `false` says nothing: whoever wants to know more has to [`parse`] the text.
pub fn is_plain(text: &str, interests: &Interests) -> bool {
    text.len() <= LENGTH_LIMIT && judge(text, &lex(text), interests) == Verdict::Plain
}

/// The tree of a text and its checks; nothing if the text [is plain](is_plain) and `may_be_plain`.
///
/// The checks say what is wrong. They are none to make later ones of ([`Checked::changed`]), as they may
/// not know which names are merged.
pub fn parse_unless_plain(
    text: &str,
    interests: &Interests,
    may_be_plain: bool,
) -> Option<(Parse, Checked)> {
    if text.len() > LENGTH_LIMIT {
        let parse = parse(text);
        let checked = Checked::new(&parse);
        return Some((parse, checked));
    }
    let lexed = lex(text);
    let verdict = judge(text, &lexed, interests);
    if verdict == Verdict::Plain && may_be_plain {
        return None;
    }
    let parse = parse_lexed(text, lexed);
    let checked = match verdict {
        Verdict::Plain | Verdict::Sound => Checked::default(),
        Verdict::Doubtful => Checked::new(&parse),
    };
    Some((parse, checked))
}

fn judge(text: &str, lexed: &Lexed, interests: &Interests) -> Verdict {
    if !lexed.errors.is_empty() || lexed.unterminated {
        return Verdict::Doubtful;
    }
    let mut parser = Parser::new(text, lexed, PlainSink::new(text, interests), false);
    grammar::file(&mut parser);
    match parser.errors.is_empty() {
        true => parser.sink.finish(),
        false => Verdict::Doubtful,
    }
}

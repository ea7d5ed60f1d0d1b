//! Names, keywords, numbers and operators, by logos, with Nix's own patterns.

use logos::Logos;

use crate::{SyntaxError, SyntaxErrorKind, SyntaxKind, T, TextRange, TextSize};

/// What logos found at the beginning of a text.
pub(super) enum Word {
    Kind(SyntaxKind),
    /// A character that no token of Nix begins with.
    Unknown,
}

impl Word {
    /// The first word of `text` and its length in bytes.
    #[inline]
    pub(super) fn read(text: &str) -> Option<(Word, usize)> {
        let mut lexer = Token::lexer(text);
        let word = match lexer.next()? {
            Ok(token) => Word::Kind(token.kind()),
            Err(()) => {
                let length = text.chars().next().map_or(0, char::len_utf8);
                return Some((Word::Unknown, length));
            }
        };
        Some((word, lexer.span().end))
    }
}

macro_rules! tokens {
    ($($name:ident = $kind:expr, #[$attr:ident($($pattern:tt)*)];)*) => {
        #[derive(Logos, Debug, Clone, Copy, PartialEq)]
        enum Token { $(#[$attr($($pattern)*)] $name,)* }

        impl Token {
            #[inline]
            fn kind(self) -> SyntaxKind {
                match self { $(Token::$name => $kind,)* }
            }
        }
    };
}

tokens! {
    Ident = SyntaxKind::IDENT_TOKEN, #[regex(r"[a-zA-Z_][a-zA-Z0-9_'\-]*")];
    Integer = SyntaxKind::INTEGER, #[regex(r"[0-9]+")];
    Float = SyntaxKind::FLOAT, #[regex(r"(([1-9][0-9]*\.[0-9]*)|(0?\.[0-9]+))([Ee][+-]?[0-9]+)?")];
    Assert = T![assert], #[token("assert")];
    Else = T![else], #[token("else")];
    If = T![if], #[token("if")];
    In = T![in], #[token("in")];
    Inherit = T![inherit], #[token("inherit")];
    Let = T![let], #[token("let")];
    Or = T![or], #[token("or")];
    Rec = T![rec], #[token("rec")];
    Then = T![then], #[token("then")];
    With = T![with], #[token("with")];
    LBracket = T!['['], #[token("[")];
    RBracket = T![']'], #[token("]")];
    LParen = T!['('], #[token("(")];
    RParen = T![')'], #[token(")")];
    Assign = T![=], #[token("=")];
    At = T![@], #[token("@")];
    Colon = T![:], #[token(":")];
    Comma = T![,], #[token(",")];
    Dot = T![.], #[token(".")];
    Ellipsis = T![...], #[token("...")];
    Question = T![?], #[token("?")];
    Semicolon = T![;], #[token(";")];
    Implies = T![->], #[token("->")];
    OrOr = T![||], #[token("||")];
    AndAnd = T![&&], #[token("&&")];
    Eq = T![==], #[token("==")];
    NotEq = T![!=], #[token("!=")];
    Less = T![<], #[token("<")];
    LessEq = T![<=], #[token("<=")];
    More = T![>], #[token(">")];
    MoreEq = T![>=], #[token(">=")];
    Update = T!["//"], #[token("//")];
    Not = T![!], #[token("!")];
    Add = T![+], #[token("+")];
    Sub = T![-], #[token("-")];
    Mul = T![*], #[token("*")];
    Div = T![/], #[token("/")];
    Concat = T![++], #[token("++")];
    PipeRight = T![|>], #[token("|>")];
    PipeLeft = T!["<|"], #[token("<|")];
}

/// A token that is this one byte and begins no other token.
#[inline]
pub(super) const fn single(byte: u8) -> Option<SyntaxKind> {
    Some(match byte {
        b';' => T![;],
        b'[' => T!['['],
        b']' => T![']'],
        b'(' => T!['('],
        b')' => T![')'],
        b',' => T![,],
        b':' => T![:],
        b'@' => T![@],
        b'?' => T![?],
        _ => return None,
    })
}

/// Nix reads integers as `i64` and floats with `strtod`, and refuses what does not fit.
#[inline]
pub(super) fn check_number(
    kind: SyntaxKind,
    text: &str,
    start: usize,
    errors: &mut Vec<SyntaxError>,
) {
    let problem = match kind {
        SyntaxKind::INTEGER if text.len() > 18 && text.parse::<i64>().is_err() => {
            SyntaxErrorKind::IntegerOutOfRange
        }
        SyntaxKind::FLOAT if !float_fits(text) => SyntaxErrorKind::FloatOutOfRange,
        _ => return,
    };
    let start = TextSize::new(start as u32);
    errors.push(SyntaxError::new(problem, TextRange::at(start, TextSize::of(text))));
}

/// `strtod` sets `errno` for infinity and for values too small to be normal.
fn float_fits(text: &str) -> bool {
    let Ok(value) = text.parse::<f64>() else {
        return true;
    };
    let mantissa = text.split(['e', 'E']).next().unwrap_or_default();
    let is_zero = !mantissa.bytes().any(|byte| matches!(byte, b'1'..=b'9'));
    value.is_finite() && (is_zero || value.abs() >= f64::MIN_POSITIVE)
}

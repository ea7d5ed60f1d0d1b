//! What can be wrong with a text, in words that a user knows.

use std::fmt;

use crate::{SyntaxKind, TextRange, TextSize};

/// One place where the text is not Nix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct SyntaxError {
    /// What is wrong.
    pub kind: SyntaxErrorKind,
    /// Where, in bytes. Empty where something is missing.
    pub range: TextRange,
    /// A second place that explains the first, such as the bracket that is still open.
    pub related: Option<TextRange>,
    pub(crate) more: More,
}

/// What else is missing in the same place, after what the error names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum More {
    Nothing,
    Semicolon,
    Other,
}

impl SyntaxError {
    pub(crate) fn new(kind: SyntaxErrorKind, range: TextRange) -> Self {
        SyntaxError { kind, range, related: None, more: More::Nothing }
    }

    /// Takes in a second error in the same place.
    pub(crate) fn absorb(&mut self, other: SyntaxErrorKind) {
        self.more = match (self.more, other) {
            (More::Nothing, SyntaxErrorKind::Missing(SyntaxKind::SEMICOLON, _)) => More::Semicolon,
            _ => More::Other,
        };
    }

    /// The text to insert, and where, that would mend this error.
    pub fn insertion(&self) -> Option<(TextSize, &'static str)> {
        let SyntaxErrorKind::Missing(token, _) = self.kind else { return None };
        let text = match (token, self.more) {
            (_, More::Nothing) => token.fixed_text()?,
            (SyntaxKind::R_BRACE, More::Semicolon) => "};",
            (SyntaxKind::R_BRACKET, More::Semicolon) => "];",
            (SyntaxKind::R_PAREN, More::Semicolon) => ");",
            _ => return None,
        };
        Some((self.range.start(), text))
    }
}

/// The ways in which a text fails to be Nix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "the messages below are the documentation")]
pub enum SyntaxErrorKind {
    Missing(SyntaxKind, Place),
    MissingExpr(Place),
    MissingName(Place),
    MissingDefinition,
    Unexpected(Place),
    Instead { expected: SyntaxKind, found: SyntaxKind },
    NeedsParens,
    ArgumentNeedsParens,
    AfterEllipsis,
    UnexpectedAfterEnd,
    NonAssociative(SyntaxKind),
    MixedPipes,
    UnknownCharacter,
    ByteOrderMark,
    UnterminatedComment,
    UnterminatedString,
    UnterminatedIndString,
    StrayStringEnd,
    NulInString,
    PathTrailingSlash,
    PathDoubleSlash,
    IntegerOutOfRange,
    FloatOutOfRange,
    NestingTooDeep,
    DuplicateAttribute,
    DuplicateArgument,
    DynamicInLet,
    DynamicInInherit,
}

/// What the parser was reading when it missed something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each names a construct of the language")]
pub enum Place {
    File,
    Binding,
    Bindings,
    BindingValue,
    AttrSet,
    AttrPath,
    Inherit,
    InheritFrom,
    Let,
    LetBody,
    LegacyLet,
    Lambda,
    LambdaBody,
    Argument,
    Pattern,
    PatternDefault,
    List,
    Paren,
    With,
    WithBody,
    Assert,
    AssertBody,
    IfCondition,
    IfThen,
    IfElse,
    Operand,
    Default,
    Interpolation,
    Rec,
}

impl fmt::Display for SyntaxErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use SyntaxErrorKind::*;
        match *self {
            Missing(token, place) => {
                write!(f, "expected {} {}", quoted(token), place.after(token))
            }
            Instead { expected, found } => {
                write!(f, "expected {} instead of {}", quoted(expected), quoted(found))
            }
            NeedsParens => f.write_str("this needs parentheses around it to stand in a list"),
            ArgumentNeedsParens => {
                f.write_str("this needs parentheses around it to be an argument")
            }
            AfterEllipsis => f.write_str("`...` must be the last in an argument set"),
            MissingExpr(place) => write!(f, "expected {}", place.expression()),
            MissingDefinition => f.write_str("expected `=` and a value after this attribute name"),
            MissingName(Place::Binding) => f.write_str("expected an attribute name before `=`"),
            MissingName(Place::Lambda | Place::Pattern) => f.write_str("expected an argument name"),
            MissingName(_) => f.write_str("expected an attribute name after `.`"),
            Unexpected(place) => write!(f, "this does not belong {}", place.inside()),
            UnexpectedAfterEnd => f.write_str("the expression of this file has ended before this"),
            NonAssociative(token) => {
                write!(f, "{} cannot be chained; put one side in parentheses", quoted(token))
            }
            MixedPipes => f.write_str("`|>` and `<|` cannot be mixed; put one side in parentheses"),
            UnknownCharacter => f.write_str("this character has no meaning in Nix"),
            ByteOrderMark => {
                f.write_str("Nix does not read files that begin with a byte order mark")
            }
            UnterminatedComment => f.write_str("this comment is never closed by `*/`"),
            UnterminatedString => f.write_str("this string is never closed by `\"`"),
            UnterminatedIndString => f.write_str("this string is never closed by `''`"),
            StrayStringEnd => f.write_str("this `''` closes no string"),
            NulInString => f.write_str("a string cannot contain a NUL byte"),
            PathDoubleSlash => f.write_str("a path cannot contain `//`"),
            PathTrailingSlash => f.write_str("a path cannot end in a slash"),
            IntegerOutOfRange => f.write_str("this integer does not fit in 64 bits"),
            FloatOutOfRange => f.write_str("this number is out of the range of floats"),
            NestingTooDeep => f.write_str("this is nested too deeply to be read"),
            DuplicateAttribute => f.write_str("this attribute is already defined"),
            DuplicateArgument => f.write_str("this argument name is already taken"),
            DynamicInLet => f.write_str("`let` cannot define a name that is computed"),
            DynamicInInherit => f.write_str("`inherit` cannot take a name that is computed"),
        }
    }
}

fn quoted(token: SyntaxKind) -> String {
    token.fixed_text().map_or_else(|| "a token".to_owned(), |text| format!("`{text}`"))
}

impl Place {
    /// Whether the expression here is the last part of what it belongs to, so that a set or a `let`
    /// is often written there.
    pub(crate) fn is_body(self) -> bool {
        use Place::*;
        matches!(self, BindingValue | LambdaBody | LetBody | WithBody | AssertBody | Paren)
    }

    /// "expected `;` …"
    fn after(self, token: SyntaxKind) -> &'static str {
        match self {
            Place::Bindings => "before these definitions",
            Place::Pattern if token == SyntaxKind::L_BRACE => "after `@`",
            Place::Pattern if token == SyntaxKind::COMMA => "after this argument",
            Place::Pattern => "to close this argument set",
            Place::Binding => "after this attribute name",
            Place::BindingValue => "after this value",
            Place::AttrSet | Place::LegacyLet => "to close this attribute set",
            Place::Inherit => "after these inherited names",
            Place::InheritFrom => "to close what is inherited from",
            Place::Let => "after the definitions of `let`",
            Place::Lambda => "after the argument of this function",
            Place::List => "to close this list",
            Place::Paren => "to close this parenthesis",
            Place::With => "after the scope of `with`",
            Place::Assert => "after the condition of `assert`",
            Place::IfCondition => "after the condition of `if`",
            Place::IfThen => "after the first branch of `if`",
            Place::Interpolation => "to close this interpolation",
            Place::Rec => "after `rec`",
            _ => "here",
        }
    }

    /// "expected …"
    fn expression(self) -> &'static str {
        match self {
            Place::File => "an expression in this file",
            Place::BindingValue => "a value after `=`",
            Place::LambdaBody => "a body for this function",
            Place::LetBody => "an expression after `in`",
            Place::WithBody => "an expression after `with …;`",
            Place::AssertBody => "an expression after `assert …;`",
            Place::With => "a scope after `with`",
            Place::Assert => "a condition after `assert`",
            Place::IfCondition => "a condition after `if`",
            Place::IfThen => "an expression after `then`",
            Place::IfElse => "an expression after `else`",
            Place::Operand => "an operand after this operator",
            Place::Default => "a default after `or`",
            Place::PatternDefault => "a default after `?`",
            Place::Paren => "an expression between the parentheses",
            Place::Interpolation => "an expression in `${ }`",
            Place::InheritFrom => "an expression to inherit from",
            _ => "an expression",
        }
    }

    /// "this does not belong …"
    fn inside(self) -> &'static str {
        match self {
            Place::AttrSet | Place::LegacyLet => "in an attribute set",
            Place::Let => "among the definitions of `let`",
            Place::List => "in a list",
            Place::Pattern => "in an argument set",
            Place::Inherit => "among inherited names",
            _ => "here",
        }
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

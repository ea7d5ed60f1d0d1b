//! Expressions.

use super::{AstNode, AttrPath, BinaryOperator, Bindings, UnaryOperator, first_expr, nth_expr};
use crate::string_value::{self, Part};
use crate::{Node, StringValue, SyntaxKind, T, Token};

super::ast_nodes! {
    /// A variable.
    Ident = IDENT;
    /// An integer, a float or a URI.
    Literal = LITERAL;
    /// `"…"`
    PlainString = STRING;
    /// `''…''`
    IndString = IND_STRING;
    /// A path or a search path.
    Path = PATH;
    /// `f x`
    Apply = APPLY;
    /// `f or`
    ApplyOr = APPLY_OR;
    /// `e.a.b`
    Select = SELECT;
    /// `e ? a.b`
    HasAttr = HAS_ATTR;
    /// `{ … }`
    AttrSet = ATTR_SET;
    /// `let { … }`
    LegacyLet = LEGACY_LET;
    /// `x: body`
    Lambda = LAMBDA;
    /// `let … in body`
    LetIn = LET_IN;
    /// `with e; body`
    With = WITH;
    /// `assert e; body`
    Assert = ASSERT;
    /// `if a then b else c`
    IfElse = IF_ELSE;
    /// `!e`, `-e`
    UnaryOp = UNARY_OP;
    /// `a + b`
    BinaryOp = BINARY_OP;
    /// `[ … ]`
    List = LIST;
    /// `( … )`
    Paren = PAREN;
    /// The argument set of a function.
    Pattern = PATTERN;
    /// One name of an argument set.
    PatternEntry = PATTERN_ENTRY;
}

super::ast_enum! {
    /// Any expression.
    Expr {
        /// A variable.
        Ident = IDENT,
        /// A number or URI.
        Literal = LITERAL,
        /// A string.
        PlainString = STRING,
        /// An indented string.
        IndString = IND_STRING,
        /// A path.
        Path = PATH,
        /// A call.
        Apply = APPLY,
        /// A call with the variable `or`.
        ApplyOr = APPLY_OR,
        /// A selection.
        Select = SELECT,
        /// A test for an attribute.
        HasAttr = HAS_ATTR,
        /// A set.
        AttrSet = ATTR_SET,
        /// An old form of let.
        LegacyLet = LEGACY_LET,
        /// A function.
        Lambda = LAMBDA,
        /// Definitions and a body.
        LetIn = LET_IN,
        /// A body with the names of a set.
        With = WITH,
        /// A body with a condition.
        Assert = ASSERT,
        /// A choice.
        IfElse = IF_ELSE,
        /// A prefix operator.
        UnaryOp = UNARY_OP,
        /// An infix operator.
        BinaryOp = BINARY_OP,
        /// A list.
        List = LIST,
        /// Parentheses.
        Paren = PAREN,
    }
}

impl<'t> Expr<'t> {
    /// The expression without parentheses around it.
    pub fn without_parens(self) -> Expr<'t> {
        let mut expr = self;
        while let Expr::Paren(paren) = expr
            && let Some(inner) = paren.inner()
        {
            expr = inner;
        }
        expr
    }

    /// The decoded text, if this is a string without interpolation.
    pub fn string_value(self) -> Option<StringValue> {
        match self.string_parts()?.as_slice() {
            [] => Some(StringValue::empty(self.range().start())),
            [Part::Text(_)] => match self.string_parts()?.pop() {
                Some(Part::Text(value)) => Some(value),
                _ => None,
            },
            _ => None,
        }
    }

    /// Literal text and interpolations, if this is a string.
    pub fn string_parts(self) -> Option<Vec<Part<'t>>> {
        match self {
            Expr::PlainString(string) => Some(string_value::plain(string.node())),
            Expr::IndString(string) => Some(string_value::indented(string.node())),
            _ => None,
        }
    }
}

impl<'t> Ident<'t> {
    /// The name.
    pub fn name(self) -> Option<&'t str> {
        self.node().tokens().next().map(Token::text)
    }
}

impl<'t> Literal<'t> {
    /// The one token.
    pub fn token(self) -> Option<Token<'t>> {
        self.node().tokens().next()
    }
}

impl<'t> Path<'t> {
    /// Whether this is `<…>`.
    pub fn is_search_path(self) -> bool {
        self.node().token(SyntaxKind::SEARCH_PATH).is_some()
    }

    /// The path as written, if it has no interpolation.
    pub fn text(self) -> Option<&'t str> {
        let mut tokens = self.node().elements();
        match (tokens.next(), tokens.next()) {
            (Some(crate::Element::Token(token)), None) => Some(token.text()),
            _ => None,
        }
    }
}

impl<'t> Apply<'t> {
    /// The function.
    pub fn function(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 0)
    }
    /// The argument.
    pub fn argument(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 1)
    }
}

impl<'t> ApplyOr<'t> {
    /// The function.
    pub fn function(self) -> Option<Expr<'t>> {
        first_expr(self.node())
    }
}

impl<'t> Select<'t> {
    /// What is selected from.
    pub fn base(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 0)
    }
    /// The names after the first `.`.
    pub fn path(self) -> Option<AttrPath<'t>> {
        self.node().children().find_map(AttrPath::cast)
    }
    /// The expression after `or`.
    pub fn default(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 1)
    }
}

impl<'t> HasAttr<'t> {
    /// The set that is tested.
    pub fn base(self) -> Option<Expr<'t>> {
        first_expr(self.node())
    }
    /// The names after `?`.
    pub fn path(self) -> Option<AttrPath<'t>> {
        self.node().children().find_map(AttrPath::cast)
    }
}

impl<'t> AttrSet<'t> {
    /// Whether its names see each other.
    pub fn is_recursive(self) -> bool {
        self.node().token(T![rec]).is_some()
    }
}

impl<'t> Lambda<'t> {
    /// The one argument's name, if it is not a set.
    pub fn param(self) -> Option<&'t str> {
        self.node().child(SyntaxKind::PARAM)?.tokens().next().map(Token::text)
    }
    /// The argument set.
    pub fn pattern(self) -> Option<Pattern<'t>> {
        self.node().children().find_map(Pattern::cast)
    }
    /// What follows the `:`.
    pub fn body(self) -> Option<Expr<'t>> {
        first_expr(self.node())
    }
}

impl<'t> Pattern<'t> {
    /// The names of the set.
    pub fn entries(self) -> impl Iterator<Item = PatternEntry<'t>> {
        self.node().children().filter_map(PatternEntry::cast)
    }
    /// The name before or after `@`.
    pub fn bind(self) -> Option<Token<'t>> {
        self.node().child(SyntaxKind::PATTERN_BIND)?.token(SyntaxKind::IDENT_TOKEN)
    }
    /// Whether further names are allowed.
    pub fn has_ellipsis(self) -> bool {
        self.node().token(T![...]).is_some()
    }
}

impl<'t> PatternEntry<'t> {
    /// The name.
    pub fn name(self) -> Option<Token<'t>> {
        self.node().token(SyntaxKind::IDENT_TOKEN)
    }
    /// The expression after `?`.
    pub fn default(self) -> Option<Expr<'t>> {
        first_expr(self.node())
    }
}

impl<'t> LetIn<'t> {
    /// The expression after `in`.
    pub fn body(self) -> Option<Expr<'t>> {
        first_expr(self.node())
    }
}

impl<'t> With<'t> {
    /// The set whose names are brought in.
    pub fn scope(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 0)
    }
    /// The expression that sees them.
    pub fn body(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 1)
    }
}

impl<'t> Assert<'t> {
    /// What must hold.
    pub fn condition(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 0)
    }
    /// The value if it holds.
    pub fn body(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 1)
    }
}

impl<'t> IfElse<'t> {
    /// What decides.
    pub fn condition(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 0)
    }
    /// The branch after `then`.
    pub fn then_branch(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 1)
    }
    /// The branch after `else`.
    pub fn else_branch(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 2)
    }
}

impl<'t> UnaryOp<'t> {
    /// The operator.
    pub fn operator(self) -> Option<UnaryOperator> {
        self.node().tokens().find_map(|token| UnaryOperator::from_kind(token.kind()))
    }
    /// The expression after it.
    pub fn operand(self) -> Option<Expr<'t>> {
        first_expr(self.node())
    }
}

impl<'t> BinaryOp<'t> {
    /// The left side.
    pub fn lhs(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 0)
    }
    /// The operator.
    pub fn operator(self) -> Option<BinaryOperator> {
        self.node().tokens().find_map(|token| BinaryOperator::from_kind(token.kind()))
    }
    /// The right side.
    pub fn rhs(self) -> Option<Expr<'t>> {
        nth_expr(self.node(), 1)
    }
}

impl<'t> List<'t> {
    /// The elements.
    pub fn items(self) -> impl Iterator<Item = Expr<'t>> {
        self.node().children().filter_map(Expr::cast)
    }
}

impl<'t> Paren<'t> {
    /// The expression between the parentheses.
    pub fn inner(self) -> Option<Expr<'t>> {
        first_expr(self.node())
    }
}

impl<'t> Bindings<'t> for AttrSet<'t> {}
impl<'t> Bindings<'t> for LetIn<'t> {}
impl<'t> Bindings<'t> for LegacyLet<'t> {}

/// The node of an expression, for code that takes either.
impl<'t> From<Expr<'t>> for Node<'t> {
    fn from(expr: Expr<'t>) -> Node<'t> {
        expr.node()
    }
}

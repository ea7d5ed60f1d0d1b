//! The kinds of tokens and nodes, and what the grammar wants to know of each.

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// What a token or a node is.
        ///
        /// Tokens come first, nodes follow from [`SyntaxKind::ROOT`] on.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(non_camel_case_types, reason = "the field's own spelling of kinds")]
        #[repr(u8)]
        pub enum SyntaxKind { $($(#[$doc])* $name,)* }

        const ALL: &[SyntaxKind] = &[$(SyntaxKind::$name,)*];
    };
}

kinds! {
    /// Spaces, tabs and line ends.
    WHITESPACE,
    /// `# …` or `/* … */`.
    COMMENT,
    /// Everything after a NUL byte outside strings: Nix stops reading there.
    AFTER_END,
    /// Bytes that are no token of Nix.
    ERROR_TOKEN,
    /// A name, `__curPos` included.
    IDENT_TOKEN,
    /// `12`
    INTEGER,
    /// `1.5`, and also the `8.` of `8.x`.
    FLOAT,
    /// `https://example.org`, without quotes.
    URI,
    /// The literal text of a path between interpolations.
    PATH_FRAGMENT,
    /// `<nixpkgs/nixos>`
    SEARCH_PATH,
    /// The `"` that opens a string.
    STRING_START,
    /// Text of a string as written, escapes included.
    STRING_CONTENT,
    /// The `"` that closes a string.
    STRING_END,
    /// The `''` that opens an indented string.
    IND_STRING_START,
    /// Text of an indented string as written, escapes included.
    IND_STRING_CONTENT,
    /// The `''` that closes an indented string.
    IND_STRING_END,
    /// `${`
    INTERPOLATION_START,
    /// `assert`
    ASSERT_KW,
    /// `else`
    ELSE_KW,
    /// `if`
    IF_KW,
    /// `in`
    IN_KW,
    /// `inherit`
    INHERIT_KW,
    /// `let`
    LET_KW,
    /// `or`
    OR_KW,
    /// `rec`
    REC_KW,
    /// `then`
    THEN_KW,
    /// `with`
    WITH_KW,
    /// `{`
    L_BRACE,
    /// `}`
    R_BRACE,
    /// `[`
    L_BRACKET,
    /// `]`
    R_BRACKET,
    /// `(`
    L_PAREN,
    /// `)`
    R_PAREN,
    /// `=`
    ASSIGN,
    /// `@`
    AT,
    /// `:`
    COLON,
    /// `,`
    COMMA,
    /// `.`
    DOT,
    /// `...`
    ELLIPSIS,
    /// `?`
    QUESTION,
    /// `;`
    SEMICOLON,
    /// `->`
    IMPLIES,
    /// `||`
    OR_OR,
    /// `&&`
    AND_AND,
    /// `==`
    EQ,
    /// `!=`
    NOT_EQ,
    /// `<`
    LESS,
    /// `<=`
    LESS_EQ,
    /// `>`
    MORE,
    /// `>=`
    MORE_EQ,
    /// `//`
    UPDATE,
    /// `!`
    NOT,
    /// `+`
    ADD,
    /// `-`
    SUB,
    /// `*`
    MUL,
    /// `/`
    DIV,
    /// `++`
    CONCAT,
    /// `|>`
    PIPE_RIGHT,
    /// `<|`
    PIPE_LEFT,
    /// End of the token list; never in a tree.
    EOF,
    /// A whole file.
    ROOT,
    /// Tokens that fit nowhere.
    ERROR,
    /// A variable, or a name in an attribute path.
    IDENT,
    /// An integer, a float or a URI.
    LITERAL,
    /// `"…"`
    STRING,
    /// `''…''`
    IND_STRING,
    /// `${…}` inside a string or a path.
    INTERPOLATION,
    /// A path with its interpolations, or a search path.
    PATH,
    /// `f x`
    APPLY,
    /// `e.a.b`, `e.a or d`
    SELECT,
    /// `e or`, which Nix reads as a call of `e` with the variable `or`.
    APPLY_OR,
    /// `e ? a.b`
    HAS_ATTR,
    /// `a."b".${c}`
    ATTR_PATH,
    /// `${…}` as an attribute name.
    DYNAMIC,
    /// `{ … }` and `rec { … }`
    ATTR_SET,
    /// `path = value;`
    BINDING,
    /// `inherit a b;`
    INHERIT,
    /// The `(e)` of `inherit (e) a b;`
    INHERIT_FROM,
    /// `x: body`
    LAMBDA,
    /// The `x` of `x: body`.
    PARAM,
    /// `{ a, b ? 1, ... }@args`
    PATTERN,
    /// One name of a pattern with its default.
    PATTERN_ENTRY,
    /// The name before or after `@`.
    PATTERN_BIND,
    /// `let … in body`
    LET_IN,
    /// `let { … body = …; }`
    LEGACY_LET,
    /// `with e; body`
    WITH,
    /// `assert e; body`
    ASSERT,
    /// `if a then b else c`
    IF_ELSE,
    /// `!e`, `-e`
    UNARY_OP,
    /// `a + b`
    BINARY_OP,
    /// `[ … ]`
    LIST,
    /// `( … )`
    PAREN,
}

impl SyntaxKind {
    /// How many kinds there are.
    pub const COUNT: usize = ALL.len();

    /// The kind with this number, or [`SyntaxKind::ERROR`] for a number that is none.
    pub fn from_raw(raw: u16) -> SyntaxKind {
        ALL.get(usize::from(raw)).copied().unwrap_or(SyntaxKind::ERROR)
    }

    /// Whether the grammar passes over this token.
    #[inline]
    pub const fn is_trivia(self) -> bool {
        matches!(self, SyntaxKind::WHITESPACE | SyntaxKind::COMMENT | SyntaxKind::AFTER_END)
    }

    /// Whether this is a reserved word.
    pub const fn is_keyword(self) -> bool {
        use SyntaxKind::*;
        matches!(
            self,
            ASSERT_KW
                | ELSE_KW
                | IF_KW
                | IN_KW
                | INHERIT_KW
                | LET_KW
                | OR_KW
                | REC_KW
                | THEN_KW
                | WITH_KW
        )
    }

    /// Whether a node of this kind is an expression.
    pub const fn is_expr(self) -> bool {
        use SyntaxKind::*;
        matches!(
            self,
            IDENT
                | LITERAL
                | STRING
                | IND_STRING
                | PATH
                | APPLY
                | SELECT
                | APPLY_OR
                | HAS_ATTR
                | ATTR_SET
                | LAMBDA
                | LET_IN
                | LEGACY_LET
                | WITH
                | ASSERT
                | IF_ELSE
                | UNARY_OP
                | BINARY_OP
                | LIST
                | PAREN
        )
    }

    /// Whether a term (something that can be an argument) may begin with this token.
    #[inline]
    pub(crate) const fn starts_term(self) -> bool {
        use SyntaxKind::*;
        matches!(
            self,
            IDENT_TOKEN
                | INTEGER
                | FLOAT
                | URI
                | PATH_FRAGMENT
                | SEARCH_PATH
                | STRING_START
                | IND_STRING_START
                | L_PAREN
                | L_BRACE
                | L_BRACKET
                | REC_KW
        )
    }

    /// Whether any expression may begin with this token.
    pub(crate) const fn starts_expr(self) -> bool {
        use SyntaxKind::*;
        self.starts_term() || matches!(self, LET_KW | IF_KW | WITH_KW | ASSERT_KW | NOT | SUB)
    }

    /// Whether an attribute name may begin with this token.
    #[inline]
    pub(crate) const fn starts_attr(self) -> bool {
        use SyntaxKind::*;
        matches!(self, IDENT_TOKEN | OR_KW | STRING_START | INTERPOLATION_START)
    }

    /// The token's text where it is always the same.
    pub const fn fixed_text(self) -> Option<&'static str> {
        use SyntaxKind::*;
        Some(match self {
            STRING_START | STRING_END => "\"",
            IND_STRING_START | IND_STRING_END => "''",
            INTERPOLATION_START => "${",
            ASSERT_KW => "assert",
            ELSE_KW => "else",
            IF_KW => "if",
            IN_KW => "in",
            INHERIT_KW => "inherit",
            LET_KW => "let",
            OR_KW => "or",
            REC_KW => "rec",
            THEN_KW => "then",
            WITH_KW => "with",
            L_BRACE => "{",
            R_BRACE => "}",
            L_BRACKET => "[",
            R_BRACKET => "]",
            L_PAREN => "(",
            R_PAREN => ")",
            ASSIGN => "=",
            AT => "@",
            COLON => ":",
            COMMA => ",",
            DOT => ".",
            ELLIPSIS => "...",
            QUESTION => "?",
            SEMICOLON => ";",
            IMPLIES => "->",
            OR_OR => "||",
            AND_AND => "&&",
            EQ => "==",
            NOT_EQ => "!=",
            LESS => "<",
            LESS_EQ => "<=",
            MORE => ">",
            MORE_EQ => ">=",
            UPDATE => "//",
            NOT => "!",
            ADD => "+",
            SUB => "-",
            MUL => "*",
            DIV => "/",
            CONCAT => "++",
            PIPE_RIGHT => "|>",
            PIPE_LEFT => "<|",
            _ => return None,
        })
    }
}

/// The kind of a token by its text: `T![;]`, `T![in]`.
#[macro_export]
macro_rules! T {
    [assert] => { $crate::SyntaxKind::ASSERT_KW };
    [else] => { $crate::SyntaxKind::ELSE_KW };
    [if] => { $crate::SyntaxKind::IF_KW };
    [in] => { $crate::SyntaxKind::IN_KW };
    [inherit] => { $crate::SyntaxKind::INHERIT_KW };
    [let] => { $crate::SyntaxKind::LET_KW };
    [or] => { $crate::SyntaxKind::OR_KW };
    [rec] => { $crate::SyntaxKind::REC_KW };
    [then] => { $crate::SyntaxKind::THEN_KW };
    [with] => { $crate::SyntaxKind::WITH_KW };
    ['{'] => { $crate::SyntaxKind::L_BRACE };
    ['}'] => { $crate::SyntaxKind::R_BRACE };
    ['['] => { $crate::SyntaxKind::L_BRACKET };
    [']'] => { $crate::SyntaxKind::R_BRACKET };
    ['('] => { $crate::SyntaxKind::L_PAREN };
    [')'] => { $crate::SyntaxKind::R_PAREN };
    ["${"] => { $crate::SyntaxKind::INTERPOLATION_START };
    [=] => { $crate::SyntaxKind::ASSIGN };
    [@] => { $crate::SyntaxKind::AT };
    [:] => { $crate::SyntaxKind::COLON };
    [,] => { $crate::SyntaxKind::COMMA };
    [.] => { $crate::SyntaxKind::DOT };
    [...] => { $crate::SyntaxKind::ELLIPSIS };
    [?] => { $crate::SyntaxKind::QUESTION };
    [;] => { $crate::SyntaxKind::SEMICOLON };
    [->] => { $crate::SyntaxKind::IMPLIES };
    [||] => { $crate::SyntaxKind::OR_OR };
    [&&] => { $crate::SyntaxKind::AND_AND };
    [==] => { $crate::SyntaxKind::EQ };
    [!=] => { $crate::SyntaxKind::NOT_EQ };
    [<] => { $crate::SyntaxKind::LESS };
    [<=] => { $crate::SyntaxKind::LESS_EQ };
    [>] => { $crate::SyntaxKind::MORE };
    [>=] => { $crate::SyntaxKind::MORE_EQ };
    ["//"] => { $crate::SyntaxKind::UPDATE };
    [!] => { $crate::SyntaxKind::NOT };
    [+] => { $crate::SyntaxKind::ADD };
    [-] => { $crate::SyntaxKind::SUB };
    [*] => { $crate::SyntaxKind::MUL };
    [/] => { $crate::SyntaxKind::DIV };
    [++] => { $crate::SyntaxKind::CONCAT };
    [|>] => { $crate::SyntaxKind::PIPE_RIGHT };
    ["<|"] => { $crate::SyntaxKind::PIPE_LEFT };
}

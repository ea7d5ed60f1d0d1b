//! The operators.

use crate::{SyntaxKind, T};

macro_rules! operators {
    ($(#[$doc:meta])* $name:ident { $($variant:ident = $kind:expr, $text:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $(#[doc = concat!("`", $text, "`")] $variant,)* }

        impl $name {
            pub(crate) fn from_kind(kind: SyntaxKind) -> Option<$name> {
                $(if kind == $kind { return Some($name::$variant); })*
                None
            }
        }
    };
}

operators! {
    /// An operator between two expressions.
    BinaryOperator {
        PipeRight = T![|>], "|>";
        PipeLeft = T!["<|"], "<|";
        Implies = T![->], "->";
        Or = T![||], "||";
        And = T![&&], "&&";
        Equal = T![==], "==";
        NotEqual = T![!=], "!=";
        Less = T![<], "<";
        LessEqual = T![<=], "<=";
        More = T![>], ">";
        MoreEqual = T![>=], ">=";
        Update = T!["//"], "//";
        Add = T![+], "+";
        Sub = T![-], "-";
        Mul = T![*], "*";
        Div = T![/], "/";
        Concat = T![++], "++";
    }
}

operators! {
    /// An operator before an expression.
    UnaryOperator {
        Not = T![!], "!";
        Negate = T![-], "-";
    }
}

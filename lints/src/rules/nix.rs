//! Lints about the text as such.

pub(crate) mod syntax_error;
pub(crate) mod undefined_variable;
pub(crate) mod unused_allow;

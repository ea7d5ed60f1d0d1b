//! What is wrong with a value.

use std::ops::Range;

/// A value that systemd refuses or ignores.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueError {
    /// Where in the value, in bytes. Empty at the place where something is missing.
    pub range: Range<usize>,
    /// What is wrong, as a part of a sentence: "`5mins` is no unit of time".
    pub message: String,
    /// What would be right, as an imperative: "write `5min`".
    pub help: Option<String>,
    /// The whole value as it was surely meant, if there is only one such.
    pub replacement: Option<String>,
}

impl ValueError {
    /// An error at `range` (bytes of the value).
    pub fn new(range: Range<usize>, message: impl Into<String>) -> ValueError {
        ValueError { range, message: message.into(), help: None, replacement: None }
    }

    /// Adds what would be right.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> ValueError {
        self.help = Some(help.into());
        self
    }

    /// Adds the whole value as it was surely meant.
    #[must_use]
    pub fn with_replacement(mut self, value: impl Into<String>) -> ValueError {
        self.replacement = Some(value.into());
        self
    }
}

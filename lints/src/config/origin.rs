//! Where a setting comes from.

use std::fmt;
use std::sync::Arc;

/// Where a setting comes from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Origin {
    /// Nothing says otherwise.
    #[default]
    Default,
    /// A file of settings.
    File {
        /// Its name, as it was given to [`ConfigFile::parse`](crate::ConfigFile::parse).
        name: Arc<str>,
        /// The line, from 1.
        line: u32,
    },
    /// What outweighs all files: the command line, or the settings of an editor.
    Override,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File { name, line } => write!(f, "{name}:{line}"),
            Origin::Override => f.write_str("command line"),
        }
    }
}

/// One setting in force, for people who ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// The key in the language of `cfglint.toml`, such as `severity.syslog-output`.
    pub key: String,
    /// The value in the same language, such as `"error"`; `None` if nothing sets it.
    pub value: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// Why it is not what its origin says, as a sentence.
    pub note: Option<String>,
}

//! What can go wrong with cfglint itself. What is wrong with the user's Nix is a finding.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use cfglint_lints::printable;
use miette::Diagnostic;

/// A failure of a run.
#[derive(Debug, Diagnostic)]
pub(crate) enum Error {
    /// A path cannot be read.
    #[diagnostic(code(cfglint::unreadable))]
    Unreadable { path: PathBuf, reason: String },
    /// A file is larger than cfglint reads.
    #[diagnostic(code(cfglint::too_large), help("split the file, or leave it out with `exclude`"))]
    TooLarge { path: PathBuf, limit: u64 },
    /// A file was not written, and keeps its old content.
    #[diagnostic(code(cfglint::not_written), help("the file is as it was"))]
    NotWritten { path: PathBuf, reason: String },
    /// What standard output was to hold is not whole.
    #[diagnostic(code(cfglint::output))]
    Output { reason: String },
    /// The command line asks for something that does not exist or does not go together.
    #[diagnostic(code(cfglint::usage))]
    Usage {
        message: String,
        #[help]
        help: Option<String>,
    },
}

impl Error {
    pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Error {
        Error::Unreadable { path: path.to_owned(), reason: reason(error) }
    }

    pub(crate) fn not_written(path: &Path, reason: impl Into<String>) -> Error {
        Error::NotWritten { path: path.to_owned(), reason: reason.into() }
    }

    pub(crate) fn usage(message: impl Into<String>) -> Error {
        Error::Usage { message: message.into(), help: None }
    }
}

/// The error in words, without the number that the system gives it.
pub(crate) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    let plain = text.split(" (os error").next().unwrap_or(&text);
    let mut chars = plain.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = match self {
            Error::Unreadable { path, reason } => {
                format!("cannot read {}: {reason}", path.display())
            }
            Error::TooLarge { path, limit } => {
                format!("cannot read {}: it is larger than {} MB", path.display(), limit >> 20)
            }
            Error::NotWritten { path, reason } => {
                format!("cannot write {}: {reason}", path.display())
            }
            Error::Output { reason } => format!("cannot write to standard output: {reason}"),
            Error::Usage { message, .. } => message.clone(),
        };
        f.write_str(&printable(&text))
    }
}

impl std::error::Error for Error {}

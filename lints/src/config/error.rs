//! What can be wrong with a configuration file.

use miette::{Diagnostic, NamedSource, SourceSpan};

/// An error in a configuration file, with its place.
#[derive(Debug, Diagnostic)]
#[diagnostic(code(cfglint::config))]
pub struct ConfigError {
    message: String,
    #[help]
    help: Option<String>,
    #[source_code]
    source_code: NamedSource<String>,
    #[label("here")]
    span: Option<SourceSpan>,
}

impl std::fmt::Display for ConfigError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    pub(super) fn at(
        message: String,
        nearest: Option<String>,
        span: Option<std::ops::Range<usize>>,
        text: &str,
        name: &str,
    ) -> ConfigError {
        ConfigError {
            message,
            help: nearest.map(|nearest| format!("did you mean `{nearest}`?")),
            source_code: NamedSource::new(name, text.to_owned()),
            span: span.map(SourceSpan::from),
        }
    }

    pub(super) fn from_toml(error: toml::de::Error, text: &str, name: &str) -> ConfigError {
        let message = error.message().to_owned();
        let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
        let help = match quoted.split_first() {
            Some((unknown, known)) if message.starts_with("unknown") => {
                nearest(unknown, known.iter().copied())
            }
            _ => None,
        };
        ConfigError::at(message, help, error.span(), text, name)
    }

    /// Where the error lies in the text of the file, in bytes.
    pub fn span(&self) -> Option<std::ops::Range<usize>> {
        self.span.map(|span| span.offset()..span.offset() + span.len())
    }

    /// The error without its place, as one line.
    pub fn sentence(&self) -> String {
        match &self.help {
            Some(help) => format!("{}; {help}", self.message),
            None => self.message.clone(),
        }
    }
}

/// The one of `known` that `name` was probably meant to be.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    known
        .map(|other| (strsim::damerau_levenshtein(name, other), other))
        .filter(|(distance, other)| *distance <= 1 + other.len() / 4)
        .min()
        .map(|(_, other)| other.to_owned())
}

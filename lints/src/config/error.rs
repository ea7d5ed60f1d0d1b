//! What can be wrong with a configuration file.

use std::ops::Range;

use miette::{Diagnostic, NamedSource, SourceSpan};

use crate::printable;

/// An error in a configuration file, with its place. What it quotes cannot drive a terminal.
#[derive(Debug, Diagnostic)]
#[diagnostic(code(cfglint::config))]
pub struct ConfigError {
    message: String,
    name: String,
    #[help]
    help: Option<String>,
    #[source_code]
    source_code: Option<NamedSource<String>>,
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
        help: Option<String>,
        span: Option<Range<usize>>,
        text: &str,
        name: &str,
    ) -> ConfigError {
        let source_code = NamedSource::new(printable(name), printable(text).into_owned());
        ConfigError {
            message: printable(&message).into_owned(),
            name: name.to_owned(),
            help: help.map(|help| printable(&help).into_owned()),
            source_code: Some(source_code),
            span: span.map(SourceSpan::from),
        }
    }

    /// An error that lies in no file.
    pub(super) fn without_place(message: String) -> ConfigError {
        let message = printable(&message).into_owned();
        ConfigError { message, name: String::new(), help: None, source_code: None, span: None }
    }

    pub(super) fn from_toml(error: toml::de::Error, text: &str, name: &str) -> ConfigError {
        let (message, help) = in_words(error.message());
        ConfigError::at(message, help, error.span(), text, name)
    }

    /// Gives it a place, if it has none.
    pub(super) fn or_at(&mut self, span: Range<usize>) {
        self.span = self.span.or(Some(span.into()));
    }

    /// The name of the file in which the error lies.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Where the error lies in the text of the file, in bytes.
    pub fn span(&self) -> Option<Range<usize>> {
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

/// A message of the TOML reader in the words of settings, and what to do.
fn in_words(message: &str) -> (String, Option<String>) {
    let quoted: Vec<&str> = message.split('`').skip(1).step_by(2).collect();
    match quoted.split_first() {
        Some((unknown, known)) if message.starts_with("unknown field") => {
            let help = match nearest(unknown, known.iter().copied()) {
                Some(nearest) => did_you_mean(&nearest),
                None => format!("there are {}", listed(known)),
            };
            (format!("there is no setting called `{unknown}`"), Some(help))
        }
        Some((unknown, known)) if message.starts_with("unknown variant") => {
            let nearest = nearest(unknown, known.iter().copied()).map(|it| did_you_mean(&it));
            (format!("`{unknown}` is none of {}", listed(known)), nearest)
        }
        Some(_) if message.starts_with("invalid type") && message.ends_with("a string") => {
            (message.to_owned(), Some("write it in quotes".to_owned()))
        }
        _ if message == "wanted string or table" => {
            ("this is no text".to_owned(), Some("write a word in quotes".to_owned()))
        }
        _ => (in_plain_types(message), None),
    }
}

/// The message without the names that Rust has for types.
fn in_plain_types(message: &str) -> String {
    let Some((found, expected)) = message.rsplit_once(", expected ") else {
        return message.to_owned();
    };
    let expected = match expected {
        "i64" => "a whole number",
        "a nonzero u32" => "a whole number above 0",
        "a sequence" => "a list in brackets",
        "a map" => "a table",
        other => other,
    };
    format!("{found}, expected {expected}")
}

pub(super) fn did_you_mean(name: &str) -> String {
    format!("did you mean `{name}`?")
}

fn listed(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// The one of `known` that `name` was probably meant to be.
pub fn nearest<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Option<String> {
    let limit = |other: &str| 1 + other.len() / 4;
    known
        // A step adds four bytes at most; and a name may be as long as a file.
        .filter(|other| name.len().abs_diff(other.len()) <= 4 * limit(other))
        .map(|other| (strsim::damerau_levenshtein(name, other), other))
        .filter(|(distance, other)| *distance <= limit(other))
        .min()
        .map(|(_, other)| other.to_owned())
}

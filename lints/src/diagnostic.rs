//! What cfglint has to say, as plain data.

use cfglint_syntax::TextRange;

use crate::{FileId, Fix};

/// How bad a finding is. Ordered: a hint is less than an error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// A better spelling, or a policy.
    Hint,
    /// It works, but fails in a case that can be foreseen.
    Warning,
    /// The evaluation fails, the unit cannot work, or a secret leaks.
    Error,
}

impl Severity {
    /// `error`, `warning` or `hint`.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Hint => "hint",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// A property that editors show by style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Has no effect.
    Unnecessary,
    /// Works only for the sake of old configurations.
    Deprecated,
}

/// A second place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The file.
    pub file: FileId,
    /// The place in it, in bytes.
    pub range: TextRange,
    /// What is there.
    pub message: String,
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The file it lies in.
    pub file: FileId,
    /// The place in it, in bytes; it begins on the line that the lint's documentation names.
    pub range: TextRange,
    /// The name of the lint, such as `syslog-output` or `syntax-error`.
    pub lint: &'static str,
    /// How bad it is, after configuration.
    pub severity: Severity,
    /// What happens on the machine. One sentence, no full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
    /// Other places that take part.
    pub related: Vec<Related>,
    /// How editors show it.
    pub tags: Vec<Tag>,
    /// Ways to mend it, the preferred one first.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// Where the lint is explained. What is no lint, such as `internal-error`, is explained in the
    /// index of the pages.
    pub fn url(&self) -> String {
        match crate::by_name(self.lint) {
            Some(lint) => lint.url(),
            None => format!("{}/README.md#{}", crate::DOCS_URL, self.lint),
        }
    }
}

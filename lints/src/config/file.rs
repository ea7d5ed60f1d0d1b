//! One `cfglint.toml`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::{ConfigError, Origin};
use crate::Severity;

/// The text of one file of settings, taken apart.
#[derive(Debug, Clone)]
pub struct ConfigFile {
    name: Arc<str>,
    text: Arc<str>,
    pub(super) fields: Fields,
}

/// The settings of cfglint, a linter for NixOS modules.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(crate) struct Fields {
    /// Another file of settings on which this one builds, as a path from the folder of this file.
    ///
    /// Its settings are applied first, so this file outweighs it. Lists and tables add up; single
    /// values are replaced.
    #[cfg_attr(feature = "schema", schemars(with = "Option<String>"))]
    pub(super) extend: Option<Spanned<String>>,
    /// The release of NixOS, such as "24.11". Lints that say nothing true of it are switched off.
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::ReleaseText>"))]
    pub(super) release: Option<Spanned<String>>,
    /// The version of systemd, such as 257.
    #[cfg_attr(feature = "schema", schemars(with = "Option<super::schema::SystemdVersion>"))]
    pub(super) systemd_version: Option<Spanned<i64>>,
    /// Lints or groups to switch on besides those that are on by default.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<super::schema::LintOrGroup>"))]
    pub(super) select: Vec<Spanned<String>>,
    /// Lints or groups to switch off.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<super::schema::LintOrGroup>"))]
    pub(super) ignore: Vec<Spanned<String>>,
    /// The severity of lints or groups. The severity of a lint outweighs that of its group.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::Severities"))]
    pub(super) severity: BTreeMap<Spanned<String>, Level>,
    /// Files and folders to leave out when folders are walked, as globs from the folder of this file.
    /// With a `/` at its end, one means folders alone.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<String>"))]
    pub(super) exclude: Vec<Spanned<String>>,
    /// Settings for the files that a glob matches, from the folder of this file. Of several that
    /// match, the later one outweighs.
    #[cfg_attr(feature = "schema", schemars(with = "BTreeMap<String, PerFile>"))]
    pub(super) per_file: BTreeMap<Spanned<String>, PerFile>,
    /// The options of single lints.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::LintTables"))]
    pub(super) lint: BTreeMap<Spanned<String>, toml::Table>,
}

/// A severity, or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Level {
    /// Does not work, or a secret leaks.
    Error,
    /// Works, but not as one thinks.
    Warning,
    /// Could be better.
    Hint,
    /// Does not run.
    Off,
}

impl Level {
    pub(super) fn severity(self) -> Option<Severity> {
        match self {
            Level::Error => Some(Severity::Error),
            Level::Warning => Some(Severity::Warning),
            Level::Hint => Some(Severity::Hint),
            Level::Off => None,
        }
    }
}

/// Settings for some files.
#[derive(Debug, Clone, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields, default)]
pub(crate) struct PerFile {
    /// Lints or groups whose findings are left out in these files.
    #[cfg_attr(feature = "schema", schemars(with = "Vec<super::schema::LintOrGroup>"))]
    pub(super) ignore: Vec<Spanned<String>>,
    /// The severity of findings in these files, for lints that run.
    #[cfg_attr(feature = "schema", schemars(with = "super::schema::Severities"))]
    pub(super) severity: BTreeMap<Spanned<String>, Level>,
}

impl ConfigFile {
    /// Reads the text of a file called `name`.
    pub fn parse(
        text: impl Into<Arc<str>>,
        name: impl Into<Arc<str>>,
    ) -> Result<ConfigFile, Box<ConfigError>> {
        let (text, name) = (text.into(), name.into());
        // Editors on Windows begin files with a byte order mark; to keep places right it stays.
        match toml::from_str(&text) {
            Ok(fields) => Ok(ConfigFile { name, text, fields }),
            Err(error) => Err(Box::new(ConfigError::from_toml(error, &text, &name))),
        }
    }

    /// The name of the file.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The text of the file.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// What `extend` says, and where, in bytes.
    pub fn extend(&self) -> Option<(&str, Range<usize>)> {
        self.fields.extend.as_ref().map(|it| (it.get_ref().as_str(), it.span()))
    }

    /// An error at a place of this file.
    pub(super) fn error(
        &self,
        span: Range<usize>,
        message: impl Into<String>,
        help: Option<String>,
    ) -> Box<ConfigError> {
        Box::new(ConfigError::at(message.into(), help, Some(span), &self.text, &self.name))
    }

    /// What begins at this offset comes from here.
    pub(super) fn origin(&self, span: &Range<usize>) -> Origin {
        let before = &self.text.as_bytes()[..span.start.min(self.text.len())];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u32;
        Origin::File { name: Arc::clone(&self.name), line }
    }
}

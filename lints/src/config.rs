//! Settings: what a `cfglint.toml` may say, and what follows from it.

mod error;

use std::collections::BTreeMap;

use globset::{Glob, GlobSet, GlobSetBuilder};
use serde::Deserialize;
use toml::Spanned;

pub use error::{ConfigError, nearest as nearest_name};

use crate::{Group, LINTS, Lint, Release, Severity};

/// The schema of `cfglint.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct ConfigFile {
    release: Option<Spanned<String>>,
    #[serde(default)]
    select: Vec<Spanned<String>>,
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
    #[serde(default)]
    severity: BTreeMap<Spanned<String>, Level>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    #[serde(default)]
    per_file: BTreeMap<Spanned<String>, PerFile>,
}

/// A severity, or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Level {
    Error,
    Warning,
    Hint,
    Off,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct PerFile {
    #[serde(default)]
    ignore: Vec<Spanned<String>>,
}

/// What the command line says on top of the file.
#[derive(Debug, Clone, Default)]
pub struct Overrides {
    /// Lints or groups to switch on besides the others.
    pub select: Vec<String>,
    /// Lints or groups to switch off.
    pub ignore: Vec<String>,
    /// If not empty, only these lints or groups run.
    pub only: Vec<String>,
    /// The release of NixOS.
    pub release: Option<Release>,
}

/// Settings in force: a severity for each lint that runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// The release of NixOS, if it is known.
    pub release: Option<Release>,
    levels: Vec<Option<Severity>>,
    exclude: GlobSet,
    per_file: Vec<(GlobSet, Vec<usize>)>,
}

impl Default for Config {
    fn default() -> Config {
        let levels = LINTS.iter().map(|lint| lint.on_by_default.then_some(lint.severity)).collect();
        Config { release: None, levels, exclude: GlobSet::empty(), per_file: Vec::new() }
    }
}

impl ConfigFile {
    /// Reads the text of a file called `name`.
    pub fn parse(text: &str, name: &str) -> Result<ConfigFile, Box<ConfigError>> {
        toml::from_str(text).map_err(|error| Box::new(ConfigError::from_toml(error, text, name)))
    }

    /// The settings that follow from the file and from `overrides`.
    ///
    /// `text` and `name` are those of the file, for messages.
    pub fn resolve(
        &self,
        overrides: &Overrides,
        text: &str,
        name: &str,
    ) -> Result<Config, Box<ConfigError>> {
        let place =
            |span: Option<std::ops::Range<usize>>, message: String, nearest: Option<String>| {
                Box::new(ConfigError::at(message, nearest, span, text, name))
            };
        let lints = |name: &Spanned<String>| {
            lints_named(name.get_ref())
                .map_err(|unknown| place(Some(name.span()), unknown.message, unknown.nearest))
        };
        let globs = |patterns: &mut dyn Iterator<Item = &Spanned<String>>| {
            let mut set = GlobSetBuilder::new();
            for pattern in patterns {
                let glob = Glob::new(pattern.get_ref())
                    .map_err(|error| place(Some(pattern.span()), error.to_string(), None))?;
                set.add(glob);
            }
            set.build().map_err(|error| place(None, error.to_string(), None))
        };
        let mut config = Config::default();
        if let Some(release) = &self.release {
            let parsed = release.get_ref().parse();
            config.release =
                Some(parsed.map_err(|error| place(Some(release.span()), error, None))?);
        }
        for name in &self.select {
            config.switch(&lints(name)?, true);
        }
        for name in &self.ignore {
            config.switch(&lints(name)?, false);
        }
        for (name, level) in &self.severity {
            for lint in lints(name)? {
                config.levels[lint] = match level {
                    Level::Error => Some(Severity::Error),
                    Level::Warning => Some(Severity::Warning),
                    Level::Hint => Some(Severity::Hint),
                    Level::Off => None,
                };
            }
        }
        config.exclude = globs(&mut self.exclude.iter())?;
        for (pattern, settings) in &self.per_file {
            let mut ignored = Vec::new();
            for name in &settings.ignore {
                ignored.extend(lints(name)?);
            }
            config.per_file.push((globs(&mut std::iter::once(pattern))?, ignored));
        }
        config.override_with(overrides).map_err(|message| place(None, message, None))?;
        Ok(config)
    }
}

impl Config {
    /// The settings that follow from the command line alone. The error is a sentence.
    pub fn from_overrides(overrides: &Overrides) -> Result<Config, String> {
        let mut config = Config::default();
        config.override_with(overrides)?;
        Ok(config)
    }

    fn override_with(&mut self, overrides: &Overrides) -> Result<(), String> {
        let lints = |name: &String| lints_named(name).map_err(|unknown| unknown.sentence());
        if !overrides.only.is_empty() {
            let mut only = Vec::new();
            for name in &overrides.only {
                only.extend(lints(name)?);
            }
            self.switch(&only, true);
            for (index, level) in self.levels.iter_mut().enumerate() {
                if !only.contains(&index) {
                    *level = None;
                }
            }
        }
        for name in &overrides.select {
            self.switch(&lints(name)?, true);
        }
        for name in &overrides.ignore {
            self.switch(&lints(name)?, false);
        }
        self.release = overrides.release.or(self.release);
        Ok(())
    }

    fn switch(&mut self, lints: &[usize], on: bool) {
        for &index in lints {
            let level = &mut self.levels[index];
            *level = on.then(|| level.unwrap_or(LINTS[index].severity));
        }
    }

    /// The severity of a lint, or `None` if it does not run.
    pub fn severity(&self, lint: &Lint) -> Option<Severity> {
        let index = LINTS.iter().position(|other| other.name == lint.name)?;
        self.level(index)
    }

    /// The severity of lint number `index`, if it runs at all, release included.
    pub(crate) fn level(&self, index: usize) -> Option<Severity> {
        self.levels[index].filter(|_| LINTS[index].holds.contain(self.release))
    }

    /// Whether the file with this path from the folder of the settings is to be left out when
    /// folders are walked.
    pub fn is_excluded(&self, name: &str) -> bool {
        self.exclude.is_match(name)
    }

    /// Whether lint number `index` is switched off for the file with this path.
    pub(crate) fn is_ignored_in(&self, name: &str, index: usize) -> bool {
        self.per_file.iter().any(|(globs, lints)| lints.contains(&index) && globs.is_match(name))
    }
}

pub(crate) struct UnknownName {
    pub(crate) message: String,
    pub(crate) nearest: Option<String>,
}

impl UnknownName {
    pub(crate) fn sentence(&self) -> String {
        match &self.nearest {
            Some(nearest) => format!("{}; did you mean `{nearest}`?", self.message),
            None => self.message.clone(),
        }
    }
}

/// The lints, as numbers, that a lint's or group's name stands for.
pub(crate) fn lints_named(name: &str) -> Result<Vec<usize>, UnknownName> {
    let is_meant = |lint: &Lint| lint.name == name || lint.group.name() == name || name == "all";
    let lints: Vec<usize> = (0..LINTS.len()).filter(|index| is_meant(LINTS[*index])).collect();
    if !lints.is_empty() {
        return Ok(lints);
    }
    let names = LINTS.iter().map(|lint| lint.name).chain(Group::ALL.map(Group::name));
    let nearest = error::nearest(name, names);
    Err(UnknownName { message: format!("there is no lint or group called `{name}`"), nearest })
}

//! Settings: what a `cfglint.toml` may say, and what follows from it.

mod chain;
mod error;
mod file;
mod names;
mod options;
mod origin;
mod resolve;
#[cfg(feature = "schema")]
mod schema;
mod show;

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

pub use chain::ConfigChain;
pub use error::{ConfigError, nearest as nearest_name};
pub use file::ConfigFile;
pub use names::lints_by_name;
pub(crate) use names::lints_named;
pub(crate) use options::LintOptions;
pub use options::OptionsSpec;
pub use origin::{Origin, Setting};
#[cfg(feature = "schema")]
pub use schema::config_schema;

use resolve::{OptionTable, Pattern, PerFileRule};

use crate::{LINTS, Lint, Release, Severity};

/// The versions of systemd that a setting may name: from the oldest that a supported
/// distribution has to one that is yet to come.
pub const SYSTEMD_VERSIONS: RangeInclusive<u16> = 252..=262;

/// The version of systemd that a number stands for. The error is a sentence.
pub fn systemd_version(number: i64) -> Result<u16, String> {
    let (first, last) = (SYSTEMD_VERSIONS.start(), SYSTEMD_VERSIONS.end());
    u16::try_from(number).ok().filter(|it| SYSTEMD_VERSIONS.contains(it)).ok_or_else(|| {
        format!("`{number}` is not a version of systemd that cfglint knows: {first} to {last}")
    })
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
    /// The version of systemd, one of [`SYSTEMD_VERSIONS`].
    pub systemd_version: Option<u16>,
}

/// Settings in force: a severity for each lint that runs.
#[derive(Debug, Clone)]
pub struct Config {
    /// The release of NixOS, if it is known.
    pub release: Option<Release>,
    /// The version of systemd, if it is known; one of [`SYSTEMD_VERSIONS`].
    pub systemd_version: Option<u16>,
    levels: Vec<Option<Severity>>,
    exclude: Vec<Pattern>,
    per_file: Vec<PerFileRule>,
    options: BTreeMap<usize, OptionTable>,
    release_origin: Origin,
    systemd_version_origin: Origin,
    /// Where the level of each lint comes from.
    origins: Vec<Origin>,
}

impl Default for Config {
    fn default() -> Config {
        let levels = LINTS.iter().map(|lint| lint.on_by_default.then_some(lint.severity)).collect();
        Config {
            release: None,
            systemd_version: None,
            levels,
            exclude: Vec::new(),
            per_file: Vec::new(),
            options: BTreeMap::new(),
            release_origin: Origin::Default,
            systemd_version_origin: Origin::Default,
            origins: vec![Origin::Default; LINTS.len()],
        }
    }
}

impl Config {
    /// The settings that follow from the command line alone. The error is a sentence.
    pub fn from_overrides(overrides: &Overrides) -> Result<Config, String> {
        let mut config = Config::default();
        config.override_with(overrides)?;
        Ok(config)
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

    /// The severity of lint number `index` in the file with this path from the folder of the
    /// settings; `None` if it says nothing there.
    pub(crate) fn level_in(&self, path: &str, index: usize) -> Option<Severity> {
        let level = self.level(index)?;
        self.per_file_level(path, index).map_or(Some(level), |(level, _)| *level)
    }

    /// What the settings say of a lint in one file: the last word counts.
    fn per_file_level(&self, path: &str, index: usize) -> Option<&(Option<Severity>, Origin)> {
        let said = |rule: &&PerFileRule| rule.levels.contains_key(&index);
        let mut rules = self.per_file.iter().rev().filter(said);
        rules.find(|rule| rule.pattern.is_match(path))?.levels.get(&index)
    }

    /// Whether the settings leave out anything at all.
    pub fn excludes_any(&self) -> bool {
        !self.exclude.is_empty()
    }

    /// Whether the file with this path from the folder of the settings is to be left out when
    /// folders are walked, itself or by a folder around it. `/` is between the parts.
    pub fn is_excluded(&self, path: &str) -> bool {
        self.exclude.iter().any(|pattern| pattern.covers(path))
    }

    /// The options of lint number `index`, if the settings have some.
    pub(crate) fn options<T: LintOptions>(&self, index: usize) -> Option<&T> {
        self.options.get(&index)?.decoded.as_ref()?.get()
    }
}

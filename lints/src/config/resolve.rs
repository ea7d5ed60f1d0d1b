//! From files of settings to settings in force.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use globset::{Glob, GlobMatcher};
use rustc_hash::FxHashMap;
use toml::Spanned;
use toml::de::DeTable;

use super::error::did_you_mean;
use super::file::Level;
use super::names::{Breadth, lints_named};
use super::options::Decoded;
use super::{Config, ConfigError, ConfigFile, Origin, Overrides};
use crate::{LINTS, Severity};

/// One file of settings among those that build on one another.
pub(super) struct Layer<'a> {
    pub(super) file: &'a ConfigFile,
    /// The way from its folder to that of the nearest file, with a `/` at its end; or nothing.
    pub(super) way: String,
}

/// A glob, which counts from the folder of the file that has it.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    /// As it is written.
    pub(super) written: String,
    glob: GlobMatcher,
    /// As in [`Layer`].
    way: String,
    pub(super) origin: Origin,
}

impl Pattern {
    /// Whether it matches a path from the folder of the nearest file.
    pub(super) fn is_match(&self, path: &str) -> bool {
        self.is_match_of(&self.whole(path))
    }

    /// Whether it matches the path or a folder around it.
    pub(super) fn covers(&self, path: &str) -> bool {
        let whole = self.whole(path);
        let ends = whole.match_indices('/').map(|(at, _)| at).filter(|at| *at > 0);
        ends.chain([whole.len()]).any(|end| self.is_match_of(&whole[..end]))
    }

    /// The path from the folder of the file that has the pattern. One that begins with `/` is of a
    /// file elsewhere, and stays.
    fn whole<'a>(&self, path: &'a str) -> Cow<'a, str> {
        match self.way.is_empty() || path.starts_with('/') {
            true => Cow::Borrowed(path),
            false => Cow::Owned(format!("{}{path}", self.way)),
        }
    }

    fn is_match_of(&self, whole: &str) -> bool {
        let is_rooted = self.written.starts_with('/') && !whole.starts_with('/');
        self.glob.is_match(whole) || (is_rooted && self.glob.is_match(format!("/{whole}")))
    }
}

/// What a pattern means to a matcher of whole paths: `./` in front and `/` at the end are written by
/// whoever thinks of folders, and a folder stands for all that is in it.
fn glob_of(written: &str) -> String {
    let glob = written.strip_prefix("./").unwrap_or(written);
    match glob.strip_suffix('/') {
        Some(folder) if !folder.is_empty() => format!("{folder}/**"),
        // The folder of the file itself.
        None if !glob.is_empty() || written.is_empty() => glob.to_owned(),
        _ => "**".to_owned(),
    }
}

/// What a file says of the files that a glob matches.
#[derive(Debug, Clone)]
pub(super) struct PerFileRule {
    pub(super) pattern: Pattern,
    /// The severity of lints, by number, and where it is said.
    pub(super) levels: FxHashMap<usize, (Option<Severity>, Origin)>,
}

/// An option of a lint.
#[derive(Debug, Clone, Default)]
pub(super) struct OptionTable {
    pub(super) values: toml::Table,
    pub(super) origins: BTreeMap<String, Origin>,
    pub(super) decoded: Option<Decoded>,
}

/// What a list or a table says of some lints.
struct Choice {
    breadth: Breadth,
    lints: Vec<usize>,
    what: What,
    origin: Origin,
}

#[derive(Clone, Copy)]
enum What {
    On,
    Off,
    Level(Option<Severity>),
}

impl Config {
    /// The settings of files, the farthest first, and of what outweighs them.
    pub(super) fn of_layers(
        layers: &[Layer<'_>],
        overrides: &Overrides,
    ) -> Result<Config, Box<ConfigError>> {
        let mut config = Config::default();
        for layer in layers {
            config.apply(layer)?;
        }
        for (index, table) in &mut config.options {
            // Each part was read by itself before, so this cannot fail.
            let spec = LINTS[*index].options.as_ref();
            let decoded = spec.map(|spec| (spec.decode)(table.values.clone()));
            table.decoded = decoded.transpose().map_err(|error| {
                Box::new(ConfigError::without_place(error.message().to_owned()))
            })?;
        }
        config
            .override_with(overrides)
            .map_err(|message| Box::new(ConfigError::without_place(message)))?;
        Ok(config)
    }

    fn apply(&mut self, layer: &Layer<'_>) -> Result<(), Box<ConfigError>> {
        let file = layer.file;
        let fields = &file.fields;
        if let Some(release) = &fields.release {
            let parsed = release.get_ref().parse();
            self.release =
                Some(parsed.map_err(|error: String| file.error(release.span(), error, None))?);
            self.release_origin = file.origin(&release.span());
        }
        if let Some(version) = &fields.systemd_version {
            let parsed = super::systemd_version(*version.get_ref());
            self.systemd_version =
                Some(parsed.map_err(|error| file.error(version.span(), error, None))?);
            self.systemd_version_origin = file.origin(&version.span());
        }
        let mut choices = Vec::new();
        for (names, what) in [(&fields.select, What::On), (&fields.ignore, What::Off)] {
            for name in names {
                choices.push(choice(file, name, what)?);
            }
        }
        for (name, level) in &fields.severity {
            choices.push(choice(file, name, What::Level(level.severity()))?);
        }
        self.choose(choices);
        for pattern in &fields.exclude {
            self.exclude.push(layer.pattern(pattern)?);
        }
        let mut per_file: Vec<_> = fields.per_file.iter().collect();
        per_file.sort_by_key(|(pattern, _)| pattern.span().start);
        for (pattern, settings) in per_file {
            let mut choices = Vec::new();
            for name in &settings.ignore {
                choices.push(choice(file, name, What::Level(None))?);
            }
            for (name, level) in &settings.severity {
                choices.push(choice(file, name, What::Level(Level::severity(*level)))?);
            }
            choices.sort_by_key(|choice| choice.breadth);
            let mut levels = FxHashMap::default();
            for choice in choices {
                if let What::Level(level) = choice.what {
                    let said = (level, choice.origin);
                    levels.extend(choice.lints.iter().map(|index| (*index, said.clone())));
                }
            }
            self.per_file.push(PerFileRule { pattern: layer.pattern(pattern)?, levels });
        }
        self.apply_options(file)
    }

    /// Applies what is said of lints; what is said of one outweighs what is said of its group.
    fn choose(&mut self, mut choices: Vec<Choice>) {
        choices.sort_by_key(|choice| choice.breadth);
        for Choice { lints, what, origin, .. } in choices {
            for index in lints {
                let level = &mut self.levels[index];
                *level = match what {
                    What::On => level.or(Some(LINTS[index].severity)),
                    What::Off => None,
                    What::Level(severity) => severity,
                };
                self.origins[index] = origin.clone();
            }
        }
    }

    fn apply_options(&mut self, file: &ConfigFile) -> Result<(), Box<ConfigError>> {
        if file.fields.lint.is_empty() {
            return Ok(());
        }
        // Read once more, for the places of the values.
        let whole = DeTable::parse(file.text())
            .map_err(|error| Box::new(ConfigError::from_toml(error, file.text(), file.name())))?;
        let tables = whole.into_inner().remove("lint").map(|it| it.into_inner());
        for (name, values) in &file.fields.lint {
            let known = LINTS.iter().position(|lint| lint.name == name.get_ref());
            let Some(index) = known else {
                let nearest = super::nearest_name(name.get_ref(), LINTS.iter().map(|it| it.name));
                let message = format!("there is no lint called `{}`", name.get_ref());
                return Err(file.error(name.span(), message, nearest.map(|it| did_you_mean(&it))));
            };
            let Some(spec) = &LINTS[index].options else {
                let message = format!("the lint `{}` has no options", name.get_ref());
                let help = format!("its severity is set by `severity.{}`", name.get_ref());
                return Err(file.error(name.span(), message, Some(help)));
            };
            let table = tables.as_ref().and_then(|it| it.as_table()?.get(name.get_ref().as_str()));
            let mut origins = BTreeMap::new();
            if let Some(table) = table {
                (spec.check)(table.clone()).map_err(|error| {
                    let mut error = ConfigError::from_toml(error, file.text(), file.name());
                    error.or_at(name.span());
                    Box::new(error)
                })?;
                for key in table.get_ref().as_table().into_iter().flat_map(|it| it.keys()) {
                    origins.insert(key.get_ref().to_string(), file.origin(&key.span()));
                }
            }
            let merged = self.options.entry(index).or_default();
            merged.values.extend(values.clone());
            merged.origins.extend(origins);
        }
        Ok(())
    }

    pub(super) fn override_with(&mut self, overrides: &Overrides) -> Result<(), String> {
        let lints = |name: &String| lints_named(name).map_err(|unknown| unknown.sentence());
        let choice = |name: &String, what| {
            let origin = Origin::Override;
            Ok::<_, String>(Choice {
                breadth: Breadth::of(name),
                lints: lints(name)?,
                what,
                origin,
            })
        };
        if !overrides.only.is_empty() {
            let mut only = Vec::new();
            for name in &overrides.only {
                only.extend(lints(name)?);
            }
            for (index, lint) in LINTS.iter().enumerate() {
                let is_meant = only.contains(&index);
                let level = &mut self.levels[index];
                *level = is_meant.then(|| level.unwrap_or(lint.severity));
                self.origins[index] = Origin::Override;
            }
        }
        let mut choices = Vec::new();
        for (names, what) in [(&overrides.select, What::On), (&overrides.ignore, What::Off)] {
            for name in names {
                choices.push(choice(name, what)?);
            }
        }
        self.choose(choices);
        if overrides.release.is_some() {
            self.release = overrides.release;
            self.release_origin = Origin::Override;
        }
        if overrides.systemd_version.is_some() {
            self.systemd_version = overrides.systemd_version;
            self.systemd_version_origin = Origin::Override;
        }
        Ok(())
    }
}

impl Layer<'_> {
    fn pattern(&self, written: &Spanned<String>) -> Result<Pattern, Box<ConfigError>> {
        let span: Range<usize> = written.span();
        let glob = Glob::new(&glob_of(written.get_ref()))
            .map_err(|error| self.file.error(span.clone(), error.to_string(), None))?;
        let origin = self.file.origin(&span);
        let (glob, written) = (glob.compile_matcher(), written.get_ref().clone());
        Ok(Pattern { written, glob, way: self.way.clone(), origin })
    }
}

fn choice(
    file: &ConfigFile,
    name: &Spanned<String>,
    what: What,
) -> Result<Choice, Box<ConfigError>> {
    let lints = lints_named(name.get_ref()).map_err(|unknown| {
        let help = unknown.nearest.map(|nearest| did_you_mean(&nearest));
        file.error(name.span(), unknown.message, help)
    })?;
    let origin = file.origin(&name.span());
    Ok(Choice { breadth: Breadth::of(name.get_ref()), lints, what, origin })
}

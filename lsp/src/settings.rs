//! Settings that come from the editor, and the configuration files of the open documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use cfglint_lints::{
    Analysis, Config, ConfigChain, ConfigError, ConfigFile, Overrides, nearest_config,
};
use serde_json::Value;

use crate::discovery::name_in;
use crate::project::{Group, GroupKey};

/// Which configuration file is in force; `None` is the defaults.
pub(crate) type ConfigPath = Option<PathBuf>;

/// What the editor shows only if its user wants it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Features {
    /// `cfglint.inlayHints`
    pub(crate) inlay_hints: bool,
    /// `cfglint.codeLens`
    pub(crate) code_lens: bool,
    /// `cfglint.formatter`: a program and its arguments; empty if there is none.
    pub(crate) formatter: Vec<String>,
    /// `cfglint.formatterTimeout`
    pub(crate) formatter_limit: Option<Duration>,
}

impl Features {
    fn new(value: &Value) -> Result<Features, String> {
        let flag = |key: &str| match value.get(key) {
            None | Some(Value::Null) => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(_) => Err(format!("cfglint.{key} must be true or false")),
        };
        let sentence =
            || "cfglint.formatter must be a list of a program and its arguments".to_owned();
        let formatter = match value.get("formatter") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(words)) => {
                let word = |word: &Value| word.as_str().map(str::to_owned).ok_or_else(sentence);
                words.iter().map(word).collect::<Result<_, _>>()?
            }
            Some(_) => return Err(sentence()),
        };
        let formatter_limit = match value.get("formatterTimeout") {
            None | Some(Value::Null) => None,
            Some(seconds) => {
                let limit = seconds.as_f64().and_then(|it| Duration::try_from_secs_f64(it).ok());
                let sentence = || "cfglint.formatterTimeout must be a number of seconds".to_owned();
                Some(limit.ok_or_else(sentence)?)
            }
        };
        Ok(Features {
            inlay_hints: flag("inlayHints")?,
            code_lens: flag("codeLens")?,
            formatter,
            formatter_limit,
        })
    }
}

/// The configuration files that are in force for some document.
#[derive(Default)]
pub(crate) struct Configs {
    overrides: Overrides,
    features: Features,
    entries: BTreeMap<ConfigPath, Entry>,
}

struct Entry {
    text: Arc<str>,
    /// The files that it extends, and the texts that they had; `None` if one cannot be read.
    bases: Vec<(PathBuf, Option<Arc<str>>)>,
    /// What the file and those that it extends say, if that can be read.
    chain: Option<ConfigChain>,
    /// What the file said when it last made sense.
    analysis: Arc<Analysis>,
    problem: Option<Problem>,
}

/// What is wrong with a configuration file, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) message: String,
    pub(crate) span: std::ops::Range<usize>,
}

impl Configs {
    /// Reads the settings that the editor sends. The error is a sentence.
    pub(crate) fn set_editor_settings(&mut self, value: &Value) -> Result<(), String> {
        let overrides = overrides(value)?;
        self.features = Features::new(value)?;
        Config::from_overrides(&overrides)?;
        self.overrides = overrides;
        // Everything follows from them, so read everything anew; broken files keep what they had.
        for (path, entry) in &mut self.entries {
            entry.resolve(path.as_deref(), &self.overrides);
        }
        Ok(())
    }

    /// What the editor's user wants to see.
    pub(crate) fn features(&self) -> Features {
        self.features.clone()
    }

    /// The configuration file for files in `folder`, read if it is new or has changed.
    pub(crate) fn nearest(
        &mut self,
        folder: Option<&Path>,
        mut read: impl FnMut(&Path) -> Option<Arc<str>>,
    ) -> ConfigPath {
        let found = folder.and_then(|folder| nearest_config(folder, &mut read));
        let (path, text) = match found {
            Some((path, text)) => (Some(path), text),
            None => (None, Arc::from("")),
        };
        let entry = self.entries.entry(path.clone()).or_default();
        let mut is_as_known = |(path, text): &(PathBuf, Option<Arc<str>>)| read(path) == *text;
        if entry.text != text || !entry.is_read() || !entry.bases.iter().all(&mut is_as_known) {
            entry.text = text;
            entry.read(path.as_deref(), &mut read);
            entry.resolve(path.as_deref(), &self.overrides);
        }
        path
    }

    /// A group without files. Of what is in force for it, `used` is told.
    pub(crate) fn group(
        &mut self,
        key: GroupKey,
        roots: &[PathBuf],
        read: impl Fn(&Path) -> Option<Arc<str>>,
        used: &mut Vec<ConfigPath>,
    ) -> Group {
        let is_left_out = self.is_left_out(&key, read, used);
        if !is_left_out {
            used.push(key.0.clone());
        }
        let known = self.analysis(&key.0).cloned();
        let analysis = known.unwrap_or_else(|| Entry::default().analysis);
        Group { is_left_out, ..Group::new(key, analysis, roots.to_owned()) }
    }

    /// Whether a file of settings is excluded by those further up in the workspace folder. Then
    /// it counts for nothing, and all around it is excluded, as for a walk from there.
    fn is_left_out(
        &mut self,
        (config, root): &GroupKey,
        read: impl Fn(&Path) -> Option<Arc<str>>,
        used: &mut Vec<ConfigPath>,
    ) -> bool {
        let Some(root) = root else { return false };
        let (mut is_left_out, mut counting) = (false, Vec::new());
        let mut inner = config.clone();
        while let Some(path) = inner {
            let folder = path.parent().filter(|it| it != root && it.starts_with(root));
            let Some(around) = folder.and_then(Path::parent) else { break };
            let outer = self.nearest(Some(around), &read);
            let name = name_in(&path, outer.as_deref().and_then(Path::parent));
            if self.analysis(&outer).is_some_and(|it| it.config().is_excluded(&name)) {
                is_left_out = true;
                counting.clear();
            }
            counting.push(outer.clone());
            inner = outer;
        }
        used.extend(counting);
        is_left_out
    }

    /// Forgets the files that are in force for no document any more.
    pub(crate) fn retain(&mut self, used: &[ConfigPath]) {
        self.entries.retain(|path, _| used.contains(path));
    }

    fn analysis(&self, path: &ConfigPath) -> Option<&Arc<Analysis>> {
        self.entries.get(path).map(|entry| &entry.analysis)
    }

    /// The files that the settings in force were read from, or would be if they were there.
    pub(crate) fn paths(&self) -> impl Iterator<Item = &Path> {
        let nearest = self.entries.keys().filter_map(Option::as_deref);
        let bases = self.entries.values().flat_map(|entry| &entry.bases);
        nearest.chain(bases.map(|(path, _)| path.as_path()))
    }

    /// The files with their texts, and what is wrong with each.
    pub(crate) fn problems(&self) -> impl Iterator<Item = (&Path, &Arc<str>, Option<&Problem>)> {
        self.entries.iter().filter_map(|(path, entry)| {
            Some((path.as_deref()?, &entry.text, entry.problem.as_ref()))
        })
    }
}

impl Default for Entry {
    fn default() -> Entry {
        Entry {
            text: Arc::from(""),
            bases: Vec::new(),
            chain: None,
            analysis: Arc::new(Analysis::new(Arc::default())),
            problem: None,
        }
    }
}

impl Entry {
    fn is_read(&self) -> bool {
        self.chain.is_some() || self.problem.is_some()
    }

    /// Reads the file and those that it extends.
    fn read(&mut self, path: Option<&Path>, mut read: impl FnMut(&Path) -> Option<Arc<str>>) {
        self.bases.clear();
        let path = path.unwrap_or(Path::new(""));
        let chain = ConfigChain::load(path, Arc::clone(&self.text), |base| {
            let text = read(base);
            self.bases.push((base.to_owned(), text.clone()));
            text.ok_or_else(|| "there is no such file, or it is no text".to_owned())
        });
        match chain {
            Ok(chain) => {
                self.chain = Some(chain);
                self.problem = None;
            }
            Err(error) => {
                self.chain = None;
                self.problem = Some(Problem::new(&error, path, &self.text));
            }
        }
    }

    fn resolve(&mut self, path: Option<&Path>, overrides: &Overrides) {
        let Some(chain) = &self.chain else {
            return;
        };
        match chain.resolve(overrides) {
            Ok(config) => {
                self.analysis = Arc::new(Analysis::new(Arc::new(config)));
                self.problem = None;
            }
            Err(error) => {
                let path = path.unwrap_or(Path::new(""));
                self.problem = Some(Problem::new(&error, path, &self.text));
            }
        }
    }
}

impl Problem {
    /// A mistake in a file that is extended is shown where it is extended.
    fn new(error: &ConfigError, path: &Path, text: &Arc<str>) -> Problem {
        let name = path.display().to_string();
        if error.name() == name {
            return Problem { message: error.sentence(), span: error.span().unwrap_or(0..0) };
        }
        let file = ConfigFile::parse(Arc::clone(text), name);
        let span = file.ok().and_then(|file| file.extend().map(|(_, span)| span));
        let message = format!("in {}: {}", error.name(), error.sentence());
        Problem { message, span: span.unwrap_or(0..0) }
    }
}

fn overrides(value: &Value) -> Result<Overrides, String> {
    let names = |key: &str| -> Result<Vec<String>, String> {
        let sentence = || format!("cfglint.{key} must be a list of lint or group names");
        match value.get(key) {
            None | Some(Value::Null) => Ok(Vec::new()),
            Some(Value::Array(names)) => {
                let name = |name: &Value| name.as_str().map(str::to_owned).ok_or_else(sentence);
                names.iter().map(name).collect()
            }
            Some(_) => Err(sentence()),
        }
    };
    let release = match value.get("release") {
        None | Some(Value::Null) => None,
        Some(Value::String(text)) if text.is_empty() => None,
        Some(Value::String(text)) => {
            Some(text.parse().map_err(|error| format!("cfglint.release: {error}"))?)
        }
        Some(_) => return Err("cfglint.release must be text such as \"24.11\"".to_owned()),
    };
    let (select, ignore) = (names("select")?, names("ignore")?);
    Ok(Overrides { select, ignore, release, ..Overrides::default() })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_broken_file_leaves_the_last_good_settings() {
        let mut configs = Configs::default();
        let folder = Path::new("/w");
        let mut read = |text: &'static str| {
            configs.nearest(Some(folder), |path| path.starts_with("/w/").then(|| text.into()));
            let path = Some(PathBuf::from("/w/cfglint.toml"));
            let release = configs.analysis(&path).and_then(|it| it.config().release);
            (release, configs.problems().any(|(_, _, problem)| problem.is_some()))
        };
        let release = "release = \"24.11\"";
        let (known, is_broken) = read(release);
        assert!(known.is_some() && !is_broken);
        assert_eq!(read("release = "), (known, true));
        assert_eq!(read("# nothing"), (None, false));
    }

    #[test]
    fn a_file_that_is_extended_counts_and_is_read_anew() {
        let mut configs = Configs::default();
        let mut read = |base: Option<&'static str>| {
            configs.nearest(Some(Path::new("/w")), |path| match path.to_str()? {
                "/w/cfglint.toml" => Some("# é\nextend = \"base.toml\"".into()),
                "/w/base.toml" => base.map(Arc::from),
                _ => None,
            });
            let path = Some(PathBuf::from("/w/cfglint.toml"));
            let release = configs.analysis(&path).and_then(|it| it.config().release);
            let problem = configs.problems().find_map(|(_, _, problem)| problem.cloned());
            (release.map(|it| it.to_string()), problem)
        };
        let known = Some("24.11".to_owned());
        assert_eq!(read(Some("release = \"24.11\"")), (known.clone(), None));
        assert_eq!(read(Some("release = \"25.05\"")).0.as_deref(), Some("25.05"));
        let (release, problem) = read(Some("relese = \"24.11\""));
        assert_eq!(release.as_deref(), Some("25.05"), "the last good settings stay");
        let problem = problem.expect("a problem");
        assert!(problem.message.contains("/w/base.toml: there is no setting"), "{problem:?}");
        assert_eq!(problem.span, 14..25);
        assert!(read(None).1.is_some_and(|it| it.message.contains("cannot read /w/base.toml")));
        assert_eq!(read(Some("release = \"24.11\"")), (known, None));
    }

    #[test]
    fn settings_of_the_editor_are_checked() {
        let mut configs = Configs::default();
        assert_eq!(
            configs.set_editor_settings(&json!({ "release": "24.11", "path": "x" })),
            Ok(())
        );
        assert_eq!(configs.set_editor_settings(&Value::Null), Ok(()));
        let unknown = configs.set_editor_settings(&json!({ "ignore": ["syslog-outptu"] }));
        assert!(unknown.is_err_and(|sentence| sentence.contains("syslog-output")));
        assert!(configs.set_editor_settings(&json!({ "release": 24 })).is_err());
        assert_eq!(configs.features(), Features::default());
        assert_eq!(configs.set_editor_settings(&json!({ "inlayHints": true })), Ok(()));
        assert_eq!(configs.features(), Features { inlay_hints: true, ..Features::default() });
        assert!(configs.set_editor_settings(&json!({ "codeLens": "yes" })).is_err());
    }
}

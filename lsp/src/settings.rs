//! Settings that come from the editor, and the configuration files of the open documents.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{Analysis, Config, ConfigError, ConfigFile, Overrides, nearest_config};
use serde_json::Value;

/// Which configuration file is in force; `None` is the defaults.
pub(crate) type ConfigPath = Option<PathBuf>;

/// The configuration files that are in force for some document.
#[derive(Default)]
pub(crate) struct Configs {
    overrides: Overrides,
    entries: BTreeMap<ConfigPath, Entry>,
}

struct Entry {
    text: Arc<str>,
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
        Config::from_overrides(&overrides)?;
        self.overrides = overrides;
        // Everything follows from them, so read everything anew; broken files keep what they had.
        for (path, entry) in &mut self.entries {
            entry.read(path.as_deref(), &self.overrides);
        }
        Ok(())
    }

    /// The configuration file for files in `folder`, read if it is new or has changed.
    pub(crate) fn nearest(
        &mut self,
        folder: Option<&Path>,
        read: impl FnMut(&Path) -> Option<Arc<str>>,
    ) -> ConfigPath {
        let found = folder.and_then(|folder| nearest_config(folder, read));
        let (path, text) = match found {
            Some((path, text)) => (Some(path), text),
            None => (None, Arc::from("")),
        };
        match self.entries.get_mut(&path) {
            Some(entry) if entry.text == text => {}
            Some(entry) => {
                entry.text = text;
                entry.read(path.as_deref(), &self.overrides);
            }
            None => {
                let analysis = Arc::new(Analysis::new(Arc::default()));
                let mut entry = Entry { text, analysis, problem: None };
                entry.read(path.as_deref(), &self.overrides);
                self.entries.insert(path.clone(), entry);
            }
        }
        path
    }

    /// Forgets the files that are in force for no document any more.
    pub(crate) fn retain(&mut self, used: &[ConfigPath]) {
        self.entries.retain(|path, _| used.contains(path));
    }

    pub(crate) fn analysis(&self, path: &ConfigPath) -> Option<&Arc<Analysis>> {
        self.entries.get(path).map(|entry| &entry.analysis)
    }

    /// The files with their texts, and what is wrong with each.
    pub(crate) fn problems(&self) -> impl Iterator<Item = (&Path, &Arc<str>, Option<&Problem>)> {
        self.entries.iter().filter_map(|(path, entry)| {
            Some((path.as_deref()?, &entry.text, entry.problem.as_ref()))
        })
    }
}

impl Entry {
    fn read(&mut self, path: Option<&Path>, overrides: &Overrides) {
        let name = path.map(|path| path.display().to_string()).unwrap_or_default();
        let resolved = ConfigFile::parse(&self.text, &name)
            .and_then(|file| file.resolve(overrides, &self.text, &name));
        match resolved {
            Ok(config) => {
                self.analysis = Arc::new(Analysis::new(Arc::new(config)));
                self.problem = None;
            }
            Err(error) => self.problem = Some(Problem::new(&error)),
        }
    }
}

impl Problem {
    fn new(error: &ConfigError) -> Problem {
        Problem { message: error.sentence(), span: error.span().unwrap_or(0..0) }
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
    Ok(Overrides { select: names("select")?, ignore: names("ignore")?, release, only: Vec::new() })
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
    }
}

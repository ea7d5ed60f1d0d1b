//! Which settings apply to which file.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{Analysis, Config, ConfigFile, Overrides, nearest_config};
use miette::IntoDiagnostic;

use crate::args::SettingsArgs;
use crate::error::Error;

/// The settings of one `cfglint.toml`, or those of none.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) analysis: Analysis,
    /// The file, if there is one.
    pub(crate) file: Option<PathBuf>,
    /// The folder from which the globs count.
    base: PathBuf,
}

impl Settings {
    fn new(config: Config, file: Option<PathBuf>, base: PathBuf) -> Settings {
        Settings { analysis: Analysis::new(Arc::new(config)), file, base }
    }

    /// The path from the folder of the settings, with `/` between the parts; for globs.
    pub(crate) fn relative(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.base).unwrap_or(path))
    }

    /// Whether the settings leave out this file, or a folder around it.
    pub(crate) fn exclude(&self, path: &Path) -> bool {
        let Ok(relative) = path.strip_prefix(&self.base) else {
            return false;
        };
        let config = self.analysis.config();
        relative
            .ancestors()
            .filter(|part| !part.as_os_str().is_empty())
            .any(|part| config.is_excluded(&slashed(part)))
    }
}

/// A path as text, with `/` between the parts.
pub(crate) fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    match std::path::MAIN_SEPARATOR {
        '/' => text.into_owned(),
        separator => text.replace(separator, "/"),
    }
}

/// Finds the settings of files, and reads each `cfglint.toml` once.
pub(crate) struct SettingsFinder {
    overrides: Overrides,
    /// The settings for every file, if the command line names them.
    fixed: Option<Arc<Settings>>,
    none: Arc<Settings>,
    by_file: HashMap<PathBuf, Arc<Settings>>,
    by_folder: HashMap<PathBuf, Arc<Settings>>,
}

impl SettingsFinder {
    pub(crate) fn new(args: &SettingsArgs) -> miette::Result<SettingsFinder> {
        let overrides = args.overrides();
        let here = std::env::current_dir().into_diagnostic()?;
        let config = Config::from_overrides(&overrides).map_err(Error::usage)?;
        let none = Arc::new(Settings::new(config, None, here.clone()));
        let fixed = match &args.config {
            Some(path) => {
                let text =
                    fs::read_to_string(path).map_err(|error| Error::unreadable(path, &error))?;
                let path = here.join(path);
                Some(Arc::new(read(&path, &text, &overrides)?))
            }
            None => args.no_config.then(|| Arc::clone(&none)),
        };
        let (by_file, by_folder) = (HashMap::new(), HashMap::new());
        Ok(SettingsFinder { overrides, fixed, none, by_file, by_folder })
    }

    /// The settings for files in `folder`, an absolute path.
    pub(crate) fn for_folder(&mut self, folder: &Path) -> miette::Result<Arc<Settings>> {
        if let Some(settings) = self.fixed.as_ref().or_else(|| self.by_folder.get(folder)) {
            return Ok(Arc::clone(settings));
        }
        let settings = match nearest_config(folder, read_config) {
            Some((path, text)) => match self.by_file.get(&path) {
                Some(settings) => Arc::clone(settings),
                None => {
                    let text = text.map_err(|error| Error::unreadable(&path, &error))?;
                    let settings = Arc::new(read(&path, &text, &self.overrides)?);
                    self.by_file.insert(path, Arc::clone(&settings));
                    settings
                }
            },
            None => Arc::clone(&self.none),
        };
        self.by_folder.insert(folder.to_owned(), Arc::clone(&settings));
        Ok(settings)
    }
}

fn read_config(path: &Path) -> Option<io::Result<String>> {
    match fs::read_to_string(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => None,
        result => Some(result),
    }
}

fn read(path: &Path, text: &str, overrides: &Overrides) -> miette::Result<Settings> {
    let name = path.display().to_string();
    let config = ConfigFile::parse(text, &name)
        .and_then(|file| file.resolve(overrides, text, &name))
        .map_err(|error| miette::Report::new(*error))?;
    let base = path.parent().unwrap_or(Path::new("/")).to_owned();
    Ok(Settings::new(config, Some(path.to_owned()), base))
}

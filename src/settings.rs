//! Which settings apply to which file.

use std::collections::HashMap;
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{Analysis, CONFIG_NAME, Config, ConfigChain, Overrides};
use miette::IntoDiagnostic;

use crate::args::SettingsArgs;
use crate::cache::{Digest, Digester};
use crate::error::{Error, reason};

/// Settings are short; a longer file is something else.
const LENGTH_LIMIT: u64 = 1 << 20;

/// The settings of one `cfglint.toml`, or those of none.
#[derive(Debug)]
pub(crate) struct Settings {
    pub(crate) analysis: Analysis,
    /// The file, if there is one, and those that it extends, the nearest first.
    pub(crate) files: Vec<PathBuf>,
    /// What they follow from: the files, their texts, and what overrides them.
    pub(crate) digest: Digest,
    /// The folder from which the globs count.
    base: PathBuf,
}

impl Settings {
    fn new(config: Config, files: Vec<PathBuf>, digest: Digest, base: PathBuf) -> Settings {
        Settings { analysis: Analysis::new(Arc::new(config)), files, digest, base }
    }

    /// The path from the folder of the settings, with `/` between the parts; for globs.
    pub(crate) fn relative(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.base).unwrap_or(path))
    }

    /// Whether `folder` has settings of its own, and these leave them out.
    fn exclude_settings_in(&self, folder: &Path) -> bool {
        let path = folder.join(CONFIG_NAME);
        self.exclude(&path) && fs::symlink_metadata(path).is_ok()
    }

    /// Whether the settings leave out this file, or a folder around it.
    fn exclude(&self, path: &Path) -> bool {
        if !self.analysis.config().excludes_any() {
            return false;
        }
        let Ok(relative) = path.strip_prefix(&self.base) else {
            return false;
        };
        self.analysis.config().is_excluded(&slashed(relative))
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

/// Finds the settings of files, and looks into each folder once.
pub(crate) struct SettingsFinder {
    overrides: Overrides,
    /// The settings for every file, if the command line names them.
    fixed: Option<Arc<Settings>>,
    none: Arc<Settings>,
    by_folder: HashMap<PathBuf, Arc<Settings>>,
    /// Where the user stands.
    here: PathBuf,
}

impl SettingsFinder {
    pub(crate) fn new(args: &SettingsArgs) -> miette::Result<SettingsFinder> {
        let overrides = args.overrides();
        let here = std::env::current_dir().into_diagnostic()?;
        let config = Config::from_overrides(&overrides).map_err(Error::usage)?;
        let none = Arc::new(Settings::new(
            config,
            Vec::new(),
            digester(&overrides).finish(),
            here.clone(),
        ));
        let fixed = match &args.config {
            Some(path) => {
                let text = read_text(path)
                    .map_err(|reason| Error::Unreadable { path: path.clone(), reason })?;
                Some(Arc::new(read(&here.join(path), text, &overrides)?))
            }
            None => args.no_config.then(|| Arc::clone(&none)),
        };
        Ok(SettingsFinder { overrides, fixed, none, by_folder: HashMap::new(), here })
    }

    /// The settings for files in `folder`, an absolute path.
    pub(crate) fn for_folder(&mut self, folder: &Path) -> miette::Result<Arc<Settings>> {
        if let Some(settings) = self.fixed.as_ref().or_else(|| self.by_folder.get(folder)) {
            return Ok(Arc::clone(settings));
        }
        let path = folder.join(CONFIG_NAME);
        let settings = match (read_config(&path), folder.parent()) {
            (Some(text), _) => {
                let text =
                    text.map_err(|reason| Error::Unreadable { path: path.clone(), reason })?;
                Arc::new(read(&path, text, &self.overrides)?)
            }
            (None, Some(parent)) => self.for_folder(parent)?,
            (None, None) => Arc::clone(&self.none),
        };
        self.by_folder.insert(folder.to_owned(), Arc::clone(&settings));
        Ok(settings)
    }

    /// The settings for a file that is named; with `is_strict`, `None` if a walk of the folder where
    /// the user stands would leave it out.
    pub(crate) fn for_named(
        &mut self,
        path: &Path,
        is_strict: bool,
    ) -> miette::Result<Option<Arc<Settings>>> {
        if is_strict {
            let here = self.here.clone();
            return self.below(&here).for_file(path);
        }
        self.for_folder(path.parent().unwrap_or(Path::new("/"))).map(Some)
    }

    /// The settings for what no file of settings speaks of.
    pub(crate) fn none(&self) -> Arc<Settings> {
        Arc::clone(&self.none)
    }

    /// Asks for settings while a walk goes down from `start`, an absolute path.
    pub(crate) fn below(&mut self, start: &Path) -> Below<'_> {
        Below { finder: self, start: start.to_owned(), known: HashMap::new(), last: None }
    }
}

/// The settings of folders below one where a walk begins.
pub(crate) struct Below<'a> {
    finder: &'a mut SettingsFinder,
    start: PathBuf,
    known: HashMap<PathBuf, Option<Arc<Settings>>>,
    /// The folder that was asked for last, as files of one follow one another.
    last: Option<(PathBuf, Option<Arc<Settings>>)>,
}

impl Below<'_> {
    /// The settings for a file that the walk has found; `None` if it is left out.
    pub(crate) fn for_file(&mut self, path: &Path) -> miette::Result<Option<Arc<Settings>>> {
        let folder = path.parent().unwrap_or(Path::new("/"));
        let last = self.last.as_ref().filter(|(last, _)| last.as_os_str() == folder.as_os_str());
        let settings = match last {
            Some((_, settings)) => settings.clone(),
            None => {
                let settings = self.for_folder(folder)?;
                self.last = Some((folder.to_owned(), settings.clone()));
                settings
            }
        };
        Ok(settings.filter(|settings| !settings.exclude(path)))
    }

    /// Settings that those further up leave out do not count, and are not even read: what is in
    /// their folder is left out with them.
    fn for_folder(&mut self, folder: &Path) -> miette::Result<Option<Arc<Settings>>> {
        if let Some(known) = self.known.get(folder) {
            return Ok(known.clone());
        }
        let is_below = folder != self.start && folder.starts_with(&self.start);
        let parent = folder.parent().filter(|_| is_below && self.finder.fixed.is_none());
        let settings = match parent {
            None => Some(self.finder.for_folder(folder)?),
            Some(parent) => match self.for_folder(parent)? {
                Some(around) if !around.exclude_settings_in(folder) => {
                    Some(self.finder.for_folder(folder)?)
                }
                _ => None,
            },
        };
        self.known.insert(folder.to_owned(), settings.clone());
        Ok(settings)
    }
}

fn read_config(path: &Path) -> Option<Result<Arc<str>, String>> {
    match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => None,
        _ => Some(read_text(path)),
    }
}

/// The text of a file of settings. The error is a reason in words.
fn read_text(path: &Path) -> Result<Arc<str>, String> {
    let metadata = fs::metadata(path).map_err(|error| reason(&error))?;
    // A pipe or a device might never come to its end.
    if !metadata.is_file() {
        let what = if metadata.is_dir() { "a folder" } else { "no regular file" };
        return Err(format!("it is {what}"));
    }
    let file = fs::File::open(path).map_err(|error| reason(&error))?;
    let mut bytes = Vec::new();
    file.take(LENGTH_LIMIT + 1).read_to_end(&mut bytes).map_err(|error| reason(&error))?;
    if bytes.len() as u64 > LENGTH_LIMIT {
        return Err(format!("it is larger than {} MB", LENGTH_LIMIT >> 20));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.into()),
        Err(error) => {
            let good = &error.as_bytes()[..error.utf8_error().valid_up_to()];
            let line = 1 + good.iter().filter(|byte| **byte == b'\n').count();
            Err(format!("it is not UTF-8; the first wrong byte is in line {line}"))
        }
    }
}

fn read(path: &Path, text: Arc<str>, overrides: &Overrides) -> miette::Result<Settings> {
    let mut digester = digester(overrides);
    let mut note = |path: &Path, text: &str| {
        digester.part(path.as_os_str().as_encoded_bytes()).part(text.as_bytes());
    };
    note(path, &text);
    let chain = ConfigChain::load(path, text, |path| {
        let text = read_text(path)?;
        note(path, &text);
        Ok(text)
    });
    let (chain, config) = chain
        .and_then(|chain| chain.resolve(overrides).map(|config| (chain, config)))
        .map_err(|error| miette::Report::new(*error))?;
    let base = path.parent().unwrap_or(Path::new("/")).to_owned();
    let files = chain.paths().map(Path::to_owned).collect();
    Ok(Settings::new(config, files, digester.finish(), base))
}

fn digester(overrides: &Overrides) -> Digester {
    let mut digester = Digester::default();
    digester.part(format!("{overrides:?}").as_bytes());
    digester
}

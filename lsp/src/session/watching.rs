//! Files of settings that no pattern names beforehand: those that others extend, and those above the
//! workspace.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cfglint_lints::CONFIG_NAME;
use serde_json::{Value, json};
use tower_lsp::ls_types::{Registration, Unregistration, Uri};

use super::Session;
use crate::publish::Outgoing;

const METHOD: &str = "workspace/didChangeWatchedFiles";

/// What the client was asked to watch besides what it always watches.
#[derive(Default)]
pub(super) struct Watching {
    files: BTreeSet<PathBuf>,
    /// Counts questions, as each has a name of its own.
    count: u64,
}

impl Session {
    /// Asks to be told of changes of the files that the settings in force come from.
    pub(super) fn watch_settings(&mut self) {
        if !self.client.watches_files {
            return;
        }
        let is_in_workspace = |path: &Path| self.roots.iter().any(|root| path.starts_with(root));
        let is_watched = |path: &Path| {
            is_in_workspace(path) && path.file_name().is_some_and(|it| it == CONFIG_NAME)
        };
        let paths = self.configs.paths().filter(|path| !is_watched(path));
        let files: BTreeSet<PathBuf> = paths.map(Path::to_owned).collect();
        if files == self.watching.files {
            return;
        }
        let globs = files.iter().filter_map(|path| match self.client.has_relative_patterns {
            true => relative_pattern(path),
            false => Some(json!(pattern(path, is_in_workspace(path)))),
        });
        let watchers: Vec<Value> = globs.map(|glob| json!({ "globPattern": glob })).collect();
        if !self.watching.files.is_empty() {
            let (id, method) = (self.watching.id(), METHOD.to_owned());
            self.send(Outgoing::Unregister(Unregistration { id, method }));
        }
        self.watching = Watching { files, count: self.watching.count + 1 };
        if !watchers.is_empty() {
            self.send(Outgoing::Register(vec![Registration {
                id: self.watching.id(),
                method: METHOD.to_owned(),
                register_options: Some(json!({ "watchers": watchers })),
            }]));
        }
    }
}

impl Watching {
    fn id(&self) -> String {
        format!("cfglint/settings/{}", self.count)
    }
}

/// The one file, for a client that takes the folder apart.
fn relative_pattern(path: &Path) -> Option<Value> {
    let folder = Uri::from_file_path(path.parent()?)?;
    let name = path.file_name()?.to_string_lossy();
    Some(json!({ "baseUri": folder, "pattern": literal(&name) }))
}

/// The file, and perhaps more, for other clients: they look for patterns in the workspace.
fn pattern(path: &Path, is_in_workspace: bool) -> String {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    match is_in_workspace {
        true => format!("**/{}", literal(&name)),
        false => literal(&path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")),
    }
}

/// A pattern that a text matches. The protocol has no way to say that a character is meant itself,
/// but one that stands for any.
fn literal(text: &str) -> String {
    text.replace(['*', '?', '[', ']', '{', '}', '\\'], "?")
}

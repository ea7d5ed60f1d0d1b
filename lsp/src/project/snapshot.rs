//! What the worker is given: documents as they are at one moment, and the groups they belong to.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{Analysis, FileId};
use tower_lsp::ls_types::Uri;

use crate::discovery;
use crate::documents::Document;
use crate::loader::SourceLoader;
use crate::position::PositionEncoding;
use crate::settings::ConfigPath;

/// The open documents at one moment, as the worker needs them.
pub(crate) struct Snapshot {
    /// Counts snapshots.
    pub(crate) generation: u64,
    pub(crate) encoding: PositionEncoding,
    /// Counts what may have changed on disk.
    pub(crate) disk: u64,
    pub(crate) documents: Vec<Document>,
    /// Files that were closed since the last report, of which everything is to be said anew.
    pub(crate) closed: Vec<PathBuf>,
    pub(crate) groups: Arc<Vec<Group>>,
}

/// The configuration of a group, and the workspace folder that it lies in.
pub(crate) type GroupKey = (ConfigPath, Option<PathBuf>);

/// Documents under one configuration and in one folder of the workspace.
pub(crate) struct Group {
    pub(crate) key: GroupKey,
    pub(crate) analysis: Arc<Analysis>,
    /// Where imports are followed.
    pub(crate) roots: Vec<PathBuf>,
    /// Numbers into the documents of the snapshot.
    pub(crate) members: Vec<usize>,
    /// The files of the workspace under this configuration that it does not exclude, open ones
    /// among them.
    pub(crate) workspace: Arc<Vec<PathBuf>>,
    /// Whether a configuration further up in the workspace excludes this one, and so all files.
    pub(crate) is_left_out: bool,
}

impl Group {
    pub(crate) fn new(key: GroupKey, analysis: Arc<Analysis>, roots: Vec<PathBuf>) -> Group {
        let (members, workspace) = (Vec::new(), Arc::default());
        Group { key, analysis, roots, members, workspace, is_left_out: false }
    }

    /// The name of a file for people and for patterns in the configuration: as seen from there.
    pub(crate) fn name_of(&self, path: &Path) -> String {
        let config_folder = self.key.0.as_deref().and_then(Path::parent);
        let root = self.roots.iter().map(PathBuf::as_path).find(|root| path.starts_with(root));
        discovery::name_in(path, config_folder.or(root))
    }

    /// Whether nobody wants to hear of a file, be it open or not.
    pub(crate) fn excludes(&self, path: &Path) -> bool {
        self.is_left_out || self.analysis.config().is_excluded(&self.name_of(path))
    }

    pub(super) fn is_excluded(&self, document: &Document) -> bool {
        document.path.as_deref().is_some_and(|path| self.excludes(path))
    }
}

/// Numbers for files, kept for as long as the server runs.
#[derive(Default)]
pub(crate) struct FileIds {
    by_path: HashMap<PathBuf, FileId>,
}

impl FileIds {
    pub(super) fn of(&mut self, path: &Path) -> FileId {
        if let Some(known) = self.by_path.get(path) {
            return *known;
        }
        let next = FileId(self.by_path.len() as u32);
        *self.by_path.entry(path.to_owned()).or_insert(next)
    }
}

impl Snapshot {
    pub(super) fn at_path(&self, path: &Path) -> Option<&Document> {
        self.documents.iter().find(|document| document.path.as_deref() == Some(path))
    }
}

/// A file to be read, with what the client knows of it.
pub(super) struct Pending {
    pub(super) path: PathBuf,
    pub(super) uri: Uri,
    pub(super) version: Option<i32>,
    pub(super) text: Arc<str>,
}

impl Pending {
    pub(super) fn open(document: &Document) -> Pending {
        let path = document.path.clone();
        Pending {
            path: path.unwrap_or_else(|| PathBuf::from(document.uri.as_str())),
            uri: document.uri.clone(),
            version: Some(document.version),
            text: Arc::clone(&document.text),
        }
    }

    /// The file at a path, as the client has it if it is open.
    pub(super) fn at(
        path: &Path,
        snapshot: &Snapshot,
        loader: &dyn SourceLoader,
    ) -> Option<Pending> {
        if let Some(document) = snapshot.at_path(path) {
            return Some(Pending::open(document));
        }
        let text = loader.read(path)?;
        let uri = Uri::from_file_path(path)?;
        Some(Pending { path: path.to_owned(), uri, version: None, text })
    }
}

//! The files that are linted together: those of the workspace under one configuration, those open,
//! and what they import.

mod imports;
mod said;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{Analysis, Diagnostic, FileId, FileReport, SourceFile};
use tower_lsp::ls_types::Uri;

use crate::discovery;
use crate::documents::Document;
use crate::loader::SourceLoader;
use crate::position::PositionEncoding;
use crate::report::{ClosedReport, DocumentReport, Files, ProjectFile};
use crate::settings::ConfigPath;
use imports::{imports, missing_imports};
use said::findings;

/// A project with more files than this is read only so far.
const FILE_LIMIT: usize = 20_000;

/// So many new files are read at once; more are read ahead, one after another.
const AT_ONCE: usize = 8;

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
    pub(crate) groups: Vec<Group>,
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
    /// The files of the workspace under this configuration, open ones among them.
    pub(crate) workspace: Arc<Vec<PathBuf>>,
}

impl Group {
    pub(crate) fn new(key: GroupKey, analysis: Arc<Analysis>, roots: Vec<PathBuf>) -> Group {
        Group { key, analysis, roots, members: Vec::new(), workspace: Arc::default() }
    }
}

/// Numbers for files, kept for as long as the server runs.
#[derive(Default)]
pub(crate) struct FileIds {
    by_path: HashMap<PathBuf, FileId>,
}

/// What is known of the files of a group.
pub(crate) struct Project {
    pub(crate) analysis: Arc<Analysis>,
    /// Only for a moment is one of them exchanged: see [`Project::with`].
    pub(crate) reports: RefCell<Vec<FileReport>>,
    /// Where in `reports` a file is.
    places: HashMap<FileId, usize>,
    files: Files,
    /// What `reports` were made of; `None` if that was not finished.
    basis: Option<Basis>,
    /// Files of the workspace that are still to be read, and what was read ahead.
    pending: Vec<PathBuf>,
    ahead: HashMap<FileId, FileReport>,
    /// Files that it was tried to read ahead, at which state of the disk.
    tried: (u64, HashSet<FileId>),
    /// What was said last of files that are not open.
    said: BTreeMap<FileId, (Uri, Vec<Diagnostic>)>,
}

/// What has to be the same if only texts of open documents are to be read anew.
#[derive(PartialEq, Eq)]
struct Basis {
    disk: u64,
    encoding: PositionEncoding,
    members: Vec<Uri>,
    roots: Vec<PathBuf>,
    workspace: Arc<Vec<PathBuf>>,
}

/// What there is to say of a group.
pub(crate) struct Findings {
    pub(crate) documents: Vec<DocumentReport>,
    /// Files that are not open, if something about them is new.
    pub(crate) closed: Vec<ClosedReport>,
}

impl FileIds {
    fn of(&mut self, path: &Path) -> FileId {
        let next = FileId(self.by_path.len() as u32);
        *self.by_path.entry(path.to_owned()).or_insert(next)
    }
}

impl Snapshot {
    fn at_path(&self, path: &Path) -> Option<&Document> {
        self.documents.iter().find(|document| document.path.as_deref() == Some(path))
    }
}

/// A file to be read, with what the client knows of it.
struct Pending {
    path: PathBuf,
    uri: Uri,
    version: Option<i32>,
    text: Arc<str>,
}

impl Pending {
    fn open(document: &Document) -> Pending {
        let path = document.path.clone();
        Pending {
            path: path.unwrap_or_else(|| PathBuf::from(document.uri.as_str())),
            uri: document.uri.clone(),
            version: Some(document.version),
            text: Arc::clone(&document.text),
        }
    }

    /// The file at a path, as the client has it if it is open.
    fn at(path: &Path, snapshot: &Snapshot, loader: &dyn SourceLoader) -> Option<Pending> {
        if let Some(document) = snapshot.at_path(path) {
            return Some(Pending::open(document));
        }
        let text = loader.read(path)?;
        let uri = Uri::from_file_path(path)?;
        Some(Pending { path: path.to_owned(), uri, version: None, text })
    }
}

impl Project {
    pub(crate) fn new(analysis: &Arc<Analysis>) -> Project {
        Project {
            analysis: Arc::clone(analysis),
            reports: RefCell::default(),
            places: HashMap::new(),
            files: Files::new(),
            basis: None,
            pending: Vec::new(),
            ahead: HashMap::new(),
            tried: (0, HashSet::new()),
            said: BTreeMap::new(),
        }
    }

    /// Reads what has changed in a group of documents.
    ///
    /// `None` if `is_stale` says half-way that the result is of no use; what was read is kept.
    pub(crate) fn update(
        &mut self,
        group: &Group,
        snapshot: &Snapshot,
        ids: &mut FileIds,
        loader: &dyn SourceLoader,
        is_stale: &dyn Fn() -> bool,
    ) -> Option<Findings> {
        let members: Vec<&Document> =
            group.members.iter().map(|&at| &snapshot.documents[at]).collect();
        if !self.read_changed(group, snapshot, &members, ids) {
            self.read_all(group, snapshot, &members, ids, loader, is_stale)?;
        }
        let diagnostics = group.analysis.workspace(self.reports.get_mut());
        let mut by_file: HashMap<FileId, Vec<Diagnostic>> = HashMap::new();
        for diagnostic in diagnostics {
            by_file.entry(diagnostic.file).or_default().push(diagnostic);
        }
        let files = Arc::new(self.files.clone());
        let closed = self.closed(&mut by_file, snapshot, group, ids, &files);
        let report = |document: &&Document| {
            let file = ids.of(&Pending::open(document).path);
            let found = by_file.get(&file).map_or(&[][..], Vec::as_slice);
            DocumentReport {
                uri: document.uri.clone(),
                version: document.version,
                file,
                group: group.key.clone(),
                findings: findings(found, file, &files),
                files: Arc::clone(&files),
            }
        };
        Some(Findings { documents: members.iter().map(report).collect(), closed })
    }

    /// Reads the open documents anew whose texts have changed, if nothing else has.
    fn read_changed(
        &mut self,
        group: &Group,
        snapshot: &Snapshot,
        members: &[&Document],
        ids: &mut FileIds,
    ) -> bool {
        let is_same = Arc::ptr_eq(&self.analysis, &group.analysis)
            && self.basis.as_ref() == Some(&Basis::new(group, snapshot, members));
        if !is_same {
            return false;
        }
        for document in members {
            let id = ids.of(&Pending::open(document).path);
            // An excluded document has no place.
            let Some(&place) = self.places.get(&id) else { continue };
            let before = &self.reports.get_mut()[place];
            if Arc::ptr_eq(&before.source.text, &document.text)
                && self.files[&id].version == Some(document.version)
            {
                continue;
            }
            let source = SourceFile { text: Arc::clone(&document.text), ..before.source.clone() };
            let report = self.analysis.file_again(&source, before);
            let imports = |report: &FileReport| -> Vec<Option<Box<str>>> {
                report.module.imports.iter().map(|it| it.path.clone()).collect()
            };
            let has_same_imports = imports(before) == imports(&report);
            let (uri, version) = (document.uri.clone(), Some(document.version));
            let file = ProjectFile::new(source, uri, version, snapshot.encoding);
            self.files.insert(id, Arc::new(file));
            self.reports.get_mut()[place] = report;
            if !has_same_imports {
                return false;
            }
        }
        true
    }

    fn read_all(
        &mut self,
        group: &Group,
        snapshot: &Snapshot,
        members: &[&Document],
        ids: &mut FileIds,
        loader: &dyn SourceLoader,
        is_stale: &dyn Fn() -> bool,
    ) -> Option<()> {
        let said = std::mem::take(&mut self.said);
        let tried = match self.tried.0 == snapshot.disk {
            true => std::mem::take(&mut self.tried),
            false => (snapshot.disk, HashSet::new()),
        };
        let mut known: HashMap<FileId, FileReport> = HashMap::new();
        if Arc::ptr_eq(&self.analysis, &group.analysis) {
            known.extend(self.ahead.drain());
            known.extend(self.reports.get_mut().drain(..).map(|report| (report.source.id, report)));
        }
        *self = Project { said, tried, ..Project::new(&group.analysis) };
        let open = members.iter().filter(|it| !is_excluded(it, group));
        let mut queue: VecDeque<Pending> = open.map(|it| Pending::open(it)).collect();
        self.plan(group, snapshot, ids, &known);
        if self.pending.is_empty() {
            let read = |path: &PathBuf| Pending::at(path, snapshot, loader);
            queue.extend(group.workspace.iter().filter_map(read));
        }
        while let Some(file) = queue.pop_front() {
            let id = ids.of(&file.path);
            if self.files.contains_key(&id) || self.files.len() == FILE_LIMIT {
                continue;
            }
            if is_stale() {
                self.ahead.extend(known);
                return None;
            }
            let source = SourceFile::new(id, file_name(&file.path, group), Arc::clone(&file.text));
            let is_same = |report: &FileReport| {
                report.source.text == source.text && report.source.name == source.name
            };
            let mut report = match known.remove(&id) {
                Some(report) if is_same(&report) => report,
                _ => group.analysis.file(&source),
            };
            report.missing_imports = missing_imports(&report, &file.path, group, snapshot, loader);
            queue.extend(imports(&report, &file.path, group, snapshot, loader));
            self.places.insert(id, self.reports.get_mut().len());
            self.reports.get_mut().push(report);
            let file = ProjectFile::new(source, file.uri, file.version, snapshot.encoding);
            self.files.insert(id, Arc::new(file));
        }
        if !self.pending.is_empty() {
            self.ahead = known;
        }
        self.basis = Some(Basis::new(group, snapshot, members));
        Some(())
    }

    /// Says which files of the workspace are to be read ahead.
    fn plan(
        &mut self,
        group: &Group,
        snapshot: &Snapshot,
        ids: &mut FileIds,
        known: &HashMap<FileId, FileReport>,
    ) {
        let is_new = |path: &&PathBuf| {
            let id = ids.of(path);
            let is_known = known.contains_key(&id) || self.tried.1.contains(&id);
            !is_known && snapshot.at_path(path).is_none()
        };
        let pending: Vec<PathBuf> = group.workspace.iter().filter(is_new).cloned().collect();
        if pending.len() > AT_ONCE {
            self.pending = pending;
        }
    }

    /// How many files are still to be read.
    pub(crate) fn pending(&self) -> usize {
        self.pending.len()
    }

    /// Reads one file ahead.
    pub(crate) fn read_ahead(
        &mut self,
        group: &Group,
        ids: &mut FileIds,
        loader: &dyn SourceLoader,
    ) {
        let Some(path) = self.pending.pop() else { return };
        let id = ids.of(&path);
        self.tried.1.insert(id);
        if let Some(text) = loader.read(&path) {
            let source = SourceFile::new(id, file_name(&path, group), text);
            self.ahead.insert(id, group.analysis.file(&source));
        }
        if self.pending.is_empty() {
            // All is read, so that it can be put together.
            self.basis = None;
        }
    }
}

impl Basis {
    fn new(group: &Group, snapshot: &Snapshot, members: &[&Document]) -> Basis {
        Basis {
            disk: snapshot.disk,
            encoding: snapshot.encoding,
            members: members.iter().map(|document| document.uri.clone()).collect(),
            roots: group.roots.clone(),
            workspace: Arc::clone(&group.workspace),
        }
    }
}

impl Project {
    /// Whether the newest that is known of a file is what it was in a report.
    pub(crate) fn has(&self, file: &ProjectFile) -> bool {
        let is_same = |report: &FileReport| {
            report.source.id == file.source.id && report.source.text == file.source.text
        };
        self.reports.borrow().iter().any(is_same)
    }

    /// All findings of the project if `source` took the place of what is known of that file.
    pub(crate) fn with(&self, source: &SourceFile) -> Vec<Diagnostic> {
        let Some(&place) = self.places.get(&source.id) else { return Vec::new() };
        let mut reports = self.reports.borrow_mut();
        let new = self.analysis.file_again(source, &reports[place]);
        let before = std::mem::replace(&mut reports[place], new);
        let found = self.analysis.workspace(&reports);
        reports[place] = before;
        found
    }
}

/// The name of a file for people and for patterns in the configuration: as seen from there.
fn file_name(path: &Path, group: &Group) -> String {
    let config_folder = group.key.0.as_deref().and_then(Path::parent);
    let root = group.roots.iter().map(PathBuf::as_path).find(|root| path.starts_with(root));
    discovery::name_in(path, config_folder.or(root))
}

/// A document that the configuration excludes is open, but nobody wants to hear of it.
fn is_excluded(document: &Document, group: &Group) -> bool {
    let path = document.path.as_deref();
    path.is_some_and(|path| group.analysis.config().is_excluded(&file_name(path, group)))
}

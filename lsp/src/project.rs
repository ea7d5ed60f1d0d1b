//! The files that are linted together: those open under one configuration, and what they import.

use std::collections::{HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{
    Analysis, Diagnostic, Disk, FileId, FileReport, Found, SourceFile, leads_nowhere,
};
use tower_lsp::ls_types::Uri;

use crate::discovery;
use crate::documents::Document;
use crate::loader::SourceLoader;
use crate::position::PositionEncoding;
use crate::report::{DocumentReport, Files, Finding, ProjectFile};
use crate::settings::ConfigPath;
use crate::to_proto;

/// A project with more files than this is read only so far.
const FILE_LIMIT: usize = 2000;

/// The open documents at one moment, as the worker needs them.
pub(crate) struct Snapshot {
    /// Counts snapshots.
    pub(crate) generation: u64,
    pub(crate) encoding: PositionEncoding,
    pub(crate) documents: Vec<Document>,
    pub(crate) groups: Vec<Group>,
}

/// Documents under one configuration.
pub(crate) struct Group {
    pub(crate) config: ConfigPath,
    pub(crate) analysis: Arc<Analysis>,
    /// Where imports are followed.
    pub(crate) roots: Vec<PathBuf>,
    /// Numbers into the documents of the snapshot.
    pub(crate) members: Vec<usize>,
}

/// Numbers for files, kept for as long as the server runs.
#[derive(Default)]
pub(crate) struct FileIds {
    by_path: HashMap<PathBuf, FileId>,
}

/// What is known of the files of a group.
pub(crate) struct Project {
    pub(crate) analysis: Arc<Analysis>,
    pub(crate) reports: Vec<FileReport>,
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
}

impl Project {
    pub(crate) fn new(analysis: &Arc<Analysis>) -> Project {
        Project { analysis: Arc::clone(analysis), reports: Vec::new() }
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
    ) -> Option<Vec<DocumentReport>> {
        let mut known: HashMap<FileId, FileReport> =
            match Arc::ptr_eq(&self.analysis, &group.analysis) {
                true => self.reports.drain(..).map(|report| (report.source.id, report)).collect(),
                false => HashMap::new(),
            };
        *self = Project::new(&group.analysis);
        let members = || group.members.iter().map(|&member| &snapshot.documents[member]);
        let mut queue: VecDeque<Pending> =
            members().filter(|it| !is_excluded(it, group)).map(Pending::open).collect();
        let mut files = Files::new();
        while let Some(file) = queue.pop_front() {
            let id = ids.of(&file.path);
            if files.contains_key(&id) || files.len() == FILE_LIMIT {
                continue;
            }
            if is_stale() {
                self.reports.extend(known.into_values());
                return None;
            }
            let name = file_name(&file.path, group);
            let source = SourceFile::new(id, name, Arc::clone(&file.text));
            let is_same = |report: &FileReport| {
                report.source.text == source.text && report.source.name == source.name
            };
            let mut report = match known.remove(&id) {
                Some(report) if is_same(&report) => report,
                _ => group.analysis.file(&source),
            };
            report.missing_imports = missing_imports(&report, &file.path, group, snapshot, loader);
            queue.extend(imports(&report, &file.path, group, snapshot, loader));
            self.reports.push(report);
            let file = ProjectFile::new(source, file.uri, file.version, snapshot.encoding);
            files.insert(id, file);
        }
        let diagnostics = group.analysis.workspace(&self.reports);
        let files = Arc::new(files);
        let report = |document: &Document| {
            let file = ids.of(&Pending::open(document).path);
            DocumentReport {
                uri: document.uri.clone(),
                version: document.version,
                file,
                config: group.config.clone(),
                findings: findings(&diagnostics, file, &files),
                files: Arc::clone(&files),
            }
        };
        Some(members().map(report).collect())
    }
}

impl Project {
    /// Whether the newest that is known of a file is what it was in a report.
    pub(crate) fn has(&self, file: &ProjectFile) -> bool {
        let is_same = |report: &FileReport| {
            report.source.id == file.source.id && report.source.text == file.source.text
        };
        self.reports.iter().any(is_same)
    }

    /// All findings of the project if `source` took the place of what is known of that file.
    pub(crate) fn with(&self, source: &SourceFile) -> Vec<Diagnostic> {
        let replaced = |report: &FileReport| match report.source.id == source.id {
            true => self.analysis.file_again(source, report),
            false => report.clone(),
        };
        let reports: Vec<FileReport> = self.reports.iter().map(replaced).collect();
        self.analysis.workspace(&reports)
    }
}

/// The files that `report` imports and that can be read. Open texts win over those on disk.
fn imports(
    report: &FileReport,
    path: &Path,
    group: &Group,
    snapshot: &Snapshot,
    loader: &dyn SourceLoader,
) -> Vec<Pending> {
    let Some(folder) = path.parent().filter(|_| path.is_absolute()) else {
        return Vec::new();
    };
    let read = |path: &Path| match snapshot.at_path(path) {
        Some(document) => Some(Pending::open(document)),
        None => loader.read(path).and_then(|text| {
            let uri = Uri::from_file_path(path)?;
            Some(Pending { path: path.to_owned(), uri, version: None, text })
        }),
    };
    let imports = report.module.imports.iter().filter_map(|import| import.path.as_deref());
    imports
        .filter_map(|import| discovery::imported(import, folder, &group.roots, read))
        .map(|(_, pending)| pending)
        .collect()
}

/// The imports of `report` that lead to no file, on disk or open.
fn missing_imports(
    report: &FileReport,
    path: &Path,
    group: &Group,
    snapshot: &Snapshot,
    loader: &dyn SourceLoader,
) -> Vec<Box<str>> {
    let root = group.roots.iter().find(|root| path.is_absolute() && path.starts_with(root));
    let (Some(root), Some(folder)) = (root, path.parent()) else {
        return Vec::new();
    };
    let disk = SnapshotDisk { snapshot, loader };
    let imports = report.module.imports.iter().filter_map(|import| import.path.clone());
    imports.filter(|written| leads_nowhere(folder, root, written, &disk)).collect()
}

/// What is on disk, and over it what is open.
struct SnapshotDisk<'a> {
    snapshot: &'a Snapshot,
    loader: &'a dyn SourceLoader,
}

impl Disk for SnapshotDisk<'_> {
    fn look(&self, path: &Path) -> Found {
        match self.snapshot.at_path(path) {
            Some(_) => Found::File,
            None => self.loader.look(path),
        }
    }

    fn read(&self, path: &Path) -> Option<String> {
        self.loader.read(path).map(|text| text.to_string())
    }
}

fn findings(diagnostics: &[Diagnostic], file: FileId, files: &Files) -> Vec<Finding> {
    let Some(project_file) = files.get(&file) else {
        return Vec::new();
    };
    let of_file = diagnostics.iter().filter(|diagnostic| diagnostic.file == file);
    of_file
        .map(|diagnostic| Finding {
            diagnostic: diagnostic.clone(),
            published: to_proto::diagnostic(diagnostic, project_file, files),
        })
        .collect()
}

/// The name of a file for people and for patterns in the configuration: as seen from there.
fn file_name(path: &Path, group: &Group) -> String {
    let config_folder = group.config.as_deref().and_then(Path::parent);
    let root = group.roots.iter().map(PathBuf::as_path).find(|root| path.starts_with(root));
    discovery::name_in(path, config_folder.or(root))
}

/// A document that the configuration excludes is open, but nobody wants to hear of it.
fn is_excluded(document: &Document, group: &Group) -> bool {
    let path = document.path.as_deref();
    path.is_some_and(|path| group.analysis.config().is_excluded(&file_name(path, group)))
}

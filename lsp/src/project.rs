//! The files that are linted together: those of the workspace under one configuration, those open,
//! and what they import.

mod imports;
mod reading;
mod said;
mod snapshot;

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{Analysis, Diagnostic, FileId, FileReport, Memory, SourceFile};
use cfglint_syntax::Parse;
use tower_lsp::ls_types::Uri;

use crate::documents::Document;
use crate::loader::SourceLoader;
use crate::position::PositionEncoding;
use crate::report::{ClosedReport, DocumentReport, Files, Finding, ProjectFile};
use imports::{imports, missing_imports};
use reading::Readings;
use snapshot::Pending;
pub(crate) use snapshot::{FileIds, Group, GroupKey, Snapshot};

/// A project with more files than this is read only so far.
const FILE_LIMIT: usize = 20_000;

/// So many new files are read at once; more are read ahead, one after another.
const AT_ONCE: usize = 8;

/// What is known of the files of a group.
pub(crate) struct Project {
    pub(crate) analysis: Arc<Analysis>,
    /// Only for a moment is one of them exchanged: see [`Project::with`].
    pub(crate) reports: RefCell<Vec<FileReport>>,
    /// What follows from `reports`.
    memory: RefCell<Memory>,
    /// The files of which `memory` does not know the newest yet.
    unjoined: HashSet<FileId>,
    readings: Readings,
    /// How the client is told of what is found in open documents.
    shown: HashMap<FileId, Arc<Vec<Finding>>>,
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
    /// The document that was opened last, until its tree has been made.
    opened: Option<FileId>,
    /// The files of the workspace.
    workspace: HashSet<FileId>,
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

impl Project {
    pub(crate) fn new(analysis: &Arc<Analysis>) -> Project {
        Project {
            analysis: Arc::clone(analysis),
            reports: RefCell::default(),
            memory: RefCell::default(),
            unjoined: HashSet::new(),
            readings: Readings::default(),
            shown: HashMap::new(),
            places: HashMap::new(),
            files: Files::default(),
            basis: None,
            pending: Vec::new(),
            ahead: HashMap::new(),
            tried: (0, HashSet::new()),
            opened: None,
            workspace: HashSet::new(),
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
        // What was opened and closed in between is not seen by comparing, and has to be said anew.
        let changed = match snapshot.closed.is_empty() {
            true => self.read_changed(group, snapshot, &members, ids),
            false => None,
        };
        if changed.is_none() {
            self.read_all(group, snapshot, &members, ids, loader, is_stale)?;
        }
        let unjoined = self.unjoined.drain().filter_map(|id| self.places.get(&id)).copied();
        let places: Vec<usize> = unjoined.collect();
        let memory = self.memory.get_mut();
        let news = group.analysis.workspace_again(self.reports.get_mut(), memory, &places);
        let files = Arc::new(self.files.clone());
        let open: HashSet<FileId> =
            snapshot.documents.iter().map(|it| ids.of(&Pending::open(it).path)).collect();
        let (closed, again) = match changed {
            None => {
                self.shown.clear();
                (self.all_closed(group, ids, &open, &snapshot.closed, &files), HashSet::new())
            }
            Some(changed) => {
                let closed = self.closed(&news, &open, &files);
                (closed, news.into_iter().chain(changed).collect())
            }
        };
        let mut documents = Vec::new();
        for document in members {
            let file = ids.of(&Pending::open(document).path);
            documents.push(DocumentReport {
                uri: document.uri.clone(),
                version: document.version,
                file,
                group: group.key.clone(),
                // It may take part as something imports it.
                findings: match group.is_excluded(document) {
                    true => Arc::default(),
                    false => self.findings(file, &again, &files),
                },
                files: Arc::clone(&files),
            });
        }
        Some(Findings { documents, closed })
    }

    /// Reads the open documents anew whose texts have changed, if nothing else has. Gives their
    /// places.
    fn read_changed(
        &mut self,
        group: &Group,
        snapshot: &Snapshot,
        members: &[&Document],
        ids: &mut FileIds,
    ) -> Option<Vec<usize>> {
        let is_same = Arc::ptr_eq(&self.analysis, &group.analysis)
            && self.basis.as_ref() == Some(&Basis::new(group, snapshot, members));
        if !is_same {
            return None;
        }
        let mut changed = Vec::new();
        for document in members {
            let id = ids.of(&Pending::open(document).path);
            // An excluded document has no place.
            let Some(&place) = self.places.get(&id) else { continue };
            let before = &self.reports.get_mut()[place];
            let version = self.files.get(&id).and_then(|file| file.version);
            if Arc::ptr_eq(&before.source.text, &document.text) && version == Some(document.version)
            {
                continue;
            }
            let source = SourceFile { text: Arc::clone(&document.text), ..before.source.clone() };
            let report = &mut self.reports.get_mut()[place];
            let imports = |report: &FileReport| -> Vec<_> {
                report.module.imports.iter().map(|it| it.path.clone()).collect()
            };
            let before = imports(report);
            self.readings.lint(&self.analysis, &source, report);
            let has_same_imports = before == imports(report);
            let (uri, version) = (document.uri.clone(), Some(document.version));
            let file = ProjectFile::new(source, uri, version, snapshot.encoding);
            self.files.insert(id, Arc::new(file));
            self.unjoined.insert(id);
            changed.push(place);
            if !has_same_imports {
                return None;
            }
        }
        Some(changed)
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
        let mut before = (Memory::default(), Vec::new());
        if Arc::ptr_eq(&self.analysis, &group.analysis) {
            before = (self.memory.take(), self.order());
            known.extend(self.ahead.drain());
            known.extend(self.reports.get_mut().drain(..).map(|report| (report.source.id, report)));
        }
        let (unjoined, readings) =
            (std::mem::take(&mut self.unjoined), std::mem::take(&mut self.readings));
        let is_open =
            |it: &Document| self.basis.as_ref().is_some_and(|b| b.members.contains(&it.uri));
        let new = members.iter().rev().find(|it| !is_open(it));
        let opened = new.map(|it| ids.of(&Pending::open(it).path)).or(self.opened);
        let new = Project::new(&group.analysis);
        *self = Project { said, tried, unjoined, readings, opened, ..new };
        let open = members.iter().filter(|it| !group.is_excluded(it));
        let mut queue: VecDeque<Pending> = open.map(|it| Pending::open(it)).collect();
        self.plan(group, snapshot, ids, &known);
        if self.pending.is_empty() {
            let read = |path: &PathBuf| Pending::at(path, snapshot, loader);
            queue.extend(group.workspace.iter().filter_map(read));
        }
        while let Some(file) = queue.pop_front() {
            let id = ids.of(&file.path);
            if self.files.contains(&id) || self.files.len() == FILE_LIMIT {
                continue;
            }
            if is_stale() {
                self.ahead.extend(known);
                return None;
            }
            let source = SourceFile::new(id, group.name_of(&file.path), Arc::clone(&file.text));
            let is_same = |report: &FileReport| {
                report.source.text == source.text && report.source.name == source.name
            };
            let mut report = match known.remove(&id) {
                Some(report) if is_same(&report) => report,
                _ => {
                    self.unjoined.insert(id);
                    group.analysis.file(&source)
                }
            };
            let missing = missing_imports(&report, &file.path, group, snapshot, loader);
            if report.missing_imports != missing {
                report.missing_imports = missing;
                self.unjoined.insert(id);
            }
            queue.extend(imports(&report, &file.path, group, snapshot, loader));
            self.reports.get_mut().push(report);
            let file = ProjectFile::new(source, file.uri, file.version, snapshot.encoding);
            self.files.insert(id, Arc::new(file));
        }
        if !self.pending.is_empty() {
            self.ahead = known;
        }
        self.sort();
        // Of other files nothing that was joined would hold.
        if before.1 == self.order() {
            *self.memory.get_mut() = before.0;
        }
        self.basis = Some(Basis::new(group, snapshot, members));
        Some(())
    }

    /// Puts the files into the order in which the program reads them: of a unit that several files
    /// define, some lints speak where it is defined first.
    fn sort(&mut self) {
        let reports = self.reports.get_mut();
        reports.sort_by(|a, b| Path::new(&*a.source.name).cmp(Path::new(&*b.source.name)));
        self.places = reports.iter().zip(0..).map(|(it, place)| (it.source.id, place)).collect();
    }

    /// Which files there are.
    fn order(&self) -> Vec<FileId> {
        self.reports.borrow().iter().map(|report| report.source.id).collect()
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

    /// Whether nothing is left to be done for a change to come.
    pub(crate) fn is_ready(&self) -> bool {
        self.opened.is_none()
    }

    /// Makes the tree of the document that was opened last, in which people are about to type.
    pub(crate) fn get_ready(&mut self) {
        let place = self.opened.take().and_then(|id| self.places.get(&id));
        if let Some(&place) = place {
            self.readings.prepare(&self.reports.borrow()[place].source.text);
        }
    }

    /// Whether the tree of a text is there.
    #[cfg(test)]
    pub(crate) fn has_tree(&self, text: &Arc<str>) -> bool {
        self.readings.has(text)
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
            let source = SourceFile::new(id, group.name_of(&path), text);
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
        let place = self.places.get(&file.source.id);
        place.is_some_and(|place| self.reports.borrow()[*place].source.text == file.source.text)
    }

    /// The tree of a text.
    pub(crate) fn tree(&self, text: &Arc<str>) -> Arc<Parse> {
        self.readings.tree(text)
    }

    /// All findings of the project if `source` took the place of what is known of that file.
    pub(crate) fn with(&self, source: &SourceFile) -> Vec<Diagnostic> {
        let Some(&place) = self.places.get(&source.id) else { return Vec::new() };
        let (mut reports, mut memory) = (self.reports.borrow_mut(), self.memory.borrow_mut());
        let new = self.analysis.file_again(source, &reports[place]);
        let before = std::mem::replace(&mut reports[place], new);
        self.analysis.workspace_again(&reports, &mut memory, &[place]);
        let found = memory.all(&reports);
        reports[place] = before;
        self.analysis.workspace_again(&reports, &mut memory, &[place]);
        found
    }
}

//! What the worker found out about one document, as plain data.

use std::sync::{Arc, OnceLock};

use cfglint_lints::{Diagnostic, FileId, LineIndex, SourceFile};
use tower_lsp::ls_types as lsp;

use crate::position::PositionEncoding;
use crate::project::GroupKey;

/// The files of a project at the time it was linted. A copy shares what has not changed since, so
/// that one of a thousand files costs little.
#[derive(Debug, Clone, Default)]
pub(crate) struct Files {
    parts: Vec<Arc<Vec<Option<Arc<ProjectFile>>>>>,
    count: usize,
}

/// So many files are copied together.
const PART: usize = 64;

impl Files {
    pub(crate) fn get(&self, id: &FileId) -> Option<&Arc<ProjectFile>> {
        let at = id.0 as usize;
        self.parts.get(at / PART)?.get(at % PART)?.as_ref()
    }

    pub(crate) fn contains(&self, id: &FileId) -> bool {
        self.get(id).is_some()
    }

    pub(crate) fn insert(&mut self, id: FileId, file: Arc<ProjectFile>) {
        let at = id.0 as usize;
        let parts = self.parts.len().max(at / PART + 1);
        self.parts.resize_with(parts, || Arc::new(vec![None; PART]));
        let place = &mut Arc::make_mut(&mut self.parts[at / PART])[at % PART];
        self.count += usize::from(place.is_none());
        *place = Some(file);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.count
    }
}

/// A file of a project, with the means to tell the client of places in it.
#[derive(Debug)]
pub(crate) struct ProjectFile {
    pub(crate) source: SourceFile,
    pub(crate) uri: lsp::Uri,
    /// The version, if the client has the file open.
    pub(crate) version: Option<i32>,
    pub(crate) encoding: PositionEncoding,
    lines: OnceLock<LineIndex>,
}

/// The findings in one open document at one version.
#[derive(Debug)]
pub(crate) struct DocumentReport {
    pub(crate) uri: lsp::Uri,
    pub(crate) version: i32,
    pub(crate) file: FileId,
    pub(crate) group: GroupKey,
    /// The same as before if nothing is new.
    pub(crate) findings: Arc<Vec<Finding>>,
    pub(crate) files: Arc<Files>,
}

/// The findings in a file that is not open.
#[derive(Debug)]
pub(crate) struct ClosedReport {
    pub(crate) uri: lsp::Uri,
    pub(crate) items: Vec<lsp::Diagnostic>,
}

/// What a run of the lints brought.
#[derive(Debug)]
pub(crate) struct LintReport {
    /// Which snapshot it was about.
    pub(crate) generation: u64,
    pub(crate) documents: Vec<Arc<DocumentReport>>,
    /// Files that are not open, if something about them is new.
    pub(crate) closed: Vec<ClosedReport>,
    /// Whether all files of the workspace took part.
    pub(crate) is_whole: bool,
}

/// A finding, and how the client was told of it.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    pub(crate) diagnostic: Diagnostic,
    pub(crate) published: lsp::Diagnostic,
}

impl ProjectFile {
    pub(crate) fn new(
        source: SourceFile,
        uri: lsp::Uri,
        version: Option<i32>,
        encoding: PositionEncoding,
    ) -> ProjectFile {
        ProjectFile { source, uri, version, encoding, lines: OnceLock::new() }
    }

    pub(crate) fn text(&self) -> &str {
        &self.source.text
    }

    pub(crate) fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.source.text))
    }
}

impl DocumentReport {
    /// The document itself.
    pub(crate) fn document(&self) -> Option<&ProjectFile> {
        self.files.get(&self.file).map(|file| &**file)
    }
}

//! What the worker found out about one document, as plain data.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use cfglint_lints::{Diagnostic, FileId, LineIndex, SourceFile};
use tower_lsp::ls_types as lsp;

use crate::position::PositionEncoding;
use crate::settings::ConfigPath;

/// The files of a project at the time it was linted.
pub(crate) type Files = BTreeMap<FileId, ProjectFile>;

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
    pub(crate) config: ConfigPath,
    pub(crate) findings: Vec<Finding>,
    pub(crate) files: Arc<Files>,
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
        self.files.get(&self.file)
    }
}

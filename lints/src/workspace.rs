//! Files and what is known of each.

use std::sync::Arc;

use crate::Diagnostic;
use crate::model::Module;
use crate::suppression::Allows;

/// A file, by number. Numbers are given by whoever reads the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A file's name and text.
#[derive(Debug, Clone)]
pub struct SourceFile {
    /// Its number.
    pub id: FileId,
    /// Its name for people and for per-file settings, with `/` between the parts.
    pub name: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
}

/// What one file says, by itself. Plain data: it can leave the thread that made it.
#[derive(Debug, Clone)]
pub struct FileReport {
    /// The file.
    pub source: SourceFile,
    /// Findings of lints that need this file alone, before suppression.
    pub diagnostics: Vec<Diagnostic>,
    /// What the file says as a NixOS module.
    pub module: Module,
    /// The `# cfglint: allow(…)` comments.
    pub(crate) allows: Allows,
}

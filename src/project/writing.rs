//! New texts of a project's files: fixes in memory, and how they reach the disk.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use cfglint_lints::{
    Applicability, Diagnostic, FileId, FileReport, FixOutcome, SourceFile, Suppressed,
    fix_files_with,
};
use rayon::prelude::*;

use super::{Project, named};
use crate::error::Error;
use crate::{interrupt, source_files};

/// New texts by file.
pub(crate) type Texts = BTreeMap<FileId, Arc<str>>;

/// How writing went.
#[derive(Debug, Default)]
pub(crate) struct Written {
    /// Files that keep their old texts, and why.
    pub(crate) failures: Vec<(FileId, Error)>,
    /// Files whose turn did not come, as the user interrupted the run.
    pub(crate) skipped: Vec<FileId>,
}

impl Project {
    /// As [`Project::findings`], with the texts of `changed`.
    pub(crate) fn findings_with(&self, changed: &Texts) -> Vec<Diagnostic> {
        self.findings_again(&mut self.reports.clone(), changed)
    }

    /// What every file says by itself, as it was read.
    pub(crate) fn reports(&self) -> Vec<FileReport> {
        self.reports.clone()
    }

    /// As [`Project::findings_with`], for one set of texts after the other: `reports` holds what the
    /// files said the last time, and only those that have changed since are linted.
    pub(crate) fn findings_again(
        &self,
        reports: &mut Vec<FileReport>,
        changed: &Texts,
    ) -> Vec<Diagnostic> {
        self.lint_again(reports, &self.sources(changed));
        self.findings_of(reports)
    }

    fn lint_again(&self, reports: &mut Vec<FileReport>, sources: &[SourceFile]) {
        let changed = sources
            .par_iter()
            .zip(reports)
            .filter(|(source, report)| !Arc::ptr_eq(&source.text, &report.source.text));
        changed.for_each(|(source, report)| {
            let analysis = &self.files[source.id.0 as usize].settings.analysis;
            *report = analysis.file_again(source, report);
        });
    }

    /// What comments silence in the files that were given, with the texts of `changed`.
    pub(crate) fn suppressed(&self, changed: &Texts) -> Vec<Suppressed> {
        let mut reports = self.reports();
        self.lint_again(&mut reports, &self.sources(changed));
        let mut found = Vec::new();
        for settings in self.all_settings() {
            let (_, own) = settings.analysis.workspace_with_suppressed(&reports);
            found.extend(own.into_iter().filter(|it| self.is_asked_for(&it.diagnostic, settings)));
        }
        found
    }

    /// Whether a file was given, and can be written.
    pub(crate) fn can_change(&self, id: FileId) -> bool {
        let file = &self.files[id.0 as usize];
        file.is_given && file.is_exact && !file.is_staged
    }

    /// How many files could not be changed as they are staged in another state than on disk.
    pub(crate) fn partly_staged(&self, left: &[Diagnostic]) -> usize {
        let is_staged = |id: &FileId| self.files[id.0 as usize].is_staged;
        left.iter().map(|it| it.file).filter(is_staged).collect::<BTreeSet<_>>().len()
    }

    /// Applies fixes in memory. Only files that were given, and can be written, change.
    pub(crate) fn fix(&self, limit: Applicability) -> FixOutcome {
        let ids = self.files.iter().map(|file| file.source.id);
        let locked: Vec<FileId> = ids.filter(|id| !self.can_change(*id)).collect();
        let mut reports = self.reports.clone();
        let sources: Vec<SourceFile> = self.files.iter().map(|file| file.source.clone()).collect();
        fix_files_with(&sources, limit, &locked, |sources| {
            self.lint_again(&mut reports, sources);
            self.findings_of(&reports)
        })
    }

    /// Takes away what killed runs have left in the folders of the given files.
    pub(crate) fn sweep(&self) {
        let given = self.files.iter().filter(|file| file.is_given && !file.is_stdin);
        let folders: BTreeSet<&Path> = given.filter_map(|file| file.path.parent()).collect();
        folders.into_iter().for_each(source_files::sweep);
    }

    /// Writes the texts of `new` in place of those in `old`, or of those that were read.
    ///
    /// A file that cannot be written keeps its text. An interruption is answered between two files.
    pub(crate) fn write(&self, old: &Texts, new: &Texts) -> Written {
        let _guard = interrupt::hold();
        let files: Vec<(FileId, &Arc<str>)> = new.iter().map(|(id, text)| (*id, text)).collect();
        let outcomes: Vec<(FileId, Option<Result<(), Error>>)> = files
            .into_par_iter()
            .map(|(id, new)| {
                let file = &self.files[id.0 as usize];
                let old = old.get(&id).unwrap_or(&file.source.text);
                let outcome = match interrupt::is_pending() {
                    _ if file.is_stdin => Some(Ok(())),
                    true => None,
                    false => Some(source_files::replace(&file.path, old, new)),
                };
                (id, outcome)
            })
            .collect();
        let mut written = Written::default();
        for (id, outcome) in outcomes {
            match outcome {
                Some(Ok(())) => {}
                Some(Err(error)) => {
                    let name = &self.files[id.0 as usize].source.name;
                    written.failures.push((id, named(error, name)));
                }
                None => written.skipped.push(id),
            }
        }
        written
    }

    /// The files with the texts of `changed`.
    pub(crate) fn sources(&self, changed: &Texts) -> Vec<SourceFile> {
        let mut sources: Vec<SourceFile> =
            self.files.iter().map(|file| file.source.clone()).collect();
        for (id, text) in changed {
            sources[id.0 as usize].text = Arc::clone(text);
        }
        sources
    }

    /// The files as they are called from `folder`, an absolute path without links.
    pub(crate) fn sources_from(&self, folder: &Path, changed: &Texts) -> Vec<SourceFile> {
        let mut sources = self.sources(changed);
        for (source, file) in sources.iter_mut().zip(&self.files) {
            // The name of a file in the folder is empty but for itself.
            source.name = super::names::name_beside("", folder, &file.path).into();
        }
        sources
    }
}

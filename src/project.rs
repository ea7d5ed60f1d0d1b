//! The files of one run, what they import, and what is found in them.

mod changed;
mod memory;
mod names;
mod reading;
mod writing;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use cfglint_lints::{Analysis, Diagnostic, FileId, FileReport, Share, SourceFile};
use rayon::prelude::*;

use crate::args::Check;
use crate::cache::{Cache, Digest};
use crate::changes::{Changes, Scope};
use crate::error::Error;
use crate::progress::Progress;
use crate::settings::{Settings, SettingsFinder};
use memory::{Files, Memory};

pub(crate) use names::root_around;
pub(crate) use writing::Texts;

/// The name of standard input among the paths.
pub(crate) const STDIN: &str = "-";

/// Of so many files it is worth while to share out what joins them.
const MANY: usize = 64;

/// One file of a run.
#[derive(Debug)]
pub(crate) struct ProjectFile {
    pub(crate) source: SourceFile,
    /// What the text is known by, if the run remembers anything.
    digest: Option<Digest>,
    /// Its absolute path, without links; that of a file that need not exist for standard input.
    path: PathBuf,
    settings: Arc<Settings>,
    /// Whether the command line names it, itself or by its folder, and it is not just imported.
    is_given: bool,
    /// Whether the text is the file byte for byte.
    is_exact: bool,
    is_stdin: bool,
    /// Whether the text is what is staged, and the file on disk is different.
    is_staged: bool,
}

/// The files of one run; the number of a file is its place in the list.
#[derive(Default)]
pub(crate) struct Project {
    pub(crate) files: Vec<ProjectFile>,
    /// What could not be read.
    pub(crate) failures: Vec<Error>,
    /// How many files would be given, but the settings exclude them.
    pub(crate) excluded: usize,
    /// What each file says; nothing if `remembered` has the answer.
    reports: Vec<FileReport>,
    /// The findings, if the run remembers anything.
    remembered: Option<Vec<Diagnostic>>,
    by_path: HashMap<PathBuf, FileId>,
    roots: HashMap<PathBuf, PathBuf>,
    /// If only findings on changed lines count.
    changes: Option<Changes>,
    progress: Progress,
}

/// What is known of a file while others are still to be read.
struct Known {
    /// What it imports, as written.
    imports: Vec<Box<str>>,
    /// Those of them that lead nowhere.
    missing_imports: Vec<Box<str>>,
    /// All that it says, if it was linted.
    report: Option<FileReport>,
}

impl Project {
    /// Reads the files that `args` name, and those that they import inside their projects.
    ///
    /// With a cache, what the same run found before is found again where nothing has changed.
    pub(crate) fn load(
        args: &Check,
        finder: &mut SettingsFinder,
        cache: Option<Cache>,
    ) -> miette::Result<Project> {
        let scope = match &args.since {
            Some(revision) => Some(Scope::Since(revision.clone())),
            None => args.staged.then_some(Scope::Staged),
        };
        let changes = scope.map(|scope| Changes::new(scope, &args.paths));
        let memory = cache.map(|cache| Memory::recall(cache, args));
        let progress = Progress::start(args.quiet);
        let mut project = Project { changes, progress, ..Project::default() };
        let is_remembering = memory.is_some();
        let mut wanted = Vec::new();
        for path in &args.paths {
            if path.as_os_str() == STDIN {
                project.add_stdin(args, finder)?;
            } else {
                project.find(path, args, finder, &mut wanted)?;
            }
        }
        project.read(wanted, is_remembering)?;
        if args.with_project {
            let wanted = project.surroundings(finder)?;
            project.read(wanted, is_remembering)?;
        }
        let mut known = Vec::new();
        while known.len() < project.files.len() {
            let first = known.len();
            let new = project.files[first..].par_iter();
            known.par_extend(new.map(|file| project.look_at(file, memory.as_ref())));
            let wanted = project.imports_of(first, &mut known, finder)?;
            project.read(wanted, is_remembering)?;
        }
        let question = memory.as_ref().and_then(|_| memory::question(&project, &known));
        let answer = memory.as_ref().zip(question).and_then(|(it, question)| it.answer(question));
        if answer.is_some() {
            project.remembered = answer;
        } else {
            project.reports = {
                let files = memory.as_ref().map(Memory::files).unwrap_or_default();
                project.complete(known, &files)
            };
            if let Some((memory, question)) = memory.zip(question) {
                let found = project.findings_of(&project.reports);
                memory.keep(&project, question, &found);
                project.remembered = Some(found);
            }
        }
        project.progress.finish();
        Ok(project)
    }

    /// What a file imports, from memory if possible.
    fn look_at(&self, file: &ProjectFile, memory: Option<&Memory>) -> Known {
        let remembered = memory.zip(file.digest).and_then(|(it, digest)| it.imports(digest));
        let missing_imports = Vec::new();
        if let Some(imports) = remembered {
            self.progress.step();
            return Known { imports: imports.to_vec(), missing_imports, report: None };
        }
        let report = self.lint(file);
        let imports = imports(&report);
        Known { imports, missing_imports, report: Some(report) }
    }

    fn lint(&self, file: &ProjectFile) -> FileReport {
        let report = file.settings.analysis.file_for_findings(&file.source);
        self.progress.step();
        report
    }

    /// Lints what was left out, as memory had its imports, and does not have the rest.
    fn complete(&self, known: Vec<Known>, files: &Files<'_>) -> Vec<FileReport> {
        let reports = self.files.par_iter().zip(known).map(|(file, known)| {
            let report = known.report.or_else(|| files.report(file));
            let mut report = report.unwrap_or_else(|| self.lint(file));
            report.missing_imports = known.missing_imports;
            report
        });
        reports.collect()
    }

    /// What is to be said of the files that were given.
    ///
    /// A finding that joins files counts if one of its places lies in a given file.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        match &self.remembered {
            Some(found) => found.clone(),
            None => self.findings_of(&self.reports),
        }
    }

    fn findings_of(&self, reports: &[FileReport]) -> Vec<Diagnostic> {
        let file = |id: FileId| &self.files[id.0 as usize];
        let mut found = Vec::new();
        for settings in self.all_settings() {
            let own = joined(&settings.analysis, reports);
            found.extend(own.into_iter().filter(|it| self.is_asked_for(it, settings)));
        }
        let place = |it: &Diagnostic| (it.range.start(), it.range.end(), it.lint);
        found.sort_by(|a, b| {
            let names = (&file(a.file).source.name, &file(b.file).source.name);
            names.0.cmp(names.1).then_with(|| place(a).cmp(&place(b)))
        });
        if let Some(changes) = &self.changes {
            self.keep_changed(changes, reports, &mut found);
        }
        found
    }

    fn all_settings(&self) -> Vec<&Arc<Settings>> {
        let mut all: Vec<&Arc<Settings>> = Vec::new();
        for file in &self.files {
            if !all.iter().any(|settings| Arc::ptr_eq(settings, &file.settings)) {
                all.push(&file.settings);
            }
        }
        all
    }

    /// Whether a finding lies in a file with these settings, and the files that were given take part.
    fn is_asked_for(&self, diagnostic: &Diagnostic, settings: &Arc<Settings>) -> bool {
        let file = |id: FileId| &self.files[id.0 as usize];
        Arc::ptr_eq(&file(diagnostic.file).settings, settings)
            && (file(diagnostic.file).is_given
                || diagnostic.related.iter().any(|place| file(place.file).is_given))
    }

    /// What the user should know of the run.
    pub(crate) fn notes(&self) -> Vec<String> {
        self.changes.as_ref().map(|changes| changes.notes.clone()).unwrap_or_default()
    }

    /// The files that were given.
    pub(crate) fn given_ids(&self) -> Vec<FileId> {
        let given = self.files.iter().filter(|file| file.is_given);
        given.map(|file| file.source.id).collect()
    }

    /// How many files were given.
    pub(crate) fn given(&self) -> usize {
        self.files.iter().filter(|file| file.is_given).count()
    }
}

/// The error with the name that the user knows the file by.
fn named(mut error: Error, name: &str) -> Error {
    match &mut error {
        Error::Unreadable { path, .. }
        | Error::TooLarge { path, .. }
        | Error::NotWritten { path, .. } => *path = name.into(),
        Error::Output { .. } | Error::Usage { .. } => {}
    }
    error
}

/// What is to be said of these files together, by as many threads as are of use.
fn joined(analysis: &Analysis, reports: &[FileReport]) -> Vec<Diagnostic> {
    if reports.len() < MANY || rayon::current_num_threads() == 1 {
        return analysis.workspace(reports);
    }
    let shares = Share::ALL.par_iter().map(|share| analysis.joined(reports, *share));
    analysis.together(reports, shares.collect::<Vec<_>>()).0
}

/// What a file imports, as written.
fn imports(report: &FileReport) -> Vec<Box<str>> {
    report.module.imports.iter().filter_map(|import| import.path.clone()).collect()
}

//! The files of one run, what they import, and what is found in them.

mod changed;
mod writing;

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{
    CONFIG_NAME, Diagnostic, FileId, FileReport, SourceFile, import_candidates, leads_nowhere,
    normalize,
};
use rayon::prelude::*;

use crate::args::Check;
use crate::changes::{Changes, Scope};
use crate::error::Error;
use crate::settings::{Settings, SettingsFinder, slashed};
use crate::source_files::{self, Content, RealDisk};

pub(crate) use writing::Texts;

/// The name of standard input among the paths.
pub(crate) const STDIN: &str = "-";

/// What is read from standard input is called so unless the user gives it a name.
const NO_NAME: &str = "<stdin>";

/// What marks the folder of a project; imports are followed inside of it.
const ROOT_MARKERS: &[&str] = &[CONFIG_NAME, "flake.nix", ".git"];

/// One file of a run.
#[derive(Debug)]
pub(crate) struct ProjectFile {
    pub(crate) source: SourceFile,
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
    reports: Vec<FileReport>,
    by_path: HashMap<PathBuf, FileId>,
    roots: HashMap<PathBuf, PathBuf>,
    /// If only findings on changed lines count.
    changes: Option<Changes>,
}

/// A file that is yet to be read.
struct Wanted {
    name: String,
    path: PathBuf,
    settings: Arc<Settings>,
    is_given: bool,
}

impl Project {
    /// Reads the files that `args` name, and those that they import inside their projects.
    pub(crate) fn load(args: &Check, finder: &mut SettingsFinder) -> miette::Result<Project> {
        let scope = match &args.since {
            Some(revision) => Some(Scope::Since(revision.clone())),
            None => args.staged.then_some(Scope::Staged),
        };
        let changes = scope.map(|scope| Changes::new(scope, &args.paths));
        let mut project = Project { changes, ..Project::default() };
        let mut wanted = Vec::new();
        for path in &args.paths {
            if path.as_os_str() == STDIN {
                project.add_stdin(args.stdin_filename.as_deref(), finder)?;
            } else {
                project.find(path, finder, &mut wanted)?;
            }
        }
        project.read(wanted)?;
        if args.with_project {
            let wanted = project.surroundings(finder)?;
            project.read(wanted)?;
        }
        let mut done = 0;
        while done < project.files.len() {
            project.lint_from(done);
            let wanted = project.imports_from(done, finder)?;
            done = project.files.len();
            project.read(wanted)?;
        }
        Ok(project)
    }

    fn add_stdin(
        &mut self,
        name: Option<&Path>,
        finder: &mut SettingsFinder,
    ) -> miette::Result<()> {
        let shown = name.map_or_else(|| NO_NAME.to_owned(), slashed);
        let path = absolute(name.unwrap_or(Path::new(NO_NAME)));
        let content = source_files::read_from(std::io::stdin().lock(), Path::new(&shown))?;
        let settings = finder.for_folder(path.parent().unwrap_or(Path::new("/")))?;
        let wanted = Wanted { name: shown, path, settings, is_given: true };
        let id = self.add(wanted, content);
        self.files[id.0 as usize].is_stdin = true;
        Ok(())
    }

    /// The files that one argument stands for.
    fn find(
        &mut self,
        argument: &Path,
        finder: &mut SettingsFinder,
        wanted: &mut Vec<Wanted>,
    ) -> miette::Result<()> {
        let real = match fs::canonicalize(argument) {
            Ok(real) => real,
            Err(error) => {
                self.failures.push(Error::unreadable(argument, &error));
                return Ok(());
            }
        };
        if !real.is_dir() {
            let settings = finder.for_folder(real.parent().unwrap_or(Path::new("/")))?;
            let name = shown(argument);
            wanted.push(Wanted { name, path: real, settings, is_given: true });
            return Ok(());
        }
        for file in source_files::walk(argument, &mut self.failures) {
            let path = file
                .strip_prefix(argument)
                .map_or_else(|_| absolute(&file), |inner| real.join(inner));
            let settings = finder.for_folder(path.parent().unwrap_or(Path::new("/")))?;
            if !settings.exclude(&path) {
                wanted.push(Wanted { name: shown(&file), path, settings, is_given: true });
            }
        }
        let Some(changes) = &mut self.changes else { return Ok(()) };
        changes.open(&real)?;
        for path in changes.staged_only(&real) {
            let settings = finder.for_folder(path.parent().unwrap_or(Path::new("/")))?;
            if !settings.exclude(&path) {
                let name = shown(&argument.join(path.strip_prefix(&real).unwrap_or(&path)));
                wanted.push(Wanted { name, path, settings, is_given: true });
            }
        }
        Ok(())
    }

    /// The other files of the projects that the given files belong to.
    fn surroundings(&mut self, finder: &mut SettingsFinder) -> miette::Result<Vec<Wanted>> {
        let mut roots: Vec<(PathBuf, String, PathBuf)> = Vec::new();
        for file in &self.files {
            let folder = file.path.parent().unwrap_or(Path::new("/"));
            let root = root_of(&mut self.roots, folder).to_owned();
            if !roots.iter().any(|(other, ..)| *other == root) {
                roots.push((root, file.source.name.to_string(), folder.to_owned()));
            }
        }
        let mut wanted = Vec::new();
        for (root, name, folder) in roots {
            for path in source_files::walk(&root, &mut self.failures) {
                let settings = finder.for_folder(path.parent().unwrap_or(Path::new("/")))?;
                if !settings.exclude(&path) {
                    let name = name_beside(&name, &folder, &path);
                    wanted.push(Wanted { name, path, settings, is_given: false });
                }
            }
        }
        Ok(wanted)
    }

    fn read(&mut self, wanted: Vec<Wanted>) -> miette::Result<()> {
        let mut seen: HashSet<PathBuf> = self.by_path.keys().cloned().collect();
        let wanted: Vec<Wanted> =
            wanted.into_iter().filter(|wanted| seen.insert(wanted.path.clone())).collect();
        if let Some(changes) = &mut self.changes {
            for wanted in &wanted {
                changes.open(wanted.path.parent().unwrap_or(Path::new("/")))?;
                if wanted.is_given && !changes.has_repository(&wanted.path) {
                    let message = format!("{} is in no git repository", wanted.name);
                    let help = "`--since` and `--staged` ask git which lines have changed";
                    return Err(Error::Usage { message, help: Some(help.to_owned()) }.into());
                }
            }
        }
        let staged = |path: &Path| self.changes.as_ref().and_then(|changes| changes.staged(path));
        let read = |wanted: &Wanted| match staged(&wanted.path) {
            Some(content) => (Ok(content), true),
            None => (source_files::read(&wanted.path), false),
        };
        let contents: Vec<_> = wanted.par_iter().map(read).collect();
        for (wanted, (content, is_staged)) in wanted.into_iter().zip(contents) {
            match content {
                Ok(content) => {
                    let id = self.add(wanted, content);
                    self.files[id.0 as usize].is_staged = is_staged;
                }
                Err(error) => self.failures.push(named(error, &wanted.name)),
            }
        }
        Ok(())
    }

    fn add(&mut self, wanted: Wanted, content: Content) -> FileId {
        let id = FileId(self.files.len() as u32);
        let Wanted { name, path, settings, is_given } = wanted;
        let mut source = SourceFile::new(id, name, content.text);
        source.config_path = settings.relative(&path).into();
        self.by_path.insert(path.clone(), id);
        let is_exact = content.is_exact;
        let (is_stdin, is_staged) = (false, false);
        let file = ProjectFile { source, path, settings, is_given, is_exact, is_stdin, is_staged };
        self.files.push(file);
        id
    }

    fn lint_from(&mut self, first: usize) {
        let new = self.files[first..].par_iter();
        self.reports.par_extend(new.map(|file| file.settings.analysis.file(&file.source)));
    }

    /// What the files from `first` on import inside their projects.
    fn imports_from(
        &mut self,
        first: usize,
        finder: &mut SettingsFinder,
    ) -> miette::Result<Vec<Wanted>> {
        let mut wanted = Vec::new();
        for index in first..self.files.len() {
            let file = &self.files[index];
            let folder = file.path.parent().unwrap_or(Path::new("/")).to_owned();
            let name = file.source.name.to_string();
            let has_place = !file.is_stdin || &*file.source.name != NO_NAME;
            let mut missing = Vec::new();
            for import in &self.reports[index].module.imports {
                let Some(written) = import.path.as_deref() else { continue };
                let found = import_candidates(&folder, written)
                    .into_iter()
                    .find(|path| self.by_path.contains_key(path) || path.is_file());
                let root = root_of(&mut self.roots, &folder);
                let Some(path) = found else {
                    if has_place && leads_nowhere(&folder, root, written, &RealDisk) {
                        missing.push(written.into());
                    }
                    continue;
                };
                if self.by_path.contains_key(&path) {
                    continue;
                }
                let Some(path) = fs::canonicalize(path).ok().filter(|path| path.starts_with(root))
                else {
                    continue;
                };
                let settings = finder.for_folder(path.parent().unwrap_or(Path::new("/")))?;
                let name = name_beside(&name, &folder, &path);
                wanted.push(Wanted { name, path, settings, is_given: false });
            }
            self.reports[index].missing_imports = missing;
        }
        Ok(wanted)
    }

    /// What is to be said of the files that were given.
    ///
    /// A finding that joins files counts if one of its places lies in a given file.
    pub(crate) fn findings(&self) -> Vec<Diagnostic> {
        self.findings_of(&self.reports)
    }

    fn findings_of(&self, reports: &[FileReport]) -> Vec<Diagnostic> {
        let file = |id: FileId| &self.files[id.0 as usize];
        let mut found = Vec::new();
        for settings in self.all_settings() {
            let own = settings.analysis.workspace(reports);
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
        Error::Usage { .. } => {}
    }
    error
}

/// The path as given, without a `./` in front.
fn shown(path: &Path) -> String {
    slashed(path.strip_prefix(".").unwrap_or(path))
}

fn absolute(path: &Path) -> PathBuf {
    normalize(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// The folder of the project around `folder`; the folder itself if nothing marks one.
fn root_of<'a>(roots: &'a mut HashMap<PathBuf, PathBuf>, folder: &Path) -> &'a Path {
    roots.entry(folder.to_owned()).or_insert_with(|| {
        let is_root =
            |folder: &&Path| ROOT_MARKERS.iter().any(|marker| folder.join(marker).exists());
        folder.ancestors().find(is_root).unwrap_or(folder).to_owned()
    })
}

/// The name of the file at `path`, as seen from the file called `name` in `folder`.
fn name_beside(name: &str, folder: &Path, path: &Path) -> String {
    let mut up = PathBuf::new();
    let common = folder.ancestors().find(|common| {
        let is_common = path.starts_with(common);
        if !is_common {
            up.push("..");
        }
        is_common
    });
    let Some(inner) = common.and_then(|common| path.strip_prefix(common).ok()) else {
        return slashed(path);
    };
    let beside = Path::new(name).parent().unwrap_or(Path::new(""));
    slashed(&normalize(&beside.join(up).join(inner)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imported_files_are_named_from_where_the_user_stands() {
        let name = |name, path| name_beside(name, Path::new("/p/hosts"), Path::new(path));
        assert_eq!(name("hosts/a.nix", "/p/common.nix"), "common.nix");
        assert_eq!(name("hosts/a.nix", "/p/hosts/web/default.nix"), "hosts/web/default.nix");
        assert_eq!(name("a.nix", "/p/common.nix"), "../common.nix");
        assert_eq!(name("/p/hosts/a.nix", "/p/common.nix"), "/p/common.nix");
    }
}

//! Which files a run reads: those that are given, those around them, and those they import.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{FileId, SourceFile, import_candidates, leads_nowhere};
use rayon::prelude::*;

use super::names::{absolute, name_beside, root_of, shown};
use super::{Known, Project, ProjectFile, named};
use crate::args::Check;
use crate::cache;
use crate::error::Error;
use crate::settings::{Settings, SettingsFinder, slashed};
use crate::source_files::{self, Content, RealDisk};

/// What is read from standard input is called so unless the user gives it a name.
const NO_NAME: &str = "<stdin>";

/// A file that is yet to be read.
pub(super) struct Wanted {
    name: String,
    path: PathBuf,
    settings: Arc<Settings>,
    is_given: bool,
}

impl Project {
    pub(super) fn add_stdin(
        &mut self,
        args: &Check,
        finder: &mut SettingsFinder,
    ) -> miette::Result<()> {
        let name = args.stdin_filename.as_deref();
        let shown = name.map_or_else(|| NO_NAME.to_owned(), slashed);
        let path = absolute(name.unwrap_or(Path::new(NO_NAME)));
        let content = source_files::read_from(std::io::stdin().lock(), Path::new(&shown))?;
        let settings = finder.for_named(&path, args.force_exclude)?;
        // Also what is left out has to come out again where it is to be fixed.
        let is_given = settings.is_some();
        self.excluded += usize::from(!is_given);
        let settings = settings.unwrap_or_else(|| finder.none());
        let wanted = Wanted { name: shown, path, settings, is_given };
        let config_path = wanted.settings.relative(&wanted.path).into();
        let id = self.add(wanted, content, config_path);
        self.files[id.0 as usize].is_stdin = true;
        Ok(())
    }

    /// The files that one argument stands for.
    pub(super) fn find(
        &mut self,
        argument: &Path,
        args: &Check,
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
            match finder.for_named(&real, args.force_exclude)? {
                Some(settings) => {
                    let name = shown(argument);
                    wanted.push(Wanted { name, path: real, settings, is_given: true });
                }
                None => self.excluded += 1,
            }
            return Ok(());
        }
        let mut below = finder.below(&real);
        for file in source_files::walk(argument, &mut self.failures) {
            let path = file
                .strip_prefix(argument)
                .map_or_else(|_| absolute(&file), |inner| real.join(inner));
            match below.for_file(&path)? {
                Some(settings) => {
                    let name = shown(&file);
                    wanted.push(Wanted { name, path, settings, is_given: true });
                }
                None => self.excluded += 1,
            }
        }
        let Some(changes) = &mut self.changes else { return Ok(()) };
        changes.open(&real)?;
        for path in changes.staged_only(&real) {
            if let Some(settings) = below.for_file(&path)? {
                let name = shown(&argument.join(path.strip_prefix(&real).unwrap_or(&path)));
                wanted.push(Wanted { name, path, settings, is_given: true });
            }
        }
        Ok(())
    }

    /// The other files of the projects that the given files belong to.
    pub(super) fn surroundings(
        &mut self,
        finder: &mut SettingsFinder,
    ) -> miette::Result<Vec<Wanted>> {
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
            let mut below = finder.below(&root);
            for path in source_files::walk(&root, &mut self.failures) {
                if let Some(settings) = below.for_file(&path)? {
                    let name = name_beside(&name, &folder, &path);
                    wanted.push(Wanted { name, path, settings, is_given: false });
                }
            }
        }
        Ok(wanted)
    }

    /// Reads files that are not yet read; with `is_remembering`, their texts get digests.
    pub(super) fn read(&mut self, wanted: Vec<Wanted>, is_remembering: bool) -> miette::Result<()> {
        let mut seen: HashSet<&Path> = HashSet::with_capacity(wanted.len());
        let paths = wanted.iter().map(|it| it.path.as_path());
        let are_new: Vec<bool> =
            paths.map(|path| !self.by_path.contains_key(path) && seen.insert(path)).collect();
        let new = wanted.into_iter().zip(are_new).filter(|(_, is_new)| *is_new);
        let wanted: Vec<Wanted> = new.map(|(wanted, _)| wanted).collect();
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
        let read = |wanted: &Wanted| {
            let (content, is_staged) = match staged(&wanted.path) {
                Some(content) => (Ok(content), true),
                None => (source_files::read(&wanted.path), false),
            };
            let digest = match &content {
                Ok(content) if is_remembering => Some(cache::digest(content.text.as_bytes())),
                _ => None,
            };
            let config_path = wanted.settings.relative(&wanted.path).into();
            (content, config_path, is_staged, digest)
        };
        self.progress.expect(wanted.len());
        let contents: Vec<_> = wanted.par_iter().map(read).collect();
        self.files.reserve(contents.len());
        self.by_path.reserve(contents.len());
        for (wanted, (content, config_path, is_staged, digest)) in wanted.into_iter().zip(contents)
        {
            match content {
                Ok(content) => {
                    let id = self.add(wanted, content, config_path);
                    let file = &mut self.files[id.0 as usize];
                    file.is_staged = is_staged;
                    file.digest = digest;
                }
                Err(error) => self.failures.push(named(error, &wanted.name)),
            }
        }
        Ok(())
    }

    fn add(&mut self, wanted: Wanted, content: Content, config_path: Arc<str>) -> FileId {
        let id = FileId(self.files.len() as u32);
        let Wanted { name, path, settings, is_given } = wanted;
        let mut source = SourceFile::new(id, name, content.text);
        source.config_path = config_path;
        self.by_path.insert(path.clone(), id);
        let is_exact = content.is_exact;
        let (is_stdin, is_staged) = (false, false);
        let digest = None;
        self.files.push(ProjectFile {
            source,
            digest,
            path,
            settings,
            is_given,
            is_exact,
            is_stdin,
            is_staged,
        });
        id
    }

    /// What the files from `first` on import inside their projects.
    pub(super) fn imports_of(
        &mut self,
        first: usize,
        known: &mut [Known],
        finder: &mut SettingsFinder,
    ) -> miette::Result<Vec<Wanted>> {
        let mut wanted = Vec::new();
        for (file, known) in self.files.iter().zip(known).skip(first) {
            if known.imports.is_empty() {
                continue;
            }
            let folder = file.path.parent().unwrap_or(Path::new("/")).to_owned();
            let name = file.source.name.to_string();
            let has_place = !file.is_stdin || &*file.source.name != NO_NAME;
            let mut missing = Vec::new();
            for written in &known.imports {
                let found = import_candidates(&folder, written)
                    .into_iter()
                    .find(|path| self.by_path.contains_key(path) || path.is_file());
                let root = root_of(&mut self.roots, &folder);
                let Some(path) = found else {
                    if has_place && leads_nowhere(&folder, root, written, &RealDisk) {
                        missing.push(written.clone());
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
            known.missing_imports = missing;
        }
        Ok(wanted)
    }
}

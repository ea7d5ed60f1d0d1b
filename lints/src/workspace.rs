//! Files, what is known of each, and how they name one another.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::Diagnostic;
use crate::index::FileIndex;
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
    /// Its name for people, with `/` between the parts.
    pub name: Arc<str>,
    /// Its path from the folder of its settings, for the globs in them.
    pub config_path: Arc<str>,
    /// Its text.
    pub text: Arc<str>,
}

impl SourceFile {
    /// A file whose settings lie in the folder from which `name` counts.
    pub fn new(id: FileId, name: impl Into<Arc<str>>, text: impl Into<Arc<str>>) -> SourceFile {
        let name = name.into();
        SourceFile { id, config_path: Arc::clone(&name), name, text: text.into() }
    }
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
    /// Paths of [`Module::imports`], as written, that [lead nowhere](crate::leads_nowhere).
    ///
    /// None as long as whoever reads the files has said nothing.
    pub missing_imports: Vec<Box<str>>,
    /// The `# cfglint: allow(…)` comments.
    pub(crate) allows: Allows,
    /// Where in [`FileReport::module`] is what lints that join files look for.
    pub(crate) index: FileIndex,
}

/// What a report says beyond the text and the findings, to be kept and taken up again.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Remains {
    module: Module,
    allows: Allows,
}

impl FileReport {
    /// Of a file that says nothing.
    pub(crate) fn plain(source: SourceFile) -> FileReport {
        FileReport {
            source,
            diagnostics: Vec::new(),
            module: Module::default(),
            missing_imports: Vec::new(),
            allows: Allows::default(),
            index: FileIndex::default(),
        }
    }

    /// What is to be kept of it.
    pub fn remains(&self) -> Remains {
        Remains { module: self.module.clone(), allows: self.allows.clone() }
    }

    /// The report that these were of. Whoever reads the files says once more which imports are
    /// missing.
    pub fn restored(source: SourceFile, diagnostics: Vec<Diagnostic>, kept: Remains) -> FileReport {
        let Remains { module, allows } = kept;
        let index = FileIndex::new(&module);
        FileReport { source, diagnostics, module, missing_imports: Vec::new(), allows, index }
    }
}

/// The name of a file of settings.
pub const CONFIG_NAME: &str = "cfglint.toml";

/// The nearest `cfglint.toml` in `folder` or above it.
///
/// `read` gives the content of a file, or `None` if there is no such file.
pub fn nearest_config<T>(
    folder: &Path,
    mut read: impl FnMut(&Path) -> Option<T>,
) -> Option<(PathBuf, T)> {
    folder.ancestors().find_map(|folder| {
        let path = folder.join(CONFIG_NAME);
        let content = read(&path)?;
        Some((path, content))
    })
}

/// The files that an element of `imports` may mean, best first, for a file in `folder`.
///
/// Empty for what is looked up elsewhere: search paths and `~`.
pub fn import_candidates(folder: &Path, written: &str) -> Vec<PathBuf> {
    if written.starts_with(['~', '<']) || !written.contains('/') {
        return Vec::new();
    }
    let target = normalize(&folder.join(written));
    match written.ends_with(".nix") {
        true => vec![target],
        false => vec![target.join("default.nix"), target],
    }
}

/// The path without `.` and `..` as far as its text allows it.
pub fn normalize(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => match out.components().next_back() {
                Some(Component::Normal(_)) => {
                    out.pop();
                }
                Some(Component::RootDir) => {}
                _ => out.push(".."),
            },
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_settings_win() {
        let files = ["/a/cfglint.toml", "/a/b/c/cfglint.toml"];
        let read = |path: &Path| files.iter().find(|file| Path::new(file) == path).copied();
        let nearest = |folder: &str| nearest_config(Path::new(folder), read).map(|(_, text)| text);
        assert_eq!(nearest("/a/b/c/d"), Some(files[1]));
        assert_eq!(nearest("/a/b"), Some(files[0]));
        assert_eq!(nearest("/x"), None);
    }

    #[test]
    fn imports_lead_to_files_and_folders() {
        let candidates = |written| import_candidates(Path::new("/p/hosts"), written);
        assert_eq!(candidates("../common.nix"), [PathBuf::from("/p/common.nix")]);
        assert_eq!(
            candidates("./web"),
            [PathBuf::from("/p/hosts/web/default.nix"), PathBuf::from("/p/hosts/web")]
        );
        assert!(candidates("<nixpkgs/nixos>").is_empty());
        assert!(candidates("~/x.nix").is_empty());
        assert_eq!(candidates("/etc/nixos/x.nix"), [PathBuf::from("/etc/nixos/x.nix")]);
        assert_eq!(candidates("./."), [PathBuf::from("/p/hosts/default.nix"), "/p/hosts".into()]);
    }

    #[test]
    fn paths_are_shortened_by_their_text() {
        assert_eq!(normalize(Path::new("a/./b/../c")), PathBuf::from("a/c"));
        assert_eq!(normalize(Path::new("../../c")), PathBuf::from("../../c"));
        assert_eq!(normalize(Path::new("/../c")), PathBuf::from("/c"));
    }
}

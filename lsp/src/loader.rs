//! Reading files that the client has not open. The only place that touches the disk.

use std::collections::HashMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::SystemTime;

use cfglint_lints::Found;
use ignore::WalkBuilder;

use crate::ignore_files::{endless_ignore_file, endless_ignore_file_around};

/// A file longer than this is not read: no module is, and a device or a dump must not fill memory.
const LENGTH_LIMIT: u64 = 16 * 1024 * 1024;

/// Folders that hold no text of the user.
const SKIPPED: &[&str] = &[".git", ".direnv", ".jj", ".hg", "node_modules"];

/// Where texts come from that are not open in the editor.
pub(crate) trait SourceLoader: Send + Sync {
    /// The text of a file; `None` if there is no such file or it holds no text.
    fn read(&self, path: &Path) -> Option<Arc<str>>;

    /// What is at a path.
    fn look(&self, path: &Path) -> Found;

    /// Whether there is a file.
    fn is_file(&self, path: &Path) -> bool;

    /// Whether there is a folder.
    fn is_folder(&self, path: &Path) -> bool;

    /// The `.nix` files below a folder, no more than `limit`. `.gitignore` is respected, links are
    /// not followed, and what cannot be read is left out.
    fn nix_files(&self, folder: &Path, limit: usize) -> Vec<PathBuf>;

    /// Forgets these files, after word of changes.
    fn forget(&self, paths: &[PathBuf]);
}

/// Reads from disk, and again only when a file's time or length has changed.
#[derive(Debug, Default)]
pub(crate) struct DiskLoader {
    files: Mutex<HashMap<PathBuf, (Stamp, Arc<str>)>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    modified: Option<SystemTime>,
    length: u64,
}

impl SourceLoader for DiskLoader {
    fn read(&self, path: &Path) -> Option<Arc<str>> {
        let metadata = std::fs::metadata(path).ok()?;
        if !metadata.is_file() || metadata.len() > LENGTH_LIMIT {
            return None;
        }
        let stamp = Stamp { modified: metadata.modified().ok(), length: metadata.len() };
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, text)) = files.get(path)
            && *known == stamp
        {
            return Some(Arc::clone(text));
        }
        let text: Arc<str> = std::fs::read_to_string(path).ok()?.into();
        files.insert(path.to_owned(), (stamp, Arc::clone(&text)));
        Some(text)
    }

    fn look(&self, path: &Path) -> Found {
        look_at(path)
    }

    fn is_file(&self, path: &Path) -> bool {
        path.is_file()
    }

    fn is_folder(&self, path: &Path) -> bool {
        path.is_dir()
    }

    fn nix_files(&self, folder: &Path, limit: usize) -> Vec<PathBuf> {
        if endless_ignore_file_around(folder).is_some() {
            return Vec::new();
        }
        let mut walker = WalkBuilder::new(folder);
        walker.hidden(false).require_git(false).filter_entry(|entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            if !is_folder || entry.depth() == 0 {
                return true;
            }
            let name = entry.file_name().to_str().unwrap_or_default();
            !SKIPPED.contains(&name) && endless_ignore_file(entry.path()).is_none()
        });
        let is_nix = |path: &Path| path.extension().is_some_and(|extension| extension == "nix");
        let entries = walker.build().filter_map(Result::ok);
        let files = entries.filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
        files.map(ignore::DirEntry::into_path).filter(|path| is_nix(path)).take(limit).collect()
    }

    fn forget(&self, paths: &[PathBuf]) {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        for path in paths {
            files.remove(path);
        }
    }
}

/// What is at a path on disk.
fn look_at(path: &Path) -> Found {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => match std::fs::read_dir(path) {
            Ok(mut inside) => match inside.next() {
                Some(_) => Found::Folder,
                None => Found::EmptyFolder,
            },
            Err(_) => Found::Unclear,
        },
        Ok(_) => Found::File,
        // A link that leads nowhere is there itself.
        Err(error) => match (error.kind(), std::fs::symlink_metadata(path)) {
            (ErrorKind::NotFound, Err(_)) => Found::Nothing,
            _ => Found::Unclear,
        },
    }
}

//! Where the imports of a file lead.

use std::path::Path;

use cfglint_lints::{Disk, FileReport, Found, leads_nowhere};

use super::{Group, Pending, Snapshot};
use crate::discovery;
use crate::loader::SourceLoader;

/// The files that `report` imports and that can be read. Open texts win over those on disk.
pub(super) fn imports(
    report: &FileReport,
    path: &Path,
    group: &Group,
    snapshot: &Snapshot,
    loader: &dyn SourceLoader,
) -> Vec<Pending> {
    let Some(folder) = path.parent().filter(|_| path.is_absolute()) else {
        return Vec::new();
    };
    let read = |path: &Path| Pending::at(path, snapshot, loader);
    let imports = report.module.imports.iter().filter_map(|import| import.path.as_deref());
    imports
        .filter_map(|import| discovery::imported(import, folder, &group.roots, read))
        .map(|(_, pending)| pending)
        .collect()
}

/// The imports of `report` that lead to no file, on disk or open.
pub(super) fn missing_imports(
    report: &FileReport,
    path: &Path,
    group: &Group,
    snapshot: &Snapshot,
    loader: &dyn SourceLoader,
) -> Vec<Box<str>> {
    let root = group.roots.iter().find(|root| path.is_absolute() && path.starts_with(root));
    let (Some(root), Some(folder)) = (root, path.parent()) else {
        return Vec::new();
    };
    let disk = SnapshotDisk { snapshot, loader };
    let imports = report.module.imports.iter().filter_map(|import| import.path.clone());
    imports.filter(|written| leads_nowhere(folder, root, written, &disk)).collect()
}

/// What is on disk, and over it what is open.
struct SnapshotDisk<'a> {
    snapshot: &'a Snapshot,
    loader: &'a dyn SourceLoader,
}

impl Disk for SnapshotDisk<'_> {
    fn look(&self, path: &Path) -> Found {
        match self.snapshot.at_path(path) {
            Some(_) => Found::File,
            None => self.loader.look(path),
        }
    }

    fn read(&self, path: &Path) -> Option<String> {
        self.loader.read(path).map(|text| text.to_string())
    }
}

//! Which configuration is in force for a file, and which files it imports.
//!
//! Everything is lexical and reads through a closure; symbolic links are not followed.

use std::path::{Component, Path, PathBuf};

/// The name of a configuration file.
pub(crate) const CONFIG_NAME: &str = "cfglint.toml";

/// The nearest configuration file in `folder` or above it, with its text.
pub(crate) fn nearest_config<T>(
    folder: &Path,
    mut read: impl FnMut(&Path) -> Option<T>,
) -> Option<(PathBuf, T)> {
    folder.ancestors().find_map(|folder| {
        let path = folder.join(CONFIG_NAME);
        read(&path).map(|text| (path, text))
    })
}

/// The file that `import`, written in a file in `folder`, names, with its text.
///
/// A folder stands for its `default.nix`. What is looked up elsewhere (`<nixpkgs/…>`, `~/…`) names
/// no file here, and neither does what lies outside all of `roots`.
pub(crate) fn imported<T>(
    import: &str,
    folder: &Path,
    roots: &[PathBuf],
    mut read: impl FnMut(&Path) -> Option<T>,
) -> Option<(PathBuf, T)> {
    if import.starts_with(['<', '~']) || !import.contains('/') {
        return None;
    }
    let path = normalized(&folder.join(import));
    if !roots.iter().any(|root| path.starts_with(root)) {
        return None;
    }
    let candidates = [path.join("default.nix"), path];
    // A file cannot have a file below it, so the order does not matter but for the usual case.
    candidates.into_iter().rev().find_map(|path| read(&path).map(|text| (path, text)))
}

/// The path without `.`, `..` and repeated separators.
pub(crate) fn normalized(path: &Path) -> PathBuf {
    let mut normalized = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => {
                normalized.pop();
            }
            other => normalized.push(other),
        }
    }
    normalized
}

/// `path` as seen from `folder`, with `/` between the parts, for people and for patterns.
pub(crate) fn name_in(path: &Path, folder: Option<&Path>) -> String {
    let relative = folder.and_then(|folder| path.strip_prefix(folder).ok()).unwrap_or(path);
    relative.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn import(import: &str) -> Option<PathBuf> {
        let files = ["/w/a.nix", "/w/b/default.nix", "/etc/x.nix"];
        let read = |path: &Path| files.iter().any(|it| Path::new(it) == path).then_some(());
        imported(import, Path::new("/w/b"), &[PathBuf::from("/w")], read).map(|(path, ())| path)
    }

    #[test]
    fn imports_name_files_and_folders_within_the_roots() {
        assert_eq!(import("../a.nix"), Some(PathBuf::from("/w/a.nix")));
        assert_eq!(import("./."), Some(PathBuf::from("/w/b/default.nix")));
        assert_eq!(import("/w/b"), Some(PathBuf::from("/w/b/default.nix")));
        assert_eq!(import("../../etc/x.nix"), None);
        assert_eq!(import("./missing.nix"), None);
        assert_eq!(import("<nixpkgs/nixos>"), None);
        assert_eq!(import("~/a.nix"), None);
    }

    #[test]
    fn the_nearest_configuration_wins() {
        let read = |path: &Path| path.starts_with("/a/b").then(|| path.to_owned());
        let found = nearest_config(Path::new("/a/b/c/d"), read).map(|(path, _)| path);
        assert_eq!(found, Some(PathBuf::from("/a/b/c/d/cfglint.toml")));
        let found = nearest_config(Path::new("/x"), read);
        assert_eq!(found, None);
    }
}

//! Which files a file imports, and what they are called.
//!
//! Everything is lexical and reads through a closure; symbolic links are not followed.

use std::path::{Path, PathBuf};

use cfglint_lints::import_candidates;

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
    import_candidates(folder, import)
        .into_iter()
        .filter(|path| roots.iter().any(|root| path.starts_with(root)))
        .find_map(|path| read(&path).map(|text| (path, text)))
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
}

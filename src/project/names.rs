//! What files are called, and where their projects begin.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use cfglint_lints::{CONFIG_NAME, normalize};

use crate::settings::slashed;

/// What marks the folder of a project; imports are followed inside of it.
const ROOT_MARKERS: &[&str] = &[CONFIG_NAME, "flake.nix", ".git"];

/// The path as given, without a `./` in front.
pub(super) fn shown(path: &Path) -> String {
    slashed(path.strip_prefix(".").unwrap_or(path))
}

pub(super) fn absolute(path: &Path) -> PathBuf {
    normalize(&std::path::absolute(path).unwrap_or_else(|_| path.to_owned()))
}

/// The folder of the project around `folder`; the folder itself if nothing marks one.
pub(super) fn root_of<'a>(roots: &'a mut HashMap<PathBuf, PathBuf>, folder: &Path) -> &'a Path {
    roots.entry(folder.to_owned()).or_insert_with(|| root_around(folder))
}

/// As [`root_of`], looked up anew.
pub(crate) fn root_around(folder: &Path) -> PathBuf {
    let is_root = |folder: &&Path| ROOT_MARKERS.iter().any(|marker| folder.join(marker).exists());
    folder.ancestors().find(is_root).unwrap_or(folder).to_owned()
}

/// The name of the file at `path`, as seen from the file called `name` in `folder`.
pub(super) fn name_beside(name: &str, folder: &Path, path: &Path) -> String {
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

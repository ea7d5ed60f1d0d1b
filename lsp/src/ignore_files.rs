//! Files that say what a walk leaves out, looked at before they are read.
//!
//! A repository can have a link to a device in their place, or a pipe: whoever reads that never
//! comes to its end. The crate that walks reads them whatever they are.

use std::fs;
use std::path::{Path, PathBuf};

/// The longest one that is read, in bytes.
const LENGTH_LIMIT: u64 = 1 << 20;

/// The first of the files with rules in a folder that has no end, or is far too long.
///
/// For the program as well, which walks folders by itself.
pub fn endless_ignore_file(folder: &Path) -> Option<PathBuf> {
    let git = folder.join(".git");
    let own = [folder.join(".gitignore"), folder.join(".ignore")];
    own.into_iter().find(|path| is_endless(path)).or_else(|| match fs::metadata(&git) {
        Ok(metadata) if metadata.is_dir() => exclusions(&git),
        Ok(_) if is_endless(&git) => Some(git),
        Ok(_) => elsewhere(&git),
        Err(_) => None,
    })
}

/// As [`endless_ignore_file`], for the folder and all around it, as a walk begins with these.
pub fn endless_ignore_file_around(folder: &Path) -> Option<PathBuf> {
    let folder = folder.canonicalize().ok()?;
    folder.ancestors().find_map(endless_ignore_file)
}

/// The same where `.git` is a file that names a folder, as in a linked work tree.
fn elsewhere(git: &Path) -> Option<PathBuf> {
    let text = fs::read(git).ok()?;
    let text = String::from_utf8_lossy(&text);
    let common = Path::new(text.lines().next()?.strip_prefix("gitdir: ")?).join("commondir");
    if is_endless(&common) {
        return Some(common);
    }
    let text = fs::read_to_string(&common).ok()?;
    exclusions(&common.parent()?.join(text.lines().next()?))
}

fn exclusions(git: &Path) -> Option<PathBuf> {
    Some(git.join("info/exclude")).filter(|path| is_endless(path))
}

/// What is not there is no harm, and a folder cannot be read.
fn is_endless(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|it| !(it.is_dir() || it.is_file() && it.len() <= LENGTH_LIMIT))
}

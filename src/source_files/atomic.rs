//! Files that are replaced at once: whoever reads one sees the old or the new content.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::error::{Error, reason};

/// How temporary files are called: these around letters and digits. A run that is killed leaves
/// one behind at most for each of its threads, and the next one that writes here takes it away.
const PREFIX: &str = ".cfglint-";
const SUFFIX: &str = ".tmp";
const RANDOM_LENGTH: usize = 12;

/// How often a temporary file is made anew if another run took it for an abandoned one, which it
/// can between its creation and its locking.
const ATTEMPTS: usize = 5;

/// Replaces the content of a file at once.
///
/// `path` is absolute and without links, as it was when the file was read; permissions and owner
/// are kept. Nothing is written if the file no longer holds `old`, has become a link, or is
/// read-only. A file that holds `new` already is left alone: another run has done the work.
pub(crate) fn replace(path: &Path, old: &str, new: &str) -> Result<(), Error> {
    let fail = |error: io::Error| Error::not_written(path, reason(&error));
    if fs::canonicalize(path).map_err(fail)? != path {
        return Err(Error::not_written(path, "it has become a link since it was read"));
    }
    let metadata = fs::metadata(path).map_err(fail)?;
    if metadata.permissions().readonly() {
        return Err(Error::not_written(path, "it is read-only"));
    }
    let unchanged = || -> Result<bool, Error> {
        let present = fs::read(path).map_err(fail)?;
        match present == old.as_bytes() {
            true => Ok(true),
            false if present == new.as_bytes() => Ok(false),
            false => Err(Error::not_written(path, "it has changed since it was read")),
        }
    };
    if unchanged()? {
        write_and_rename(path, new.as_bytes(), Some(&metadata), unchanged, fail)?;
    }
    Ok(())
}

/// Writes a file that is cfglint's own, such as a report: at once, if it is a file.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let fail = |error: io::Error| Error::not_written(path, reason(&error));
    let metadata = match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => Some(metadata),
        // A device or a pipe, which must stay what it is; or a folder, which says so itself.
        Ok(_) => return fs::write(path, bytes).map_err(fail),
        Err(_) => None,
    };
    let target = match &metadata {
        Some(_) => fs::canonicalize(path).map_err(fail)?,
        None => path.to_owned(),
    };
    sweep(target.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new(".")));
    write_and_rename(&target, bytes, metadata.as_ref(), || Ok(true), fail)
}

/// As [`put`], of what may get lost when the machine stops, and for the user alone.
pub(crate) fn put_unsynced(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = named().tempfile_in(path.parent().unwrap_or(Path::new(".")))?;
    lock(file.as_file());
    file.write_all(bytes)?;
    file.persist(path)?;
    Ok(())
}

/// `is_wanted` is asked at the last moment before the file is replaced.
fn write_and_rename(
    path: &Path,
    bytes: &[u8],
    metadata: Option<&fs::Metadata>,
    is_wanted: impl Fn() -> Result<bool, Error>,
    fail: impl Fn(io::Error) -> Error + Copy,
) -> Result<(), Error> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    for attempt in 1.. {
        let mut file = temporary(folder, metadata).map_err(fail)?;
        file.write_all(bytes).map_err(fail)?;
        if let Some(metadata) = metadata {
            file.as_file().set_permissions(metadata.permissions()).map_err(fail)?;
            keep_owner(file.path(), metadata);
        }
        file.as_file().sync_all().map_err(fail)?;
        if !is_wanted()? {
            return Ok(());
        }
        match file.persist(path) {
            Ok(_) => break,
            Err(error) if error.error.kind() == ErrorKind::NotFound && attempt < ATTEMPTS => {}
            Err(error) => return Err(fail(error.error)),
        }
    }
    Ok(())
}

/// A temporary file that is locked as long as it is open. The system unlocks it when its process
/// ends, however that comes about, which tells the next run that nobody needs it any more.
fn temporary(folder: &Path, metadata: Option<&fs::Metadata>) -> io::Result<NamedTempFile> {
    let mut builder = named();
    // A file that replaces another one gets its permissions later; a new one has the usual ones.
    #[cfg(unix)]
    if metadata.is_none() {
        use std::os::unix::fs::PermissionsExt;
        // The system takes away what the user's mask forbids.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    lock(file.as_file());
    Ok(file)
}

fn named() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM_LENGTH);
    builder
}

/// Takes away the temporary files that killed runs have left in this folder.
pub(crate) fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let is_file = entry.file_type().is_ok_and(|kind| kind.is_file());
        if is_file && entry.file_name().to_str().is_some_and(is_temporary) {
            remove_abandoned(&entry.path());
        }
    }
}

fn is_temporary(name: &str) -> bool {
    let random = name.strip_prefix(PREFIX).and_then(|name| name.strip_suffix(SUFFIX));
    random.is_some_and(|random| {
        random.len() == RANDOM_LENGTH && random.bytes().all(|byte| byte.is_ascii_alphanumeric())
    })
}

fn remove_abandoned(path: &Path) {
    // For writing, as network file systems lock nothing else.
    let file = File::options().write(true).open(path);
    if file.is_ok_and(|file| lock(&file)) {
        fs::remove_file(path).ok();
    }
}

/// Locks a file for this process, and says whether it did.
#[cfg(unix)]
fn lock(file: &File) -> bool {
    use rustix::fs::{FlockOperation, flock};
    flock(file, FlockOperation::NonBlockingLockExclusive).is_ok()
}

/// Elsewhere nobody can tell, so nothing is taken away.
#[cfg(not(unix))]
fn lock(_: &File) -> bool {
    false
}

/// Gives the new file the owner of the old one, as far as the user may.
#[cfg(unix)]
fn keep_owner(path: &Path, metadata: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, chown};
    let (owner, group) = (metadata.uid(), metadata.gid());
    if chown(path, Some(owner), Some(group)).is_err() {
        chown(path, None, Some(group)).ok();
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &Path, _: &fs::Metadata) {}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap().flatten();
        let mut names: Vec<String> =
            entries.map(|entry| entry.file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_that_has_changed_meanwhile_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().canonicalize().unwrap().join("a.nix");
        fs::write(&path, "{ b = 2; }").unwrap();
        let error = replace(&path, "{ a = 1; }", "{ }").map_err(|error| error.to_string());
        assert!(error.is_err_and(|error| error.ends_with("it has changed since it was read")));
        assert_eq!(fs::read_to_string(&path).unwrap(), "{ b = 2; }");
        assert_eq!(names(folder.path()), ["a.nix"], "no temporary file is left");
        assert!(replace(&path, "{ b = 2; }", "{ }").is_ok());
        assert_eq!(fs::read_to_string(&path).unwrap(), "{ }");
        assert!(replace(&path, "{ b = 2; }", "{ }").is_ok(), "another run has done it");
    }

    #[cfg(unix)]
    #[test]
    fn a_file_that_has_become_a_link_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap();
        let (path, other) = (root.join("a.nix"), root.join("other.nix"));
        fs::write(&other, "{ a = 1; }").unwrap();
        std::os::unix::fs::symlink(&other, &path).unwrap();
        let error = replace(&path, "{ a = 1; }", "{ }").map_err(|error| error.to_string());
        assert!(error.is_err_and(|error| error.ends_with("a link since it was read")));
        assert_eq!(fs::read_to_string(&other).unwrap(), "{ a = 1; }");
    }

    #[cfg(unix)]
    #[test]
    fn only_abandoned_temporary_files_are_swept_away() {
        let folder = tempfile::tempdir().unwrap();
        let kept = [".cfglint-notes.tmp", ".cfglint-abcdefghijkl", "x.cfglint-abcdefghijkl.tmp"];
        for name in kept.into_iter().chain([".cfglint-abcdefghijkl.tmp"]) {
            fs::write(folder.path().join(name), "").unwrap();
        }
        fs::create_dir(folder.path().join(".cfglint-aaaaaaaaaaaa.tmp")).unwrap();
        let in_use = temporary(folder.path(), None).unwrap();
        sweep(folder.path());
        let mut expected: Vec<String> = kept.map(str::to_owned).into();
        expected.push(".cfglint-aaaaaaaaaaaa.tmp".to_owned());
        expected.push(in_use.path().file_name().unwrap().to_str().unwrap().to_owned());
        expected.sort();
        assert_eq!(names(folder.path()), expected);
    }

    #[test]
    fn a_file_of_our_own_is_replaced_or_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("out.txt");
        for text in ["one", "two"] {
            assert!(put(&path, text.as_bytes()).is_ok());
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert!(put(&folder.path().join("missing/out.txt"), b"").is_err());
        assert_eq!(names(folder.path()), ["out.txt"]);
    }
}

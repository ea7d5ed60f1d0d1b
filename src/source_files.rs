//! Walking, reading and writing: the only place that touches the user's files.

mod atomic;

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use cfglint_lints::{Disk, Found, GIT_CRYPT};
use cfglint_lsp::{endless_ignore_file, endless_ignore_file_around};
use ignore::{DirEntry, WalkBuilder, WalkState};
use rayon::slice::ParallelSliceMut;

pub(crate) use atomic::{put, put_unsynced, replace, sweep};

use crate::error::{Error, reason};

/// The largest file that is read, in bytes. The largest one of nixpkgs has 15 MB.
pub(crate) const SIZE_LIMIT: u64 = 64 << 20;

/// Folders that never hold a project's own modules.
const SKIPPED: &[&str] = &[".git", ".direnv", ".jj", ".hg", "node_modules"];

/// The text of a file.
#[derive(Debug)]
pub(crate) struct Content {
    pub(crate) text: Arc<str>,
    /// Whether the text is the file byte for byte.
    ///
    /// Nix takes any byte in strings and comments. A byte that is no UTF-8 is read as U+001A, so
    /// that offsets hold, and such a file is never written.
    pub(crate) is_exact: bool,
}

/// The `.nix` files below `folder`, sorted. `.gitignore` is respected, links are not followed.
pub(crate) fn walk(folder: &Path, failures: &mut Vec<Error>) -> Vec<PathBuf> {
    let endless = |path: &Path| Error::Unreadable {
        path: path.strip_prefix(".").unwrap_or(path).to_owned(),
        reason: "it has no end, or is larger than 1 MB, so nobody knows what it leaves out"
            .to_owned(),
    };
    if let Some(path) = endless_ignore_file_around(folder) {
        failures.push(endless(&path));
        return Vec::new();
    }
    let mut walker = WalkBuilder::new(folder);
    let threads = rayon::current_num_threads();
    walker.hidden(false).require_git(false).threads(threads);
    // What is said of a folder has to be looked at before the walker reads it.
    let refused = Arc::new(Mutex::new(Vec::new()));
    let refuse = Arc::clone(&refused);
    walker.filter_entry(move |entry| {
        if entry.depth() == 0 || !entry.file_type().is_some_and(|kind| kind.is_dir()) {
            return true;
        }
        let name = entry.file_name().to_str().unwrap_or_default();
        if SKIPPED.contains(&name) {
            return false;
        }
        let endless = endless_ignore_file(entry.path());
        let is_safe = endless.is_none();
        refuse.lock().unwrap_or_else(PoisonError::into_inner).extend(endless);
        is_safe
    });
    let found = Mutex::new((Vec::new(), Vec::new()));
    let note = |entry: Result<DirEntry, ignore::Error>| {
        let is_meant = |entry: &DirEntry| {
            entry.file_type().is_some_and(|kind| kind.is_file())
                && entry.path().extension().is_some_and(|extension| extension == "nix")
        };
        let found = || found.lock().unwrap_or_else(PoisonError::into_inner);
        match entry {
            Ok(entry) if is_meant(&entry) => found().0.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => found().1.push(walk_error(folder, error)),
        }
        WalkState::Continue
    };
    match !is_short_of_memory() && can_start(threads) {
        true => walker.build_parallel().run(|| Box::new(note)),
        false => walker.build().for_each(|entry| _ = note(entry)),
    }
    let (mut files, mut failed) = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    let refused = refused.lock().unwrap_or_else(PoisonError::into_inner);
    failed.extend(refused.iter().map(|path| endless(path)));
    files.par_sort_unstable_by(|a, b| in_parts(a).cmp(in_parts(b)));
    failed.sort_by_key(Error::to_string);
    failures.extend(failed);
    files
}

/// Whether a limit is set to the memory of this process (`ulimit -v`). There, a thread may not be able
/// to start at any time, whatever could start a moment before.
fn is_short_of_memory() -> bool {
    #[cfg(unix)]
    return rustix::process::getrlimit(rustix::process::Resource::As).current.is_some();
    #[cfg(not(unix))]
    return false;
}

/// Whether so many more threads can run at once. For one that cannot, the crate that walks waits for ever.
fn can_start(threads: usize) -> bool {
    let gate = Mutex::new(());
    thread::scope(|scope| {
        let closed = gate.lock();
        let start = || thread::Builder::new().spawn_scoped(scope, || drop(gate.lock())).is_ok();
        let started = (0..threads).filter(|_| start()).count();
        drop(closed);
        started == threads
    })
}

/// The bytes of a path, such that they are in the order of its parts: paths of a walk are as short as
/// can be, so that there is nothing to be read into them.
fn in_parts(path: &Path) -> impl Iterator<Item = u8> {
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes.map(|byte| if *byte == std::path::MAIN_SEPARATOR as u8 { 0 } else { *byte })
}

/// Whether a path lies in a folder that is never walked.
pub(crate) fn is_skipped(path: &Path) -> bool {
    let folders = path.parent().into_iter().flat_map(Path::components);
    folders.into_iter().any(|it| SKIPPED.iter().any(|skipped| it.as_os_str() == *skipped))
}

fn walk_error(folder: &Path, error: ignore::Error) -> Error {
    let mut path = folder.to_owned();
    let mut inner = &error;
    loop {
        inner = match inner {
            ignore::Error::WithPath { path: at, err } => {
                path.clone_from(at);
                err
            }
            ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => err,
            _ => break,
        };
    }
    let path = path.strip_prefix(".").map_or(path.clone(), Path::to_owned);
    // Where the walk goes wrong, its error is around that of the system, and names the path again.
    let cause = inner.io_error().map(|error| {
        let number = std::error::Error::source(error).and_then(|it| it.downcast_ref::<io::Error>());
        number.map_or_else(|| reason(error), reason)
    });
    Error::Unreadable { path, reason: cause.unwrap_or_else(|| inner.to_string()) }
}

/// Reads a file.
pub(crate) fn read(path: &Path) -> Result<Content, Error> {
    let file = File::open(path).map_err(|error| Error::unreadable(path, &error))?;
    let length = file.metadata().map_or(0, |it| it.len());
    read_all(file, length, path)
}

/// The largest report that is read, in bytes. Those of many machines are joined.
const REPORT_LIMIT: u64 = 512 << 20;

/// Reads a report that a run has written.
pub(crate) fn read_report(path: &Path) -> Result<Vec<u8>, Error> {
    let file = File::open(path).map_err(|error| Error::unreadable(path, &error))?;
    read_bytes(file, 0, path, REPORT_LIMIT)
}

/// Reads everything from `source`, which is called `path` in messages.
pub(crate) fn read_from(source: impl Read, path: &Path) -> Result<Content, Error> {
    read_all(source, 0, path)
}

fn read_all(source: impl Read, expected: u64, path: &Path) -> Result<Content, Error> {
    read_bytes(source, expected, path, SIZE_LIMIT).map(decode)
}

fn read_bytes(source: impl Read, expected: u64, path: &Path, limit: u64) -> Result<Vec<u8>, Error> {
    // One byte more, so that the end is found without a buffer that grows.
    let mut bytes = Vec::with_capacity(expected.min(limit) as usize + 1);
    let read = source.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|error| Error::unreadable(path, &error))?;
    match bytes.len() as u64 > limit {
        true => Err(Error::TooLarge { path: path.to_owned(), limit }),
        false => Ok(bytes),
    }
}

/// The disk, to those who ask what is where.
pub(crate) struct RealDisk;

impl Disk for RealDisk {
    fn look(&self, path: &Path) -> Found {
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => match fs::read_dir(path) {
                Ok(mut inside) => inside.next().map_or(Found::EmptyFolder, |_| Found::Folder),
                Err(_) => Found::Unclear,
            },
            Ok(_) => Found::File,
            // A link that leads nowhere is there itself.
            Err(error) => match (error.kind(), fs::symlink_metadata(path)) {
                (io::ErrorKind::NotFound, Err(_)) => Found::Nothing,
                _ => Found::Unclear,
            },
        }
    }

    fn read(&self, path: &Path) -> Option<String> {
        let metadata = fs::metadata(path).ok()?;
        match metadata.is_file() && metadata.len() <= SIZE_LIMIT {
            true => fs::read_to_string(path).ok(),
            false => None,
        }
    }
}

/// The text of these bytes.
pub(crate) fn decode(bytes: Vec<u8>) -> Content {
    // No text follows, and none that a terminal should show.
    if bytes.starts_with(GIT_CRYPT.as_bytes()) {
        return Content { text: GIT_CRYPT.into(), is_exact: false };
    }
    match String::from_utf8(bytes) {
        Ok(text) => Content { text: text.into(), is_exact: true },
        Err(error) => {
            let mut text = String::with_capacity(error.as_bytes().len());
            for chunk in error.as_bytes().utf8_chunks() {
                text.push_str(chunk.valid());
                text.extend(chunk.invalid().iter().map(|_| '\u{1a}'));
            }
            Content { text: text.into(), is_exact: false }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Read};
    use std::path::Path;

    use super::{decode, read_from};

    /// A disk of which the end cannot be read.
    struct Torn(&'static [u8]);

    impl Read for Torn {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            match self.0.read(into)? {
                0 => Err(io::Error::other("the disk is torn")),
                length => Ok(length),
            }
        }
    }

    #[test]
    fn half_a_file_is_none() {
        let read = read_from(Torn(b"{ a = 1; }"), Path::new("a.nix"));
        let error = read.map(|it| it.text).map_err(|error| error.to_string());
        assert_eq!(error, Err("cannot read a.nix: the disk is torn".to_owned()));
    }

    #[test]
    fn bytes_that_are_no_utf_8_keep_their_number() {
        let bytes = b"# \xff\xfe\xc3\n\"\xe2\x82\" \xc3\xa4".to_vec();
        let content = decode(bytes.clone());
        assert_eq!(content.text.len(), bytes.len());
        assert_eq!(&*content.text, "# \u{1a}\u{1a}\u{1a}\n\"\u{1a}\u{1a}\" ä");
        assert!(!content.is_exact);
        assert!(decode(b"{ }".to_vec()).is_exact);
    }
}

//! What a run leaves on the disk for the next one.
//!
//! An entry is one file: a mark, a checksum, what the program was that wrote it, and bytes.
//! Whatever is wrong with one, and with the folder, is as if there were none.

mod identity;

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{env, io};

use crate::error::{Error, reason};
use crate::source_files;

/// Tells one text, or one question, from all others. Nobody can make two with the same.
pub(crate) type Digest = [u8; 32];

/// Begins every entry; the number is that of the layout below.
const MARK: &[u8; 8] = b"cfglint1";

const ENDING: &str = "entry";

/// The largest entry, and the largest folder, in bytes.
const ENTRY_LIMIT: u64 = 64 << 20;
const FOLDER_LIMIT: u64 = 256 << 20;

/// The largest number of entries.
const COUNT_LIMIT: usize = 1000;

/// An entry whose time says that it was used longer ago than this gets a new time when it is used.
const FRESHNESS: Duration = Duration::from_secs(3600);

/// Programs for backups know folders with this file, and leave them out.
const TAG: (&str, &str) = (
    "CACHEDIR.TAG",
    "Signature: 8a477f597d28d172789f06886806bc55\n# Made by cfglint; it can be deleted at any time.\n",
);

/// A folder of entries, for this very program.
#[derive(Debug)]
pub(crate) struct Cache {
    folder: PathBuf,
    program: Digest,
}

/// The digest of these bytes.
pub(crate) fn digest(bytes: &[u8]) -> Digest {
    blake3::hash(bytes).into()
}

/// Makes a digest of several parts, so that no two lists of parts run together.
#[derive(Default)]
pub(crate) struct Digester(blake3::Hasher);

impl Digester {
    pub(crate) fn part(&mut self, bytes: &[u8]) -> &mut Digester {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
        self
    }

    pub(crate) fn finish(&self) -> Digest {
        self.0.finalize().into()
    }
}

impl Cache {
    /// The cache in `folder`, or in the usual place for the user; `None` if there can be none.
    ///
    /// That it cannot be in a `folder` that the user names is an error.
    pub(crate) fn open(folder: Option<&Path>) -> Result<Option<Cache>, Error> {
        // An answer from memory would hide the bug that a test asks for.
        #[cfg(debug_assertions)]
        if env::var_os("CFGLINT_FAULT").is_some() {
            return Ok(None);
        }
        let Some(program) = identity::of_this_program() else { return Ok(None) };
        let (path, is_named) = match (folder, usual_folder()) {
            (Some(folder), _) => (folder.to_owned(), true),
            (None, Some(folder)) => (folder, false),
            (None, None) => return Ok(None),
        };
        match prepare(&path) {
            Ok(()) => Ok(Some(Cache { folder: path, program })),
            Err(error) if is_named => {
                let message =
                    format!("cannot keep a cache in {}: {}", path.display(), reason(&error));
                let help = "`--no-cache` does without".to_owned();
                Err(Error::Usage { message, help: Some(help) })
            }
            Err(_) => Ok(None),
        }
    }

    /// The bytes that were kept under this name last, if this program did so.
    pub(crate) fn get(&self, name: &Digest) -> Option<Vec<u8>> {
        let path = self.path(name);
        let is_entry = |it: &fs::Metadata| it.is_file() && it.len() <= ENTRY_LIMIT;
        // Asked before it is opened, as a pipe might keep us waiting.
        let metadata = fs::metadata(&path).ok().filter(is_entry)?;
        let file = File::open(path).ok()?;
        let mut bytes = Vec::with_capacity(metadata.len() as usize + 1);
        (&file).take(ENTRY_LIMIT + 1).read_to_end(&mut bytes).ok()?;
        let rest = bytes.strip_prefix(MARK)?;
        let (checksum, rest) = rest.split_first_chunk::<32>()?;
        let (program, content) = rest.split_first_chunk::<32>()?;
        let is_sound = program == &self.program && checksum == &self.checksum(name, content);
        if !is_sound {
            return None;
        }
        let content = content.to_vec();
        let age = metadata.modified().ok().and_then(|time| time.elapsed().ok());
        if age.is_none_or(|age| age > FRESHNESS) {
            // Only what is thrown away first depends on it.
            file.set_modified(SystemTime::now()).ok();
        }
        Some(content)
    }

    /// Keeps these bytes under this name, at once, in place of what was there.
    pub(crate) fn put(&self, name: &Digest, content: &[u8]) {
        let checksum = self.checksum(name, content);
        let bytes = [MARK, &checksum[..], &self.program, content].concat();
        if bytes.len() as u64 > ENTRY_LIMIT {
            return;
        }
        source_files::sweep(&self.folder);
        if source_files::put_unsynced(&self.path(name), &bytes).is_ok() {
            self.trim();
        }
    }

    fn path(&self, name: &Digest) -> PathBuf {
        let name: String = name.iter().map(|byte| format!("{byte:02x}")).collect();
        self.folder.join(name).with_extension(ENDING)
    }

    fn checksum(&self, name: &Digest, content: &[u8]) -> Digest {
        Digester::default().part(name).part(&self.program).part(content).finish()
    }

    /// Throws away what was not used for the longest time, if there is too much.
    fn trim(&self) {
        let Ok(folder) = fs::read_dir(&self.folder) else { return };
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = folder
            .flatten()
            .filter(|entry| entry.path().extension() == Some(OsStr::new(ENDING)))
            .filter_map(|entry| {
                let metadata = entry.metadata().ok()?;
                Some((metadata.modified().ok()?, metadata.len(), entry.path()))
            })
            .collect();
        entries.sort();
        let mut size: u64 = entries.iter().map(|(_, size, _)| size).sum();
        let mut count = entries.len();
        for (_, length, path) in entries {
            if size <= FOLDER_LIMIT && count <= COUNT_LIMIT {
                return;
            }
            fs::remove_file(path).ok();
            size -= length;
            count -= 1;
        }
    }
}

/// The folder that the XDG base directory specification names, or its like elsewhere.
fn usual_folder() -> Option<PathBuf> {
    // A path that is not absolute is to be ignored, says the specification.
    let absolute = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = match cfg!(windows) {
        true => absolute("LOCALAPPDATA"),
        false => {
            absolute("XDG_CACHE_HOME").or_else(|| absolute("HOME").map(|it| it.join(".cache")))
        }
    };
    base.map(|base| base.join("cfglint"))
}

/// Makes the folder, for its owner alone: messages tell what is in the files.
fn prepare(folder: &Path) -> io::Result<()> {
    let tag = folder.join(TAG.0);
    if tag.is_file() {
        return Ok(());
    }
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    source_files::put_unsynced(&tag, TAG.1.as_bytes())
}

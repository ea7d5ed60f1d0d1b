//! Which program this is.
//!
//! Two builds of one version may find different things, so the version alone does not say it. To
//! read the whole program would take longer than to lint most projects; the system tells one file
//! from another, and a file from what it was before something was written to it.

use std::fs::Metadata;
use std::path::PathBuf;

use super::{Digest, Digester};

/// `None` if the system does not say.
pub(super) fn of_this_program() -> Option<Digest> {
    let metadata = path()?.metadata().ok()?;
    let mut digester = Digester::default();
    digester.part(env!("CARGO_PKG_VERSION").as_bytes());
    for number in numbers(&metadata)? {
        digester.part(&number.to_le_bytes());
    }
    Some(digester.finish())
}

/// A path that leads to the program that runs, even if its file was replaced meanwhile.
fn path() -> Option<PathBuf> {
    match cfg!(target_os = "linux") {
        true => Some(PathBuf::from("/proc/self/exe")),
        false => std::env::current_exe().ok(),
    }
}

/// Of these, nobody can set the time of the last change by hand.
#[cfg(unix)]
fn numbers(metadata: &Metadata) -> Option<Vec<i64>> {
    use std::os::unix::fs::MetadataExt;
    Some(vec![
        metadata.dev().cast_signed(),
        metadata.ino().cast_signed(),
        metadata.size().cast_signed(),
        metadata.mtime(),
        metadata.mtime_nsec(),
        metadata.ctime(),
        metadata.ctime_nsec(),
    ])
}

#[cfg(not(unix))]
fn numbers(metadata: &Metadata) -> Option<Vec<i64>> {
    let time = |time: std::time::SystemTime| {
        let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
        i64::try_from(since.as_nanos()).ok()
    };
    let size = i64::try_from(metadata.len()).ok()?;
    Some(vec![size, time(metadata.created().ok()?)?, time(metadata.modified().ok()?)?])
}

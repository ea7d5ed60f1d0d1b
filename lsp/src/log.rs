//! The file that says what happened, for reports of bugs.

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// A log file. A line begins with the seconds since the start.
pub(crate) struct Log {
    file: File,
    start: Instant,
}

impl Log {
    /// Appends to a file, which is made if it is not there.
    pub(crate) fn open(path: &Path) -> std::io::Result<Log> {
        let file = OpenOptions::new().create(true).append(true).open(path)?;
        let mut log = Log { file, start: Instant::now() };
        log.line(&format!("cfglint {} serves an editor", env!("CARGO_PKG_VERSION")));
        Ok(log)
    }

    /// Appends a line; a disk that is full must not end the session.
    pub(crate) fn line(&mut self, text: &str) {
        let seconds = self.start.elapsed().as_secs_f64();
        let _ = writeln!(self.file, "{seconds:10.3} {}", text.replace('\n', " "));
    }
}

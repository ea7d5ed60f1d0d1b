//! Asks `systemd-analyze verify`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::Result;
use super::generate::Kind;

/// A systemd to ask, with a folder for its units.
pub(crate) struct Systemd {
    program: String,
    folder: PathBuf,
}

/// What systemd does with a value.
#[derive(Debug, Clone)]
pub(crate) enum Verdict {
    Taken,
    /// What it says.
    Refused(String),
}

/// How many units one call gets: as many as keep a call under a second.
const UNITS: usize = 60;

impl Systemd {
    pub(crate) fn new(program: String) -> Result<Systemd> {
        let folder = std::env::temp_dir().join(format!("cfglint-systemd-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        Ok(Systemd { program, folder })
    }

    pub(crate) fn version(&self) -> Result<u16> {
        let output = Command::new(&self.program).arg("--version").output()?;
        let text = String::from_utf8_lossy(&output.stdout).into_owned();
        let number = text.split_whitespace().nth(1).ok_or("no version")?;
        Ok(number.trim_matches(|it: char| !it.is_ascii_digit()).parse()?)
    }

    /// The verdict on each value.
    pub(crate) fn verdicts(&self, kind: &Kind, values: &[String]) -> Result<Vec<Verdict>> {
        // An error that refuses the unit ends the reading of it.
        let lines = if kind.refuses_unit { 1 } else { 20 };
        let mut verdicts = Vec::new();
        for (number, values) in values.chunks(lines * UNITS).enumerate() {
            let folder = self.folder.join(format!("{}-{number}", kind.directive));
            fs::create_dir_all(&folder)?;
            let units: Vec<(PathBuf, &[String])> = values
                .chunks(lines)
                .enumerate()
                .map(|(at, values)| (folder.join(format!("u{at}.{}", kind.suffix)), values))
                .collect();
            for (path, values) in &units {
                fs::write(path, kind.unit(values))?;
            }
            let output = Command::new(&self.program)
                .args(["verify", "--man=no", "--recursive-errors=yes"])
                .args(units.iter().map(|it| &it.0))
                .env("LANG", "C")
                .env("SYSTEMD_LOG_LEVEL", "info")
                .output()?;
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            for (path, values) in &units {
                let first = kind.first_line();
                verdicts.extend((0..values.len()).map(|at| verdict(&said, path, first + at)));
            }
            fs::remove_dir_all(&folder)?;
        }
        Ok(verdicts)
    }
}

impl Drop for Systemd {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// What it said of this line. Warnings about a value that it takes are no verdict.
fn verdict(said: &str, path: &Path, line: usize) -> Verdict {
    let taken = [
        "Ignoring unknown escape sequences",
        "is no longer supported and is now ignored",
        "this is not safe",
        "Accepting user/group name",
        "references a path below legacy directory",
    ];
    let start = format!("{}:{line}: ", path.display());
    let refused = said
        .lines()
        .filter_map(|it| it.strip_prefix(&start))
        .find(|message| !taken.iter().any(|it| message.contains(it)));
    match refused {
        Some(message) => Verdict::Refused(message.to_owned()),
        None => Verdict::Taken,
    }
}

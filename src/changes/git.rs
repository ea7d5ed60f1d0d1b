//! Calls of git.

use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use crate::error::{Error, reason};

/// What points git to another repository than the one of the folder.
const OTHER_REPOSITORY: &[&str] = &[
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_COMMON_DIR",
    "GIT_PREFIX",
    "GIT_NAMESPACE",
    "GIT_IMPLICIT_WORK_TREE",
];

/// What belongs to the repository in which a hook runs, and to no other.
const OF_THE_HOOK: &[&str] = &[
    "GIT_INDEX_FILE",
    "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_QUARANTINE_PATH",
];

/// What changes the output, or names programs to run.
const UNWANTED: &[&str] = &[
    "GIT_EXTERNAL_DIFF",
    "GIT_DIFF_OPTS",
    "GIT_LITERAL_PATHSPECS",
    "GIT_GLOB_PATHSPECS",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_ICASE_PATHSPECS",
];

/// git in one folder.
///
/// It runs no program that the settings of a repository name (file system monitors, hooks, filters,
/// external and textual diffs), takes no lock and does not reach for the network.
#[derive(Debug)]
pub(super) struct Git {
    folder: PathBuf,
    /// Whether `.git` is in the folder, so that the environment has no say in what it is.
    is_top: bool,
    is_here: bool,
    /// Filters of contents that the settings know.
    filters: Vec<String>,
}

impl Git {
    pub(super) fn new(folder: &Path) -> Result<Git, Error> {
        let is_top = folder.join(".git").exists();
        let here = std::env::current_dir().and_then(|here| here.canonicalize());
        let is_here = here.is_ok_and(|here| marked(&here) == Some(folder));
        let mut git = Git { folder: folder.to_owned(), is_top, is_here, filters: Vec::new() };
        // Ends with 1 if there is none.
        let pattern = r"^filter\..*\.(clean|smudge|process|required)$";
        let found = git.output(&["config", "-z", "--name-only", "--get-regexp", pattern])?;
        let names = String::from_utf8_lossy(&found.stdout).into_owned();
        for key in names.split('\0') {
            if let Some((name, _)) = key.strip_prefix("filter.").and_then(|it| it.rsplit_once('.'))
                && !git.filters.iter().any(|filter| filter == name)
            {
                git.filters.push(name.to_owned());
            }
        }
        match git.filters.iter().find(|name| name.contains('=')) {
            Some(name) => Err(Error::usage(format!("git's filter `{name}` cannot be kept off"))),
            None => Ok(git),
        }
    }

    fn command(&self, arguments: &[impl AsRef<OsStr>]) -> Command {
        let mut command = Command::new("git");
        command.arg("-C").arg(&self.folder).arg("--no-pager");
        for setting in ["core.fsmonitor=false", "core.hooksPath=/dev/null", "core.quotePath=true"] {
            command.args(["-c", setting]);
        }
        for filter in &self.filters {
            for setting in ["clean=", "smudge=", "process=", "required=false"] {
                command.arg("-c").arg(format!("filter.{filter}.{setting}"));
            }
        }
        command.args(arguments);
        for (is_wrong, names) in
            [(true, UNWANTED), (self.is_top, OTHER_REPOSITORY), (!self.is_here, OF_THE_HOOK)]
        {
            for name in names.iter().filter(|_| is_wrong) {
                command.env_remove(name);
            }
        }
        command.envs([
            ("GIT_OPTIONAL_LOCKS", "0"),
            ("GIT_NO_LAZY_FETCH", "1"),
            ("GIT_TERMINAL_PROMPT", "0"),
            ("LC_ALL", "C"),
        ]);
        command.stdin(Stdio::null());
        command
    }

    /// Runs git and waits for it, however it ends.
    pub(super) fn output(&self, arguments: &[impl AsRef<OsStr>]) -> Result<Output, Error> {
        self.command(arguments).output().map_err(|error| failed_to_start(&error))
    }

    /// What git prints; an error if it fails.
    pub(super) fn run(&self, arguments: &[impl AsRef<OsStr>]) -> Result<Vec<u8>, Error> {
        self.finish(self.output(arguments)?)
    }

    /// As [`Git::run`], with something to read.
    pub(super) fn run_with(&self, arguments: &[&str], input: &[u8]) -> Result<Vec<u8>, Error> {
        let mut command = self.command(arguments);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().map_err(|error| failed_to_start(&error))?;
        let stdin = child.stdin.take();
        let output = std::thread::scope(|scope| {
            scope.spawn(move || stdin.map(|mut stdin| stdin.write_all(input)));
            child.wait_with_output()
        });
        self.finish(output.map_err(|error| failed_to_start(&error))?)
    }

    fn finish(&self, output: Output) -> Result<Vec<u8>, Error> {
        match output.status.success() {
            true => Ok(output.stdout),
            false => Err(self.failed(&output)),
        }
    }

    fn failed(&self, output: &Output) -> Error {
        let said = String::from_utf8_lossy(&output.stderr);
        let said = cfglint_lints::printable(said.trim()).into_owned();
        Error::Usage {
            message: format!("git fails in {}: {said}", self.folder.display()),
            help: Some("only git knows which lines have changed".to_owned()),
        }
    }
}

fn failed_to_start(error: &std::io::Error) -> Error {
    Error::Usage {
        message: format!("cannot run git: {}", reason(error)),
        help: Some("only git knows which lines have changed".to_owned()),
    }
}

/// The nearest folder upwards that has a `.git`.
pub(super) fn marked(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}

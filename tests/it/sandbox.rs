//! A folder of its own for each test, and the program run in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// A temporary folder with files; it goes away with the test.
pub(crate) struct Sandbox {
    folder: TempDir,
}

/// What a run printed, and its exit code.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Sandbox {
    pub(crate) fn new(files: &[(&str, &str)]) -> Sandbox {
        let folder = tempfile::Builder::new().prefix("cfglint-test-").tempdir().unwrap();
        let sandbox = Sandbox { folder };
        for (name, text) in files {
            sandbox.write(name, text);
        }
        sandbox
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    /// The program, to be run in the folder with an environment of its own.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(program());
        command
            .current_dir(self.folder.path())
            .env_clear()
            .env("HOME", self.folder.path())
            .stdin(Stdio::null());
        command
    }

    /// Runs the program with these arguments, separated by spaces.
    pub(crate) fn run(&self, arguments: &str) -> Run {
        Run::from(self.command().args(arguments.split_whitespace()).output().unwrap())
    }

    pub(crate) fn run_with_input(&self, arguments: &str, input: impl AsRef<[u8]>) -> Run {
        self.write(".input", input);
        let input = fs::File::open(self.path(".input")).unwrap();
        let mut command = self.command();
        Run::from(command.args(arguments.split_whitespace()).stdin(input).output().unwrap())
    }
}

/// The root of the repository.
pub(crate) fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The Nix files of our own that look like real ones, by their path from the root, sorted.
pub(crate) fn own_modules() -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in ["examples", "tests/corpus"] {
        collect_modules(Path::new(folder), &mut found);
    }
    found.sort();
    found
}

fn collect_modules(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(repository().join(folder)).unwrap().flatten() {
        let name = folder.join(entry.file_name());
        if entry.path().is_dir() {
            collect_modules(&name, found);
        } else if name.extension().is_some_and(|extension| extension == "nix") {
            found.push(name);
        }
    }
}

/// The program under test.
pub(crate) fn program() -> &'static Path {
    Path::new(env!("CARGO_BIN_EXE_cfglint"))
}

impl From<Output> for Run {
    fn from(output: Output) -> Run {
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

impl Run {
    /// The exit code and what was printed, for comparison with an expected text.
    pub(crate) fn shown(&self) -> String {
        let mut shown = format!("{}exit code: {}\n", self.stdout, self.code);
        if !self.stderr.is_empty() {
            shown.push_str(&format!("stderr:\n{}", self.stderr));
        }
        shown
    }
}

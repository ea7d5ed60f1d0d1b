//! `--watch`: what changes is seen, and nothing else.

use std::fs;
use std::io::{BufRead, BufReader};
use std::os::unix::process::ExitStatusExt;
use std::process::Child;
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

use super::{CLEAN, SYSLOG};
use crate::sandbox::Sandbox;

/// A machine may be very busy; a test that fails waits so long.
const LIMIT: Duration = Duration::from_secs(120);

/// Printed when a run is over.
const WAITING: &str = "waiting for changes";

struct Watch {
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(sandbox: &Sandbox, arguments: &str) -> Watch {
        let mut command = sandbox.command();
        command.args(["check", "--watch", "--format", "concise"]);
        // Both into one pipe, so that lines keep their order.
        let (reader, writer) = std::io::pipe().unwrap();
        command.args(arguments.split_whitespace());
        command.stdout(writer.try_clone().unwrap()).stderr(writer);
        let child = command.spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in BufReader::new(reader).lines().map_while(Result::ok) {
                sender.send(line).ok();
            }
        });
        Watch { child, lines }
    }

    /// Waits until a line contains this.
    #[track_caller]
    fn expect(&self, part: &str) -> String {
        let mut seen = Vec::new();
        loop {
            match self.lines.recv_timeout(LIMIT) {
                Ok(line) if line.contains(part) => return line,
                Ok(line) => seen.push(line),
                Err(error) => panic!("`{part}` did not come ({error}), but {seen:#?}"),
            }
        }
    }

    fn stop(mut self, signal: rustix::process::Signal) -> Option<i32> {
        let id = rustix::process::Pid::from_child(&self.child);
        rustix::process::kill_process(id, signal).unwrap();
        self.child.wait().unwrap().signal()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

#[test]
fn changes_are_linted() {
    let sandbox = Sandbox::new(&[("flake.nix", "{ }\n"), ("hosts/a.nix", CLEAN)]);
    let watch = Watch::start(&sandbox, "hosts");
    watch.expect(WAITING);
    sandbox.write("hosts/a.nix", SYSLOG);
    watch.expect("hosts/a.nix:2:36: warning[syslog-output]");
    watch.expect(WAITING);
    sandbox.write("hosts/deep/new/b.nix", SYSLOG);
    watch.expect("hosts/deep/new/b.nix:2:36");
    watch.expect(WAITING);
    sandbox.write("hosts/deep/new/c.nix", SYSLOG);
    watch.expect("hosts/deep/new/c.nix:2:36");
    watch.expect(WAITING);
    sandbox.write("cfglint.toml", "severity.syslog-output = \"error\"\n");
    watch.expect("error[syslog-output]");
    watch.expect(WAITING);
    fs::remove_dir_all(sandbox.path("hosts/deep")).unwrap();
    fs::remove_file(sandbox.path("hosts/a.nix")).unwrap();
    watch.expect("there is no .nix file to lint");
    assert_eq!(watch.stop(rustix::process::Signal::INT), Some(2));
}

#[test]
fn imported_files_outside_of_the_given_folder_count() {
    let sandbox = Sandbox::new(&[
        ("flake.nix", "{ }\n"),
        ("hosts/a.nix", "{ imports = [ ../service.nix ]; system.stateVersion = \"25.05\"; }\n"),
        ("service.nix", CLEAN),
    ]);
    let watch = Watch::start(&sandbox, "hosts");
    watch.expect(WAITING);
    fs::remove_file(sandbox.path("service.nix")).unwrap();
    watch.expect("error[missing-import]");
}

#[test]
fn wrong_settings_are_told_and_mended() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let watch = Watch::start(&sandbox, ".");
    watch.expect("warning[syslog-output]");
    watch.expect(WAITING);
    sandbox.write("cfglint.toml", "severtiy = 1\n");
    watch.expect("severtiy");
    watch.expect(WAITING);
    sandbox.write("cfglint.toml", "severity.syslog-output = \"hint\"\n");
    watch.expect("hint[syslog-output]");
}

#[test]
fn a_folder_may_go_and_come_back() {
    let sandbox = Sandbox::new(&[("project/a.nix", SYSLOG)]);
    let watch = Watch::start(&sandbox, "project");
    watch.expect("project/a.nix:2:36");
    watch.expect(WAITING);
    fs::rename(sandbox.path("project"), sandbox.path("away")).unwrap();
    watch.expect("cannot read project: no such file");
    watch.expect(WAITING);
    sandbox.write("project/b.nix", SYSLOG);
    watch.expect("project/b.nix:2:36");
    watch.expect(WAITING);
    sandbox.write("project/c.nix", SYSLOG);
    watch.expect("project/c.nix:2:36");
    assert_eq!(watch.stop(rustix::process::Signal::TERM), Some(15));
}

#[test]
fn what_does_not_count_starts_no_run() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), (".git/HEAD", "")]);
    let watch = Watch::start(&sandbox, ". --output-file report.txt --statistics");
    watch.expect(WAITING);
    for name in ["report.txt", "README.md", ".git/index", ".git/x.nix", "a.nix.swp"] {
        sandbox.write(name, "x");
    }
    sandbox.write("b.nix", SYSLOG);
    watch.expect(WAITING);
    sandbox.write("end.nix", "{ ");
    watch.expect(WAITING);
    let counts = sandbox.read("report.txt");
    assert!(counts.contains("syntax-error"), "{counts}");
    // Each run has said that it was over, and there were no others.
    assert_eq!(watch.lines.try_iter().count(), 0);
}

#[test]
fn what_cannot_be_watched() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    for arguments in ["--fix", "--diff", "--ask", "--write-baseline b.json", "--add-allows", "-"] {
        let run = sandbox.run(&format!("check --watch {arguments}"));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments}: {}", run.stderr);
    }
}

//! `--ask`, in a terminal.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::{JOURNAL, KEPT, SYSLOG};
use crate::sandbox::Sandbox;

/// The program in a terminal of its own.
struct Terminal {
    child: Child,
    controller: File,
    seen: String,
}

impl Terminal {
    fn start(sandbox: &Sandbox, arguments: &str) -> Terminal {
        let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
        grantpt(&controller).unwrap();
        unlockpt(&controller).unwrap();
        let name = ptsname(&controller, Vec::new()).unwrap().into_string().unwrap();
        let terminal = || Stdio::from(File::options().read(true).write(true).open(&name).unwrap());
        let mut command = sandbox.command();
        command.args(["check", "--ask"]).args(arguments.split_whitespace()).env("TERM", "dumb");
        let child =
            command.stdin(terminal()).stdout(terminal()).stderr(terminal()).spawn().unwrap();
        Terminal { child, controller: File::from(controller), seen: String::new() }
    }

    /// Waits for a question, and returns what was shown since the last one.
    fn question(&mut self) -> String {
        while !self.seen.ends_with("]? ") {
            assert!(self.read(), "the program ended without a question: {}", self.seen);
        }
        std::mem::take(&mut self.seen)
    }

    fn read(&mut self) -> bool {
        let mut bytes = [0; 4096];
        // The system answers with an error when nobody has the terminal open any more.
        let count = self.controller.read(&mut bytes).unwrap_or(0);
        self.seen.push_str(&String::from_utf8_lossy(&bytes[..count]).replace('\r', ""));
        count > 0
    }

    fn answer(&mut self, line: &str) {
        self.controller.write_all(format!("{line}\n").as_bytes()).unwrap();
    }

    /// What is shown at the end, and the exit code or the signal.
    fn end(mut self) -> (String, i32) {
        while self.read() {}
        let status = self.child.wait().unwrap();
        let code = status.code().or_else(|| status.signal().map(|signal| -signal));
        (self.seen, code.unwrap())
    }
}

#[test]
fn each_fix_is_asked_for() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", KEPT), ("c.nix", SYSLOG)]);
    let mut terminal = Terminal::start(&sandbox, "--color never");
    let first = terminal.question();
    assert!(first.contains("warning[syslog-output]"), "{first}");
    assert!(first.contains("-  systemd.services.a.serviceConfig.StandardOutput = \"syslog\";\n+"));
    assert!(
        first.contains("1) fix: Replace") && first.contains("2) unsafe fix: Delete"),
        "{first}"
    );
    assert!(first.ends_with("Apply one of these fixes [y,1-2,n,a,d,q,?]? "), "{first}");
    terminal.answer("y");
    let second = terminal.question();
    assert!(second.contains("\nunsafe fix: Delete `RemainAfterExit`"), "{second}");
    assert!(second.ends_with("Apply this fix [y,n,a,d,q,?]? "), "{second}");
    assert_eq!(sandbox.read("a.nix"), JOURNAL, "what is accepted is written at once");
    terminal.answer("?");
    assert!(terminal.question().contains("q  ask no more"));
    terminal.answer("n");
    terminal.question();
    terminal.answer("n");
    let (shown, code) = terminal.end();
    assert!(shown.contains("cfglint: mended 1 finding in 1 file: syslog-output 1"), "{shown}");
    assert!(shown.contains("b.nix:4:"), "what is left is reported: {shown}");
    assert_eq!(
        (code, sandbox.read("b.nix"), sandbox.read("c.nix")),
        (1, KEPT.into(), SYSLOG.into())
    );
}

#[test]
fn all_or_none_of_a_lint() {
    let files = [("a.nix", SYSLOG), ("b.nix", KEPT), ("c.nix", SYSLOG), ("d.nix", KEPT)];
    let sandbox = Sandbox::new(&files.map(|(name, text)| (name, text)));
    sandbox.write("d.nix", KEPT.replace("pull", "push"));
    let mut terminal = Terminal::start(&sandbox, "");
    terminal.question();
    terminal.answer("a");
    assert!(terminal.question().contains("remain-after-exit-timer"));
    terminal.answer("d");
    let (_, code) = terminal.end();
    assert_eq!((sandbox.read("a.nix"), sandbox.read("c.nix")), (JOURNAL.into(), JOURNAL.into()));
    assert_eq!((sandbox.read("b.nix").as_str(), code), (KEPT, 1));
}

#[test]
fn an_end_of_the_questions_keeps_what_was_accepted() {
    for end in ["q\n", "\u{4}"] {
        let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", SYSLOG)]);
        let mut terminal = Terminal::start(&sandbox, "");
        terminal.question();
        terminal.answer("y");
        terminal.question();
        terminal.controller.write_all(end.as_bytes()).unwrap();
        assert_eq!(terminal.end().1, 1);
        assert_eq!((sandbox.read("a.nix"), sandbox.read("b.nix")), (JOURNAL.into(), SYSLOG.into()));
    }
}

#[test]
fn an_interruption_ends_it_and_keeps_what_was_accepted() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", SYSLOG)]);
    let mut terminal = Terminal::start(&sandbox, "");
    terminal.question();
    terminal.answer("y");
    terminal.question();
    let id = rustix::process::Pid::from_child(&terminal.child);
    rustix::process::kill_process(id, rustix::process::Signal::INT).unwrap();
    assert_eq!(terminal.end().1, -2, "it ends by the signal");
    assert_eq!((sandbox.read("a.nix"), sandbox.read("b.nix")), (JOURNAL.into(), SYSLOG.into()));
}

#[test]
fn two_fixes_of_one_line_are_made_one_after_the_other() {
    let text = "{ systemd.services.a.serviceConfig = { StandardOutput = \"syslog\"; StandardError = \"syslog\"; }; }\n";
    let sandbox = Sandbox::new(&[("a.nix", text)]);
    let mut terminal = Terminal::start(&sandbox, "");
    for _ in 0..2 {
        terminal.question();
        terminal.answer("y");
    }
    assert_eq!(terminal.end().1, 0);
    assert_eq!(sandbox.read("a.nix"), text.replace("syslog", "journal"));
}

#[test]
fn a_file_that_is_changed_or_replaced_meanwhile_is_left_alone() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", SYSLOG), ("target", SYSLOG)]);
    let mut terminal = Terminal::start(&sandbox, "");
    terminal.question();
    sandbox.write("a.nix", "{ }\n");
    fs::remove_file(sandbox.path("b.nix")).unwrap();
    std::os::unix::fs::symlink("target", sandbox.path("b.nix")).unwrap();
    terminal.answer("y");
    assert!(terminal.question().contains("cannot write a.nix: it has changed since it was read"));
    terminal.answer("y");
    let (shown, code) = terminal.end();
    assert!(shown.contains("cannot write b.nix: it has become a link"), "{shown}");
    assert_eq!(code, 2);
    assert_eq!(
        (sandbox.read("a.nix").as_str(), sandbox.read("target").as_str()),
        ("{ }\n", SYSLOG)
    );
}

#[test]
fn one_of_several_fixes_can_be_chosen() {
    let text = "{\n  systemd.services.decode = {\n    confinement = { enable = true; mode = \"chroot-only\"; };\n    serviceConfig = { ExecStart = \"/bin/decode\"; ProtectControlGroups = true; };\n  };\n}\n";
    let sandbox = Sandbox::new(&[("a.nix", text)]);
    let mut terminal = Terminal::start(&sandbox, "");
    let question = terminal.question();
    assert!(question.contains("1) ") && question.contains("2) "), "{question}");
    assert!(question.ends_with("Apply one of these fixes [y,1-2,n,a,d,q,?]? "), "{question}");
    terminal.answer("2");
    assert_eq!(terminal.end().1, 0);
    assert_eq!(sandbox.read("a.nix"), text.replace("chroot-only", "full-apivfs"));
}

#[test]
fn without_a_terminal_it_is_refused() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let run = sandbox.run_with_input("check --ask", "y\n");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("`--ask` needs a terminal"), "{}", run.stderr);
    assert_eq!(sandbox.read("a.nix"), SYSLOG);
}

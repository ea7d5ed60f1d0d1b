//! The bar for those who wait.

use std::fs::{self, File};
use std::io::Read;
use std::process::Stdio;

use rustix::fs::{CWD, Mode, mkfifoat};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};

use super::{CLEAN, SYSLOG};
use crate::sandbox::Sandbox;

/// What a terminal shows as standard error of a run that waits for a file until `part` is shown; of
/// a run that never shows it, if it is `None`.
fn shown(arguments: &str, variables: &[(&str, &str)], part: Option<&str>) -> String {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    mkfifoat(CWD, sandbox.path("late.nix"), Mode::RUSR | Mode::WUSR).unwrap();
    let controller = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&controller).unwrap();
    unlockpt(&controller).unwrap();
    let name = ptsname(&controller, Vec::new()).unwrap().into_string().unwrap();
    let mut controller = File::from(controller);
    let terminal = File::options().read(true).write(true).open(&name).unwrap();
    let mut command = sandbox.command();
    command.args(["check", "late.nix", "a.nix", "-j2", "--format", "concise"]);
    command.args(arguments.split_whitespace()).env("TERM", "xterm").envs(variables.iter().copied());
    let mut child = command.stdout(Stdio::null()).stderr(terminal).spawn().unwrap();
    drop(command);
    let mut seen = String::new();
    let mut read = |seen: &mut String| {
        let mut bytes = [0; 4096];
        // The system answers with an error when nobody has the terminal open any more.
        let count = controller.read(&mut bytes).unwrap_or(0);
        seen.push_str(&String::from_utf8_lossy(&bytes[..count]));
        count > 0
    };
    if let Some(part) = part {
        while !seen.contains(part) {
            assert!(read(&mut seen), "the program ended and showed {seen:?}");
        }
    }
    fs::write(sandbox.path("late.nix"), CLEAN).unwrap();
    while read(&mut seen) {}
    assert_eq!(child.wait().unwrap().code(), Some(1));
    seen
}

#[test]
fn a_bar_counts_files_and_goes_away() {
    let seen = shown("", &[], Some("0/2 files"));
    assert!(seen.ends_with("\u{1b}[2K"), "the line is cleared: {seen:?}");
}

#[test]
fn nobody_is_bothered_who_does_not_wait() {
    for (arguments, variables) in
        [("--quiet", None), ("", Some(("CI", "true"))), ("", Some(("TERM", "dumb")))]
    {
        let seen = shown(arguments, variables.as_slice(), None);
        assert_eq!(seen, "", "{arguments} {variables:?}");
    }
}

//! What a terminal shows. `script` of util-linux plays the terminal.

use std::process::{Command, Stdio};

use crate::sandbox::program;

/// What stands on a terminal of this many rows after `cfglint ARGUMENTS`, with these variables;
/// and the exit code.
fn shown(rows: usize, arguments: &str, variables: &[(&str, &str)]) -> (String, i32) {
    let line = format!("stty rows {rows} cols 60 && {} {arguments}", program().display());
    let mut command = Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).env_clear().stdin(Stdio::null());
    command.env("PATH", "/usr/bin:/bin").env("TERM", "xterm-256color");
    let output = command.envs(variables.iter().copied()).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap().replace("\r\n", "\n");
    (text, output.status.code().unwrap())
}

/// Puts a bar before each line, and so shows what went through it.
const BARS: (&str, &str) = ("PAGER", "sed s/^/|/");

fn is_paged(text: &str) -> bool {
    let bars = text.lines().filter(|line| line.starts_with('|')).count();
    assert!(bars == 0 || bars == text.lines().count(), "{text}");
    bars > 0
}

#[test]
fn what_is_longer_than_the_screen_goes_through_the_pager() {
    let (text, code) = shown(20, "explain syslog-output", &[BARS]);
    assert!(is_paged(&text) && code == 0, "{text}");
    assert!(text.lines().all(|line| line.len() < 90), "lines are as long as the screen: {text}");
    assert!(!is_paged(&shown(60, "explain syslog-output", &[BARS]).0));
    assert!(!is_paged(&shown(20, "explain syslog-output --no-pager", &[BARS]).0));
    assert!(!is_paged(&shown(20, "explain syslog-output --format markdown", &[BARS]).0));
}

#[test]
fn nobody_waits_where_nobody_sits() {
    assert!(!is_paged(&shown(20, "explain syslog-output", &[BARS, ("CI", "true")]).0));
    assert!(!is_paged(&shown(20, "explain syslog-output", &[BARS, ("TERM", "dumb")]).0));
    let piped = shown(20, "explain syslog-output | cat", &[BARS]).0;
    assert!(!is_paged(&piped) && !piped.contains('\u{1b}'), "{piped:?}");
}

#[test]
fn a_pager_that_fails_costs_nothing() {
    let whole = shown(20, "explain syslog-output --no-pager", &[]).0;
    for pager in ["", "cat", "no-such-pager --x"] {
        assert_eq!(shown(20, "explain syslog-output", &[("PAGER", pager)]).0, whole, "{pager}");
    }
    let (text, code) = shown(20, "explain --all", &[("PAGER", "head -n 1")]);
    assert_eq!((text.lines().count(), code), (1, 0), "{text}");
}

#[test]
fn styles_are_for_terminals_that_want_them() {
    let styled = shown(90, "explain syslog-output", &[]).0;
    assert!(styled.contains("\u{1b}[1m"), "{styled:?}");
    let plain = shown(90, "explain syslog-output", &[("NO_COLOR", "1")]).0;
    assert!(!plain.contains('\u{1b}'), "{plain:?}");
}

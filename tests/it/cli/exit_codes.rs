//! Each exit code, as the table in README.md has them.

use super::{CLEAN, KEPT, MOUNT_FLAGS, SYSLOG};
use crate::sandbox::{Run, Sandbox, repository};

fn codes(sandbox: &Sandbox, runs: &[(&str, i32)]) {
    for (arguments, code) in runs {
        let run = sandbox.run(arguments);
        assert_eq!(run.code, *code, "cfglint {arguments}: {}", run.shown());
    }
}

#[test]
fn nothing_at_or_above_the_threshold() {
    let files = [("clean.nix", CLEAN), ("hint.nix", MOUNT_FLAGS), ("warning.nix", SYSLOG)];
    let sandbox = Sandbox::new(&files);
    codes(
        &sandbox,
        &[
            ("check clean.nix", 0),
            ("check hint.nix", 0),
            ("check warning.nix --fail-on error", 0),
            ("check --fail-on never", 0),
            ("check --diff clean.nix", 0),
            ("check --write-baseline known.json", 0),
            ("check --fix warning.nix", 0),
            ("lints", 0),
            ("--version", 0),
            ("check --help", 0),
        ],
    );
}

#[test]
fn findings() {
    let files = [("error.nix", KEPT), ("hint.nix", MOUNT_FLAGS), ("broken.nix", "{ a = ; }")];
    let sandbox = Sandbox::new(&files);
    codes(
        &sandbox,
        &[
            ("check error.nix", 1),
            ("check hint.nix --fail-on hint", 1),
            ("check broken.nix --fail-on error", 1),
            ("check --fix error.nix", 1),
            ("check --add-allows broken.nix", 1),
            ("check --diff --unsafe-fixes error.nix", 1),
        ],
    );
}

#[test]
fn what_is_left_does_not_count_with_fix_only() {
    let sandbox = Sandbox::new(&[("a.nix", KEPT), ("b.nix", SYSLOG), ("c.nix", "{ a = ; }")]);
    codes(&sandbox, &[("check --fix-only", 0), ("check --fix-only missing.nix", 2)]);
}

#[test]
fn wrong_usage_and_what_cannot_be_read_or_written() {
    let files = [("a.nix", SYSLOG), ("b/cfglint.toml", "ignroe = []"), ("b/a.nix", CLEAN)];
    let sandbox = Sandbox::new(&files);
    codes(
        &sandbox,
        &[
            ("", 2),
            ("chekc", 2),
            ("check --format xml", 2),
            ("check --fail-on sometimes", 2),
            ("check --jobs many", 2),
            ("check --jobs 257", 2),
            ("check --only nothing", 2),
            ("check --stdin-filename a.nix", 2),
            ("check --statistics --format sarif", 2),
            ("check --release yesterday", 2),
            ("check missing.nix a.nix", 2),
            ("check b/a.nix", 2),
            ("check --config missing.toml a.nix", 2),
            ("check --baseline missing.json a.nix", 2),
            ("check --output-file b a.nix", 2),
            ("check --since HEAD a.nix", 2),
            ("check --staged a.nix", 2),
            ("check --ask a.nix", 2),
            ("check --fix --ask a.nix", 2),
            ("check --fix --add-allows a.nix", 2),
            ("check --since HEAD --staged a.nix", 2),
            ("check --staged --write-baseline known.json a.nix", 2),
            ("explain nothing", 2),
        ],
    );
    assert!(!sandbox.path("known.json").exists());
    assert_eq!(sandbox.read("a.nix"), SYSLOG);
}

/// A lint is made to panic in one file; there is no way to do so in a release build.
#[cfg(debug_assertions)]
#[test]
fn a_bug_in_a_lint_is_reported_and_the_run_goes_on() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", SYSLOG), ("c.nix", KEPT)]);
    let run = |arguments: &str| {
        let mut command = sandbox.command();
        command.env("CFGLINT_FAULT", "syslog-output b.nix").args(arguments.split_whitespace());
        Run::from(command.output().unwrap())
    };
    let found = run("check --format concise --fail-on never");
    assert_eq!(found.code, 3);
    let expected = "b.nix:1:1: error[internal-error] the lint `syslog-output` failed on this file";
    assert!(found.stdout.contains(expected), "{}", found.stdout);
    assert!(found.stdout.contains("a.nix:2:36: warning[syslog-output]"), "{}", found.stdout);
    assert!(found.stdout.contains("error[remain-after-exit-timer]"), "{}", found.stdout);
    assert!(found.stderr.contains("This is a bug in cfglint"), "{}", found.stderr);
    for arguments in ["check --write-baseline known.json", "check --diff", "check --fix-only"] {
        assert_eq!(run(arguments).code, 3, "{arguments}");
    }
    assert!(!sandbox.read("a.nix").contains("syslog"), "the other files are fixed");
    assert_eq!(sandbox.read("b.nix"), SYSLOG);
    let known = run("check --baseline known.json --format concise");
    assert_eq!((known.stdout.lines().count(), known.code), (1, 3), "{}", known.shown());
}

#[test]
fn the_table_is_in_the_documentation() {
    let text = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.split(' ').next());
    let codes: Vec<&str> = rows.filter(|cell| cell.parse::<u8>().is_ok()).collect();
    assert_eq!(codes, ["0", "1", "2", "3"]);
}

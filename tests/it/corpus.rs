//! Realistic modules of our own, and everything that is found in them.

use std::process::Command;

use expect_test::expect_file;

use crate::sandbox::{Run, program, repository};

/// What `check` prints for a folder of the repository.
fn findings(folder: &str) -> String {
    let mut command = Command::new(program());
    command.current_dir(repository().join(folder)).env_clear();
    command.args(["check", "--no-config", "--format", "concise"]);
    Run::from(command.output().unwrap()).shown()
}

#[test]
fn findings_of_the_corpus() {
    expect_file![repository().join("tests/corpus/findings.txt")]
        .assert_eq(&findings("tests/corpus"));
}

/// The lints that `examples/` shows.
const SHOWN: &[&str] = &[
    "acme-key-dir",
    "acme-key-type-p384",
    "confinement-protect-system",
    "duplicate-unit-dependency",
    "environment-file-in-store",
    "mount-flags-private",
    "permissions-start-only",
    "remain-after-exit-timer",
    "syslog-output",
    "tmpfs-mode-missing",
];

#[test]
fn the_examples_show_the_best_known_lints() {
    let found = findings("examples");
    for lint in SHOWN {
        assert!(found.contains(&format!("[{lint}]")), "{lint} is not shown");
    }
}

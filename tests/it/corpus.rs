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

#[test]
fn the_examples_show_every_lint_but_those_of_the_text_itself() {
    let found = findings("examples");
    for lint in cfglint_lints::LINTS.iter().filter(|it| it.group != cfglint_lints::Group::Nix) {
        assert!(found.contains(&format!("[{}]", lint.name)), "{} is not shown", lint.name);
    }
}

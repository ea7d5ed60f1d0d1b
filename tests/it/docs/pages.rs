//! The pages in `docs/lints` are what the lints say, and there are no others.

use std::collections::BTreeSet;
use std::fs;

use cfglint_lints::{FixAvailability, Group, LINTS};
use expect_test::expect_file;

use crate::sandbox::{Sandbox, repository};

const FOLDER: &str = "docs/lints";

/// What stands above and below the tables of the index.
const HEAD: &str = "\
# Lints

Each lint has a page, made from the lint itself; `cfglint explain LINT` shows it in a terminal.
";
const FOOT: &str = "
## internal-error

A lint, or the reading of a file, failed: that is a bug in cfglint.
The other lints go on, and cfglint ends with exit code 3.
Please report it with the file.
";

fn index() -> String {
    let mut text = HEAD.to_owned();
    for group in Group::ALL {
        text.push_str(&format!("\n## {}\n\n", group.name()));
        text.push_str(
            "| lint | severity | default | fix | what it reports |\n|---|---|---|---|---|\n",
        );
        for lint in LINTS.iter().filter(|lint| lint.group == group) {
            let (name, severity) = (lint.name, lint.severity.name());
            let default = if lint.on_by_default { "on" } else { "off" };
            let fix = if lint.fix == FixAvailability::None { "" } else { lint.fix.name() };
            let summary = lint.summary().replace('|', "\\|");
            text.push_str(&format!(
                "| [{name}]({name}.md) | {severity} | {default} | {fix} | {summary} |\n"
            ));
        }
    }
    text + FOOT
}

#[test]
fn every_lint_has_a_fresh_page() {
    let sandbox = Sandbox::new(&[]);
    for lint in LINTS {
        let page = sandbox.run(&format!("explain {} --format markdown", lint.name)).stdout;
        assert!(page.starts_with(&format!("# {}\n", lint.name)), "{page}");
        let url = lint.url();
        let (_, path) = url.split_once("/blob/main/").unwrap();
        assert_eq!(path, format!("{FOLDER}/{}.md", lint.name), "the page is where findings say");
        expect_file![repository().join(path)].assert_eq(&page);
    }
}

#[test]
fn the_index_is_fresh() {
    expect_file![repository().join(FOLDER).join("README.md")].assert_eq(&index());
}

#[test]
fn pages_of_lints_that_are_gone_are_gone() {
    let wanted: BTreeSet<String> =
        LINTS.iter().map(|lint| lint.name).chain(["README"]).map(|it| format!("{it}.md")).collect();
    for entry in fs::read_dir(repository().join(FOLDER)).unwrap().flatten() {
        let name = entry.file_name().into_string().unwrap();
        if wanted.contains(&name) {
            continue;
        }
        let is_update = std::env::var_os("UPDATE_EXPECT").is_some();
        assert!(is_update, "{FOLDER}/{name} belongs to no lint; UPDATE_EXPECT=1 deletes it");
        fs::remove_file(entry.path()).unwrap();
    }
}

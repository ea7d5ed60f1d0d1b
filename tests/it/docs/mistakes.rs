//! `docs/systemd-mistakes.md` names lints that exist, and leaves no mistake without a word.

use std::fs;

use cfglint_lints::by_name;

use crate::sandbox::repository;

#[test]
fn every_mistake_in_units_has_a_lint_or_a_reason() {
    let text = fs::read_to_string(repository().join("docs/systemd-mistakes.md")).unwrap();
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| mistake"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    assert_eq!(rows.len(), 30);
    for (row, number) in rows.iter().zip(1..) {
        let [mistake, lints, reason] = row[..] else { panic!("a row has three cells: {row:?}") };
        assert!(mistake.starts_with(&format!("{number}. ")), "{mistake}");
        assert!(!lints.is_empty() || !reason.is_empty(), "{mistake}");
        for name in lints.split(", ").filter(|it| !it.is_empty()) {
            let name = name.trim_matches('`');
            assert!(by_name(name).is_some(), "{mistake}: there is no lint {name}");
        }
    }
}

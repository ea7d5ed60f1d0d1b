//! How many findings each lint has.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use cfglint_lints::{Applicability, Diagnostic};
use serde::Serialize;

#[derive(Serialize)]
struct Row {
    lint: &'static str,
    severity: &'static str,
    count: usize,
    /// How many of them a safe fix mends.
    fixable: usize,
}

/// The most frequent lint first.
fn rows(found: &[Diagnostic]) -> Vec<Row> {
    let mut by_lint: BTreeMap<&'static str, Row> = BTreeMap::new();
    for diagnostic in found {
        let row = by_lint.entry(diagnostic.lint).or_insert(Row {
            lint: diagnostic.lint,
            severity: diagnostic.severity.name(),
            count: 0,
            fixable: 0,
        });
        let is_safe = diagnostic.fixes.iter().any(|fix| fix.applicability == Applicability::Safe);
        row.count += 1;
        row.fixable += usize::from(is_safe);
    }
    let mut rows: Vec<Row> = by_lint.into_values().collect();
    rows.sort_by_key(|row| Reverse(row.count));
    rows
}

pub(super) fn text(found: &[Diagnostic]) -> Vec<u8> {
    let rows = rows(found);
    let width = rows.first().map_or(0, |row| row.count.to_string().len());
    let lines = rows.iter().map(|row| {
        let fixable = match row.fixable {
            0 => String::new(),
            count => format!(" ({count} fixable)"),
        };
        format!("{:width$}  {:7}  {}{fixable}\n", row.count, row.severity, row.lint)
    });
    lines.collect::<String>().into_bytes()
}

pub(super) fn json(found: &[Diagnostic]) -> Vec<u8> {
    super::json::pretty(&rows(found))
}

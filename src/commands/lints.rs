//! `cfglint lints`: lints with their properties.

use cfglint_lints::{LINTS, Lint, Release};
use serde::Serialize;

use crate::Outcome;
use crate::args::{Lints, ListFormat};
use crate::render::json_pretty;

#[derive(Serialize)]
struct Row {
    name: &'static str,
    group: &'static str,
    severity: &'static str,
    default: &'static str,
    scope: &'static str,
    fix: &'static str,
    since: &'static str,
    /// The first and the last release of NixOS in which the lint holds; null for no bound.
    holds: [Option<String>; 2],
    summary: &'static str,
    url: String,
}

pub(super) fn lints(args: &Lints) -> miette::Result<Outcome> {
    let lints = super::explain::chosen(&args.lints)?;
    let lints = if args.lints.is_empty() { LINTS.to_vec() } else { lints };
    match args.format {
        ListFormat::Json => {
            let rows: Vec<Row> = lints.into_iter().map(row).collect();
            super::print(&json_pretty(&rows))?;
        }
        ListFormat::Text => super::print(table(&lints).as_bytes())?,
    }
    Ok(Outcome::Clean)
}

fn row(lint: &'static Lint) -> Row {
    Row {
        name: lint.name,
        group: lint.group.name(),
        severity: lint.severity.name(),
        default: default(lint),
        scope: lint.scope.name(),
        fix: lint.fix.name(),
        since: lint.since,
        holds: [lint.holds.first, lint.holds.last].map(|it| it.as_ref().map(Release::to_string)),
        summary: lint.summary(),
        url: lint.url(),
    }
}

fn default(lint: &Lint) -> &'static str {
    if lint.on_by_default { "on" } else { "off" }
}

/// Columns that are as wide as what is in them; the last one is as long as it is.
fn table(lints: &[&'static Lint]) -> String {
    let mut sorted = lints.to_vec();
    sorted.sort_by_key(|lint| lint.group.name());
    let mut rows = vec![["LINT", "GROUP", "SEVERITY", "DEFAULT", "SCOPE", "FIX", "SUMMARY"]];
    rows.extend(sorted.iter().map(|lint| {
        let (group, severity) = (lint.group.name(), lint.severity.name());
        let (scope, fix) = (lint.scope.name(), lint.fix.name());
        [lint.name, group, severity, default(lint), scope, fix, lint.summary()]
    }));
    let width = |column: usize| rows.iter().map(|row| row[column].len()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..6).map(width).collect();
    let mut table = String::new();
    for row in &rows {
        for (text, width) in row.iter().zip(&widths) {
            table.push_str(&format!("{text:width$}  "));
        }
        table.push_str(row[6]);
        table.push('\n');
    }
    table
}

//! `cfglint lints`: all lints with their properties.

use cfglint_lints::{LINTS, Release};
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
}

pub(super) fn lints(args: &Lints) -> miette::Result<Outcome> {
    let rows: Vec<Row> = LINTS
        .iter()
        .map(|lint| Row {
            name: lint.name,
            group: lint.group.name(),
            severity: lint.severity.name(),
            default: if lint.on_by_default { "on" } else { "off" },
            scope: lint.scope.name(),
            fix: lint.fix.name(),
            since: lint.since,
            holds: [lint.holds.first, lint.holds.last]
                .map(|it| it.as_ref().map(Release::to_string)),
            summary: lint.summary(),
        })
        .collect();
    match args.format {
        ListFormat::Json => super::print(&json_pretty(&rows)),
        ListFormat::Text => {
            let name_width = rows.iter().map(|row| row.name.len()).max().unwrap_or(0);
            let lines = rows.iter().map(|row| {
                let Row { name, severity, default, fix, summary, .. } = row;
                format!("{name:name_width$}  {severity:7}  {default:3}  fix {fix:9}  {summary}\n")
            });
            super::print(lines.collect::<String>().as_bytes());
        }
    }
    Ok(Outcome::Clean)
}

//! The code quality report of GitLab.

use cfglint_lints::{Diagnostic, Severity};
use serde::Serialize;

use super::fingerprint::fingerprints;
use crate::files::FileStore;

#[derive(Serialize)]
struct Issue<'a> {
    description: &'a str,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

pub(super) fn render(files: &FileStore, found: &[Diagnostic]) -> Vec<u8> {
    let issues: Vec<Issue<'_>> = found
        .iter()
        .zip(fingerprints(files, found))
        .map(|(diagnostic, fingerprint)| Issue {
            description: &diagnostic.message,
            check_name: diagnostic.lint,
            fingerprint,
            severity: match diagnostic.severity {
                Severity::Error => "critical",
                Severity::Warning => "major",
                Severity::Hint => "info",
            },
            location: Location {
                path: files.raw_name(diagnostic.file),
                lines: Lines {
                    begin: files.position(diagnostic.file, diagnostic.range.start()).line,
                    end: files.position(diagnostic.file, diagnostic.range.end()).line,
                },
            },
        })
        .collect();
    super::json::pretty(&issues)
}

//! Workflow commands of GitHub Actions.

use cfglint_lints::{Diagnostic, Severity, printable};

use crate::files::FileStore;

/// GitHub shows so many annotations of each level a step, and drops the others without a word.
const LIMIT: usize = 10;

/// The most severe findings as annotations; what GitHub would drop follows as plain lines, which
/// stand in the log.
pub(super) fn render(files: &FileStore, found: &[Diagnostic]) -> Vec<u8> {
    let mut out = String::new();
    let mut plain: Vec<&Diagnostic> = Vec::new();
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let of_level: Vec<&Diagnostic> =
            found.iter().filter(|diagnostic| diagnostic.severity == severity).collect();
        let (shown, dropped) = of_level.split_at(of_level.len().min(LIMIT));
        for diagnostic in shown {
            out.push_str(&annotation(files, diagnostic));
        }
        plain.extend(dropped);
    }
    let plain: Vec<Diagnostic> = plain.into_iter().cloned().collect();
    let mut out = out.into_bytes();
    out.extend(super::concise::render(files, &plain));
    out
}

fn annotation(files: &FileStore, diagnostic: &Diagnostic) -> String {
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "notice",
    };
    let start = files.position(diagnostic.file, diagnostic.range.start());
    let end = files.position(diagnostic.file, diagnostic.range.end());
    // A column at the end counts only on the line of the start.
    let place = match start.line == end.line {
        true => format!("line={},col={},endColumn={}", start.line, start.column, end.column),
        false => format!("line={},endLine={}", start.line, end.line),
    };
    let help = diagnostic.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let message = format!("{}{help}", diagnostic.message);
    format!(
        "::{level} title=cfglint ({}),file={},{place}::{}\n",
        diagnostic.lint,
        property(&printable(files.raw_name(diagnostic.file))),
        data(&printable(&message)),
    )
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

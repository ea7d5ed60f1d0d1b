//! Findings for people: the source with what is wrong in it, and the fix as a small diff.

use cfglint_lints::{Applicability, Diagnostic, FileId, Fix, Severity, TextEdit, printable};
use cfglint_syntax::TextRange;
use codespan_reporting::diagnostic::{self, Label};
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{Config, Styles, StylesWriter, emit_to_write_style};

use super::{Style, counted};
use crate::files::FileStore;
use crate::unified_diff;

pub(super) fn render(style: Style, files: &FileStore, found: &[Diagnostic]) -> Vec<u8> {
    let mut bytes = Vec::new();
    match style.is_coloured {
        true => write(style, files, found, Ansi::new(&mut bytes)),
        false => write(style, files, found, NoColor::new(&mut bytes)),
    }
    if style.summary {
        bytes.extend(summary(found).into_bytes());
    }
    bytes
}

fn write(style: Style, files: &FileStore, found: &[Diagnostic], out: impl WriteColor) {
    let (config, styles) = (Config { tab_width: 2, ..Config::default() }, Styles::default());
    let mut writer = StylesWriter::new(out, &styles);
    for diagnostic in found {
        let shown = to_codespan(style, files, diagnostic);
        emit_to_write_style(&mut writer, &config, files, &shown)
            .expect("the files are in the store, and a vector takes every write");
    }
}

fn to_codespan(
    style: Style,
    files: &FileStore,
    diagnostic: &Diagnostic,
) -> diagnostic::Diagnostic<FileId> {
    let severity = match diagnostic.severity {
        Severity::Error => diagnostic::Severity::Error,
        Severity::Warning => diagnostic::Severity::Warning,
        Severity::Hint => diagnostic::Severity::Note,
    };
    let bytes = |range: TextRange| usize::from(range.start())..usize::from(range.end());
    let first_line = |file, range: TextRange| {
        let line = files.whole_lines(file, TextRange::empty(range.start()));
        bytes(TextRange::new(range.start(), range.end().min(line.end())))
    };
    let mut labels =
        vec![Label::primary(diagnostic.file, first_line(diagnostic.file, diagnostic.range))];
    labels.extend(diagnostic.related.iter().map(|related| {
        Label::secondary(related.file, first_line(related.file, related.range))
            .with_message(printable(&related.message))
    }));
    let mut notes = Vec::new();
    notes.extend(diagnostic.help.as_ref().map(|help| format!("help: {}", printable(help))));
    notes.extend(diagnostic.fixes.first().map(|fix| fix_note(files, diagnostic.file, fix)));
    diagnostic::Diagnostic::new(severity)
        .with_code(code(style, diagnostic))
        .with_message(printable(&diagnostic.message))
        .with_labels(labels)
        .with_notes(notes)
}

/// The name of the lint, which leads to its page where the terminal knows hyperlinks.
fn code(style: Style, diagnostic: &Diagnostic) -> String {
    match style.has_links {
        true => {
            let (url, lint) = (diagnostic.url(), diagnostic.lint);
            format!("\u{1b}]8;;{url}\u{1b}\\{lint}\u{1b}]8;;\u{1b}\\")
        }
        false => diagnostic.lint.to_owned(),
    }
}

fn fix_note(files: &FileStore, file: FileId, fix: &Fix) -> String {
    let kind = match fix.applicability {
        Applicability::Safe => "fix",
        Applicability::Unsafe => "unsafe fix",
    };
    let mut note = format!("{kind}: {}", fix.title);
    for (other, edit) in &fix.edits {
        if *other != file {
            note.push_str(&format!("\nin {}", files.name(*other)));
        }
        for line in passage(files, *other, edit) {
            note.push_str(&format!("\n  {}", printable(&line)));
        }
    }
    note
}

/// The lines that an edit changes, before and after.
fn passage(files: &FileStore, file: FileId, edit: &TextEdit) -> Vec<String> {
    let (Some(first), Some(last)) = (edit.indels().first(), edit.indels().last()) else {
        return Vec::new();
    };
    let touched = TextRange::new(first.delete.start(), last.delete.end());
    let lines = files.whole_lines(file, touched);
    let text = files.text(file);
    let new = edit.apply(text).unwrap_or_else(|| text.to_owned());
    let (start, end) = (usize::from(lines.start()), usize::from(lines.end()));
    let new_end = new.len() - (text.len() - end);
    unified_diff::of_passage(&text[start..end], &new[start..new_end])
}

/// `2 errors, 1 warning; --fix mends 1, with --unsafe-fixes 1 more`
fn summary(found: &[Diagnostic]) -> String {
    if found.is_empty() {
        return String::new();
    }
    let count = |severity| found.iter().filter(|it| it.severity == severity).count();
    let counts: Vec<String> =
        [(Severity::Error, "error"), (Severity::Warning, "warning"), (Severity::Hint, "hint")]
            .into_iter()
            .map(|(severity, word)| (count(severity), word))
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| counted(count, word))
            .collect();
    let has = |it: &&Diagnostic, limit| it.fixes.iter().any(|fix| fix.applicability <= limit);
    let safe = found.iter().filter(|it| has(it, Applicability::Safe)).count();
    let risky = found.iter().filter(|it| has(it, Applicability::Unsafe)).count() - safe;
    let fixes = match (safe, risky) {
        (0, 0) => String::new(),
        (safe, 0) => format!("; `--fix` mends {safe}"),
        (0, risky) => format!("; `--fix --unsafe-fixes` mends {risky}"),
        (safe, risky) => format!("; `--fix` mends {safe}, with `--unsafe-fixes` {risky} more"),
    };
    format!("{}{fixes}\n`cfglint explain LINT` says more about a lint\n", counts.join(", "))
}

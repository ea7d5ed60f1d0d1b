//! Findings for people: the source with what is wrong in it, and the fix as a small diff.

use std::ops::Range;

use cfglint_lints::{Applicability, Diagnostic, FileId, Fix, Severity, TextEdit, printable};
use cfglint_syntax::TextRange;
use codespan_reporting::diagnostic::{self, Label};
use codespan_reporting::term::termcolor::{Ansi, NoColor, WriteColor};
use codespan_reporting::term::{Config, Styles, StylesWriter, emit_to_write_style};

use super::excerpt::{self, Excerpts};
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
        let places: Vec<_> =
            shown.labels.iter().map(|label| (label.file_id, label.range.clone())).collect();
        let written = match Excerpts::new(files, &places) {
            None => emit_to_write_style(&mut writer, &config, files, &shown),
            Some(excerpts) => {
                let mut shown = shown;
                for label in &mut shown.labels {
                    label.range = excerpts.place(label.file_id, &label.range);
                }
                emit_to_write_style(&mut writer, &config, &excerpts, &shown)
            }
        };
        written.expect("the files are in the store, and a vector takes every write");
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

/// The lines that an edit changes, before and after; of long lines, the part that it changes.
fn passage(files: &FileStore, file: FileId, edit: &TextEdit) -> Vec<String> {
    let (Some(first), Some(last)) = (edit.indels().first(), edit.indels().last()) else {
        return Vec::new();
    };
    let touched = TextRange::new(first.delete.start(), last.delete.end());
    let lines = files.whole_lines(file, touched);
    let text = files.text(file);
    let lines = usize::from(lines.start())..usize::from(lines.end());
    let is_long = text[lines.clone()].split('\n').any(|line| line.len() > excerpt::LONG);
    let part = match is_long {
        true => {
            let touched = usize::from(touched.start())..usize::from(touched.end());
            excerpt::around(text, touched, lines.clone())
        }
        false => lines.clone(),
    };
    let is_cut = (part.start > lines.start, part.end < lines.end);
    let new = edited(text, part.clone(), edit);
    let shown = |text: &str| excerpt::marked(text, is_cut);
    let changed = unified_diff::of_passage(&shown(&text[part]), &shown(&new));
    changed.iter().map(|line| excerpt::shortened(line)).collect()
}

/// A part of a text, to which all that an edit changes belongs, after it.
fn edited(text: &str, part: Range<usize>, edit: &TextEdit) -> String {
    let mut new = String::new();
    let mut at = part.start;
    for indel in edit.indels() {
        new.push_str(&text[at..indel.delete.start().into()]);
        new.push_str(&indel.insert);
        at = indel.delete.end().into();
    }
    new.push_str(&text[at..part.end]);
    new
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

//! Findings for machines. The shape is a public interface.

use cfglint_lints::{Diagnostic, FileId, Fix};
use cfglint_syntax::TextRange;
use serde::Serialize;

use crate::files::FileStore;

#[derive(Serialize)]
struct Finding<'a> {
    lint: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    file: &'a str,
    range: Range,
    related: Vec<Related<'a>>,
    fix: Option<FixShape<'a>>,
    url: String,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Line and column count from 1, columns in Unicode code points; the offset is in bytes.
#[derive(Serialize)]
struct Position {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct Related<'a> {
    file: &'a str,
    range: Range,
    message: &'a str,
}

#[derive(Serialize)]
struct FixShape<'a> {
    title: &'a str,
    applicability: &'a str,
    edits: Vec<Edit<'a>>,
}

#[derive(Serialize)]
struct Edit<'a> {
    file: &'a str,
    range: Range,
    text: &'a str,
}

pub(super) fn array(files: &FileStore, found: &[Diagnostic]) -> Vec<u8> {
    let findings: Vec<_> = found.iter().map(|diagnostic| finding(files, diagnostic)).collect();
    pretty(&findings)
}

pub(super) fn lines(files: &FileStore, found: &[Diagnostic]) -> Vec<u8> {
    let mut out = Vec::new();
    for diagnostic in found {
        out.extend(printable_json(
            serde_json::to_string(&finding(files, diagnostic)).expect(PLAIN),
        ));
        out.push(b'\n');
    }
    out
}

const PLAIN: &str = "these types are plain strings and numbers, which JSON can always hold";

/// A value as JSON for people and machines, with a line end.
pub(crate) fn pretty(value: &impl Serialize) -> Vec<u8> {
    let mut out = printable_json(serde_json::to_string_pretty(value).expect(PLAIN));
    out.push(b'\n');
    out
}

/// JSON that cannot drive a terminal: what JSON itself leaves as it is, the control characters above
/// U+007E and those that turn the direction of writing, becomes an escape of the same meaning.
fn printable_json(json: String) -> Vec<u8> {
    let is_bare = |it: char| matches!(it, '\u{7f}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    if !json.contains(is_bare) {
        return json.into_bytes();
    }
    let mut out = String::with_capacity(json.len() + 64);
    for it in json.chars() {
        match is_bare(it) {
            true => out.push_str(&format!("\\u{:04x}", u32::from(it))),
            false => out.push(it),
        }
    }
    out.into_bytes()
}

fn finding<'a>(files: &'a FileStore, diagnostic: &'a Diagnostic) -> Finding<'a> {
    let related = diagnostic.related.iter().map(|related| Related {
        file: files.raw_name(related.file),
        range: range(files, related.file, related.range),
        message: &related.message,
    });
    Finding {
        lint: diagnostic.lint,
        severity: diagnostic.severity.name(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        file: files.raw_name(diagnostic.file),
        range: range(files, diagnostic.file, diagnostic.range),
        related: related.collect(),
        fix: diagnostic.fixes.first().map(|it| fix(files, it)),
        url: diagnostic.url(),
    }
}

fn fix<'a>(files: &'a FileStore, fix: &'a Fix) -> FixShape<'a> {
    let edits = fix.edits.iter().flat_map(|(file, edit)| {
        edit.indels().iter().map(|indel| Edit {
            file: files.raw_name(*file),
            range: range(files, *file, indel.delete),
            text: &indel.insert,
        })
    });
    FixShape { title: &fix.title, applicability: fix.applicability.name(), edits: edits.collect() }
}

fn range(files: &FileStore, file: FileId, range: TextRange) -> Range {
    let position = |offset| {
        let at = files.position(file, offset);
        Position { line: at.line, column: at.column, offset: at.offset }
    };
    Range { start: position(range.start()), end: position(range.end()) }
}

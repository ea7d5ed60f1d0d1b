//! The comments that allow a finding.

use cfglint_lints::{Diagnostic, SourceFile, TextEdit, add_allows, can_be_allowed};
use cfglint_syntax::{TextRange, TextSize};

use crate::handlers::fix_all::difference;
use crate::project::Project;
use crate::report::ProjectFile;

/// The edit that puts an allow comment to findings of one lint in one line.
///
/// The result is linted, and nothing is offered that does not make the findings disappear.
pub(crate) fn allow(
    project: &Project,
    document: &ProjectFile,
    findings: &[&Diagnostic],
) -> Option<TextEdit> {
    let text = document.text();
    let new = add_allows(text, findings.iter().copied(), None)?;
    let lint = findings.first()?.lint;
    let left = found(project, document, lint, text)?.saturating_sub(findings.len());
    silences(project, document, lint, &new, left).then(|| difference(text, &new))
}

/// The edit that allows a lint in the whole file, at its head.
pub(crate) fn allow_file(
    project: &Project,
    document: &ProjectFile,
    lint: &'static str,
) -> Option<TextEdit> {
    if !can_be_allowed(lint) {
        return None;
    }
    let text = document.text();
    // What tells which program reads the file has to stay its first line.
    let head: usize =
        text.split_inclusive('\n').take_while(|it| it.starts_with("#!")).map(str::len).sum();
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let comment = format!("# cfglint: allow-file({lint}){line_end}");
    let edit = TextEdit::replace(TextRange::empty(TextSize::new(head as u32)), &comment);
    let new = edit.apply(text)?;
    silences(project, document, lint, &new, 0).then_some(edit)
}

/// How many findings a lint has in a text of the document.
fn found(project: &Project, document: &ProjectFile, lint: &str, text: &str) -> Option<usize> {
    let source = SourceFile { text: text.into(), ..document.source.clone() };
    let all = project.with(&source);
    let own = all.iter().filter(|it| it.file == source.id);
    // A comment that does nothing is worse than none.
    let is_idle = |it: &Diagnostic| it.lint == "unused-allow";
    match lint {
        "unused-allow" => None,
        _ => Some(own.filter(|it| it.lint == lint || is_idle(it)).count()),
    }
}

fn silences(project: &Project, document: &ProjectFile, lint: &str, new: &str, left: usize) -> bool {
    let idle = found(project, document, "", document.text()).unwrap_or(0);
    found(project, document, lint, new).is_some_and(|count| count <= left.max(idle))
}

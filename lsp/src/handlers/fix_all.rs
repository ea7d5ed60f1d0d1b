//! All safe fixes of one document, as one edit.

use cfglint_lints::{
    Applicability, Diagnostic, FileId, MAX_ROUNDS, SourceFile, TextEdit, TextEdits, checked,
};
use cfglint_syntax::{TextRange, TextSize};

use crate::project::Project;
use crate::report::ProjectFile;

/// The edit that applies safe fixes until none is left.
///
/// Only this document changes, and it is judged as a part of its project: what other files say may
/// be the reason for a finding or for its absence. A fix that needs changes elsewhere is left out.
pub(crate) fn fix_all<'a>(
    project: &Project,
    document: &ProjectFile,
    found: impl Iterator<Item = &'a Diagnostic>,
) -> Option<TextEdit> {
    let id = document.source.id;
    let first = plan(found, id)?;
    let mut text = checked(&first, document.text())?;
    let mut rounds = 1;
    while rounds < MAX_ROUNDS {
        let source = SourceFile { text: text.as_str().into(), ..document.source.clone() };
        let Some(edit) = plan(project.with(&source).iter(), id) else {
            break;
        };
        let Some(new) = checked(&edit, &text) else {
            break;
        };
        text = new;
        rounds += 1;
    }
    match rounds {
        1 => Some(first),
        _ => Some(difference(document.text(), &text)),
    }
}

/// Whether there is a safe fix that changes this file alone.
pub(crate) fn has_safe_fix(diagnostic: &Diagnostic, id: FileId) -> bool {
    let safe = diagnostic.fixes.iter().find(|fix| fix.applicability == Applicability::Safe);
    safe.is_some_and(|fix| matches!(&*fix.edits, [(file, _)] if *file == id))
}

/// The safe fixes that can be applied together.
fn plan<'a>(found: impl Iterator<Item = &'a Diagnostic>, id: FileId) -> Option<TextEdit> {
    let mut plan = TextEdits::default();
    for diagnostic in found {
        let mut fixes = diagnostic.fixes.iter();
        let fix = fixes.find(|fix| fix.applicability == Applicability::Safe);
        if let Some([(file, edit)]) = fix.map(|fix| &*fix.edits)
            && *file == id
        {
            plan.add(edit);
        }
    }
    plan.all()
}

/// One replacement of all that lies between the first and the last difference, in whole lines.
pub(crate) fn difference(old: &str, new: &str) -> TextEdit {
    let line_length = |text: &str| text.find('\n').map_or(text.len(), |at| at + 1);
    let mut start = 0;
    while start < old.len() {
        let length = line_length(&old[start..]);
        match new.get(start..start + length) {
            Some(line) if *line == old[start..start + length] => start += length,
            _ => break,
        }
    }
    let (mut old_end, mut new_end) = (old.len(), new.len());
    while let (Some(old_line), Some(new_line)) = (
        old[start..old_end].split_inclusive('\n').next_back(),
        new[start..new_end].split_inclusive('\n').next_back(),
    ) && old_line == new_line
    {
        old_end -= old_line.len();
        new_end -= new_line.len();
    }
    let range = TextRange::new(TextSize::new(start as u32), TextSize::new(old_end as u32));
    TextEdit::replace(range, &new[start..new_end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_turns_the_old_text_into_the_new_one() {
        for (old, new) in [
            ("a\nb\nc\n", "a\nx\nc\n"),
            ("a\nb\n", "a\n"),
            ("a\n", "a\nb\n"),
            ("a\na\n", "a\na\na\n"),
            ("a", "b"),
            ("a\nb", "a\nb\n"),
            ("", "x"),
            ("x", ""),
            ("same\n", "same\n"),
        ] {
            assert_eq!(difference(old, new).apply(old).as_deref(), Some(new));
        }
        let edit = difference("a\nb\nc\n", "a\nx\nc\n");
        assert_eq!(edit.indels()[0].insert, "x\n");
    }
}

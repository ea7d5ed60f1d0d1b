//! Findings on lines that git says have changed.

use std::collections::HashMap;
use std::sync::Arc;

use cfglint_lints::{Diagnostic, FileId, FileReport, LineIndex};
use cfglint_syntax::TextRange;

use super::Project;
use crate::changes::{Changes, Lines};

impl Project {
    /// Keeps what has a place on a changed line.
    ///
    /// A file that Nix refuses counts wherever it is changed: what is missing at the end of a file
    /// may have been deleted at its beginning.
    pub(super) fn keep_changed(
        &self,
        changes: &Changes,
        reports: &[FileReport],
        found: &mut Vec<Diagnostic>,
    ) {
        let mut known: HashMap<FileId, (Lines, LineIndex)> = HashMap::new();
        let mut touches = |id: FileId, range: TextRange, is_anywhere: bool| {
            let (lines, index) = known.entry(id).or_insert_with(|| {
                let file = &self.files[id.0 as usize];
                let text = &reports[id.0 as usize].source.text;
                let lines = changes.lines(&file.path);
                let lines = match Arc::ptr_eq(text, &file.source.text) {
                    true => lines,
                    false => lines.after(&file.source.text, text),
                };
                (lines, LineIndex::new(text))
            });
            let line = |at| index.line_col(at).line as usize;
            match is_anywhere {
                true => *lines != Lines::None,
                false => lines.touch(line(range.start())..=line(range.end())),
            }
        };
        found.retain(|diagnostic| match diagnostic.lint {
            "internal-error" => true,
            lint => {
                touches(diagnostic.file, diagnostic.range, lint == "syntax-error")
                    || diagnostic.related.iter().any(|it| touches(it.file, it.range, false))
            }
        });
    }
}

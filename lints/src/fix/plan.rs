//! Which fixes are applied together in one round.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{Applicability, Fix, Problems};
use crate::{Diagnostic, FileId, SourceFile, TextEdit, TextEdits};

/// What is missing at a syntax error is a guess; so many are tried in one text and one round.
const MAX_GUESSES: usize = 16;

/// How often one text is read anew in one round to find out which fixes go together. It takes two
/// dozen to find the one among thousands that does not.
const MAX_TRIES: usize = 64;

/// What one round does.
#[derive(Default)]
pub(super) struct Plan {
    /// The new texts.
    pub(super) texts: BTreeMap<FileId, Arc<str>>,
    /// The lint of each fix that is applied.
    pub(super) lints: Vec<&'static str>,
}

type Wanted<'d> = (&'d Diagnostic, &'d Fix);

/// The texts as they are, and what is to change.
struct Draft<'d> {
    texts: FxHashMap<FileId, &'d str>,
    problems: FxHashMap<FileId, Problems>,
    /// The fixes that are taken.
    taken: Vec<Wanted<'d>>,
    edits: FxHashMap<FileId, TextEdits>,
    new: BTreeMap<FileId, Arc<str>>,
}

impl Plan {
    /// The fixes that can be applied together: all that touch different bytes, or, if they do not
    /// go together, as many as do.
    pub(super) fn new(
        found: &[Diagnostic],
        limit: Applicability,
        locked: &[FileId],
        files: &[SourceFile],
    ) -> Plan {
        let fixes = wanted(found, limit, locked);
        let mut draft = Draft {
            texts: files.iter().map(|file| (file.id, &*file.text)).collect(),
            problems: FxHashMap::default(),
            taken: Vec::new(),
            edits: FxHashMap::default(),
            new: BTreeMap::new(),
        };
        // What does not go together in one file has nothing to do with others.
        let mut by_file: BTreeMap<FileId, Vec<Wanted<'_>>> = BTreeMap::new();
        for (diagnostic, fix) in fixes {
            if let Some((file, _)) = fix.edits.first() {
                by_file.entry(*file).or_default().push((diagnostic, fix));
            }
        }
        for fixes in by_file.values() {
            let mut tries = MAX_TRIES;
            draft.add(fixes, &mut tries);
        }
        let lints = draft.taken.iter().map(|(diagnostic, _)| diagnostic.lint).collect();
        Plan { texts: draft.new, lints }
    }
}

/// The fix of each finding, if it is to be applied.
fn wanted<'d>(found: &'d [Diagnostic], limit: Applicability, locked: &[FileId]) -> Vec<Wanted<'d>> {
    let mut guesses: FxHashMap<FileId, usize> = FxHashMap::default();
    let mut is_worth_it = |diagnostic: &&Diagnostic| {
        let guesses = guesses.entry(diagnostic.file).or_default();
        *guesses += usize::from(diagnostic.lint == "syntax-error");
        diagnostic.lint != "syntax-error" || *guesses <= MAX_GUESSES
    };
    found
        .iter()
        .filter(|diagnostic| is_worth_it(diagnostic))
        .filter_map(|diagnostic| {
            let fix = diagnostic.fixes.iter().find(|fix| fix.applicability <= limit)?;
            let is_free = fix.edits.iter().all(|(file, _)| !locked.contains(file));
            is_free.then_some((diagnostic, fix))
        })
        .collect()
}

impl<'d> Draft<'d> {
    /// Takes as many of these fixes as go together: all of them, or else what can be taken of the
    /// first half and then of the second.
    fn add(&mut self, fixes: &[Wanted<'d>], tries: &mut usize) {
        let before = self.taken.len();
        for wanted in fixes {
            if self.join(wanted.1) {
                self.taken.push(*wanted);
            }
        }
        if self.taken.len() == before {
            return;
        }
        let texts = match tries.checked_sub(1) {
            Some(left) => {
                *tries = left;
                self.read(before)
            }
            None => None,
        };
        match texts {
            Some(texts) => self.new.extend(texts),
            None => {
                for (_, fix) in self.taken.split_off(before).iter().rev() {
                    self.leave(&fix.edits);
                }
                if fixes.len() > 1 && *tries > 0 {
                    let (first, second) = fixes.split_at(fixes.len() / 2);
                    self.add(first, tries);
                    self.add(second, tries);
                }
            }
        }
    }

    /// Adds the edits of a fix, unless they touch what is touched already.
    fn join(&mut self, fix: &Fix) -> bool {
        for (index, (file, edit)) in fix.edits.iter().enumerate() {
            if !self.edits.entry(*file).or_default().add(edit) {
                self.leave(&fix.edits[..index]);
                return false;
            }
        }
        true
    }

    /// Takes back the edits that were added last.
    fn leave(&mut self, edits: &[(FileId, TextEdit)]) {
        for (file, edit) in edits.iter().rev() {
            if let Some(edits) = self.edits.get_mut(file) {
                edits.remove_last(edit);
            }
        }
    }

    /// The new texts of the files that the fixes from `first` on change; `None` if one of them
    /// cannot be.
    fn read(&mut self, first: usize) -> Option<BTreeMap<FileId, Arc<str>>> {
        let mut texts = BTreeMap::new();
        for (_, fix) in &self.taken[first..] {
            for (file, _) in &fix.edits {
                if texts.contains_key(file) {
                    continue;
                }
                let old = self.texts.get(file)?;
                let new = self.edits.get(file)?.all()?.apply(old)?;
                let problems = self.problems.entry(*file).or_insert_with(|| Problems::of(old));
                texts.insert(*file, Arc::from(problems.admit(new)?));
            }
        }
        Some(texts)
    }
}

//! Ways to mend findings, and their application.

mod plan;

use std::collections::BTreeMap;
use std::sync::Arc;

use cfglint_syntax::work;

use crate::{Analysis, Diagnostic, FileId, SourceFile, TextEdit};
use plan::Plan;

/// How far a fix may be trusted. Ordered: safe is less than unsafe.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// The resulting system is the same, or the old one did not evaluate.
    Safe,
    /// The behaviour changes as the title says.
    Unsafe,
}

impl Applicability {
    /// `safe` or `unsafe`.
    pub const fn name(self) -> &'static str {
        match self {
            Applicability::Safe => "safe",
            Applicability::Unsafe => "unsafe",
        }
    }
}

/// A change that mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in the imperative.
    pub title: String,
    /// How far it may be trusted.
    pub applicability: Applicability,
    /// The changes, by file.
    pub edits: Vec<(FileId, TextEdit)>,
}

impl Fix {
    /// A fix that changes nothing but the system's text: see [`Applicability::Safe`].
    pub fn safe(title: impl Into<String>, file: FileId, edit: TextEdit) -> Fix {
        Fix { title: title.into(), applicability: Applicability::Safe, edits: vec![(file, edit)] }
    }

    /// A fix that changes behaviour: see [`Applicability::Unsafe`].
    pub fn risky(title: impl Into<String>, file: FileId, edit: TextEdit) -> Fix {
        Fix { title: title.into(), applicability: Applicability::Unsafe, edits: vec![(file, edit)] }
    }
}

/// What fixing a set of files came to.
#[derive(Debug, Clone, Default)]
pub struct FixOutcome {
    /// The new text of each file that changed.
    pub changed: BTreeMap<FileId, Arc<str>>,
    /// How many findings of each lint were mended.
    pub applied: BTreeMap<&'static str, usize>,
    /// What is left, for the new texts.
    pub left: Vec<Diagnostic>,
    /// Whether fixing came to rest by itself.
    pub converged: bool,
}

/// After so many rounds fixing stops, whatever is left.
pub const MAX_ROUNDS: usize = 10;

/// Applies fixes up to `limit` until none is left, reading the texts anew after each round.
///
/// A round takes each finding's preferred fix where it is within the limit and touches nothing
/// that another one of the round touches. A fix that would bring about a new syntax error or an
/// undefined variable is left out, with all that it changes in other files.
pub fn fix_files(analysis: &Analysis, files: &[SourceFile], limit: Applicability) -> FixOutcome {
    fix_files_with(files, limit, &[], |files| {
        let reports: Vec<_> = files.iter().map(|file| analysis.file(file)).collect();
        analysis.workspace(&reports)
    })
}

/// As [`fix_files`], with the findings of a set of texts given by `analyse`, and without a change
/// to the files in `locked`.
pub fn fix_files_with(
    files: &[SourceFile],
    limit: Applicability,
    locked: &[FileId],
    mut analyse: impl FnMut(&[SourceFile]) -> Vec<Diagnostic>,
) -> FixOutcome {
    let mut files = files.to_vec();
    let mut outcome = FixOutcome::default();
    for round in 0.. {
        let found = analyse(&files);
        let plan = Plan::new(&found, limit, locked, &files);
        if plan.texts.is_empty() || round == MAX_ROUNDS {
            outcome.converged = plan.texts.is_empty();
            outcome.left = found;
            return outcome;
        }
        for file in &mut files {
            if let Some(text) = plan.texts.get(&file.id) {
                file.text = Arc::clone(text);
                outcome.changed.insert(file.id, Arc::clone(text));
            }
        }
        for lint in plan.lints {
            *outcome.applied.entry(lint).or_default() += 1;
        }
    }
    outcome
}

/// The new text, unless it has a syntax error or an undefined variable that the old one had not.
///
/// Of a text that cannot be read, nothing is certain: it is only changed if it can be read then.
pub fn checked(edit: &TextEdit, text: &str) -> Option<String> {
    Problems::of(text).admit(edit.apply(text)?)
}

/// How many syntax errors and undefined variables a text has.
#[derive(Debug, Clone, Copy)]
struct Problems {
    syntax: usize,
    undefined: usize,
}

impl Problems {
    fn of(text: &str) -> Problems {
        work::step(text.len());
        let parse = cfglint_syntax::parse(text);
        let problems = cfglint_syntax::check(&parse);
        Problems { syntax: problems.syntax.len(), undefined: problems.undefined.len() }
    }

    /// The text that is to take the place of one with these problems, unless it has more of them.
    fn admit(self, new: String) -> Option<String> {
        let after = Problems::of(&new);
        let is_sound = after.syntax == 0 && (after.undefined <= self.undefined || self.syntax > 0);
        is_sound.then_some(new)
    }
}

#[cfg(test)]
mod tests;

//! Ways to mend findings, and their application.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::{Analysis, Diagnostic, FileId, SourceFile, TextEdit};

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
/// that another one of the round touches. A file in which a fix would bring about a new syntax
/// error keeps its text.
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
    let mut refused: Vec<FileId> = locked.to_vec();
    for round in 0.. {
        let found = analyse(&files);
        let plan = plan(&found, limit, &refused);
        if plan.edits.is_empty() || round == MAX_ROUNDS {
            outcome.converged = plan.edits.is_empty();
            outcome.left = found;
            return outcome;
        }
        let texts = files.iter_mut().filter(|file| plan.edits.contains_key(&file.id));
        let mut failed = Vec::new();
        let mut new_texts = Vec::new();
        for file in texts {
            match plan.edits.get(&file.id).and_then(|edit| checked(edit, &file.text)) {
                Some(text) => new_texts.push((file, text)),
                None => failed.push(file.id),
            }
        }
        if !failed.is_empty() {
            // Fixes may belong together across files; leave out these files and plan again.
            refused.extend(failed);
            continue;
        }
        for (file, text) in new_texts {
            file.text = text.into();
            outcome.changed.insert(file.id, Arc::clone(&file.text));
        }
        for lint in plan.lints {
            *outcome.applied.entry(lint).or_default() += 1;
        }
    }
    outcome
}

#[derive(Default)]
struct Plan {
    edits: BTreeMap<FileId, TextEdit>,
    lints: Vec<&'static str>,
}

/// The fixes that can be applied together.
fn plan(found: &[Diagnostic], limit: Applicability, refused: &[FileId]) -> Plan {
    let mut plan = Plan::default();
    for diagnostic in found {
        let Some(fix) = diagnostic.fixes.iter().find(|fix| fix.applicability <= limit) else {
            continue;
        };
        let joined: Option<Vec<(FileId, TextEdit)>> = fix
            .edits
            .iter()
            .map(|(file, edit)| {
                let union = match plan.edits.get(file) {
                    Some(planned) => planned.union(edit)?,
                    None => edit.clone(),
                };
                (!refused.contains(file)).then_some((*file, union))
            })
            .collect();
        if let Some(joined) = joined {
            plan.edits.extend(joined);
            plan.lints.push(diagnostic.lint);
        }
    }
    plan
}

/// The new text, unless it has a syntax error or an undefined name that the old one had not.
///
/// Of a text that cannot be read, nothing is certain: it is only changed if that mends an error.
pub fn checked(edit: &TextEdit, text: &str) -> Option<String> {
    let new = edit.apply(text)?;
    let count = |text: &str| {
        let parse = cfglint_syntax::parse(text);
        let problems = cfglint_syntax::check(text, &parse);
        (problems.syntax.len(), problems.undefined.len())
    };
    let (before, after) = (count(text), count(&new));
    let is_sound = match before.0 {
        0 => after.0 == 0 && after.1 <= before.1,
        errors => after.0 < errors,
    };
    is_sound.then_some(new)
}

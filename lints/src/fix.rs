//! Ways to mend findings, and their application.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

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

/// What is missing at a syntax error is a guess; so many are tried in one text and one round.
const MAX_GUESSES: usize = 16;

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

/// What one round does.
#[derive(Default)]
struct Plan {
    edits: BTreeMap<FileId, TextEdit>,
    texts: BTreeMap<FileId, Arc<str>>,
    lints: Vec<&'static str>,
}

/// The edits of a fix, each joined to what is planned for its file.
type Joined = BTreeMap<FileId, TextEdit>;

impl Plan {
    /// The fixes that can be applied together: all that touch different bytes, or, if they do not
    /// go together, as many as do.
    fn new(
        found: &[Diagnostic],
        limit: Applicability,
        locked: &[FileId],
        files: &[SourceFile],
    ) -> Plan {
        let texts: FxHashMap<FileId, &str> =
            files.iter().map(|file| (file.id, &*file.text)).collect();
        let mut guesses: FxHashMap<FileId, usize> = FxHashMap::default();
        let mut is_worth_it = |diagnostic: &&Diagnostic| {
            let guesses = guesses.entry(diagnostic.file).or_default();
            *guesses += usize::from(diagnostic.lint == "syntax-error");
            diagnostic.lint != "syntax-error" || *guesses <= MAX_GUESSES
        };
        let fixes: Vec<(&Diagnostic, &Fix)> = found
            .iter()
            .filter(|diagnostic| is_worth_it(diagnostic))
            .filter_map(|diagnostic| {
                let fix = diagnostic.fixes.iter().find(|fix| fix.applicability <= limit)?;
                let is_free = fix.edits.iter().all(|(file, _)| !locked.contains(file));
                is_free.then_some((diagnostic, fix))
            })
            .collect();
        let mut plan = Plan::default();
        for (diagnostic, fix) in &fixes {
            if let Some(joined) = plan.join(fix) {
                plan.take(diagnostic, joined);
            }
        }
        if let Some(texts) = read(&plan.edits, &texts) {
            return Plan { texts, ..plan };
        }
        let mut plan = Plan::default();
        for (diagnostic, fix) in &fixes {
            if let Some(joined) = plan.join(fix)
                && let Some(texts) = read(&joined, &texts)
            {
                plan.take(diagnostic, joined);
                plan.texts.extend(texts);
            }
        }
        plan
    }

    /// What the plan becomes in the files of a fix, if that touches nothing that is touched already.
    fn join(&self, fix: &Fix) -> Option<Joined> {
        let mut joined = Joined::new();
        for (file, edit) in &fix.edits {
            let union = match joined.get(file).or_else(|| self.edits.get(file)) {
                Some(planned) => planned.union(edit)?,
                None => edit.clone(),
            };
            joined.insert(*file, union);
        }
        Some(joined)
    }

    fn take(&mut self, diagnostic: &Diagnostic, joined: Joined) {
        self.edits.extend(joined);
        self.lints.push(diagnostic.lint);
    }
}

/// The new texts; `None` if one of them cannot be.
fn read(edits: &Joined, texts: &FxHashMap<FileId, &str>) -> Option<BTreeMap<FileId, Arc<str>>> {
    let new = |(id, edit): (&FileId, &TextEdit)| {
        let text = checked(edit, texts.get(id)?)?;
        Some((*id, Arc::from(text)))
    };
    edits.iter().map(new).collect()
}

/// The new text, unless it has a syntax error or an undefined variable that the old one had not.
///
/// Of a text that cannot be read, nothing is certain: it is only changed if it can be read then.
pub fn checked(edit: &TextEdit, text: &str) -> Option<String> {
    let new = edit.apply(text)?;
    let count = |text: &str| {
        let parse = cfglint_syntax::parse(text);
        let problems = cfglint_syntax::check(&parse);
        (problems.syntax.len(), problems.undefined.len())
    };
    let (before, after) = (count(text), count(&new));
    let is_sound = after.0 == 0 && (after.1 <= before.1 || before.0 > 0);
    is_sound.then_some(new)
}

#[cfg(test)]
mod tests;

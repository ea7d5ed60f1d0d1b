//! `--fix`, `--fix-only` and `--diff`.

use std::collections::BTreeMap;

use cfglint_lints::{Applicability, Diagnostic, FixOutcome};

use super::report::{self, deliver, outcome_of, report_aside};
use super::{Delivery, has_stdin, limit, write};
use crate::args::{Check, Format};
use crate::project::{Project, Texts};
use crate::render::counted;
use crate::{Outcome, unified_diff};

/// Applies fixes, and reports what is left.
pub(super) fn fix(args: &Check, project: &Project) -> miette::Result<Outcome> {
    let FixOutcome { changed, applied, mut left, converged } = project.fix(limit(args));
    let mut outcome = Outcome::Clean;
    if !converged {
        eprintln!("cfglint: fixing did not come to rest; please report this as a bug");
        outcome = Outcome::Internal;
    }
    if has_stdin(args) {
        let text = project.sources(&changed).swap_remove(0).text;
        crate::commands::print(text.as_bytes())?;
        return Ok(match args.fix_only {
            true => outcome.max(failure_of(&left)),
            false => outcome.max(report_aside(args, project, &changed, &left)),
        });
    }
    let Delivery { texts, has_failed } = write(args, project, changed);
    if has_failed {
        outcome = outcome.max(Outcome::Failed);
        left = project.findings_with(&texts);
    } else if !args.quiet {
        tell_fixed(&applied, texts.len());
    }
    tell_staged(args, project, &left);
    if !args.fix_only {
        if !args.quiet && args.format != Format::Human {
            tell_left(args, project, &left);
        }
        return Ok(outcome.max(report::report(args, project, &texts, left)?));
    }
    if !args.quiet {
        tell_left(args, project, &left);
    }
    Ok(outcome.max(failure_of(&left)))
}

/// What is left does not count, but a bug does.
fn failure_of(left: &[Diagnostic]) -> Outcome {
    match left.iter().any(|it| it.lint == "internal-error") {
        true => Outcome::Internal,
        false => Outcome::Clean,
    }
}

/// `syslog-output 2, killmode 1`
pub(super) fn by_lint<'a>(counts: impl IntoIterator<Item = (&'a str, usize)>) -> String {
    let parts: Vec<String> =
        counts.into_iter().map(|(lint, count)| format!("{lint} {count}")).collect();
    parts.join(", ")
}

/// Says on standard error what was mended.
pub(super) fn tell_fixed(applied: &BTreeMap<&'static str, usize>, files: usize) {
    let total: usize = applied.values().sum();
    if total == 0 {
        return;
    }
    let lints = by_lint(applied.iter().map(|(lint, count)| (*lint, *count)));
    let (findings, files) = (counted(total, "finding"), counted(files, "file"));
    eprintln!("cfglint: mended {findings} in {files}: {lints}");
}

/// Says on standard error which files were left alone as something else is staged of them.
pub(super) fn tell_staged(args: &Check, project: &Project, left: &[Diagnostic]) {
    let partly = project.partly_staged(left);
    if partly > 0 && !args.quiet {
        let (files, are) = (counted(partly, "file"), are(partly));
        eprintln!("cfglint: {files} {are} left alone: what is staged is not what is on disk");
    }
}

/// Says on standard error what is left, and how much of it can be mended.
fn tell_left(args: &Check, project: &Project, left: &[Diagnostic]) {
    if left.is_empty() {
        return;
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in left {
        *counts.entry(diagnostic.lint).or_default() += 1;
    }
    let is_left = format!("{} {} left", counted(left.len(), "finding"), are(left.len()));
    let lints = by_lint(counts);
    let is_risky = |it: &&Diagnostic| {
        let mut fixes = it.fixes.iter();
        !it.fixes.is_empty() && fixes.all(|fix| fix.applicability == Applicability::Unsafe)
    };
    let open = left.iter().filter(|it| project.can_change(it.file));
    let more = open.filter(is_risky).count();
    let more = match limit(args) {
        Applicability::Safe if more > 0 => format!("; `--unsafe-fixes` mends {more} more"),
        _ => String::new(),
    };
    eprintln!("cfglint: {is_left}: {lints}{more}");
}

pub(super) fn are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// Prints what fixing would change.
pub(super) fn diff(args: &Check, project: &Project) -> miette::Result<Outcome> {
    let FixOutcome { changed, left, .. } = project.fix(limit(args));
    let mut text = String::new();
    for (id, new) in &changed {
        let source = &project.files[id.0 as usize].source;
        text.push_str(&unified_diff::of_file(&source.name, &source.text, new));
    }
    deliver(args.output_file.as_deref(), text.as_bytes())?;
    let outcome = if changed.is_empty() { Outcome::Clean } else { Outcome::Findings };
    Ok(outcome.max(failure_of(&left)))
}

/// What is left after `texts` were written, for the modes that report like `--fix`.
pub(super) fn report_left(
    args: &Check,
    project: &Project,
    texts: &Texts,
    has_failed: bool,
) -> miette::Result<Outcome> {
    let left = project.findings_with(texts);
    tell_staged(args, project, &left);
    let least = if has_failed { Outcome::Failed } else { outcome_of(args, &[]) };
    Ok(least.max(report::report(args, project, texts, left)?))
}

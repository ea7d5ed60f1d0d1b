//! `--add-allows`: a comment at every finding that there is.

use std::collections::BTreeMap;
use std::sync::Arc;

use cfglint_lints::{Diagnostic, FileId, can_be_allowed};

use super::fixing::{by_lint, report_left};
use super::report::{report_aside, subtract_baseline};
use super::{Delivery, has_stdin, write};
use crate::Outcome;
use crate::args::Check;
use crate::error::Error;
use crate::project::{Project, Texts};
use crate::render::counted;

/// A reason must fit into a comment, whichever kind it is.
pub(super) fn check_reason(reason: &str) -> Result<(), Error> {
    match reason.chars().any(char::is_control) || reason.contains("*/") {
        true => {
            Err(Error::usage("the reason of `--add-allows` must fit into a comment of one line"))
        }
        false => Ok(()),
    }
}

/// Writes the comments, and reports what cannot be allowed.
///
/// What a baseline knows, and what lies on lines that have not changed, needs no comment.
pub(super) fn add_allows(args: &Check, project: &Project, reason: &str) -> miette::Result<Outcome> {
    let reason = Some(reason.trim()).filter(|reason| !reason.is_empty());
    let mut found = project.findings();
    if let Some(path) = &args.baseline {
        let quiet = Check { quiet: true, ..args.clone() };
        found = subtract_baseline(&quiet, project, path, &Texts::new(), found)?;
    }
    let mut by_file: BTreeMap<FileId, Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in found.iter().filter(|it| can_be_allowed(it.lint)) {
        if project.can_change(diagnostic.file) {
            by_file.entry(diagnostic.file).or_default().push(diagnostic);
        }
    }
    let texts: Texts = by_file
        .into_iter()
        .filter_map(|(id, findings)| {
            let text = &project.files[id.0 as usize].source.text;
            let new = cfglint_lints::add_allows(text, findings, reason)?;
            Some((id, Arc::from(new)))
        })
        .collect();
    if has_stdin(args) {
        let text = project.sources(&texts).swap_remove(0).text;
        crate::commands::print(text.as_bytes())?;
        return Ok(report_aside(args, project, &texts, &project.findings_with(&texts)));
    }
    let Delivery { texts, has_failed } = write(args, project, texts);
    if !args.quiet && !texts.is_empty() {
        tell_allowed(&found, &project.findings_with(&texts), texts.len());
    }
    report_left(args, project, &texts, has_failed)
}

/// Says on standard error what is allowed now: what was found before and is not any more.
fn tell_allowed(before: &[Diagnostic], after: &[Diagnostic], files: usize) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for diagnostic in before {
        *counts.entry(diagnostic.lint).or_default() += 1;
    }
    for diagnostic in after {
        if let Some(count) = counts.get_mut(diagnostic.lint) {
            *count = count.saturating_sub(1);
        }
    }
    counts.retain(|_, count| *count > 0);
    let findings = counted(counts.values().sum(), "finding");
    let (files, lints) = (counted(files, "file"), by_lint(counts));
    eprintln!("cfglint: {findings} in {files} allowed: {lints}");
}

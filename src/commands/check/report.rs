//! Findings on their way out: baseline, format, exit code.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};

use cfglint_lints::Diagnostic;

use crate::args::{Check, Color};
use crate::baseline::{self, Baseline};
use crate::files::FileStore;
use crate::project::{Project, Texts};
use crate::render::{Style, counted, render};
use crate::{Outcome, source_files};

use super::fixing::are;

/// Reports what was found in the texts of `changed`.
pub(super) fn report(
    args: &Check,
    project: &Project,
    changed: &Texts,
    mut found: Vec<Diagnostic>,
) -> miette::Result<Outcome> {
    let is_asked_for = |it: &Diagnostic| {
        args.shard.is_none_or(|shard| shard.holds(&project.files[it.file.0 as usize].source.name))
    };
    found.retain(is_asked_for);
    if let Some(path) = &args.write_baseline {
        return write_baseline(args, project, path, &found);
    }
    if let Some(path) = &args.baseline {
        found = subtract_baseline(args, project, path, changed, found)?;
    }
    let files = FileStore::new(project.sources(changed));
    let suppressed = args.report_suppressed.then(|| {
        let mut suppressed = project.suppressed(changed);
        suppressed.retain(|it| is_asked_for(&it.diagnostic));
        suppressed
    });
    let bytes = render(style(args), &files, &found, suppressed.as_deref());
    deliver(args.output_file.as_deref(), &bytes)?;
    Ok(outcome_of(args, &found))
}

/// The findings that the baseline does not know. What it knows and is gone is told.
pub(super) fn subtract_baseline(
    args: &Check,
    project: &Project,
    path: &Path,
    changed: &Texts,
    found: Vec<Diagnostic>,
) -> miette::Result<Vec<Diagnostic>> {
    let baseline = Baseline::read(path)?;
    let folder = folder_of(path);
    let files = FileStore::new(project.sources_from(&folder, changed));
    let is_partial = args.since.is_some() || args.staged || args.shard.is_some();
    let (new, stale) = baseline.subtract(&folder, &files, &project.given_ids(), found);
    if !stale.is_empty() && !args.quiet && !is_partial {
        let count = counted(stale.len(), "finding");
        eprintln!(
            "cfglint: {count} of {} {} gone: {}; `--write-baseline` forgets {}",
            path.display(),
            are(stale.len()),
            baseline::shown(&stale),
            if stale.len() == 1 { "it" } else { "them" },
        );
    }
    Ok(new)
}

fn write_baseline(
    args: &Check,
    project: &Project,
    path: &Path,
    found: &[Diagnostic],
) -> miette::Result<Outcome> {
    let files = FileStore::new(project.sources_from(&folder_of(path), &Texts::new()));
    let difference = baseline::write(path, &files, found)?;
    if !args.quiet {
        let count = counted(found.len(), "finding");
        let difference = match difference {
            Some((new, gone)) => format!(" ({new} new, {gone} gone)"),
            None => String::new(),
        };
        eprintln!("cfglint: {} knows {count} now{difference}", path.display());
    }
    Ok(outcome_of(args, &internal_errors(found)))
}

fn internal_errors(found: &[Diagnostic]) -> Vec<Diagnostic> {
    found.iter().filter(|it| it.lint == "internal-error").cloned().collect()
}

/// The folder of a file that need not exist, without links; names in a baseline count from it, so
/// that they are the same wherever cfglint is started.
fn folder_of(path: &Path) -> PathBuf {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let folder = path.parent().unwrap_or(Path::new("/"));
    folder.canonicalize().unwrap_or_else(|_| folder.to_owned())
}

/// Standard output holds the fixed text; findings go to standard error.
pub(super) fn report_aside(
    args: &Check,
    project: &Project,
    changed: &Texts,
    found: &[Diagnostic],
) -> Outcome {
    let files = FileStore::new(project.sources(changed));
    let style = Style { is_coloured: false, has_links: false, ..style(args) };
    eprint!("{}", String::from_utf8_lossy(&render(style, &files, found, None)));
    outcome_of(args, found)
}

pub(super) fn outcome_of(args: &Check, found: &[Diagnostic]) -> Outcome {
    if found.iter().any(|it| it.lint == "internal-error") {
        return Outcome::Internal;
    }
    match found.iter().any(|it| args.fail_on.counts(it.severity)) {
        true => Outcome::Findings,
        false => Outcome::Clean,
    }
}

pub(super) fn style(args: &Check) -> Style {
    let is_coloured = match args.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => {
            let is_wanted = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
            is_wanted && args.output_file.is_none() && std::io::stdout().is_terminal()
        }
    };
    let has_links = args.output_file.is_none()
        && args.color != Color::Never
        && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout);
    let (statistics, summary) = (args.statistics, !args.quiet);
    Style { format: args.format, is_coloured, has_links, statistics, summary }
}

pub(in crate::commands) fn deliver(file: Option<&Path>, bytes: &[u8]) -> miette::Result<()> {
    match file {
        None => crate::commands::print(bytes)?,
        Some(path) => source_files::put(path, bytes)?,
    }
    Ok(())
}

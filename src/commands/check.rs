//! `cfglint check`: paths to findings to an exit code.

use std::collections::BTreeMap;
use std::io::IsTerminal;
use std::path::Path;
use std::sync::Arc;

use cfglint_lints::{Applicability, Diagnostic, FileId, FixOutcome};
use miette::{IntoDiagnostic, WrapErr};

use crate::Outcome;
use crate::args::{Check, Color, Format};
use crate::baseline;
use crate::error::{Error, reason};
use crate::files::FileStore;
use crate::project::{Project, STDIN};
use crate::render::{Style, counted, render};
use crate::settings::SettingsFinder;
use crate::unified_diff;

/// Nested Nix makes deep recursions; the limits of the parser are far below this.
const STACK_SIZE: usize = 16 << 20;

pub(super) fn check(args: &Check) -> miette::Result<Outcome> {
    let has_stdin = args.paths.iter().any(|path| path.as_os_str() == STDIN);
    if has_stdin && args.paths.len() > 1 {
        return Err(Error::usage(
            "`-` reads standard input, and cannot be joined with other paths",
        )
        .into());
    }
    if args.unsafe_fixes && !args.fix && !args.diff {
        let message = "`--unsafe-fixes` alone does nothing".to_owned();
        let help = "add `--fix` to apply them, or `--diff` to see what they would change";
        return Err(Error::Usage { message, help: Some(help.to_owned()) }.into());
    }
    if args.report_suppressed && args.format != Format::Sarif {
        return Err(Error::usage("`--report-suppressed` goes with `--format sarif` alone").into());
    }
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(args.jobs)
        .stack_size(STACK_SIZE)
        .build()
        .into_diagnostic()
        .wrap_err("cannot start threads")?;
    pool.install(|| run(args, has_stdin))
}

fn run(args: &Check, has_stdin: bool) -> miette::Result<Outcome> {
    let mut finder = SettingsFinder::new(&args.settings)?;
    let project = Project::load(args, &mut finder)?;
    let mut outcome = Outcome::Clean;
    for failure in &project.failures {
        complain(failure);
        outcome = Outcome::Failed;
    }
    if project.given() == 0 && project.failures.is_empty() && !args.quiet {
        eprintln!("cfglint: there is no .nix file to lint");
    }
    let limit = match args.unsafe_fixes {
        true => Applicability::Unsafe,
        false => Applicability::Safe,
    };
    if args.diff {
        return Ok(outcome.max(diff(args, &project, limit)?));
    }
    if !args.fix {
        return Ok(outcome.max(report(args, &project, &BTreeMap::new(), project.findings())?));
    }
    let FixOutcome { mut changed, applied, mut left, converged } = project.fix(limit);
    if !converged {
        eprintln!("cfglint: fixing did not come to rest; please report this as a bug");
        outcome = outcome.max(Outcome::Internal);
    }
    let failures = project.write(&changed);
    if !failures.is_empty() {
        for (file, failure) in &failures {
            complain(failure);
            changed.remove(file);
        }
        outcome = outcome.max(Outcome::Failed);
        left = project.findings_with(&changed);
    }
    if has_stdin {
        let text = project.sources(&changed).swap_remove(0).text;
        super::print(text.as_bytes());
        return Ok(outcome.max(report_aside(args, &project, &changed, &left)));
    }
    if !args.quiet && failures.is_empty() {
        tell_fixed(&applied, changed.len());
    }
    Ok(outcome.max(report(args, &project, &changed, left)?))
}

fn complain(failure: &Error) {
    let help = miette::Diagnostic::help(failure).map(|help| format!(" ({help})"));
    eprintln!("cfglint: {failure}{}", help.unwrap_or_default());
}

/// Says on standard error what was mended.
fn tell_fixed(applied: &BTreeMap<&'static str, usize>, files: usize) {
    let total: usize = applied.values().sum();
    if total == 0 {
        return;
    }
    let lints: Vec<String> =
        applied.iter().map(|(lint, count)| format!("{lint} {count}")).collect();
    let (findings, files) = (counted(total, "finding"), counted(files, "file"));
    eprintln!("cfglint: mended {findings} in {files}: {}", lints.join(", "));
}

/// Prints what fixing would change.
fn diff(args: &Check, project: &Project, limit: Applicability) -> miette::Result<Outcome> {
    let changed = project.fix(limit).changed;
    let mut text = String::new();
    for (id, new) in &changed {
        let source = &project.files[id.0 as usize].source;
        text.push_str(&unified_diff::of_file(&source.name, &source.text, new));
    }
    deliver(args.output_file.as_deref(), text.as_bytes())?;
    Ok(if changed.is_empty() { Outcome::Clean } else { Outcome::Findings })
}

fn report(
    args: &Check,
    project: &Project,
    changed: &BTreeMap<FileId, Arc<str>>,
    mut found: Vec<Diagnostic>,
) -> miette::Result<Outcome> {
    let files = FileStore::new(project.sources(changed));
    if let Some(path) = &args.write_baseline {
        baseline::write(path, &files, &found)?;
        if !args.quiet {
            let count = counted(found.len(), "finding");
            eprintln!("cfglint: {} knows {count} now", path.display());
        }
        return Ok(Outcome::Clean);
    }
    if let Some(path) = &args.baseline {
        let stale;
        (found, stale) = baseline::subtract(path, &files, found)?;
        if stale > 0 && !args.quiet {
            let count = counted(stale, "finding");
            eprintln!("cfglint: {count} of {} cannot be found any more", path.display());
        }
    }
    let suppressed = args.report_suppressed.then(|| project.suppressed(changed));
    let bytes = render(style(args), &files, &found, suppressed.as_deref());
    deliver(args.output_file.as_deref(), &bytes)?;
    Ok(outcome_of(args, &found))
}

/// Standard output holds the fixed text; findings go to standard error.
fn report_aside(
    args: &Check,
    project: &Project,
    changed: &BTreeMap<FileId, Arc<str>>,
    found: &[Diagnostic],
) -> Outcome {
    let files = FileStore::new(project.sources(changed));
    let style = Style { is_coloured: false, has_links: false, ..style(args) };
    eprint!("{}", String::from_utf8_lossy(&render(style, &files, found, None)));
    outcome_of(args, found)
}

fn outcome_of(args: &Check, found: &[Diagnostic]) -> Outcome {
    if found.iter().any(|it| it.lint == "internal-error") {
        return Outcome::Internal;
    }
    match found.iter().any(|it| args.fail_on.counts(it.severity)) {
        true => Outcome::Findings,
        false => Outcome::Clean,
    }
}

fn style(args: &Check) -> Style {
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

fn deliver(file: Option<&Path>, bytes: &[u8]) -> miette::Result<()> {
    match file {
        None => super::print(bytes),
        Some(path) => {
            std::fs::write(path, bytes).map_err(|error| Error::not_written(path, reason(&error)))?
        }
    }
    Ok(())
}

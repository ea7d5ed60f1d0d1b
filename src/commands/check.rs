//! `cfglint check`: paths to findings to an exit code.

mod adopt;
mod ask;
mod fixing;
pub(super) mod report;
mod watch;

use std::error::Error as _;

use cfglint_lints::Applicability;
use miette::miette;
use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::args::{Check, Format};
use crate::cache::Cache;
use crate::error::{Error, reason};
use crate::project::{Project, STDIN, Texts};
use crate::render::counted;
use crate::settings::SettingsFinder;
use crate::{Outcome, interrupt};

/// Nested Nix makes deep recursions; the limits of the parser are far below this.
const STACK_SIZE: usize = 16 << 20;

pub(super) fn check(args: &Check) -> miette::Result<Outcome> {
    check_usage(args)?;
    let pool = threads(args.jobs.into())?;
    match args.watch {
        true => watch::watch(args, || pool.install(|| run(args))),
        false => pool.install(|| run(args)),
    }
}

/// So many threads, or as many as there are cores, if 0.
pub(super) fn threads(number: usize) -> miette::Result<ThreadPool> {
    let threads = ThreadPoolBuilder::new().num_threads(number).stack_size(STACK_SIZE);
    threads.build().map_err(|error| {
        let cause = error.source().and_then(|it| it.downcast_ref()).map(reason);
        let cause = cause.unwrap_or_else(|| error.to_string());
        let help =
            "a limit of threads or memory stands in the way (`ulimit -a`); `cfglint check --jobs 1` wants least";
        miette!(help = help, "cannot start threads: {cause}")
    })
}

fn has_stdin(args: &Check) -> bool {
    args.paths.iter().any(|path| path.as_os_str() == STDIN)
}

/// Refuses what does not go together and clap does not know of.
pub(super) fn check_usage(args: &Check) -> Result<(), Error> {
    if has_stdin(args) && args.paths.len() > 1 {
        let message = "`-` reads standard input, and cannot be joined with other paths";
        return Err(Error::usage(message));
    }
    if has_stdin(args) && (args.since.is_some() || args.staged) {
        let message = "git says nothing of standard input, so `-` goes neither with `--since` nor with `--staged`";
        return Err(Error::usage(message));
    }
    if has_stdin(args) && args.watch {
        return Err(Error::usage("`--watch` waits for changes of files, and `-` is none"));
    }
    if args.stdin_filename.is_some() && !has_stdin(args) {
        let message = "`--stdin-filename` names what `-` reads, and `-` is not there".to_owned();
        let help = "add `-` to read standard input, or give the file as a path";
        return Err(Error::Usage { message, help: Some(help.to_owned()) });
    }
    let is_for_services =
        matches!(args.format, Format::Sarif | Format::Github | Format::Gitlab | Format::Junit);
    if args.statistics && is_for_services {
        let message = "`--statistics` has a table and JSON, and nothing for this format";
        return Err(Error::usage(message));
    }
    if args.report_suppressed && args.format != Format::Sarif {
        return Err(Error::usage("`--report-suppressed` goes with `--format sarif` alone"));
    }
    if args.unsafe_fixes && !args.fix && !args.fix_only && !args.diff {
        let message = "`--unsafe-fixes` alone does nothing".to_owned();
        let help = "add `--fix` to apply them, or `--diff` to see what they would change";
        return Err(Error::Usage { message, help: Some(help.to_owned()) });
    }
    if args.ask {
        ask::check_terminal()?;
    }
    args.add_allows.as_deref().map_or(Ok(()), adopt::check_reason)
}

fn run(args: &Check) -> miette::Result<Outcome> {
    let mut finder = SettingsFinder::new(&args.settings)?;
    let project = Project::load(args, &mut finder, cache(args)?)?;
    let mut outcome = Outcome::Clean;
    for failure in &project.failures {
        complain(failure);
        outcome = Outcome::Failed;
    }
    if !args.quiet {
        if project.given() == 0 && project.failures.is_empty() {
            let more = match project.excluded {
                0 => String::new(),
                count => format!("; the settings exclude {}", counted(count, "file")),
            };
            eprintln!("cfglint: there is no .nix file to lint{more}");
        }
        for note in project.notes() {
            eprintln!("cfglint: {note}");
        }
    }
    let done = if args.diff {
        fixing::diff(args, &project)
    } else if args.fix || args.fix_only {
        fixing::fix(args, &project)
    } else if args.ask {
        ask::ask(args, &project)
    } else if let Some(reason) = &args.add_allows {
        adopt::add_allows(args, &project, reason)
    } else {
        report::report(args, &project, &Texts::new(), project.findings())
    };
    if !args.watch {
        // The system takes all of it back at once, faster than piece by piece.
        std::mem::forget(project);
    }
    Ok(outcome.max(done?))
}

/// Where the findings are remembered, if they are all that is asked for: what git says of lines is
/// no part of the question, and a fix needs more than findings.
fn cache(args: &Check) -> Result<Option<Cache>, Error> {
    let is_fixing = args.fix || args.fix_only || args.diff || args.ask || args.add_allows.is_some();
    let is_partial = args.since.is_some() || args.staged || has_stdin(args);
    if args.no_cache || is_fixing || is_partial || args.report_suppressed {
        return Ok(None);
    }
    Cache::open(args.cache_dir.as_deref())
}

fn limit(args: &Check) -> Applicability {
    match args.unsafe_fixes {
        true => Applicability::Unsafe,
        false => Applicability::Safe,
    }
}

pub(super) fn complain(failure: &Error) {
    let help = miette::Diagnostic::help(failure).map(|help| format!(" ({help})"));
    eprintln!("cfglint: {failure}{}", help.unwrap_or_default());
}

/// What became of new texts on their way to the disk.
struct Delivery {
    /// The texts that the files hold now, where they are new.
    texts: Texts,
    /// Whether a file could not be written.
    has_failed: bool,
}

/// Writes new texts, and says on standard error what could not be written.
///
/// Does not come back if the user interrupts it.
fn write(args: &Check, project: &Project, new: Texts) -> Delivery {
    interrupt::listen();
    project.sweep();
    let total = new.len();
    let mut texts = new;
    let written = project.write(&Texts::new(), &texts);
    for (file, failure) in &written.failures {
        complain(failure);
        texts.remove(file);
    }
    for file in &written.skipped {
        texts.remove(file);
    }
    let has_failed = !written.failures.is_empty();
    if interrupt::is_pending() {
        let (new, files) = (texts.len(), counted(total, "file"));
        eprintln!(
            "cfglint: interrupted; {new} of {files} hold new text, the others are as they were"
        );
        interrupt::obey();
    }
    if has_failed && !args.quiet {
        eprintln!("cfglint: {} of {} were written", texts.len(), counted(total, "file"));
    }
    Delivery { texts, has_failed }
}

//! `--watch`: the same run, again and again, whenever something has changed.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver};
use std::time::{Duration, Instant};

use cfglint_lints::{CONFIG_NAME, normalize};
use miette::IntoDiagnostic;
use notify::event::{CreateKind, ModifyKind, RemoveKind};
use notify::{Config, ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use crate::args::Check;
use crate::error::Error;
use crate::project::root_around;
use crate::source_files::is_skipped;
use crate::{Outcome, interrupt};

/// So long nothing may change before the run begins: editors write files in several steps.
const QUIET: Duration = Duration::from_millis(100);

/// Where something changes all the time, the run begins after this time nevertheless.
const PATIENCE: Duration = Duration::from_secs(2);

/// Clears the screen and what was scrolled, and puts the cursor to the top.
const CLEAR: &str = "\u{1b}[2J\u{1b}[3J\u{1b}[H";

/// Files that decide about what is found, besides modules and settings.
const DECIDING: &[&str] = &[".gitignore", ".ignore"];

/// Runs until the user ends it.
///
/// What is watched is found anew for each run, before it begins: so nothing that changes meanwhile is
/// missed, and a folder that has gone and come back is watched again.
pub(super) fn watch(
    args: &Check,
    run: impl Fn() -> miette::Result<Outcome>,
) -> miette::Result<Outcome> {
    interrupt::listen();
    let is_terminal = io::stdout().is_terminal() && args.output_file.is_none();
    let here = env::current_dir().into_diagnostic()?;
    loop {
        // If it is gone and another has its name, that is the one which is meant.
        env::set_current_dir(&here).ok();
        let watched = Watched::new(args, &here)?;
        if is_terminal {
            print!("{CLEAR}");
            io::stdout().flush().ok();
        }
        if let Err(report) = run() {
            eprintln!("{report:?}");
        }
        if !args.quiet {
            eprintln!("cfglint: waiting for changes; Ctrl-C ends it");
        }
        watched.wait();
    }
}

/// What is waited for.
struct Watched {
    /// Tells the system that nobody listens any more when it is dropped.
    _watcher: RecommendedWatcher,
    events: Receiver<notify::Result<Event>>,
    /// Paths that count whatever they are called.
    named: Vec<PathBuf>,
    /// The folders of which all counts that may be a module.
    whole: Vec<PathBuf>,
}

impl Watched {
    /// `here` is the folder from which paths count.
    fn new(args: &Check, here: &Path) -> Result<Watched, Error> {
        let (sender, events) = mpsc::channel();
        // When a run has begun, nobody listens to what came before it.
        let notice = move |event| drop(sender.send(event));
        // Where links lead is no part of the project, and may be very large.
        let config = Config::default().with_follow_symlinks(false);
        let mut watcher =
            RecommendedWatcher::new(notice, config).map_err(|error| failure(&error))?;
        let mut named: Vec<PathBuf> = Vec::new();
        let mut whole: Vec<PathBuf> = Vec::new();
        for path in &args.paths {
            let path = normalize(&here.join(path));
            let real = path.canonicalize().unwrap_or_else(|_| path.clone());
            let folder = if real.is_dir() { &real } else { real.parent().unwrap_or(&real) };
            // Imports are followed as far as the project goes.
            whole.push(root_around(folder));
            named.extend([path, real]);
        }
        let others = args.settings.config.iter().chain(&args.baseline);
        named.extend(others.map(|it| normalize(&here.join(it))));
        whole.sort();
        whole.dedup_by(|inner, outer| inner.starts_with(outer));
        // Settings may turn up in any folder above, and a folder that is gone may come back.
        let above = named.iter().chain(&whole).flat_map(|it| it.ancestors().skip(1));
        let mut above: Vec<&Path> =
            above.filter(|it| !whole.iter().any(|whole| it.starts_with(whole))).collect();
        above.sort();
        above.dedup();
        let all = whole.iter().map(|it| (it.as_path(), RecursiveMode::Recursive));
        let above = above.into_iter().map(|it| (it, RecursiveMode::NonRecursive));
        for (folder, mode) in all.chain(above) {
            match watcher.watch(folder, mode) {
                Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
                    return Err(failure(&error));
                }
                Err(error) if folder.is_dir() && mode == RecursiveMode::Recursive => {
                    eprintln!("cfglint: cannot watch all of {}: {error}", folder.display());
                }
                // One that is not there, or may not be read, holds nothing that is read.
                Ok(()) | Err(_) => {}
            }
        }
        Ok(Watched { _watcher: watcher, events, named, whole })
    }

    /// Comes back when something has changed, and nothing more does.
    fn wait(&self) {
        while let Ok(event) = self.events.recv() {
            if !self.counts(&event) {
                continue;
            }
            let start = Instant::now();
            while start.elapsed() < PATIENCE
                && let Ok(_) = self.events.recv_timeout(QUIET)
            {}
            return;
        }
    }

    /// Whether something has changed that may change what is found.
    fn counts(&self, event: &notify::Result<Event>) -> bool {
        let event = match event {
            Ok(event) => event,
            // Such as too many events at once: anything may have happened.
            Err(_) => return true,
        };
        if event.need_rescan() {
            return true;
        }
        // A folder that was moved away cannot be asked any more whether it was one.
        let may_be_folder = match event.kind {
            EventKind::Access(_) => return false,
            EventKind::Create(CreateKind::Folder) | EventKind::Remove(RemoveKind::Folder) => true,
            EventKind::Modify(ModifyKind::Name(_)) => true,
            _ => false,
        };
        event.paths.iter().any(|path| self.is_of_interest(path, may_be_folder))
    }

    fn is_of_interest(&self, path: &Path, may_be_folder: bool) -> bool {
        if is_skipped(path) {
            return false;
        }
        let name = path.file_name().unwrap_or_default();
        if name == CONFIG_NAME || self.named.iter().any(|named| named.starts_with(path)) {
            return true;
        }
        // Above the project, others work.
        let extension = path.extension();
        self.whole.iter().any(|whole| path.starts_with(whole))
            && (extension.is_some_and(|it| it == "nix" || it == "toml")
                || DECIDING.iter().any(|it| name == *it)
                || (may_be_folder && extension.is_none()))
    }
}

fn failure(error: &notify::Error) -> Error {
    let help = match error.kind {
        ErrorKind::MaxFilesWatch => {
            "the system watches no more folders; on Linux, fs.inotify.max_user_watches says how many"
        }
        _ => "without `--watch`, cfglint runs once",
    };
    Error::Usage { message: format!("cannot watch: {error}"), help: Some(help.to_owned()) }
}

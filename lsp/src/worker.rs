//! The thread that lints. It holds what is known of the files and works on the newest snapshot.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, Sender};

use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::CodeActionParams;

use crate::capabilities::Client;
use crate::event::{Event, Reply};
use crate::handlers;
use crate::loader::SourceLoader;
use crate::project::{FileIds, Project, Snapshot};
use crate::report::DocumentReport;
use crate::settings::ConfigPath;

/// Nix is nested as deep as its authors like; the parser bounds it, and this is ample for the bound
/// even without optimisation. Only what is touched takes memory.
const STACK_SIZE: usize = 64 * 1024 * 1024;

/// Something to do.
pub(crate) enum Task {
    Lint(Snapshot),
    CodeAction(CodeActionTask),
}

/// A request for actions on the findings of a report.
pub(crate) struct CodeActionTask {
    pub(crate) report: Arc<DocumentReport>,
    pub(crate) client: Client,
    pub(crate) params: Box<CodeActionParams>,
    pub(crate) reply: Reply<Option<tower_lsp::ls_types::CodeActionResponse>>,
}

/// The other end of the thread.
pub(crate) struct Worker {
    tasks: Sender<Task>,
    latest: Arc<AtomicU64>,
}

impl Worker {
    /// Starts the thread.
    pub(crate) fn spawn(
        loader: Arc<dyn SourceLoader>,
        events: UnboundedSender<Event>,
    ) -> std::io::Result<Worker> {
        let (tasks, queue) = mpsc::channel();
        let latest = Arc::new(AtomicU64::new(0));
        let state = State {
            loader,
            events,
            latest: Arc::clone(&latest),
            ids: FileIds::default(),
            projects: BTreeMap::new(),
        };
        let builder = std::thread::Builder::new().name("lint".to_owned()).stack_size(STACK_SIZE);
        builder.spawn(move || state.run(&queue))?;
        Ok(Worker { tasks, latest })
    }

    /// Hands over a task. A snapshot makes older ones useless.
    pub(crate) fn submit(&self, task: Task) {
        if let Task::Lint(snapshot) = &task {
            self.latest.store(snapshot.generation, Ordering::Relaxed);
        }
        // The thread catches panics, so it ends only with this handle.
        let _ = self.tasks.send(task);
    }
}

struct State {
    loader: Arc<dyn SourceLoader>,
    events: UnboundedSender<Event>,
    latest: Arc<AtomicU64>,
    ids: FileIds,
    projects: BTreeMap<ConfigPath, Project>,
}

impl State {
    fn run(mut self, queue: &Receiver<Task>) {
        while let Ok(first) = queue.recv() {
            let mut newest = None;
            for task in std::iter::once(first).chain(queue.try_iter()) {
                match task {
                    Task::Lint(snapshot) => newest = Some(snapshot),
                    Task::CodeAction(task) => self.code_action(task),
                }
            }
            if let Some(snapshot) = newest {
                self.lint(&snapshot);
            }
        }
    }

    fn lint(&mut self, snapshot: &Snapshot) {
        let result = catch_unwind(AssertUnwindSafe(|| self.try_lint(snapshot)));
        // Nobody hears it only when the process is about to end.
        let _ = match result {
            Ok(Some(reports)) => self.events.send(Event::Report(reports)),
            Ok(None) => return,
            Err(_) => {
                self.projects.clear();
                self.events.send(Event::LintFailed)
            }
        };
    }

    fn try_lint(&mut self, snapshot: &Snapshot) -> Option<Vec<DocumentReport>> {
        let latest = Arc::clone(&self.latest);
        let is_stale = || latest.load(Ordering::Relaxed) > snapshot.generation;
        self.projects.retain(|config, _| snapshot.groups.iter().any(|it| it.config == *config));
        let mut reports = Vec::new();
        for group in &snapshot.groups {
            let project = self
                .projects
                .entry(group.config.clone())
                .or_insert_with(|| Project::new(&group.analysis));
            let loader = &*self.loader;
            reports.extend(project.update(group, snapshot, &mut self.ids, loader, &is_stale)?);
        }
        Some(reports)
    }

    fn code_action(&self, task: CodeActionTask) {
        let CodeActionTask { report, client, params, reply } = task;
        if reply.is_closed() {
            return;
        }
        let project = self.projects.get(&report.config);
        let actions = catch_unwind(AssertUnwindSafe(|| {
            handlers::code_actions(&report, project, &params, client)
        }));
        let _ = reply.send(match actions {
            Ok(actions) => Ok(Some(actions)),
            Err(_) => Err(Error::internal_error()),
        });
    }
}

//! The thread that lints. It holds what is known of the files and works on the newest snapshot.

mod burst;
mod hovers;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender, TryRecvError};
use std::time::Duration;

use cfglint_lints::FileId;
use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::{CodeAction, CodeActionParams, CompletionResponse, Position};

use crate::capabilities::Client;
use crate::documents::Document;
use crate::event::{Event, Reply};
use crate::handlers;
use crate::loader::SourceLoader;
use crate::project::{FileIds, GroupKey, Project, Snapshot};
use crate::report::{ClosedReport, DocumentReport, LintReport};
use burst::{APART, gather, newest};
pub(crate) use hovers::HoverTask;
use hovers::Hovers;

/// Nix is nested as deep as its authors like; the parser bounds it, and this is ample for the bound
/// even without optimisation. Only what is touched takes memory.
const STACK_SIZE: usize = 64 * 1024 * 1024;

/// When nobody has asked for anything that long, there is time to get ready.
const REST: Duration = Duration::from_millis(100);

/// Something to do.
pub(crate) enum Task {
    Lint(Snapshot),
    CodeAction(CodeActionTask),
    Resolve(ResolveTask),
    Hover(HoverTask),
    Completion(CompletionTask),
    /// Somebody waits for what the lints say, so that no more edits are waited for.
    Hurry,
}

/// A question for what can be written. It is about a text as it was when it was asked, linted or not.
pub(crate) struct CompletionTask {
    pub(crate) document: Document,
    pub(crate) file: FileId,
    pub(crate) group: GroupKey,
    pub(crate) client: Client,
    pub(crate) position: Position,
    pub(crate) reply: Reply<Option<CompletionResponse>>,
}

/// A request for the edit of an action.
pub(crate) struct ResolveTask {
    pub(crate) report: Arc<DocumentReport>,
    pub(crate) client: Client,
    pub(crate) action: Box<CodeAction>,
    pub(crate) reply: Reply<CodeAction>,
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
        clock: Clock,
        events: UnboundedSender<Event>,
    ) -> std::io::Result<Worker> {
        let (tasks, queue) = mpsc::channel();
        let latest = Arc::new(AtomicU64::new(0));
        let newest = Arc::clone(&latest);
        let builder = std::thread::Builder::new().name("lint".to_owned()).stack_size(STACK_SIZE);
        builder.spawn(move || {
            // What is known of projects belongs to this thread alone.
            State::new(clock, loader, events, newest).run(&queue);
        })?;
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

/// The time in microseconds since the epoch.
pub(crate) type Clock = fn() -> u64;

struct State {
    clock: Clock,
    loader: Arc<dyn SourceLoader>,
    events: UnboundedSender<Event>,
    latest: Arc<AtomicU64>,
    ids: FileIds,
    projects: BTreeMap<GroupKey, Project>,
    /// What was linted last, as long as files of the workspace are still to be read.
    last: Option<Snapshot>,
    /// Whether the last snapshot was given up half-way, as a newer one is under way.
    was_given_up: bool,
    /// When tasks last came, by the clock.
    gathered: u64,
    /// How many files were to be read when the client was last told.
    told: usize,
    /// What is new of files that are not open, until a report takes it along.
    news: Vec<ClosedReport>,
    hovers: Hovers,
}

impl State {
    fn new(
        clock: Clock,
        loader: Arc<dyn SourceLoader>,
        events: UnboundedSender<Event>,
        latest: Arc<AtomicU64>,
    ) -> State {
        State {
            clock,
            loader,
            events,
            latest,
            ids: FileIds::default(),
            projects: BTreeMap::new(),
            last: None,
            was_given_up: false,
            gathered: 0,
            told: 0,
            news: Vec::new(),
            hovers: Hovers::default(),
        }
    }

    fn run(mut self, queue: &Receiver<Task>) {
        while let Some(first) = self.next(queue) {
            let now = (self.clock)();
            let is_apart = now.abs_diff(self.gathered) > APART;
            self.gathered = now;
            let mut tasks = gather(first, queue, is_apart);
            // Nothing is left there to answer from. The newer snapshot is under way, if not here.
            while self.was_given_up {
                match newest(&mut tasks) {
                    Some(snapshot) => self.lint(snapshot),
                    None => match queue.recv() {
                        Ok(task) => tasks.push(task),
                        Err(_) => return,
                    },
                }
                tasks.extend(queue.try_iter());
            }
            let snapshot = newest(&mut tasks);
            for task in tasks {
                match task {
                    Task::Lint(_) | Task::Hurry => {}
                    Task::CodeAction(task) => self.code_action(task),
                    Task::Resolve(task) => self.resolve(task),
                    Task::Hover(task) => self.hover(task),
                    Task::Completion(task) => {
                        let CompletionTask { document, file, group, client, position, reply } =
                            task;
                        self.answer(&group, reply, |project| {
                            handlers::completion(&document, file, project, position, client)
                        });
                    }
                }
            }
            if let Some(snapshot) = snapshot {
                self.lint(snapshot);
            }
        }
    }

    /// The next task. While there is none, files of the workspace are read ahead, and then what the
    /// next task wants.
    fn next(&mut self, queue: &Receiver<Task>) -> Option<Task> {
        while self.pending() > 0 {
            match queue.try_recv() {
                Ok(task) => return Some(task),
                Err(TryRecvError::Disconnected) => return None,
                Err(TryRecvError::Empty) => self.read_ahead(),
            }
        }
        if !self.projects.values().all(Project::is_ready) {
            match queue.recv_timeout(REST) {
                Ok(task) => return Some(task),
                Err(RecvTimeoutError::Disconnected) => return None,
                Err(RecvTimeoutError::Timeout) => self.get_ready(),
            }
        }
        queue.recv().ok()
    }

    fn get_ready(&mut self) {
        let projects = &mut self.projects;
        let ready = AssertUnwindSafe(|| projects.values_mut().for_each(Project::get_ready));
        let _ = catch_unwind(ready);
    }

    fn pending(&self) -> usize {
        self.projects.values().map(Project::pending).sum()
    }

    fn read_ahead(&mut self) {
        let Some(snapshot) = self.last.take() else { return self.projects.clear() };
        for group in snapshot.groups.iter() {
            let project = self.projects.get_mut(&group.key).filter(|it| it.pending() > 0);
            if let Some(project) = project {
                let (ids, loader) = (&mut self.ids, &*self.loader);
                // A bug in one file costs what was known of it.
                let read = AssertUnwindSafe(|| project.read_ahead(group, ids, loader));
                let _ = catch_unwind(read);
                break;
            }
        }
        let pending = self.pending();
        if pending == 0 {
            return self.lint(snapshot);
        }
        self.last = Some(snapshot);
        if self.told.abs_diff(pending) >= 64 {
            self.tell(pending);
        }
    }

    /// Tells how many files are still to be read.
    fn tell(&mut self, pending: usize) {
        self.told = pending;
        let _ = self.events.send(Event::Indexing(pending));
    }

    fn lint(&mut self, snapshot: Snapshot) {
        let result = catch_unwind(AssertUnwindSafe(|| self.try_lint(&snapshot)));
        self.was_given_up = matches!(result, Ok(None));
        // Nobody hears it only when the process is about to end.
        let _ = match result {
            Ok(Some(report)) => {
                self.hovers.reported(&snapshot, &report.documents);
                self.hover_again();
                self.events.send(Event::Report(report))
            }
            Ok(None) => Ok(()),
            Err(_) => {
                self.projects.clear();
                self.hovers.fail();
                self.events.send(Event::LintFailed)
            }
        };
        self.last = Some(snapshot);
        let pending = self.pending();
        if (pending == 0) != (self.told == 0) {
            self.tell(pending);
        }
    }

    fn try_lint(&mut self, snapshot: &Snapshot) -> Option<LintReport> {
        let latest = Arc::clone(&self.latest);
        let is_stale = || latest.load(Ordering::Relaxed) > snapshot.generation;
        let news = &mut self.news;
        self.projects.retain(|key, project| {
            let is_left = snapshot.groups.iter().any(|it| it.key == *key);
            if !is_left {
                news.append(&mut project.gone());
            }
            is_left
        });
        let mut documents = Vec::new();
        for group in snapshot.groups.iter() {
            let project = self
                .projects
                .entry(group.key.clone())
                .or_insert_with(|| Project::new(&group.analysis));
            let loader = &*self.loader;
            let found = project.update(group, snapshot, &mut self.ids, loader, &is_stale)?;
            documents.extend(found.documents.into_iter().map(Arc::new));
            self.news.extend(found.closed);
        }
        let is_whole = self.pending() == 0;
        let closed = std::mem::take(&mut self.news);
        Some(LintReport { generation: snapshot.generation, documents, closed, is_whole })
    }

    fn answer<T>(
        &mut self,
        group: &GroupKey,
        reply: Reply<T>,
        answer: impl FnOnce(Option<&Project>) -> T,
    ) {
        if reply.is_closed() {
            return;
        }
        let project = self.projects.get(group);
        let answer = catch_unwind(AssertUnwindSafe(|| answer(project)));
        let _ = reply.send(answer.map_err(|_| {
            self.projects.clear();
            Error::internal_error()
        }));
    }

    fn code_action(&mut self, task: CodeActionTask) {
        let CodeActionTask { report, client, params, reply } = task;
        if reply.is_closed() {
            return;
        }
        let project = self.projects.get(&report.group);
        let actions = catch_unwind(AssertUnwindSafe(|| {
            handlers::code_actions(&report, project, &params, client)
        }));
        let _ = reply.send(match actions {
            Ok(actions) => Ok(Some(actions)),
            Err(_) => {
                self.projects.clear();
                Err(Error::internal_error())
            }
        });
    }

    fn resolve(&mut self, task: ResolveTask) {
        let ResolveTask { report, client, action, reply } = task;
        let project = self.projects.get(&report.group);
        let action =
            catch_unwind(AssertUnwindSafe(|| handlers::resolve(&report, project, *action, client)));
        let _ = reply.send(action.unwrap_or_else(|_| {
            self.projects.clear();
            Err(Error::internal_error())
        }));
    }
}

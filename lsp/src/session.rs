//! Everything that changes while the server runs, and what each event does to it.

mod formatting;
mod linting;
mod watching;
mod workspace;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use tokio::sync::mpsc::UnboundedSender;
use tower_lsp::ls_types::*;

use crate::capabilities::{self, Client};
use crate::documents::{self, Documents, Refused};
use crate::event::{Event, Reply, Request};
use crate::handlers;
use crate::loader::SourceLoader;
use crate::navigator::{Navigator, Query, View};
use crate::project::Group;
use crate::publish::Outgoing;
use crate::published::Published;
use crate::report::DocumentReport;
use crate::results::Results;
use crate::settings::Configs;
use crate::worker::{CodeActionTask, CompletionTask, HoverTask, ResolveTask, Task, Worker};
pub(crate) use formatting::Formatted;
use watching::Watching;
use workspace::Workspace;

/// The state of the server. Only the owner thread has it.
pub(crate) struct Session {
    client: Client,
    roots: Vec<PathBuf>,
    documents: Documents,
    configs: Configs,
    /// The newest report on each open document; its version may be behind the document's.
    reports: BTreeMap<Uri, Arc<DocumentReport>>,
    /// Requests that wait for the report on the version at which they came.
    waiting: Vec<(Uri, i32, Request)>,
    published: Published,
    results: Results,
    workspace: Workspace,
    watching: Watching,
    /// The files by configuration; `None` if that has to be found out.
    groups: Option<Arc<Vec<Group>>>,
    /// Whether other files that are not open may have to be shown.
    joined_is_old: bool,
    /// The snapshot that was linted last.
    generation: u64,
    /// Files that were closed, and the first snapshot after that, until it has been linted.
    closed: Vec<(u64, PathBuf)>,
    /// Counts what may have changed on disk.
    disk: u64,
    loader: Arc<dyn SourceLoader>,
    worker: Worker,
    navigator: Navigator,
    events: UnboundedSender<Event>,
    outgoing: UnboundedSender<Outgoing>,
    /// Whether the client has been told that there is a formatter.
    offers_formatting: bool,
    trace: TraceValue,
    is_shut_down: bool,
}

impl Session {
    pub(crate) fn new(
        loader: Arc<dyn SourceLoader>,
        worker: Worker,
        navigator: Navigator,
        events: UnboundedSender<Event>,
        outgoing: UnboundedSender<Outgoing>,
    ) -> Session {
        Session {
            client: Client::default(),
            roots: Vec::new(),
            documents: Documents::default(),
            configs: Configs::default(),
            reports: BTreeMap::new(),
            waiting: Vec::new(),
            published: Published::new(outgoing.clone()),
            results: Results::default(),
            workspace: Workspace::default(),
            watching: Watching::default(),
            groups: None,
            joined_is_old: false,
            generation: 0,
            closed: Vec::new(),
            disk: 0,
            loader,
            worker,
            navigator,
            events,
            outgoing,
            offers_formatting: false,
            trace: TraceValue::Off,
            is_shut_down: false,
        }
    }

    /// Whether the client has said that it will not ask for anything more.
    pub(crate) fn is_shut_down(&self) -> bool {
        self.is_shut_down
    }

    pub(crate) fn handle(&mut self, event: Event) {
        if self.trace != TraceValue::Off {
            self.send(Outgoing::Trace(event.name()));
        }
        match event {
            Event::Initialize(params, reply) => {
                let _ = reply.send(Ok(self.initialize(&params)));
            }
            Event::Initialized => self.initialized(),
            Event::Shutdown(reply) => {
                self.is_shut_down = true;
                let _ = reply.send(Ok(()));
            }
            Event::DidOpen(params) => {
                self.documents.open(params.text_document);
                self.look_again();
            }
            Event::DidChange(params) => self.did_change(params),
            Event::DidSave => self.look_again(),
            Event::DidClose(params) => self.did_close(&params.text_document.uri),
            Event::DidChangeWatchedFiles(params) => self.did_change_files(params),
            Event::DidChangeConfiguration(settings) => self.did_change_configuration(&settings),
            Event::DidChangeWorkspaceFolders(params) => self.did_change_folders(params),
            Event::Request(uri, request) => self.request(uri, request),
            Event::Hover(params, reply) => self.hover(*params, reply),
            Event::ExecuteCommand(params, reply) => {
                let outgoing = handlers::execute(&params, self.client);
                let _ = reply.send(outgoing.map(|outgoing| {
                    self.send(outgoing);
                    None
                }));
            }
            Event::Format(params, reply) => self.format(&params, reply),
            Event::Formatted(formatted) => self.formatted(formatted),
            Event::SetTrace(value) => self.trace = value,
            Event::Text(uri, reply) => {
                let _ = reply.send(Ok(self.documents.get(&uri).map_or(
                    serde_json::Value::Null,
                    |it| serde_json::json!({ "version": it.version, "text": &*it.text }),
                )));
            }
            Event::Navigate(query) => self.navigate(query),
            Event::Settings(settings) => self.set_editor_settings(&settings),
            Event::Report(report) => self.reported(report),
            Event::Walked { count, files } => self.walked(count, files),
            Event::Indexing(left) => self.indexing(left),
            Event::WorkspaceDiagnostic(params, reply) => self.workspace_diagnostic(params, reply),
            Event::LintFailed => self.lint_failed(),
            // The main loop keeps it to itself.
            Event::Exit(_) => {}
        }
    }

    fn initialize(&mut self, params: &InitializeParams) -> InitializeResult {
        let folders = capabilities::workspace_folders(params);
        self.roots = folders.iter().filter_map(documents::file_path).collect();
        // Before the client is known, as it must not be asked for anything yet.
        let options = params.initialization_options.as_ref();
        if let Some(options) = options {
            self.set_editor_settings(options.get("cfglint").unwrap_or(options));
        }
        self.client = Client::new(&params.capabilities).counting_in(options);
        self.trace = params.trace.unwrap_or_default();
        let mut result = capabilities::server(self.client);
        if !self.configs.features().formatter.is_empty() {
            self.offers_formatting = true;
            result.capabilities.document_formatting_provider = Some(OneOf::Left(true));
        }
        result
    }

    fn initialized(&mut self) {
        self.walk();
        let registrations = self.client.registrations();
        if !registrations.is_empty() {
            self.send(Outgoing::Register(registrations));
        }
        if self.client.answers_settings {
            self.send(Outgoing::PullSettings);
        }
    }

    fn did_change(&mut self, params: DidChangeTextDocumentParams) {
        let VersionedTextDocumentIdentifier { uri, version } = params.text_document;
        let encoding = self.client.encoding;
        match self.documents.change(&uri, version, params.content_changes, encoding) {
            Ok(()) => {
                self.give_up_waiting(&uri);
                match self.documents.get(&uri).is_some_and(|document| document.is_nix) {
                    true => self.lint(),
                    // A text of settings.
                    false => self.look_again(),
                }
            }
            Err(Refused::NotOpen) => {
                self.log(format!("ignored a change of {}, which is not open", uri.as_str()));
            }
            Err(Refused::OldVersion { ours, theirs }) => {
                let uri = uri.as_str();
                self.log(format!("ignored version {theirs} of {uri}, which is at {ours}"));
            }
        }
    }

    fn did_close(&mut self, uri: &Uri) {
        let path = self.documents.close(uri).and_then(|it| it.path);
        self.closed.extend(path.map(|path| (self.generation + 1, path)));
        self.reports.remove(uri);
        self.results.remove(uri);
        self.give_up_waiting(uri);
        self.published.clear(uri);
        self.look_again();
    }

    fn did_change_configuration(&mut self, settings: &serde_json::Value) {
        match self.client.answers_settings {
            true => self.send(Outgoing::PullSettings),
            false => self.set_editor_settings(settings.get("cfglint").unwrap_or(settings)),
        }
    }

    fn did_change_folders(&mut self, params: DidChangeWorkspaceFoldersParams) {
        let paths = |folders: &[WorkspaceFolder]| -> Vec<PathBuf> {
            folders.iter().filter_map(|folder| documents::file_path(&folder.uri)).collect()
        };
        let removed = paths(&params.event.removed);
        self.roots.retain(|root| !removed.contains(root));
        self.roots.extend(paths(&params.event.added));
        self.walk();
        self.look_again();
    }

    fn set_editor_settings(&mut self, settings: &serde_json::Value) {
        let before = self.configs.features();
        match self.configs.set_editor_settings(settings) {
            Ok(()) => {
                self.groups = None;
                self.lint();
            }
            Err(sentence) => self.send(Outgoing::Show(MessageType::WARNING, sentence)),
        }
        self.offer_formatting();
        let (now, client) = (self.configs.features(), self.client);
        let hints = client.refreshes_hints && now.inlay_hints != before.inlay_hints;
        let lenses = client.refreshes_lenses && now.code_lens != before.code_lens;
        if hints || lenses {
            self.send(Outgoing::Refresh { hints, lenses });
        }
    }

    /// Most requests are about the findings of the version at which they came. If these are not
    /// known yet, they wait; if the document moves on before, the answer is `ContentModified`.
    fn request(&mut self, uri: Uri, request: Request) {
        let Some(document) = self.documents.get(&uri).filter(|document| document.is_nix) else {
            return request.nothing();
        };
        match self.reports.get(&uri) {
            // What can be written follows from the text, and from what is known of other files.
            Some(report)
                if report.version == document.version
                    || matches!(request, Request::Completion(..)) =>
            {
                self.answer(Arc::clone(report), request);
            }
            _ => {
                // Diagnostics are asked for behind each edit, and those of the last one will do.
                if !matches!(request, Request::Diagnostic(..)) {
                    self.worker.submit(Task::Hurry);
                }
                self.waiting.push((uri, document.version, request));
            }
        }
    }

    /// The worker knows first what there is to say of a text, so that it is asked at once.
    fn hover(&self, params: HoverParams, reply: Reply<Option<Hover>>) {
        let TextDocumentPositionParams { text_document, position } =
            params.text_document_position_params;
        let Some(document) = self.documents.get(&text_document.uri).filter(|it| it.is_nix) else {
            // It was cancelled if nobody takes it.
            let _ = reply.send(Ok(None));
            return;
        };
        let (uri, text) = (text_document.uri, Arc::clone(&document.text));
        let task = HoverTask { uri, text, client: self.client, position, reply };
        self.worker.submit(Task::Hover(task));
    }

    /// Questions about texts wait neither for lints nor for one another's documents.
    fn navigate(&self, query: Box<dyn Query>) {
        let documents = self.documents.iter().cloned().collect();
        let (client, features) = (self.client, self.configs.features());
        self.navigator.ask(View { documents, roots: self.roots.clone(), client, features }, query);
    }

    fn answer(&self, report: Arc<DocumentReport>, request: Request) {
        let client = self.client;
        match request {
            request if request.is_cancelled() => {}
            Request::Completion(params, reply) => {
                let position = params.text_document_position.position;
                let Some(document) = self.documents.get(&report.uri).cloned() else {
                    return Request::Completion(params, reply).nothing();
                };
                let (file, group) = (report.file, report.group.clone());
                let task = CompletionTask { document, file, group, client, position, reply };
                self.worker.submit(Task::Completion(task));
            }
            Request::Diagnostic(params, reply) => {
                let known = params.previous_result_id.as_deref();
                let _ = reply.send(Ok(self.results.document(&report.uri, known)));
            }
            Request::CodeAction(params, reply) => {
                let task = CodeActionTask { report, client, params, reply };
                self.worker.submit(Task::CodeAction(task));
            }
            Request::Resolve(action, reply) => {
                let task = ResolveTask { report, client, action, reply };
                self.worker.submit(Task::Resolve(task));
            }
        }
    }

    fn log(&self, message: String) {
        self.send(Outgoing::Log(MessageType::WARNING, message));
    }

    fn send(&self, outgoing: Outgoing) {
        // The publishing task ends only with the process.
        let _ = self.outgoing.send(outgoing);
    }
}

#[cfg(test)]
mod tests {
    use cfglint_lints::{FileId, SourceFile};
    use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

    use super::*;
    use crate::documents::Document;
    use crate::loader::DiskLoader;
    use crate::report::{Files, LintReport, ProjectFile};

    fn session() -> (Session, UnboundedReceiver<Outgoing>) {
        let loader = Arc::new(DiskLoader::default());
        let worker = Worker::spawn(loader.clone(), || 0, unbounded_channel().0).expect("a thread");
        let navigator = Navigator::spawn(loader.clone()).expect("a thread");
        let (outgoing, sent) = unbounded_channel();
        (Session::new(loader, worker, navigator, unbounded_channel().0, outgoing), sent)
    }

    fn open(session: &mut Session, text: &str) -> Document {
        let uri: Uri = "untitled:a".parse().expect("a URI");
        let text_document = TextDocumentItem::new(uri.clone(), "nix".into(), 1, text.into());
        session.handle(Event::DidOpen(DidOpenTextDocumentParams { text_document }));
        session.documents.get(&uri).cloned().expect("it is open")
    }

    fn report(document: &Document) -> Event {
        let id = FileId(0);
        let source = SourceFile::new(id, "a", Arc::clone(&document.text));
        let (uri, version) = (document.uri.clone(), document.version);
        let file = ProjectFile::new(source, uri.clone(), Some(version), Default::default());
        let mut files = Files::default();
        files.insert(id, Arc::new(file));
        let files = Arc::new(files);
        let report = DocumentReport {
            uri,
            version,
            file: id,
            group: (None, None),
            findings: Arc::default(),
            files,
        };
        let documents = vec![Arc::new(report)];
        Event::Report(LintReport { generation: 0, documents, closed: Vec::new(), is_whole: false })
    }

    #[test]
    fn a_report_on_a_closed_document_is_not_taken_for_one_on_its_successor() {
        let (mut session, mut sent) = session();
        let old = open(&mut session, "old");
        let text_document = TextDocumentIdentifier { uri: old.uri.clone() };
        session.handle(Event::DidClose(DidCloseTextDocumentParams { text_document }));
        let new = open(&mut session, "new");
        session.handle(report(&old));
        assert!(sent.try_recv().is_err());
        session.handle(report(&new));
        assert!(matches!(sent.try_recv(), Ok(Outgoing::Publish { version: Some(1), .. })));
    }
}

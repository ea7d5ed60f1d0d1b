//! The protocol's methods. Each one sends an [`Event`] and does nothing else.
//!
//! **Invariant:** the first statement of a method sends. Handlers are first polled in the order in
//! which the messages arrived, and until its first pending `await` nothing comes between, so the
//! owner thread sees that order. An `await` in front of the send would lose it.

use tokio::sync::mpsc::UnboundedSender;
use tokio::sync::oneshot;
use tower_lsp::LanguageServer;
use tower_lsp::jsonrpc::{Error, Result};
use tower_lsp::ls_types::*;

use crate::event::{Event, Reply, Request};

/// The end of the connection that `tower-lsp` calls.
pub(crate) struct Backend {
    events: UnboundedSender<Event>,
}

impl Backend {
    pub(crate) fn new(events: UnboundedSender<Event>) -> Backend {
        Backend { events }
    }

    fn send(&self, event: Event) {
        // The owner thread is gone only when the process is about to end.
        let _ = self.events.send(event);
    }

    fn ask<T>(&self, event: impl FnOnce(Reply<T>) -> Event) -> oneshot::Receiver<Result<T>> {
        let (reply, answer) = oneshot::channel();
        self.send(event(reply));
        answer
    }
}

/// Waits for an answer. There is none if the owner thread hit a bug on the way to it.
async fn answered<T>(answer: oneshot::Receiver<Result<T>>) -> Result<T> {
    answer.await.unwrap_or_else(|_| Err(Error::internal_error()))
}

impl LanguageServer for Backend {
    async fn initialize(&self, params: InitializeParams) -> Result<InitializeResult> {
        answered(self.ask(|reply| Event::Initialize(Box::new(params), reply))).await
    }

    async fn initialized(&self, _: InitializedParams) {
        self.send(Event::Initialized);
    }

    async fn shutdown(&self) -> Result<()> {
        answered(self.ask(Event::Shutdown)).await
    }

    async fn did_open(&self, params: DidOpenTextDocumentParams) {
        self.send(Event::DidOpen(params));
    }

    async fn did_change(&self, params: DidChangeTextDocumentParams) {
        self.send(Event::DidChange(params));
    }

    async fn did_save(&self, _: DidSaveTextDocumentParams) {
        self.send(Event::DidSave);
    }

    async fn did_close(&self, params: DidCloseTextDocumentParams) {
        self.send(Event::DidClose(params));
    }

    async fn did_change_watched_files(&self, _: DidChangeWatchedFilesParams) {
        self.send(Event::DidChangeWatchedFiles);
    }

    async fn did_change_configuration(&self, params: DidChangeConfigurationParams) {
        self.send(Event::DidChangeConfiguration(params.settings));
    }

    async fn did_change_workspace_folders(&self, params: DidChangeWorkspaceFoldersParams) {
        self.send(Event::DidChangeWorkspaceFolders(params));
    }

    async fn code_action(&self, params: CodeActionParams) -> Result<Option<CodeActionResponse>> {
        let uri = params.text_document.uri.clone();
        answered(
            self.ask(|reply| Event::Request(uri, Request::CodeAction(Box::new(params), reply))),
        )
        .await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        let uri = params.text_document_position_params.text_document.uri.clone();
        answered(self.ask(|reply| Event::Request(uri, Request::Hover(Box::new(params), reply))))
            .await
    }
}

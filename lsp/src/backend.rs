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
use crate::handlers;
use crate::navigator::{Handler, Question};

/// A document, in the shape of the protocol.
pub(crate) type TextParams = DidCloseTextDocumentParams;

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

    /// `$/setTrace`, which the library does not know.
    pub(crate) async fn set_trace(&self, params: SetTraceParams) {
        self.send(Event::SetTrace(params.value));
    }

    /// `cfglint/text`: what the server has of a document, so that it can be compared.
    pub(crate) async fn text(&self, params: TextParams) -> Result<LSPAny> {
        answered(self.ask(|reply| Event::Text(params.text_document.uri, reply))).await
    }

    /// Asks something about texts.
    fn navigate<P, T>(&self, params: P, handler: Handler<P, T>) -> oneshot::Receiver<Result<T>>
    where
        P: Send + 'static,
        T: Send + 'static,
    {
        self.ask(|reply| Event::Navigate(Box::new(Question { params, handler, reply })))
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

    async fn did_change_watched_files(&self, params: DidChangeWatchedFilesParams) {
        self.send(Event::DidChangeWatchedFiles(params));
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

    async fn code_action_resolve(&self, params: CodeAction) -> Result<CodeAction> {
        let uri = params.data.as_ref().and_then(|data| data["uri"].as_str()?.parse().ok());
        let Some(uri) = uri else { return Ok(params) };
        answered(self.ask(|reply| Event::Request(uri, Request::Resolve(Box::new(params), reply))))
            .await
    }

    async fn execute_command(&self, params: ExecuteCommandParams) -> Result<Option<LSPAny>> {
        answered(self.ask(|reply| Event::ExecuteCommand(params, reply))).await
    }

    async fn completion(&self, params: CompletionParams) -> Result<Option<CompletionResponse>> {
        let uri = params.text_document_position.text_document.uri.clone();
        answered(
            self.ask(|reply| Event::Request(uri, Request::Completion(Box::new(params), reply))),
        )
        .await
    }

    async fn completion_resolve(&self, params: CompletionItem) -> Result<CompletionItem> {
        // It follows from the item alone.
        Ok(handlers::completion_resolve(params))
    }

    async fn formatting(&self, params: DocumentFormattingParams) -> Result<Option<Vec<TextEdit>>> {
        answered(self.ask(|reply| Event::Format(params, reply))).await
    }

    async fn hover(&self, params: HoverParams) -> Result<Option<Hover>> {
        answered(self.ask(|reply| Event::Hover(Box::new(params), reply))).await
    }

    async fn diagnostic(
        &self,
        params: DocumentDiagnosticParams,
    ) -> Result<DocumentDiagnosticReportResult> {
        let uri = params.text_document.uri.clone();
        answered(
            self.ask(|reply| Event::Request(uri, Request::Diagnostic(Box::new(params), reply))),
        )
        .await
    }

    async fn workspace_diagnostic(
        &self,
        params: WorkspaceDiagnosticParams,
    ) -> Result<WorkspaceDiagnosticReportResult> {
        answered(self.ask(|reply| Event::WorkspaceDiagnostic(Box::new(params), reply))).await
    }

    async fn goto_definition(
        &self,
        params: GotoDefinitionParams,
    ) -> Result<Option<GotoDefinitionResponse>> {
        answered(self.navigate(params, handlers::definition)).await
    }

    async fn goto_declaration(
        &self,
        params: request::GotoDeclarationParams,
    ) -> Result<Option<request::GotoDeclarationResponse>> {
        answered(self.navigate(params, handlers::declaration)).await
    }

    async fn references(&self, params: ReferenceParams) -> Result<Option<Vec<Location>>> {
        answered(self.navigate(params, handlers::references)).await
    }

    async fn document_highlight(
        &self,
        params: DocumentHighlightParams,
    ) -> Result<Option<Vec<DocumentHighlight>>> {
        answered(self.navigate(params, handlers::document_highlight)).await
    }

    async fn linked_editing_range(
        &self,
        params: LinkedEditingRangeParams,
    ) -> Result<Option<LinkedEditingRanges>> {
        answered(self.navigate(params, handlers::linked_editing)).await
    }

    async fn prepare_rename(
        &self,
        params: TextDocumentPositionParams,
    ) -> Result<Option<PrepareRenameResponse>> {
        answered(self.navigate(params, handlers::prepare_rename)).await
    }

    async fn rename(&self, params: RenameParams) -> Result<Option<WorkspaceEdit>> {
        answered(self.navigate(params, handlers::rename)).await
    }

    async fn will_rename_files(&self, params: RenameFilesParams) -> Result<Option<WorkspaceEdit>> {
        answered(self.navigate(params, handlers::will_rename_files)).await
    }

    async fn document_symbol(
        &self,
        params: DocumentSymbolParams,
    ) -> Result<Option<DocumentSymbolResponse>> {
        answered(self.navigate(params, handlers::document_symbol)).await
    }

    async fn symbol(
        &self,
        params: WorkspaceSymbolParams,
    ) -> Result<Option<WorkspaceSymbolResponse>> {
        answered(self.navigate(params, handlers::symbol)).await
    }

    async fn symbol_resolve(&self, params: WorkspaceSymbol) -> Result<WorkspaceSymbol> {
        answered(self.navigate(params, handlers::symbol_resolve)).await
    }

    async fn document_link(&self, params: DocumentLinkParams) -> Result<Option<Vec<DocumentLink>>> {
        answered(self.navigate(params, handlers::document_link)).await
    }

    async fn folding_range(&self, params: FoldingRangeParams) -> Result<Option<Vec<FoldingRange>>> {
        answered(self.navigate(params, handlers::folding_range)).await
    }

    async fn selection_range(
        &self,
        params: SelectionRangeParams,
    ) -> Result<Option<Vec<SelectionRange>>> {
        answered(self.navigate(params, handlers::selection_range)).await
    }

    async fn semantic_tokens_full(
        &self,
        params: SemanticTokensParams,
    ) -> Result<Option<SemanticTokensResult>> {
        answered(self.navigate(params, handlers::semantic_tokens_full)).await
    }

    async fn semantic_tokens_full_delta(
        &self,
        params: SemanticTokensDeltaParams,
    ) -> Result<Option<SemanticTokensFullDeltaResult>> {
        answered(self.navigate(params, handlers::semantic_tokens_delta)).await
    }

    async fn semantic_tokens_range(
        &self,
        params: SemanticTokensRangeParams,
    ) -> Result<Option<SemanticTokensRangeResult>> {
        answered(self.navigate(params, handlers::semantic_tokens_range)).await
    }

    async fn signature_help(&self, params: SignatureHelpParams) -> Result<Option<SignatureHelp>> {
        answered(self.navigate(params, handlers::signature_help)).await
    }

    async fn inlay_hint(&self, params: InlayHintParams) -> Result<Option<Vec<InlayHint>>> {
        answered(self.navigate(params, handlers::inlay_hint)).await
    }

    async fn code_lens(&self, params: CodeLensParams) -> Result<Option<Vec<CodeLens>>> {
        answered(self.navigate(params, handlers::code_lens)).await
    }
}

//! What the owner thread is told, in the order in which it came in.

use std::path::PathBuf;
use std::sync::mpsc;

use serde_json::Value;
use tokio::sync::oneshot;
use tower_lsp::jsonrpc;
use tower_lsp::ls_types as lsp;

use crate::navigator::Query;
use crate::report::LintReport;
use crate::session::Formatted;

/// Where the answer to a request goes. It is closed when the client cancels.
pub(crate) type Reply<T> = oneshot::Sender<jsonrpc::Result<T>>;

/// One thing that happened.
pub(crate) enum Event {
    Initialize(Box<lsp::InitializeParams>, Reply<lsp::InitializeResult>),
    Initialized,
    Shutdown(Reply<()>),
    DidOpen(lsp::DidOpenTextDocumentParams),
    DidChange(lsp::DidChangeTextDocumentParams),
    DidSave,
    DidClose(lsp::DidCloseTextDocumentParams),
    DidChangeWatchedFiles(lsp::DidChangeWatchedFilesParams),
    DidChangeConfiguration(Value),
    DidChangeWorkspaceFolders(lsp::DidChangeWorkspaceFoldersParams),
    Request(lsp::Uri, Request),
    Hover(Box<lsp::HoverParams>, Reply<Option<lsp::Hover>>),
    Format(lsp::DocumentFormattingParams, Reply<Option<Vec<lsp::TextEdit>>>),
    Formatted(Formatted),
    SetTrace(lsp::TraceValue),
    Text(lsp::Uri, Reply<Value>),
    ExecuteCommand(lsp::ExecuteCommandParams, Reply<Option<Value>>),
    /// A question about texts, for the thread that answers these.
    Navigate(Box<dyn Query>),
    /// The client's answer to our question for settings.
    Settings(Value),
    /// The worker has read these documents.
    Report(LintReport),
    /// The Nix files of the workspace folders; `None` if they are too many.
    Walked {
        count: u64,
        files: Option<Vec<PathBuf>>,
    },
    /// So many files of the workspace are still to be read.
    Indexing(usize),
    WorkspaceDiagnostic(
        Box<lsp::WorkspaceDiagnosticParams>,
        Reply<lsp::WorkspaceDiagnosticReportResult>,
    ),
    /// The worker could not read the documents, because of a bug.
    LintFailed,
    /// The connection is closed. The answer is whether the client had asked for a shutdown.
    Exit(mpsc::Sender<bool>),
}

impl Event {
    /// What it is called in logs.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Event::Initialize(..) => "initialize",
            Event::Initialized => "initialized",
            Event::Shutdown(_) => "shutdown",
            Event::DidOpen(_) => "textDocument/didOpen",
            Event::DidChange(_) => "textDocument/didChange",
            Event::DidSave => "textDocument/didSave",
            Event::DidClose(_) => "textDocument/didClose",
            Event::DidChangeWatchedFiles(_) => "workspace/didChangeWatchedFiles",
            Event::DidChangeConfiguration(_) => "workspace/didChangeConfiguration",
            Event::DidChangeWorkspaceFolders(_) => "workspace/didChangeWorkspaceFolders",
            Event::Request(_, Request::CodeAction(..)) => "textDocument/codeAction",
            Event::Hover(..) => "textDocument/hover",
            Event::Request(_, Request::Diagnostic(..)) => "textDocument/diagnostic",
            Event::Request(_, Request::Resolve(..)) => "codeAction/resolve",
            Event::Request(_, Request::Completion(..)) => "textDocument/completion",
            Event::Format(..) => "textDocument/formatting",
            Event::Formatted(_) => "a formatter has ended",
            Event::SetTrace(_) => "$/setTrace",
            Event::Text(..) => "cfglint/text",
            Event::ExecuteCommand(..) => "workspace/executeCommand",
            Event::Navigate(_) => "a question about texts",
            Event::Settings(_) => "settings have come",
            Event::Report(_) => "files have been linted",
            Event::Walked { .. } => "the workspace folders have been looked through",
            Event::Indexing(_) => "files of the workspace are being read",
            Event::WorkspaceDiagnostic(..) => "workspace/diagnostic",
            Event::LintFailed => "a lint failed",
            Event::Exit(_) => "exit",
        }
    }
}

/// A request about the findings of one document.
pub(crate) enum Request {
    CodeAction(Box<lsp::CodeActionParams>, Reply<Option<lsp::CodeActionResponse>>),
    Diagnostic(Box<lsp::DocumentDiagnosticParams>, Reply<lsp::DocumentDiagnosticReportResult>),
    Resolve(Box<lsp::CodeAction>, Reply<lsp::CodeAction>),
    Completion(Box<lsp::CompletionParams>, Reply<Option<lsp::CompletionResponse>>),
}

impl Request {
    /// Whether nobody waits for the answer any more.
    pub(crate) fn is_cancelled(&self) -> bool {
        match self {
            Request::CodeAction(_, reply) => reply.is_closed(),
            Request::Diagnostic(_, reply) => reply.is_closed(),
            Request::Resolve(_, reply) => reply.is_closed(),
            Request::Completion(_, reply) => reply.is_closed(),
        }
    }

    /// Answers that there is nothing.
    pub(crate) fn nothing(self) {
        // A reply that cannot be delivered was cancelled; so it is here and everywhere below.
        let _ = match self {
            Request::CodeAction(_, reply) => reply.send(Ok(None)).is_ok(),
            Request::Diagnostic(_, reply) => reply.send(Ok(no_diagnostics())).is_ok(),
            Request::Resolve(action, reply) => reply.send(Ok(*action)).is_ok(),
            Request::Completion(_, reply) => reply.send(Ok(None)).is_ok(),
        };
    }

    /// Answers with an error.
    pub(crate) fn fail(self, error: jsonrpc::Error) {
        let _ = match self {
            Request::CodeAction(_, reply) => reply.send(Err(error)).is_ok(),
            Request::Diagnostic(_, reply) => reply.send(Err(error)).is_ok(),
            Request::Resolve(_, reply) => reply.send(Err(error)).is_ok(),
            Request::Completion(_, reply) => reply.send(Err(error)).is_ok(),
        };
    }
}

fn no_diagnostics() -> lsp::DocumentDiagnosticReportResult {
    lsp::DocumentDiagnosticReport::Full(lsp::RelatedFullDocumentDiagnosticReport::default()).into()
}

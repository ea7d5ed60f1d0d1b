//! What goes to the client: one task sends everything, in order.

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tower_lsp::Client;
use tower_lsp::ls_types::notification::{LogTrace, Notification};
use tower_lsp::ls_types::{
    ConfigurationItem, Diagnostic, LogTraceParams, MessageType, ProgressToken, Registration,
    ShowDocumentParams, Unregistration, Uri, WorkspaceDiagnosticReport,
};

use crate::event::Event;
use crate::progress::Progress;

/// Something for the client.
pub(crate) enum Outgoing {
    /// All that there is to say of a document at a version.
    Publish { uri: Uri, version: Option<i32>, diagnostics: Vec<Diagnostic> },
    /// A line for the log.
    Log(MessageType, String),
    /// What the server is doing, for a client that wants to know.
    Trace(&'static str),
    /// A message for the person in front of the editor.
    Show(MessageType, String),
    /// A page for the person in front of the editor.
    ShowPage(Uri),
    /// Asks to be told of something.
    Register(Vec<Registration>),
    /// Wants to be told of something no more.
    Unregister(Unregistration),
    /// Asks to ask again for inlay hints, for code lenses.
    Refresh { hints: bool, lenses: bool },
    /// Asks to ask again for diagnostics.
    RefreshDiagnostics,
    /// Parts of an answer, and the answer, which goes behind them.
    Parts { token: ProgressToken, parts: Vec<WorkspaceDiagnosticReport>, finish: Finish },
    /// How far the reading of the workspace has come: so many files are left.
    Progress { left: usize },
    /// Asks for the settings; the answer comes as [`Event::Settings`].
    PullSettings,
}

/// Sends an answer.
pub(crate) type Finish = Box<dyn FnOnce() + Send>;

/// A part of an answer, under the token that the client gave for it.
enum PartialResult {}

impl Notification for PartialResult {
    type Params = serde_json::Value;
    const METHOD: &'static str = "$/progress";
}

/// As much is looked through at once for what is out of date.
const BATCH: usize = 1024;

/// Sends what comes in. Nothing here waits for an answer of the client: a client that never answers
/// costs a sleeping task.
pub(crate) async fn run(
    client: Client,
    mut queue: UnboundedReceiver<Outgoing>,
    events: UnboundedSender<Event>,
) {
    let mut batch = Vec::new();
    let mut progress = Progress::default();
    while queue.recv_many(&mut batch, BATCH).await > 0 {
        let superseded = superseded(&batch);
        for (outgoing, is_superseded) in batch.drain(..).zip(superseded) {
            match outgoing {
                Outgoing::Publish { .. } if is_superseded => {}
                Outgoing::Publish { uri, version, diagnostics } => {
                    client.publish_diagnostics(uri, diagnostics, version).await;
                }
                Outgoing::Trace(message) => {
                    let params = LogTraceParams { message: message.to_owned(), verbose: None };
                    client.send_notification::<LogTrace>(params).await;
                }
                Outgoing::Log(kind, message) => client.log_message(kind, message).await,
                Outgoing::Show(kind, message) => client.show_message(kind, message).await,
                Outgoing::ShowPage(uri) => {
                    let client = client.clone();
                    let params = ShowDocumentParams {
                        uri,
                        external: Some(true),
                        take_focus: Some(true),
                        selection: None,
                    };
                    // A client that cannot show it tells its user itself.
                    tokio::spawn(async move { client.show_document(params).await });
                }
                Outgoing::Register(registrations) => {
                    let client = client.clone();
                    tokio::spawn(async move {
                        if let Err(error) = client.register_capability(registrations).await {
                            let message = format!("the client watches nothing for us: {error}");
                            client.log_message(MessageType::WARNING, message).await;
                        }
                    });
                }
                Outgoing::Unregister(unregistration) => {
                    let client = client.clone();
                    // A client that refuses tells more than we need.
                    tokio::spawn(async move {
                        client.unregister_capability(vec![unregistration]).await
                    });
                }
                Outgoing::Refresh { hints, lenses } => {
                    let client = client.clone();
                    tokio::spawn(async move {
                        // A client that refuses asks again by itself, some time.
                        if hints {
                            let _ = client.inlay_hint_refresh().await;
                        }
                        if lenses {
                            let _ = client.code_lens_refresh().await;
                        }
                    });
                }
                Outgoing::RefreshDiagnostics => {
                    let client = client.clone();
                    // A client that refuses asks again by itself, some time.
                    tokio::spawn(async move { client.workspace_diagnostic_refresh().await });
                }
                Outgoing::Parts { token, parts, finish } => {
                    send_parts(&client, &token, parts).await;
                    finish();
                }
                Outgoing::Progress { left } => progress.tell(&client, left),
                Outgoing::PullSettings => {
                    let (client, events) = (client.clone(), events.clone());
                    tokio::spawn(async move { pull_settings(&client, &events).await });
                }
            }
        }
    }
}

/// Which of a batch are followed by a newer word on the same document.
fn superseded(batch: &[Outgoing]) -> Vec<bool> {
    let uri = |outgoing: &Outgoing| match outgoing {
        Outgoing::Publish { uri, .. } => Some(uri.clone()),
        _ => None,
    };
    let uris: Vec<Option<Uri>> = batch.iter().map(uri).collect();
    uris.iter().enumerate().map(|(at, uri)| uri.is_some() && uris[at + 1..].contains(uri)).collect()
}

/// Answers and notifications leave on two ways that meet at the end. A notification is surely on its
/// way when two more could be handed over, so two empty ones follow.
async fn send_parts(client: &Client, token: &ProgressToken, parts: Vec<WorkspaceDiagnosticReport>) {
    let empty = [WorkspaceDiagnosticReport::default(), WorkspaceDiagnosticReport::default()];
    for value in parts.into_iter().chain(empty) {
        let params = serde_json::json!({ "token": token, "value": value });
        client.send_notification::<PartialResult>(params).await;
    }
}

async fn pull_settings(client: &Client, events: &UnboundedSender<Event>) {
    let item = ConfigurationItem { scope_uri: None, section: Some("cfglint".to_owned()) };
    match client.configuration(vec![item]).await {
        Ok(values) => {
            if let Some(value) = values.into_iter().next() {
                // The owner thread is gone only when the process is about to end.
                let _ = events.send(Event::Settings(value));
            }
        }
        Err(error) => {
            let message = format!("the client gives no settings: {error}");
            client.log_message(MessageType::WARNING, message).await;
        }
    }
}

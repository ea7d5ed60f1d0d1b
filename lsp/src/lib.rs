//! The language server of cfglint.
//!
//! ```text
//! stdin ─ transport ─ Backend ─ Event ─▶ owner thread (Session) ─ Snapshot ─▶ worker (lints)
//!                                              ▲      │                          │
//!                                              │      └─ View, Query ─▶ navigator ─▶ answer
//!                                              └───────────── Report ────────────┘
//! stdout ◀─ publishing task ◀─ Outgoing ───────┘
//! ```
//!
//! **Invariant:** everything that changes is changed by the owner thread, in the order in which the
//! messages came in. Nothing else has a lock, a copy that is written to, or a say.
//!
//! **Invariant:** types of the protocol stay in this crate.

mod backend;
mod capabilities;
mod discovery;
mod documents;
mod event;
mod formatter;
mod framing;
mod handlers;
mod ignore_files;
mod loader;
mod log;
mod main_loop;
mod navigator;
mod position;
mod progress;
mod project;
mod publish;
mod published;
mod report;
mod results;
mod session;
mod settings;
mod stdio;
mod to_proto;
mod transport;
mod worker;

pub use ignore_files::{endless_ignore_file, endless_ignore_file_around};

use std::path::Path;
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError, mpsc as std_mpsc};
use std::time::Duration;

use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, BufReader, split};
use tokio::sync::mpsc;
use tower_lsp::LspService;

use crate::backend::Backend;
use crate::event::Event;
use crate::framing::{Frame, Frames};
use crate::log::Log;

/// How long the owner thread may take to hear of the end.
const PATIENCE: Duration = Duration::from_millis(500);

/// Serves one client over standard input and output until it says `exit`.
///
/// The exit code is 0 if the client had asked for a shutdown before, and 1 otherwise, as the
/// protocol wants it.
///
/// What happens is appended to `log_file`, if one is given: a line for each message of the client and
/// for each word to its user.
pub fn run(log_file: Option<&Path>) -> ExitCode {
    match serve(log_file, || (stdio::input(), stdio::output())) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cfglint: the language server cannot start: {error}");
            ExitCode::from(3)
        }
    }
}

/// Serves a client that says each turn at once, headers and all, and goes on as soon as it has the
/// answer to the request with the number beside it. Gives the messages of the server, and whether the
/// client had asked for a shutdown before its `exit`.
pub fn converse(turns: Vec<(Vec<u8>, i64)>) -> std::io::Result<(Vec<Value>, bool)> {
    let said = Arc::new(Mutex::new(Vec::new()));
    let heard = Arc::clone(&said);
    let is_shut_down = serve(None, || {
        let (client, server) = tokio::io::duplex(usize::MAX);
        let ((from_server, mut to_server), (input, output)) = (split(client), split(server));
        tokio::spawn(async move {
            let mut frames = Frames::new(BufReader::new(from_server));
            for (messages, number) in turns {
                // Who is gone answers nothing, and that is seen below.
                let _ = to_server.write_all(&messages).await;
                while let Some(Frame::Message(message)) = frames.next().await {
                    let message: Value = serde_json::from_slice(&message).unwrap_or_default();
                    let is_answer = message["id"] == number && message.get("method").is_none();
                    heard.lock().unwrap_or_else(PoisonError::into_inner).push(message);
                    if is_answer {
                        break;
                    }
                }
            }
            let _ = to_server
                .write_all(b"Content-Length: 33\r\n\r\n{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}")
                .await;
        });
        (input, output)
    })?;
    let said = std::mem::take(&mut *said.lock().unwrap_or_else(PoisonError::into_inner));
    Ok((said, is_shut_down))
}

fn serve<R, W>(log_file: Option<&Path>, client: impl FnOnce() -> (R, W)) -> std::io::Result<bool>
where
    R: AsyncRead + Unpin,
    W: AsyncWrite + Unpin + Send + 'static,
{
    let log = log_file.map(Log::open).transpose()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let (events, queue) = mpsc::unbounded_channel();
    let (outgoing, to_send) = mpsc::unbounded_channel();
    main_loop::spawn(queue, events.clone(), outgoing, log)?;
    runtime.block_on(async {
        let builder = LspService::build(|client| {
            tokio::spawn(publish::run(client, to_send, events.clone()));
            Backend::new(events.clone())
        });
        let (service, socket) = builder
            .custom_method("$/setTrace", Backend::set_trace)
            .custom_method("cfglint/text", Backend::text)
            .finish();
        let (input, output) = client();
        transport::serve(input, output, service, socket).await;
    });
    let (reply, answer) = std_mpsc::channel();
    // If the owner thread is gone or busy, the client gets the exit code of an unclean end.
    let _ = events.send(Event::Exit(reply));
    let is_shut_down = answer.recv_timeout(PATIENCE).unwrap_or(false);
    // A thread may still wait for input that never comes.
    runtime.shutdown_background();
    Ok(is_shut_down)
}

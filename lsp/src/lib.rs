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
mod to_proto;
mod transport;
mod worker;

use std::path::Path;
use std::process::ExitCode;
use std::sync::mpsc as std_mpsc;
use std::time::Duration;

use tokio::sync::mpsc;
use tower_lsp::LspService;

use crate::backend::Backend;
use crate::event::Event;
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
    match serve(log_file) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("cfglint: the language server cannot start: {error}");
            ExitCode::from(3)
        }
    }
}

fn serve(log_file: Option<&Path>) -> std::io::Result<bool> {
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
        transport::serve(tokio::io::stdin(), tokio::io::stdout(), service, socket).await;
    });
    let (reply, answer) = std_mpsc::channel();
    // If the owner thread is gone or busy, the client gets the exit code of an unclean end.
    let _ = events.send(Event::Exit(reply));
    let is_shut_down = answer.recv_timeout(PATIENCE).unwrap_or(false);
    // A thread may still wait for input that never comes.
    runtime.shutdown_background();
    Ok(is_shut_down)
}

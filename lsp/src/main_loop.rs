//! The owner thread: takes events one after another and owns everything that changes.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender};
use tower_lsp::ls_types::MessageType;

use crate::event::Event;
use crate::loader::DiskLoader;
use crate::log::Log;
use crate::navigator::Navigator;
use crate::publish::Outgoing;
use crate::session::Session;
use crate::worker::Worker;

const STACK_SIZE: usize = 8 * 1024 * 1024;

/// Starts the thread; it ends with [`Event::Exit`].
pub(crate) fn spawn(
    mut queue: UnboundedReceiver<Event>,
    events: UnboundedSender<Event>,
    outgoing: UnboundedSender<Outgoing>,
    mut log: Option<Log>,
) -> std::io::Result<()> {
    let loader = Arc::new(DiskLoader::default());
    let worker = Worker::spawn(loader.clone(), now, events.clone())?;
    let navigator = Navigator::spawn(loader.clone())?;
    let mut session = Session::new(loader, worker, navigator, events, outgoing.clone());
    let builder = std::thread::Builder::new().name("owner".to_owned()).stack_size(STACK_SIZE);
    builder.spawn(move || {
        while let Some(event) = queue.blocking_recv() {
            let name = event.name();
            if let Some(log) = &mut log {
                log.line(name);
            }
            if let Event::Exit(reply) = event {
                // Nobody waits any more only if this took too long.
                let _ = reply.send(session.is_shut_down());
                return;
            }
            // A bug in the handling of one event must not end the session.
            if catch_unwind(AssertUnwindSafe(|| session.handle(event))).is_err() {
                if let Some(log) = &mut log {
                    log.line(&format!("a bug came up in {name}"));
                }
                let message = "cfglint hit a bug; please report it with the server's output";
                let _ = outgoing.send(Outgoing::Log(MessageType::ERROR, message.to_owned()));
            }
        }
    })?;
    Ok(())
}

/// The time in microseconds since the epoch; a clock before that stands still.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_micros()).unwrap_or(u64::MAX)
}

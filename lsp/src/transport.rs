//! Messages over standard input and output.
//!
//! The library brings a loop for this, which ends at the first message that it cannot read, reads
//! nothing more while many answers are due, and at the end waits for a client that does not read.
//! This one does none of that.

use std::future::poll_fn;
use std::task::Poll;
use std::time::Duration;

use futures_util::{SinkExt, StreamExt};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, BufReader};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tower_lsp::jsonrpc::{Error, Id, Request, Response};
use tower_lsp::{ClientSocket, LanguageServer, LspService};
use tower_service::Service;

use crate::framing::{Frame, Frames};

/// So many messages may wait for a client that reads slowly. Answers wait beside them.
const QUEUE: usize = 64;

/// As much is read at once, in bytes: a long text comes in few parts.
const BUFFER: usize = 64 * 1024;

/// How long a client may take at the end to read what is ready.
const GRACE: Duration = Duration::from_millis(200);

/// A message of the client.
enum Incoming {
    Request(Request),
    Response(Response),
}

/// Serves one client until it says `exit` or is gone.
pub(crate) async fn serve<S: LanguageServer>(
    input: impl AsyncRead + Unpin,
    output: impl AsyncWrite + Unpin + Send + 'static,
    mut service: LspService<S>,
    socket: ClientSocket,
) {
    let (mut to_client, mut from_client) = socket.split();
    let (outgoing, queue) = channel(QUEUE);
    let writer = tokio::spawn(write(output, queue));
    let requests = outgoing.clone();
    tokio::spawn(async move {
        while let Some(request) = to_client.next().await {
            send(&requests, serde_json::to_vec(&request)).await;
        }
    });
    let mut frames = Frames::new(BufReader::with_capacity(BUFFER, input));
    while let Some(frame) = frames.next().await {
        let incoming = match frame {
            Frame::Message(bytes) if bytes.is_empty() => continue,
            Frame::Message(bytes) => read(&bytes),
            Frame::Noise => Err(Response::from_error(Id::Null, Error::parse_error())),
        };
        match incoming {
            Ok(Incoming::Request(request)) => {
                if poll_fn(|cx| service.poll_ready(cx)).await.is_err() {
                    break;
                }
                let is_exit = request.method() == "exit";
                // The library answers questions of this kind that it does not know with silence.
                let id = request.id().filter(|_| request.method().starts_with("$/")).cloned();
                let silence = id.map(|id| Response::from_error(id, Error::method_not_found()));
                let mut answer = service.call(request);
                // Up to where it waits a handler runs here, so that all begin in the order of the
                // messages.
                let first = poll_fn(|cx| Poll::Ready(answer.as_mut().poll(cx))).await;
                let outgoing = outgoing.clone();
                match first {
                    Poll::Ready(Ok(None)) if silence.is_none() => {}
                    Poll::Ready(Ok(None)) => {
                        tokio::spawn(respond(outgoing, async { Ok::<_, ()>(silence) }));
                    }
                    Poll::Ready(answer) => drop(tokio::spawn(respond(outgoing, async { answer }))),
                    Poll::Pending => drop(tokio::spawn(respond(outgoing, answer))),
                }
                if is_exit {
                    break;
                }
            }
            // Who has asked may be gone.
            Ok(Incoming::Response(response)) => drop(from_client.send(response).await),
            Err(error) => {
                drop(tokio::spawn(respond(outgoing.clone(), async { Ok::<_, ()>(Some(error)) })))
            }
        }
    }
    drop((outgoing, service));
    let _ = tokio::time::timeout(GRACE, writer).await;
}

/// Reads a message. The error is an answer.
fn read(bytes: &[u8]) -> Result<Incoming, Response> {
    // Without a method it is an answer, or nothing.
    if let Ok(request) = serde_json::from_slice::<Request>(bytes)
        && !request.method().is_empty()
    {
        return Ok(Incoming::Request(request));
    }
    if let Ok(response) = serde_json::from_slice(bytes) {
        return Ok(Incoming::Response(response));
    }
    let (id, error) = match serde_json::from_slice::<Value>(bytes) {
        Err(_) => (Id::Null, Error::parse_error()),
        Ok(message) => {
            let id = message.get("id").and_then(|id| serde_json::from_value(id.clone()).ok());
            (id.unwrap_or_default(), Error::invalid_request())
        }
    };
    Err(Response::from_error(id, error))
}

/// Sends an answer as soon as it is there.
async fn respond<E>(
    outgoing: Sender<Vec<u8>>,
    answer: impl Future<Output = Result<Option<Response>, E>>,
) {
    if let Ok(Some(response)) = answer.await {
        send(&outgoing, serde_json::to_vec(&response)).await;
    }
}

async fn send(outgoing: &Sender<Vec<u8>>, body: serde_json::Result<Vec<u8>>) {
    if let Ok(body) = body {
        // A client that has closed its end hears nothing.
        let _ = outgoing.send(body).await;
    }
}

async fn write(mut output: impl AsyncWrite + Unpin, mut queue: Receiver<Vec<u8>>) {
    while let Some(body) = queue.recv().await {
        let header = format!("Content-Length: {}\r\n\r\n", body.len());
        let message = [header.as_bytes(), &body].concat();
        if output.write_all(&message).await.is_err() || output.flush().await.is_err() {
            return;
        }
    }
}

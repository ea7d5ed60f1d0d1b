//! A client that can do what an editor does, and what no editor should.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

/// Only to end a test that would hang; no test depends on how long anything takes.
const PATIENCE: Duration = Duration::from_secs(180);

pub(super) struct Client {
    child: Child,
    stdin: Option<ChildStdin>,
    incoming: Receiver<Value>,
    /// What came in and was not asked for yet.
    kept: Vec<Value>,
    last_id: i64,
    /// What `workspace/configuration` is answered with.
    pub(super) settings: Value,
    /// Whether requests of the server are left without an answer.
    pub(super) is_mute: bool,
    pub(super) capabilities: Value,
    pub(super) folder: TempDir,
}

impl Client {
    /// A running server that has not been spoken to.
    pub(super) fn start() -> Client {
        let mut child = Command::new(env!("CARGO_BIN_EXE_cfglint"))
            .arg("lsp")
            .env_clear()
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let stdin = child.stdin.take();
        let mut stdout = BufReader::new(child.stdout.take().expect("a pipe"));
        let (sender, incoming) = channel();
        std::thread::spawn(move || {
            while let Some(message) = read(&mut stdout) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        Client {
            child,
            stdin,
            incoming,
            kept: Vec::new(),
            last_id: 0,
            settings: Value::Null,
            is_mute: false,
            capabilities: json!({ "workspace": { "workspaceEdit": { "documentChanges": true } } }),
            folder: tempfile::tempdir().expect("a folder"),
        }
    }

    /// A server that is ready for documents, for a client that counts columns in UTF-16.
    pub(super) fn ready() -> Client {
        let mut client = Client::start();
        client.initialize();
        client
    }

    pub(super) fn initialize(&mut self) -> Value {
        let params = json!({
            "processId": null,
            "rootUri": self.uri(""),
            "capabilities": self.capabilities,
        });
        let result = self.call("initialize", params);
        self.notify("initialized", json!({}));
        result
    }

    pub(super) fn uri(&self, name: &str) -> String {
        let path = self.folder.path().join(name);
        let path = path.to_str().expect("a UTF-8 path").trim_end_matches('/');
        let encoded = |byte: u8| match byte {
            b'/' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
            _ if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        format!("file://{}", path.bytes().map(encoded).collect::<String>())
    }

    pub(super) fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        std::fs::write(path, text).expect("a file");
    }

    pub(super) fn open(&mut self, name: &str, text: &str) {
        let document =
            json!({ "uri": self.uri(name), "languageId": "nix", "version": 1, "text": text });
        self.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Replaces a range, or everything.
    pub(super) fn change(&mut self, name: &str, version: i64, range: Value, text: &str) {
        let change = match range {
            Value::Null => json!({ "text": text }),
            range => json!({ "range": range, "text": text }),
        };
        let document = json!({ "uri": self.uri(name), "version": version });
        self.notify(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [change] }),
        );
    }

    pub(super) fn close(&mut self, name: &str) {
        let document = json!({ "uri": self.uri(name) });
        self.notify("textDocument/didClose", json!({ "textDocument": document }));
    }

    pub(super) fn changed_on_disk(&mut self, name: &str) {
        let change = json!({ "uri": self.uri(name), "type": 2 });
        self.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
    }

    /// The diagnostics of a version, which are published some time.
    pub(super) fn diagnostics(&mut self, name: &str, version: impl Into<Value>) -> Vec<Value> {
        let (uri, version) = (self.uri(name), version.into());
        let message = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == *uri
                && message["params"]["version"] == version
        });
        array(&message["params"]["diagnostics"])
    }

    pub(super) fn code_action_params(&self, name: &str, range: Value, context: Value) -> Value {
        json!({ "textDocument": { "uri": self.uri(name) }, "range": range, "context": context })
    }

    /// The actions for a whole document, or for what `only` names.
    pub(super) fn actions(&mut self, name: &str, range: Value, only: Option<&str>) -> Vec<Value> {
        let context = match only {
            Some(only) => json!({ "diagnostics": [], "only": [only] }),
            None => json!({ "diagnostics": [] }),
        };
        let params = self.code_action_params(name, range, context);
        array(&self.call("textDocument/codeAction", params))
    }

    pub(super) fn notify(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Sends a request and does not wait.
    pub(super) fn request(&mut self, method: &str, params: Value) -> i64 {
        self.last_id += 1;
        let id = self.last_id;
        let mut message = json!({ "jsonrpc": "2.0", "id": id, "method": method });
        if !params.is_null() {
            message["params"] = params;
        }
        self.send(&message);
        id
    }

    /// The answer to a request, result or error.
    pub(super) fn answer(&mut self, id: i64) -> Value {
        self.wait(|message| message["id"] == id && message.get("method").is_none())
    }

    pub(super) fn call(&mut self, method: &str, params: Value) -> Value {
        let id = self.request(method, params);
        let answer = self.answer(id);
        assert!(answer.get("error").is_none(), "{method}: {answer}");
        answer["result"].clone()
    }

    /// The first message that came in or comes in and is meant; it is taken out.
    pub(super) fn wait(&mut self, is_meant: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&is_meant) {
            return self.kept.remove(at);
        }
        loop {
            let message = match self.incoming.recv_timeout(PATIENCE) {
                Ok(message) => message,
                Err(error) => panic!("{error}; the server said only {:#?}", self.kept),
            };
            if !self.is_mute && message.get("id").is_some() && message.get("method").is_some() {
                self.reply(&message);
            }
            if is_meant(&message) {
                return message;
            }
            self.kept.push(message);
        }
    }

    /// Everything that came in before the answer to a question that is asked now, and is meant.
    pub(super) fn so_far(&mut self, is_meant: impl Fn(&Value) -> bool) -> Vec<Value> {
        let id = self.request(
            "textDocument/hover",
            json!({
                "textDocument": { "uri": "untitled:none" },
                "position": { "line": 0, "character": 0 },
            }),
        );
        self.answer(id);
        self.kept.iter().filter(|message| is_meant(message)).cloned().collect()
    }

    /// What came in and is meant, in order; it is taken out.
    pub(super) fn taken(&mut self, is_meant: impl Fn(&Value) -> bool) -> Vec<Value> {
        self.kept.extract_if(.., |message| is_meant(message)).collect()
    }

    /// How much memory the server has, in KiB, where the system says so.
    pub(super) fn memory(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }

    fn reply(&mut self, request: &Value) {
        let result = match request["method"].as_str() {
            Some("workspace/configuration") => json!([self.settings]),
            _ => Value::Null,
        };
        self.send(&json!({ "jsonrpc": "2.0", "id": request["id"], "result": result }));
    }

    pub(super) fn send(&mut self, message: &Value) {
        let body = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    }

    /// Sends what may be no message.
    pub(super) fn send_bytes(&mut self, bytes: &[u8]) {
        let stdin = self.stdin.as_mut().expect("an input that is not closed");
        stdin.write_all(bytes).expect("a server");
        stdin.flush().expect("a server");
    }

    /// Closes the input of the server.
    pub(super) fn hang_up(&mut self) {
        self.stdin = None;
    }

    /// Waits for the process to end, with its standard input still open.
    pub(super) fn ended(&mut self) -> ExitStatus {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.child.try_wait().expect("a process") {
                Some(status) => return status,
                None if Instant::now() > end => panic!("the server does not end"),
                None => std::thread::sleep(Duration::from_millis(10)),
            }
        }
    }
}

impl Drop for Client {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn read(stdout: &mut impl BufRead) -> Option<Value> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stdout.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end().split_once(": ") {
            Some(("Content-Length", value)) => length = value.parse().ok()?,
            Some(_) => {}
            None => break,
        }
    }
    let mut body = vec![0; length];
    stdout.read_exact(&mut body).ok()?;
    serde_json::from_slice(&body).ok()
}

pub(super) fn array(value: &Value) -> Vec<Value> {
    value.as_array().cloned().unwrap_or_default()
}

//! What no client should send, and what happens to clients.

use std::process::{Command, Stdio};

use serde_json::{Value, json};

use super::client::{Client, array};
use super::text::summary;

const SYSLOG: &str = "{ systemd.services.a.serviceConfig.StandardError = \"syslog\"; }\n";

/// The text that the server has of a document.
fn text_of(client: &mut Client, uri: &str) -> Value {
    client.call("cfglint/text", json!({ "textDocument": { "uri": uri } }))
}

fn open(client: &mut Client, uri: &str, language: &str, text: &str) {
    let document = json!({ "uri": uri, "languageId": language, "version": 1, "text": text });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
}

fn framed(body: &str) -> Vec<u8> {
    format!("Content-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
}

#[test]
fn what_is_no_message_is_answered_with_an_error_and_the_next_one_is_read() {
    let mut client = Client::ready();
    let cases: [(&[u8], i64, Value); 13] = [
        (b"Content-Length: 9\r\n\r\n{\"jsonrpc", -32700, Value::Null),
        (b"Content-Length: 4\r\n\r\n\xff\xfe{}", -32700, Value::Null),
        (b"Content-Length: many\r\n\r\n", -32700, Value::Null),
        (b"Content-Length: -5\r\n\r\n", -32700, Value::Null),
        (b"Content-Length: 99999999999999999999999\r\n\r\n", -32700, Value::Null),
        (b"Content-Length: 9999999999999\r\n\r\n", -32700, Value::Null),
        (b"GET / HTTP/1.1\r\n\r\n", -32700, Value::Null),
        (&framed("[]"), -32600, Value::Null),
        (&framed("null"), -32600, Value::Null),
        (&framed("{\"jsonrpc\":\"2.0\",\"id\":\"x\"}"), -32600, json!("x")),
        (&framed("{\"jsonrpc\":\"1.0\",\"id\":77,\"method\":\"shutdown\"}"), -32600, json!(77)),
        (&framed("{\"jsonrpc\":\"2.0\",\"id\":78,\"method\":{}}"), -32600, json!(78)),
        (&framed(&"[".repeat(100_000)), -32700, Value::Null),
    ];
    for (bytes, code, id) in cases {
        client.send_bytes(bytes);
        let answer = client.wait(|it| it["id"] == id && it.get("error").is_some());
        assert_eq!(answer["error"]["code"], code, "{}", String::from_utf8_lossy(bytes));
    }
    // A length that is too short, and one that is too long and takes the next message with it.
    client.send_bytes(b"Content-Length: 2\r\n\r\n{\"jsonrpc\":\"2.0\"}");
    client.wait(|it| it["error"]["code"] == -32700);
    client.send_bytes(b"Content-Length: 60\r\n\r\n{}");
    client.notify("initialized", json!({}));
    client.wait(|it| it["error"]["code"] == -32700);
    client.open("m.nix", SYSLOG);
    assert_eq!(client.diagnostics("m.nix", 1).len(), 1);
}

#[test]
fn answers_that_nobody_waits_for_harm_nothing() {
    let mut client = Client::ready();
    for id in [json!(0), json!(99), json!("no"), Value::Null] {
        client.send_bytes(&framed(&json!({ "jsonrpc": "2.0", "id": id, "result": 1 }).to_string()));
        let error = json!({ "code": 1, "message": "no" });
        client.send_bytes(&framed(
            &json!({ "jsonrpc": "2.0", "id": id, "error": error }).to_string(),
        ));
    }
    client.open("m.nix", SYSLOG);
    assert_eq!(client.diagnostics("m.nix", 1).len(), 1);
}

#[test]
fn unknown_methods_are_refused_and_unknown_notifications_passed_over() {
    let mut client = Client::ready();
    for method in ["textDocument/noSuch", "no/such", "$/noSuch", "x"] {
        client.notify(method, json!({ "a": 1 }));
        let id = client.request(method, json!({}));
        assert_eq!(client.answer(id)["error"]["code"], -32601, "{method}");
    }
}

#[test]
fn a_huge_document_is_taken_and_edited() {
    let mut client = Client::ready();
    let line = "# nothing but words, and many of them\n";
    let text = format!("{}{SYSLOG}", line.repeat(8 * 1024 * 1024 / line.len()));
    client.open("m.nix", &text);
    let end = json!({ "line": 9_999_999, "character": 0 });
    client.change("m.nix", 2, json!({ "start": end, "end": end }), "# end\n");
    let uri = client.uri("m.nix");
    assert_eq!(text_of(&mut client, &uri)["text"], text + "# end\n");
    assert_eq!(client.diagnostics("m.nix", 2).len(), 1);
}

#[test]
fn stale_versions_and_changes_of_what_is_not_open_are_refused() {
    let mut client = Client::ready();
    client.open("m.nix", "{ }");
    let uri = client.uri("m.nix");
    client.change("m.nix", 5, Value::Null, "{ a = 5; }");
    for version in [5, 4, 1, 0, -1] {
        client.change("m.nix", version, Value::Null, "{ old = true; }");
        client.wait(|it| it["method"] == "window/logMessage");
    }
    assert_eq!(text_of(&mut client, &uri), json!({ "version": 5, "text": "{ a = 5; }" }));
    client.change("m.nix", 6, Value::Null, "{ a = 6; }");
    assert_eq!(text_of(&mut client, &uri)["text"], "{ a = 6; }");
    client.close("m.nix");
    client.change("m.nix", 7, Value::Null, "{ a = 7; }");
    client.close("m.nix");
    assert_eq!(text_of(&mut client, &uri), Value::Null);
    // Opened twice, the second text counts, whatever its version.
    client.open("m.nix", "{ a = 8; }");
    client.change("m.nix", 9, Value::Null, "{ a = 9; }");
    client.open("m.nix", SYSLOG);
    assert_eq!(text_of(&mut client, &uri), json!({ "version": 1, "text": SYSLOG }));
    client.change("m.nix", 2, Value::Null, &format!("\n{SYSLOG}"));
    assert_eq!(summary(&client.diagnostics("m.nix", 2)), ["1:35 syslog-output"]);
}

#[test]
fn ranges_that_are_upside_down_or_outside_of_the_text_lose_nothing() {
    let mut client = Client::ready();
    let text = "{\r\n  a = \"😀\";\r\n}\r\n";
    client.open("m.nix", text);
    let uri = client.uri("m.nix");
    let position = |line: u32, character: u32| json!({ "line": line, "character": character });
    let far = u32::MAX;
    let cases = [
        // Backwards is empty, at its start.
        (position(1, 4), position(0, 0), "{\r\n  a X= \"😀\";\r\n}\r\n"),
        (position(far, far), position(0, 0), "{\r\n  a = \"😀\";\r\n}\r\nX"),
        (position(0, far), position(0, far), "{X\r\n  a = \"😀\";\r\n}\r\n"),
        // Half a character is none of it.
        (position(1, 8), position(1, 8), "{\r\n  a = \"X😀\";\r\n}\r\n"),
    ];
    for (version, (start, end, expected)) in (2..).step_by(2).zip(cases) {
        client.change("m.nix", version, json!({ "start": start, "end": end }), "X");
        assert_eq!(text_of(&mut client, &uri)["text"], expected);
        client.change("m.nix", version + 1, Value::Null, text);
    }
}

#[test]
fn documents_are_known_by_any_uri() {
    let mut client = Client::ready();
    let folder = client.uri("");
    let uris = [
        "untitled:Untitled-1".to_owned(),
        "untitled:/tmp/a%20b.nix".to_owned(),
        "file:///c%3A/Users/Gr%C3%BC%C3%9Fe/m.nix".to_owned(),
        "file:///C:/Users/me/m.nix".to_owned(),
        "file://server/share/m.nix".to_owned(),
        "vscode-remote://ssh-remote%2Bhost/home/me/m.nix".to_owned(),
        "git:/home/me/m.nix?%7B%22ref%22%3A%22HEAD%22%7D".to_owned(),
        "inmemory://model/1".to_owned(),
        "file:///".to_owned(),
        "file:///%00%ff/m.nix".to_owned(),
        format!("{folder}/a%20b/100%25%20%23%3F.nix"),
        format!("{folder}/%F0%9F%98%80.nix"),
        format!("{folder}/x/../m.nix"),
    ];
    for uri in &uris {
        open(&mut client, uri, "nix", SYSLOG);
        let is_about = |it: &Value| {
            it["method"] == "textDocument/publishDiagnostics" && it["params"]["uri"] == **uri
        };
        let found = client.wait(is_about);
        assert_eq!(array(&found["params"]["diagnostics"]).len(), 1, "{uri}");
        let document = json!({ "uri": uri, "version": 2 });
        let changes = json!([{ "text": "{ }" }]);
        let params = json!({ "textDocument": document, "contentChanges": changes });
        client.notify("textDocument/didChange", params);
        assert_eq!(
            array(&client.wait(is_about)["params"]["diagnostics"]),
            [] as [Value; 0],
            "{uri}"
        );
        assert_eq!(text_of(&mut client, uri), json!({ "version": 2, "text": "{ }" }), "{uri}");
    }
    for uri in ["", "no uri", "file:///a b.nix", "%", "file:///%zz"] {
        open(&mut client, uri, "nix", SYSLOG);
        let id = client.request("cfglint/text", json!({ "textDocument": { "uri": uri } }));
        let answer = client.answer(id);
        let is_refused = answer["error"]["code"] == -32602;
        assert!(is_refused || answer["result"]["text"] == SYSLOG || answer["result"].is_null());
    }
}

#[test]
fn a_document_that_is_not_nix_is_left_alone() {
    let mut client = Client::ready();
    let uri = client.uri("notes.md");
    open(&mut client, &uri, "markdown", "{ a = ; }");
    let uri = client.uri("picture.png");
    open(&mut client, &uri, "", "\u{0}\u{1}\u{fffd}");
    let is_push = |it: &Value| it["method"] == "textDocument/publishDiagnostics";
    assert_eq!(client.so_far(is_push), [] as [Value; 0]);
    // What calls itself Nix is read, whatever it is.
    client.open("m.nix", "\u{0}\u{1}\u{fffd}\u{feff}");
    assert!(!client.diagnostics("m.nix", 1).is_empty());
}

#[test]
fn a_workspace_may_vanish() {
    let mut client = Client::start();
    client.capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let workspace = client.folder.path().join("w");
    client.write("w/timer.nix", "{ systemd.timers.pull.timerConfig.OnCalendar = \"daily\"; }\n");
    client.write("w/sub/b.nix", SYSLOG);
    client.write("w/cfglint.toml", "");
    client.initialize();
    client.open("w/a.nix", &SYSLOG.replace("{ ", "{ imports = [ ./timer.nix ]; "));
    let all = |client: &mut Client| {
        let found = client.call("workspace/diagnostic", json!({ "previousResultIds": [] }));
        array(&found["items"]).len()
    };
    assert_eq!(all(&mut client), 2);
    std::fs::remove_dir_all(&workspace).unwrap();
    let gone = ["w/timer.nix", "w/sub/b.nix", "w/cfglint.toml"];
    let changes = gone.map(|name| json!({ "uri": client.uri(name), "type": 3 }));
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": changes }));
    // What is open stays. Where the whole folder is gone, nothing is said of a lost import.
    let pull = json!({ "textDocument": { "uri": client.uri("w/a.nix") } });
    let found = client.call("textDocument/diagnostic", pull.clone());
    assert_eq!(summary(&array(&found["items"])), ["0:62 syslog-output"]);
    assert_eq!(all(&mut client), 1);
    client.change("w/a.nix", 2, Value::Null, SYSLOG);
    let found = client.call("textDocument/diagnostic", pull);
    assert_eq!(summary(&array(&found["items"])), ["0:35 syslog-output"]);
    client.call("workspace/symbol", json!({ "query": "a" }));
}

#[test]
fn the_input_may_end_in_the_middle_of_a_message() {
    let message = framed(&json!({ "jsonrpc": "2.0", "id": 9, "method": "shutdown" }).to_string());
    for end in [0, 1, 10, 21, message.len() - 1] {
        let mut client = Client::ready();
        client.open("m.nix", SYSLOG);
        client.send_bytes(&message[..end]);
        client.hang_up();
        assert_eq!(client.ended().code(), Some(1), "{end}");
    }
}

#[test]
fn ten_thousand_edits_without_waiting_leave_the_text_of_the_client() {
    let mut client = Client::ready();
    client.open("m.nix", "");
    let mut text = String::new();
    for version in 2..10_002 {
        let piece = ["{ ", "a", " = ", "1", ";", " }", "\n", "# 😀"][version as usize % 8];
        let start = json!({ "line": 0, "character": 0 });
        client.change("m.nix", version, json!({ "start": start, "end": start }), piece);
        text.insert_str(0, piece);
    }
    let uri = client.uri("m.nix");
    assert_eq!(text_of(&mut client, &uri), json!({ "version": 10_001, "text": text }));
    client.change("m.nix", 10_002, Value::Null, SYSLOG);
    assert_eq!(client.diagnostics("m.nix", 10_002).len(), 1);
}

#[test]
fn as_many_files_may_be_open_as_two_people_would_open() {
    let mut client = Client::ready();
    let name = |number: usize| format!("folder{}/{number}.nix", number % 7);
    for number in 0..400 {
        client.open(&name(number), SYSLOG);
    }
    for number in 0..400 {
        client.change(&name(number), 2, Value::Null, &format!("# {number}\n{SYSLOG}"));
    }
    for number in 0..400 {
        assert_eq!(summary(&client.diagnostics(&name(number), 2)), ["1:35 syslog-output"]);
    }
}

#[test]
fn more_questions_than_anybody_asks_hold_nothing_up() {
    let mut client = Client::ready();
    let line =
        |at: usize| format!("  systemd.services.s{at}.serviceConfig.StandardError = \"syslog\";\n");
    let body: String = (0..8_000).map(line).collect();
    client.open("m.nix", &format!("{{\n{body}}}\n"));
    let params = json!({
        "textDocument": { "uri": client.uri("m.nix") },
        "position": { "line": 1, "character": 5 },
    });
    let ids: Vec<i64> =
        (0..1000).map(|_| client.request("textDocument/hover", params.clone())).collect();
    // Words for the server come through while all of these wait.
    client.notify("$/cancelRequest", json!({ "id": ids[999] }));
    assert_eq!(client.answer(ids[999])["error"]["code"], -32800);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn a_client_that_reads_nothing_is_left() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_cfglint"))
        .arg("lsp")
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut send = |message: Value| {
        use std::io::Write;
        child.stdin.as_mut().unwrap().write_all(&framed(&message.to_string())).unwrap();
    };
    send(
        json!({ "jsonrpc": "2.0", "id": 1, "method": "initialize", "params": { "capabilities": {} } }),
    );
    // Far more than a pipe holds.
    for id in 2..3000 {
        send(json!({ "jsonrpc": "2.0", "id": id, "method": "no/such/method" }));
    }
    send(json!({ "jsonrpc": "2.0", "method": "exit" }));
    // Its output is a pipe that is still open.
    assert_eq!(child.wait().unwrap().code(), Some(1));
}

//! The formatter that the user names.

use std::process::Command;

use serde_json::{Value, json};

use super::client::{Client, array};
use super::text::Unit;
use crate::sandbox::program;

fn with_formatter(command: Value) -> Client {
    let mut client = Client::start();
    client.capabilities = json!({
        "workspace": { "configuration": true },
        "textDocument": { "formatting": { "dynamicRegistration": true } },
    });
    client.settings = json!({ "formatter": command, "formatterTimeout": 60 });
    client.initialize();
    client.wait(|it| it["params"]["registrations"][0]["method"] == "textDocument/formatting");
    client
}

fn params(client: &Client) -> Value {
    json!({ "textDocument": { "uri": client.uri("m.nix") }, "options": { "tabSize": 2, "insertSpaces": true } })
}

#[test]
fn a_formatter_gets_the_text_and_only_changed_lines_are_edited() {
    let mut client = with_formatter(json!(["/bin/sed", "s/é=/é =/"]));
    let text = "{\n  a = 1;\n  é=2;\n  b = 3;\n  éé=4;\n}\n";
    client.open("m.nix", text);
    let params = params(&client);
    let edits = client.call("textDocument/formatting", params);
    assert_eq!(array(&edits).len(), 2, "{edits}");
    let action = json!({ "edit": { "changes": { "m": edits } } });
    assert_eq!(Unit::Utf16.applied(text, &action, "m"), text.replace("é=", "é ="));
}

#[test]
fn a_large_text_stops_nobody() {
    // More than a pipe holds, in both directions at once.
    let mut client = with_formatter(json!(["/bin/sed", "s/x/y/"]));
    let text = format!("[\n{}]\n", "  \"x\"\n".repeat(100_000));
    client.open("m.nix", &text);
    let params = params(&client);
    let edits = client.call("textDocument/formatting", params);
    assert!(!array(&edits).is_empty());
    let action = json!({ "edit": { "changes": { "m": edits } } });
    assert_eq!(Unit::Utf16.applied(&text, &action, "m"), text.replace('x', "y"));
}

#[test]
fn a_formatter_that_fails_changes_nothing_and_says_why() {
    for (command, expected) in [
        (json!(["/bin/sh", "-c", "echo broken >&2; exit 3"]), "broken"),
        (json!(["/bin/true"]), "wrote nothing"),
        (json!(["/nowhere/nixfmt"]), "cannot start /nowhere/nixfmt"),
    ] {
        let mut client = with_formatter(command);
        client.open("m.nix", "{ }\n");
        let params = params(&client);
        assert_eq!(client.call("textDocument/formatting", params), Value::Null);
        let shown = client.wait(|it| it["method"] == "window/showMessage");
        let message = shown["params"]["message"].as_str().expect("a text");
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn a_formatter_that_takes_too_long_is_stopped() {
    let mut client = with_formatter(json!(["/bin/sleep", "1000"]));
    let settings = json!({ "formatter": ["/bin/sleep", "1000"], "formatterTimeout": 0.1 });
    client.settings = settings;
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.wait(|it| it["method"] == "workspace/configuration");
    client.so_far(|_| false);
    client.open("m.nix", "{ }\n");
    let params = params(&client);
    assert_eq!(client.call("textDocument/formatting", params), Value::Null);
    let shown = client.wait(|it| it["method"] == "window/showMessage");
    assert!(shown["params"]["message"].as_str().expect("a text").contains("was stopped"));
}

#[test]
fn a_question_for_formatting_can_be_taken_back_and_edits_go_on() {
    let mut client = with_formatter(json!(["/bin/sleep", "1000"]));
    client.open("m.nix", "{ }\n");
    let params = params(&client);
    let id = client.request("textDocument/formatting", params);
    // Nothing waits for the formatter.
    client.change("m.nix", 2, Value::Null, "{ a = ; }\n");
    assert_eq!(client.diagnostics("m.nix", 2)[0]["code"], "syntax-error");
    client.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(client.answer(id)["error"]["code"], -32800);
}

#[test]
fn without_a_formatter_there_is_none() {
    let mut client = Client::start();
    let result = client.initialize();
    assert_eq!(result["capabilities"].get("documentFormattingProvider"), None);
    client.open("m.nix", "{ }\n");
    let params = params(&client);
    assert_eq!(client.call("textDocument/formatting", params), Value::Null);
}

#[test]
fn a_client_that_wants_to_know_is_told_what_happens() {
    let mut client = Client::ready();
    client.notify("$/setTrace", json!({ "value": "messages" }));
    client.open("m.nix", "{ }\n");
    let traced =
        |it: &Value, name: &str| it["method"] == "$/logTrace" && it["params"]["message"] == name;
    client.wait(|it| traced(it, "textDocument/didOpen"));
    client.notify("$/setTrace", json!({ "value": "off" }));
    client.close("m.nix");
    assert_eq!(client.so_far(|it| traced(it, "textDocument/didClose")), [] as [Value; 0]);
}

#[test]
fn a_log_file_says_what_happened() {
    let folder = tempfile::tempdir().expect("a folder");
    let log = folder.path().join("log");
    let output = Command::new(program())
        .args(["lsp", "--log-file"])
        .arg(&log)
        .stdin(std::process::Stdio::null())
        .output()
        .expect("the server starts");
    assert_eq!(output.status.code(), Some(1));
    let text = std::fs::read_to_string(&log).expect("a file");
    assert!(text.contains("serves an editor") && text.trim_end().ends_with(" exit"), "{text}");
}

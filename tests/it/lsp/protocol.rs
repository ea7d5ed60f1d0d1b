//! The life of a session.

use serde_json::{Value, json};

use super::client::Client;

#[test]
fn nothing_is_answered_before_initialize() {
    let mut client = Client::start();
    let id = client.request(
        "textDocument/hover",
        json!({
            "textDocument": { "uri": "file:///m.nix" },
            "position": { "line": 0, "character": 0 },
        }),
    );
    assert_eq!(client.answer(id)["error"]["code"], -32002);
    client.open("early.nix", "{ a = ; }");
    let result = client.initialize();
    assert_eq!(result["serverInfo"]["name"], "cfglint");
    assert_eq!(result["capabilities"]["textDocumentSync"]["change"], 2);
    // What came too early was not taken.
    assert_eq!(
        client.so_far(|it| it["method"] == "textDocument/publishDiagnostics"),
        [] as [Value; 0]
    );
    client.open("m.nix", "{ }");
    client.diagnostics("m.nix", 1);
}

#[test]
fn initialize_comes_once() {
    let mut client = Client::ready();
    let id = client.request("initialize", json!({ "capabilities": {} }));
    assert_eq!(client.answer(id)["error"]["code"], -32600);
}

#[test]
fn shutdown_and_exit_end_the_process_while_its_input_is_open() {
    let mut client = Client::ready();
    client.open("m.nix", "{ }");
    assert_eq!(client.call("shutdown", Value::Null), Value::Null);
    let id = client.request(
        "textDocument/hover",
        json!({
            "textDocument": { "uri": client.uri("m.nix") },
            "position": { "line": 0, "character": 0 },
        }),
    );
    assert_eq!(client.answer(id)["error"]["code"], -32600);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn exit_without_shutdown_is_a_failure() {
    let mut client = Client::ready();
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(1));
}

#[test]
fn exit_ends_the_process_whatever_it_is_busy_with() {
    let mut client = Client::ready();
    let line = |number: usize| {
        format!("  systemd.services.s{number}.serviceConfig.StandardError = \"syslog\";\n")
    };
    let body: String = (0..10_000).map(line).collect();
    client.open("m.nix", &format!("{{\n{body}}}\n"));
    assert_eq!(client.call("shutdown", Value::Null), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn a_message_that_is_none_harms_nothing() {
    let mut client = Client::ready();
    let id = client.request("textDocument/codeAction", json!({ "textDocument": 1 }));
    assert_eq!(client.answer(id)["error"]["code"], -32602);
    let id = client.request("textDocument/noSuchThing", json!({}));
    assert_eq!(client.answer(id)["error"]["code"], -32601);
    client.close("never-opened.nix");
    client.change("never-opened.nix", 2, Value::Null, "x");
    client.open("m.nix", "{ a = ; }");
    assert_eq!(client.diagnostics("m.nix", 1).len(), 1);
}

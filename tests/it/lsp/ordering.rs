//! Messages that come faster than they can be worked on, in the order in which they came.

use serde_json::{Value, json};

use super::client::Client;
use super::text::{Unit, everything};
use crate::chance::Chance;

/// A module of at least `length` characters in which nearly every one matters.
fn module(length: usize) -> String {
    let comments = ["", "/* 😀 */ ", "/*𝔘*/"];
    let line = |number: usize| {
        let comment = comments[number % comments.len()];
        format!("{comment}systemd.services.s{number}.serviceConfig.StandardError = \"syslog\";\n")
    };
    let mut text = "{\n".to_owned();
    let mut count = text.len() + "}\n".len();
    for line in (0..).map(line) {
        if count >= length {
            break;
        }
        count += line.chars().count();
        text += &line;
    }
    text + "}\n"
}

fn is_publication(message: &Value) -> bool {
    message["method"] == "textDocument/publishDiagnostics"
}

/// What a server says of a text that it gets in one piece.
fn fresh(text: &str) -> (Vec<Value>, Vec<Value>) {
    let mut client = Client::ready();
    client.open("m.nix", text);
    let found = client.diagnostics("m.nix", 1);
    (found, client.actions("m.nix", everything(), Some("source.fixAll")))
}

#[test]
fn two_thousand_changes_sent_without_waiting_are_all_applied_in_order() {
    let target: Vec<char> = module(2000).chars().collect();
    let mut client = Client::ready();
    client.open("m.nix", "");
    // Every character is put in its place at some time; the text is broken nearly all the while.
    let mut chance = Chance(1);
    let mut order: Vec<usize> = (0..target.len()).collect();
    for at in (1..order.len()).rev() {
        order.swap(at, chance.below(at + 1));
    }
    let mut placed: Vec<usize> = Vec::new();
    let mut requests: Vec<(i64, i64)> = Vec::new();
    for (step, &index) in order.iter().enumerate() {
        let version = step as i64 + 2;
        let at = placed.partition_point(|&other| other < index);
        let before: String = placed[..at].iter().map(|&index| target[index]).collect();
        let place = Unit::Utf16.position(&before, before.len());
        placed.insert(at, index);
        let new = target[index].to_string();
        client.change("m.nix", version, json!({ "start": place, "end": place }), &new);
        if step % 10 == 9 {
            let context = json!({ "diagnostics": [] });
            let params = client.code_action_params("m.nix", everything(), context);
            requests.push((client.request("textDocument/codeAction", params), version));
        }
    }
    assert!(order.len() >= 2000 && requests.len() >= 200);

    let last = order.len() as i64 + 1;
    let found = client.diagnostics("m.nix", last);
    for (id, version) in requests {
        let answer = client.answer(id);
        match answer["error"]["code"].as_i64() {
            // The document had moved on.
            Some(code) => assert_eq!(code, -32801, "{answer}"),
            None => {
                let actions = answer["result"].as_array().expect("a list");
                for action in actions.iter().filter(|it| it.get("edit").is_some()) {
                    let document = &action["edit"]["documentChanges"][0]["textDocument"];
                    assert_eq!(document["version"], version, "{action}");
                }
            }
        }
    }
    let versions: Vec<i64> = client
        .so_far(is_publication)
        .iter()
        .map(|it| it["params"]["version"].as_i64().expect("a version"))
        .collect();
    assert!(versions.is_sorted() && versions.iter().all(|it| *it < last), "{versions:?}");

    let target: String = target.iter().collect();
    let (expected, fixed) = fresh(&target);
    assert!(expected.len() > 20);
    assert_eq!(found, expected);
    let actions = client.actions("m.nix", everything(), Some("source.fixAll"));
    let new = Unit::Utf16.applied(&target, &actions[0], &client.uri("m.nix"));
    assert_eq!(new, target.replace("\"syslog\"", "\"journal\""));
    assert_eq!(fixed.len(), 1);
}

#[test]
fn requests_of_the_server_may_stay_without_an_answer() {
    let mut client = Client::start();
    client.is_mute = true;
    client.capabilities = json!({ "workspace": {
        "didChangeWatchedFiles": { "dynamicRegistration": true },
        "didChangeConfiguration": { "dynamicRegistration": true },
        "configuration": true,
    } });
    client.initialize();
    let text = module(400);
    client.open("m.nix", &text);
    for _ in 0..8 {
        client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    }
    for _ in 0..8 {
        client.wait(|it| it["method"] == "workspace/configuration");
    }
    let start = Unit::Utf16.range(&text, 0..0);
    for version in 2..300 {
        client.change("m.nix", version, start.clone(), "\n");
    }
    let found = client.diagnostics("m.nix", 299);
    assert_eq!(found[0]["range"]["start"]["line"], 299);
    client.actions("m.nix", everything(), None);
    assert_eq!(client.call("shutdown", Value::Null), Value::Null);
    client.notify("exit", Value::Null);
    assert_eq!(client.ended().code(), Some(0));
}

#[test]
fn a_request_is_cancelled_while_a_long_text_is_linted() {
    let mut client = Client::ready();
    let text = module(1_000_000);
    client.open("m.nix", &text);
    let context = json!({ "diagnostics": [] });
    let params = client.code_action_params("m.nix", everything(), context);
    let id = client.request("textDocument/codeAction", params);
    client.notify("$/cancelRequest", json!({ "id": id }));
    assert_eq!(client.answer(id)["error"]["code"], -32800);
    let published = client.so_far(is_publication);
    assert_eq!(published.len(), 0, "the text is too short for this test");
    // The server is free for other questions meanwhile, and what it works on is given up.
    client.change("m.nix", 2, Value::Null, &module(100));
    assert!(!client.diagnostics("m.nix", 2).is_empty());
    assert_eq!(client.so_far(is_publication).len(), 0, "an old version was published");
}

#[test]
fn a_request_for_an_old_version_says_so() {
    let mut client = Client::ready();
    client.open("m.nix", &module(1_000_000));
    let context = json!({ "diagnostics": [] });
    let params = client.code_action_params("m.nix", everything(), context);
    let id = client.request("textDocument/codeAction", params);
    client.change("m.nix", 2, Value::Null, "{ }");
    assert_eq!(client.answer(id)["error"]["code"], -32801);
}

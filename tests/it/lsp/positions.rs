//! Columns in every encoding that the protocol knows.

use serde_json::{Value, json};

use super::client::Client;
use super::text::{Unit, everything, find, titled};

const TEXT: &str = "# 😀 grüße 𝔘\r\n{ /* 😀𝔘é */ systemd.services.a.serviceConfig.StandardOutput = \"syslog\"; /* 😀 */ }\r\n";

fn ready(unit: Unit) -> Client {
    let mut client = Client::start();
    // Each one but UTF-16, which needs no word, is the first of what the client offers.
    let offered: Vec<&str> = match unit {
        Unit::Utf8 => vec!["utf-16", "utf-8"],
        Unit::Utf16 => Vec::new(),
        Unit::Utf32 => vec!["utf-32", "utf-16"],
    };
    client.capabilities = match offered.is_empty() {
        true => json!({}),
        false => json!({ "general": { "positionEncodings": offered } }),
    };
    let result = client.initialize();
    assert_eq!(result["capabilities"]["positionEncoding"], unit.name());
    client
}

#[test]
fn findings_and_fixes_count_as_agreed() {
    for unit in Unit::ALL {
        let mut client = ready(unit);
        client.open("m.nix", TEXT);
        let found = client.diagnostics("m.nix", 1);
        assert_eq!(unit.slice(TEXT, &found[0]["range"]), "StandardOutput", "{unit:?}");
        let actions = client.actions("m.nix", found[0]["range"].clone(), None);
        let action = titled(&actions, "Replace \"syslog\" by \"journal\"");
        let new = unit.applied(TEXT, action, &client.uri("m.nix"));
        assert_eq!(new, TEXT.replace("\"syslog\"", "\"journal\""), "{unit:?}");
    }
}

#[test]
fn a_client_that_counts_otherwise_than_it_says_can_name_what_it_counts_in() {
    for unit in Unit::ALL {
        let mut client = Client::start();
        let params = json!({
            "processId": null,
            "rootUri": client.uri(""),
            "capabilities": {},
            "initializationOptions": { "positionEncoding": unit.name() },
        });
        let result = client.call("initialize", params);
        assert_eq!(result["capabilities"]["positionEncoding"], unit.name());
        client.notify("initialized", json!({}));
        client.open("m.nix", TEXT);
        let found = client.diagnostics("m.nix", 1);
        assert_eq!(unit.slice(TEXT, &found[0]["range"]), "StandardOutput", "{unit:?}");
    }
}

#[test]
fn changes_count_as_agreed() {
    for unit in Unit::ALL {
        let mut client = ready(unit);
        client.open("m.nix", TEXT);
        let mut text = TEXT.to_owned();
        let edits = [("syslog", "syslog+console"), ("😀𝔘é", "𝔘😀\r\n😀"), ("😀 */ }", "é */\r\n}")];
        for (version, (old, new)) in (2..).zip(edits) {
            let range = find(&text, old);
            client.change("m.nix", version, unit.range(&text, range.clone()), new);
            text.replace_range(range, new);
        }
        let found = client.diagnostics("m.nix", 4);
        assert_eq!(unit.slice(&text, &found[0]["range"]), "StandardOutput", "{unit:?}");
        let actions = client.actions("m.nix", everything(), Some("source.fixAll"));
        let new = unit.applied(&text, &actions[0], &client.uri("m.nix"));
        assert_eq!(new, text.replace("syslog+", "journal+"), "{unit:?}");
    }
}

#[test]
fn positions_beyond_an_end_are_taken_as_that_end() {
    let mut client = Client::ready();
    client.open("m.nix", TEXT);
    client.diagnostics("m.nix", 1);
    let beyond = json!({ "line": 1, "character": 9999 });
    client.change("m.nix", 2, json!({ "start": beyond, "end": beyond }), " # end");
    let below = json!({ "line": 9999, "character": 3 });
    client.change("m.nix", 3, json!({ "start": below, "end": below }), "# last");
    let actions = client.actions("m.nix", everything(), Some("source.fixAll"));
    let text = TEXT.replace("}\r\n", "} # end\r\n") + "# last";
    let new = Unit::Utf16.applied(&text, &actions[0], &client.uri("m.nix"));
    assert_eq!(new, text.replace("\"syslog\"", "\"journal\""));
    // Half of a character is none of it: the change lands in front of the 😀.
    let half = json!({ "line": 0, "character": 3 });
    client.change("m.nix", 4, json!({ "start": half, "end": half }), "\n#");
    let found = client.diagnostics("m.nix", 4);
    assert_eq!(found[0]["range"]["start"]["line"], 2);
    assert_eq!(found.len(), 1, "{:?}", Value::from(found.clone()));
}

//! Configuration files and the settings of the editor.

use serde_json::{Value, json};

use super::client::Client;
use super::text::summary;

const TEXT: &str = "{ systemd.services.a.serviceConfig = { StandardOutput = \"syslog\"; MountFlags = \"private\"; }; }\n";
const BOTH: [&str; 2] = ["0:39 syslog-output", "0:66 mount-flags-private"];

/// A client that says when files change, as the server has asked.
fn watching() -> Client {
    let mut client = Client::start();
    client.capabilities = json!({ "workspace": {
        "didChangeWatchedFiles": { "dynamicRegistration": true },
        "configuration": true,
    } });
    client
}

#[test]
fn the_nearest_file_is_in_force() {
    let mut client = Client::ready();
    client.write("cfglint.toml", "ignore = [\"syslog-output\"]\n");
    client.write("sub/cfglint.toml", "severity.syslog-output = \"error\"\n");
    client.open("m.nix", TEXT);
    assert_eq!(summary(&client.diagnostics("m.nix", 1)), BOTH[1..]);
    client.open("sub/deep/m.nix", TEXT);
    let found = client.diagnostics("sub/deep/m.nix", 1);
    assert_eq!(
        (summary(&found), &found[0]["severity"]),
        (BOTH.map(str::to_owned).to_vec(), &json!(1))
    );
}

#[test]
fn settings_that_come_with_the_first_message_count_from_the_first_file_on() {
    let settings = json!({ "ignore": ["syslog-output"] });
    for options in [json!({ "cfglint": settings }), settings] {
        let mut client = Client::start();
        let root = client.uri("");
        let params = json!({
            "processId": null, "rootUri": root, "capabilities": {}, "initializationOptions": options,
        });
        client.call("initialize", params);
        client.notify("initialized", json!({}));
        client.open("m.nix", TEXT);
        assert_eq!(summary(&client.diagnostics("m.nix", 1)), BOTH[1..]);
    }
}

#[test]
fn a_changed_file_is_in_force_at_once() {
    let mut client = watching();
    client.initialize();
    let asked = client.wait(|it| it["method"] == "client/registerCapability");
    assert!(asked.to_string().contains("**/cfglint.toml"), "{asked}");
    client.open("m.nix", TEXT);
    assert_eq!(summary(&client.diagnostics("m.nix", 1)), BOTH);
    client.write("cfglint.toml", "ignore = [\"syslog-output\"]\n");
    client.changed_on_disk("cfglint.toml");
    assert_eq!(summary(&client.diagnostics("m.nix", 1)), BOTH[1..]);
}

/// The patterns that the server asks to watch for files of settings, and the name of the question.
fn watched(client: &mut Client) -> (Value, String) {
    let asked = client.wait(|it| {
        let id = it["params"]["registrations"][0]["id"].as_str();
        it["method"] == "client/registerCapability"
            && id.is_some_and(|id| id.starts_with("cfglint/settings/"))
    });
    let asked = &asked["params"]["registrations"][0];
    assert_eq!(asked["method"], "workspace/didChangeWatchedFiles");
    let watchers = super::client::array(&asked["registerOptions"]["watchers"]);
    let globs = watchers.iter().map(|it| it["globPattern"].clone()).collect();
    (globs, asked["id"].as_str().unwrap().to_owned())
}

#[test]
fn files_that_settings_extend_are_watched() {
    let mut client = watching();
    client.capabilities["workspace"]["didChangeWatchedFiles"]["relativePatternSupport"] =
        json!(true);
    client.write("cfglint.toml", "extend = \"shared/a*.conf\"\n");
    client.write("shared/a*.conf", "extend = \"../gone.toml\"\n");
    client.initialize();
    client.open("m.nix", TEXT);
    let (globs, first) = watched(&mut client);
    let (root, shared) = (client.uri(""), client.uri("shared"));
    let gone = json!({ "baseUri": root, "pattern": "gone.toml" });
    let base = json!({ "baseUri": shared, "pattern": "a?.conf" });
    assert_eq!(globs, json!([gone, base]), "one that is not there may turn up");
    client.write("gone.toml", "ignore = [\"syslog-output\"]\n");
    client.changed_on_disk("gone.toml");
    let uri = client.uri("m.nix");
    client.wait(|it| {
        let found = it["params"]["diagnostics"].as_array();
        it["params"]["uri"] == *uri && found.is_some_and(|found| summary(found) == BOTH[1..])
    });
    client.write("cfglint.toml", "extend = \"gone.toml\"\n");
    client.changed_on_disk("cfglint.toml");
    let (globs, second) = watched(&mut client);
    assert_eq!(globs, json!([gone]));
    let unregistered = |client: &mut Client| {
        let asked = client.wait(|it| it["method"] == "client/unregisterCapability");
        asked["params"]["unregisterations"][0]["id"].as_str().unwrap().to_owned()
    };
    assert_eq!(unregistered(&mut client), first);
    client.write("cfglint.toml", "");
    client.changed_on_disk("cfglint.toml");
    assert_eq!(unregistered(&mut client), second);
    let more = client.so_far(|it| it["method"] == "client/registerCapability");
    assert!(!more.iter().any(|it| it.to_string().contains("cfglint/settings")), "{more:?}");
}

#[test]
fn settings_above_the_workspace_are_watched() {
    let mut client = watching();
    client.write("cfglint.toml", "extend = \"p/base.toml\"\n");
    client.write("p/base.toml", "");
    let params = json!({
        "processId": null, "rootUri": client.uri("p"), "capabilities": client.capabilities,
    });
    client.call("initialize", params);
    client.notify("initialized", json!({}));
    client.open("p/m.nix", TEXT);
    let above = client.folder.path().join("cfglint.toml");
    assert_eq!(watched(&mut client).0, json!([above, "**/base.toml"]));
}

#[test]
fn a_broken_file_is_reported_and_the_last_good_one_stays() {
    let mut client = Client::ready();
    client.write("cfglint.toml", "ignore = [\"syslog-output\"]\n");
    client.open("m.nix", TEXT);
    assert_eq!(summary(&client.diagnostics("m.nix", 1)), BOTH[1..]);

    client.write("cfglint.toml", "# é\nignore = [\"syslog-outptu\"]\n");
    client.changed_on_disk("cfglint.toml");
    let found = client.diagnostics("cfglint.toml", Value::Null);
    assert_eq!(found[0]["severity"], 1);
    assert_eq!(found[0]["range"]["start"], json!({ "line": 1, "character": 10 }));
    let message = found[0]["message"].as_str().expect("a text");
    assert!(message.contains("syslog-outptu") && message.contains("syslog-output`"), "{message}");
    client.change("m.nix", 2, Value::Null, TEXT);
    assert_eq!(summary(&client.diagnostics("m.nix", 2)), BOTH[1..]);

    client.write("cfglint.toml", "ignore = [\"mount-flags-private\"]\n");
    client.changed_on_disk("cfglint.toml");
    assert_eq!(client.diagnostics("cfglint.toml", Value::Null), [] as [Value; 0]);
    assert_eq!(summary(&client.diagnostics("m.nix", 2)), BOTH[..1]);
}

#[test]
fn a_file_open_in_the_editor_counts_as_it_is_there() {
    let mut client = Client::ready();
    client.write("cfglint.toml", "");
    client.open("m.nix", TEXT);
    client.diagnostics("m.nix", 1);
    let uri = client.uri("cfglint.toml");
    let text = "ignore = [\"systemd\"]\n";
    let document = json!({ "uri": uri, "languageId": "toml", "version": 1, "text": text });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    assert_eq!(client.diagnostics("m.nix", 1), [] as [Value; 0]);
    client.change("cfglint.toml", 2, Value::Null, "ignore = ");
    assert_eq!(client.diagnostics("cfglint.toml", 2).len(), 1);
    client.change("cfglint.toml", 3, Value::Null, "");
    assert_eq!(summary(&client.diagnostics("m.nix", 1)), BOTH);
}

#[test]
fn a_client_that_watches_nothing_gets_new_settings_with_the_next_change() {
    let mut client = Client::ready();
    client.open("m.nix", TEXT);
    assert_eq!(summary(&client.diagnostics("m.nix", 1)), BOTH);
    client.write("cfglint.toml", "ignore = [\"syslog-output\"]\n");
    client.change("m.nix", 2, Value::Null, TEXT);
    assert_eq!(summary(&client.diagnostics("m.nix", 2)), BOTH[1..]);
}

#[test]
fn an_excluded_document_is_left_alone() {
    let mut client = Client::ready();
    client.write("cfglint.toml", "exclude = [\"generated/**\"]\n");
    client.open("generated/m.nix", TEXT);
    assert_eq!(client.diagnostics("generated/m.nix", 1), [] as [Value; 0]);
}

#[test]
fn an_excluded_folder_is_left_alone_whatever_settings_it_has() {
    let mut client = Client::ready();
    client.write("cfglint.toml", "exclude = [\"vendor/\"]\n");
    client.write("vendor/cfglint.toml", "no-such-key = 1\n");
    client.write("vendor/own/cfglint.toml", "");
    for name in ["vendor/m.nix", "vendor/own/deep/m.nix"] {
        client.open(name, TEXT);
        assert_eq!(client.diagnostics(name, 1), [] as [Value; 0]);
    }
    client.open("m.nix", TEXT);
    assert_eq!(summary(&client.diagnostics("m.nix", 1)), BOTH);
    let told = client.so_far(|it| it.to_string().contains("no-such-key"));
    assert_eq!(told, [] as [Value; 0], "of settings that do not count, nobody wants to know");
    client.write("cfglint.toml", "");
    client.change("vendor/own/deep/m.nix", 2, Value::Null, TEXT);
    assert_eq!(summary(&client.diagnostics("vendor/own/deep/m.nix", 2)), BOTH);
}

#[test]
fn the_editor_has_settings_too() {
    let mut client = watching();
    client.settings = json!({ "ignore": ["syslog-output"] });
    client.initialize();
    client.wait(|it| it["method"] == "workspace/configuration");
    client.open("m.nix", TEXT);
    // The answer may come after the document.
    let uri = client.uri("m.nix");
    client.wait(|it| {
        let found = it["params"]["diagnostics"].as_array();
        it["params"]["uri"] == *uri && found.is_some_and(|found| summary(found) == BOTH[1..])
    });
    client.settings = json!({ "ignore": ["no-such-lint"] });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    let shown = client.wait(|it| it["method"] == "window/showMessage");
    assert!(shown["params"]["message"].as_str().is_some_and(|it| it.contains("no-such-lint")));
    client.settings = Value::Null;
    client.notify("workspace/didChangeConfiguration", json!({ "settings": null }));
    client.wait(|it| {
        let found = it["params"]["diagnostics"].as_array();
        it["params"]["uri"] == *uri && found.is_some_and(|found| summary(found) == BOTH)
    });
}

//! What is published, and when.

use serde_json::{Value, json};

use super::client::Client;
use super::text::{Unit, find, summary};

const GREETER: &str = r#"{
  systemd.services.greeter.serviceConfig = {
    StandardOutput = "syslog";
    ExecStart = "/bin/greeter";
  };
}
"#;

#[test]
fn a_finding_has_all_that_an_editor_shows() {
    let mut client = Client::ready();
    client.open("greeter.nix", GREETER);
    let found = client.diagnostics("greeter.nix", 1);
    let [finding] = &found[..] else { panic!("{found:#?}") };
    assert_eq!(finding["range"], Unit::Utf16.range(GREETER, find(GREETER, "StandardOutput")));
    assert_eq!(finding["severity"], 2);
    assert_eq!(finding["source"], "cfglint");
    assert_eq!(finding["code"], "syslog-output");
    let href = finding["codeDescription"]["href"].as_str().expect("a link");
    assert!(href.starts_with("https://") && href.ends_with("/syslog-output.md"), "{href}");
    assert_eq!(finding["tags"], Value::Null, "the option is fine, only its value is not");
    let message = finding["message"].as_str().expect("a text");
    assert!(message.starts_with("StandardOutput = \"syslog\" is obsolete"), "{message}");
}

#[test]
fn a_deprecated_option_is_shown_as_such() {
    let mut client = Client::ready();
    let text = "{ systemd.services.a.serviceConfig.PermissionsStartOnly = true; }\n";
    client.open("a.nix", text);
    let found = client.diagnostics("a.nix", 1);
    assert_eq!(
        (&found[0]["code"], &found[0]["tags"]),
        (&json!("permissions-start-only"), &json!([2]))
    );
}

#[test]
fn an_encrypted_file_is_one_hint() {
    let mut client = Client::ready();
    client.open("a.nix", "\0GITCRYPT\0\u{1}\u{fffd}{ ( ''");
    let found = client.diagnostics("a.nix", 1);
    let [finding] = &found[..] else { panic!("{found:#?}") };
    let message = finding["message"].as_str().expect("a text");
    assert!(message.starts_with("git-crypt has encrypted this file"), "{message}");
    assert_eq!(finding["severity"], 3);
}

#[test]
fn each_severity_is_visible() {
    let text = r#"{
  systemd.services.a.serviceConfig.RemainAfterExit = true;
  systemd.services.a.startAt = "daily";
  systemd.services.b.serviceConfig.StandardError = "syslog";
  systemd.services.c.serviceConfig.MountFlags = "private";
}
"#;
    let mut client = Client::ready();
    client.open("a.nix", text);
    let found = client.diagnostics("a.nix", 1);
    let severities: Vec<(&str, i64)> = found
        .iter()
        .map(|it| (it["code"].as_str().unwrap_or_default(), it["severity"].as_i64().unwrap_or(0)))
        .collect();
    let expected =
        [("remain-after-exit-timer", 1), ("syslog-output", 2), ("mount-flags-private", 3)];
    assert_eq!(severities, expected);
}

#[test]
fn a_broken_text_keeps_the_findings_of_the_rest() {
    let mut client = Client::ready();
    client.open("greeter.nix", GREETER);
    client.diagnostics("greeter.nix", 1);
    let end = find(GREETER, "    ExecStart");
    let place = Unit::Utf16.range(GREETER, end.start..end.start);
    client.change("greeter.nix", 2, place, "    Restart = \n");
    let found = client.diagnostics("greeter.nix", 2);
    let lints: Vec<&Value> = found.iter().map(|it| &it["code"]).collect();
    assert!(lints.contains(&&json!("syslog-output")), "{found:#?}");
    assert!(lints.contains(&&json!("syntax-error")), "{found:#?}");
}

#[test]
fn closing_a_document_takes_its_findings_back() {
    let mut client = Client::ready();
    client.open("greeter.nix", GREETER);
    assert_eq!(client.diagnostics("greeter.nix", 1).len(), 1);
    client.close("greeter.nix");
    assert_eq!(client.diagnostics("greeter.nix", Value::Null), [] as [Value; 0]);
    // Opened again it is told of again, though nothing else has changed.
    client.open("greeter.nix", GREETER);
    assert_eq!(client.diagnostics("greeter.nix", 1).len(), 1);
}

#[test]
fn a_mended_document_has_no_findings() {
    let mut client = Client::ready();
    client.open("greeter.nix", GREETER);
    assert_eq!(client.diagnostics("greeter.nix", 1).len(), 1);
    let word = Unit::Utf16.range(GREETER, find(GREETER, "syslog"));
    client.change("greeter.nix", 2, word, "journal");
    assert_eq!(client.diagnostics("greeter.nix", 2), [] as [Value; 0]);
}

#[test]
fn documents_without_a_file_are_linted_too() {
    let mut client = Client::ready();
    let uri = "untitled:Untitled-1";
    let document = json!({ "uri": uri, "languageId": "nix", "version": 7, "text": GREETER });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    let message = client.wait(|it| it["params"]["uri"] == uri);
    let found = message["params"]["diagnostics"].as_array().expect("a list");
    assert_eq!(
        (summary(found), &message["params"]["version"]),
        (vec!["2:4 syslog-output".to_owned()], &json!(7))
    );
}

#[test]
fn other_languages_are_left_alone() {
    let mut client = Client::ready();
    let uri = client.uri("a.txt");
    let document = json!({ "uri": uri, "languageId": "plaintext", "version": 1, "text": GREETER });
    client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    client.open("greeter.nix", GREETER);
    client.diagnostics("greeter.nix", 1);
    assert_eq!(client.so_far(|it| it["params"]["uri"] == *uri), [] as [Value; 0]);
}

#[test]
fn a_version_that_does_not_grow_is_ignored() {
    let mut client = Client::ready();
    client.open("greeter.nix", GREETER);
    client.diagnostics("greeter.nix", 1);
    client.change("greeter.nix", 1, Value::Null, "{ }");
    client.wait(|it| it["method"] == "window/logMessage");
    let place = Unit::Utf16.range(GREETER, 0..0);
    client.change("greeter.nix", 5, place, "\n");
    assert_eq!(summary(&client.diagnostics("greeter.nix", 5)), ["3:4 syslog-output"]);
}

#[test]
fn hovering_over_a_finding_explains_its_lint() {
    let mut client = Client::ready();
    client.open("greeter.nix", GREETER);
    let hover = |client: &mut Client, needle: &str| {
        let position = Unit::Utf16.position(GREETER, find(GREETER, needle).start);
        let document = json!({ "uri": client.uri("greeter.nix") });
        client.call("textDocument/hover", json!({ "textDocument": document, "position": position }))
    };
    let explained = hover(&mut client, "Output");
    assert_eq!(explained["contents"]["kind"], "markdown");
    let text = explained["contents"]["value"].as_str().expect("a text");
    for part in [
        "syslog-output",
        "A service that sends its output to syslog.",
        "\n## Why\n",
        "\n```nix\n{\n",
    ] {
        assert!(text.contains(part), "{part:?} is missing in {text}");
    }
    assert_eq!(explained["range"], Unit::Utf16.range(GREETER, find(GREETER, "StandardOutput")));
    let other = hover(&mut client, "ExecStart");
    assert!(!other["contents"]["value"].as_str().unwrap_or_default().contains("syslog-output"));
    let other = hover(&mut client, "\"syslog\"");
    assert!(!other["contents"]["value"].as_str().unwrap_or_default().contains("## Why"));
}

//! Code actions: what is offered, and what a text is after each.

use serde_json::{Value, json};

use super::client::Client;
use super::text::{Unit, everything, find, titled, titles};

const TWO: &str = r#"{
  systemd.services.a.serviceConfig.StandardOutput = "syslog";
  systemd.services.b.serviceConfig.StandardError = "syslog+console";
  systemd.services.c.serviceConfig.RemainAfterExit = true;
  systemd.services.c.startAt = "daily";
}
"#;

fn opened(text: &str) -> Client {
    let mut client = Client::ready();
    client.open("m.nix", text);
    client
}

fn applied(client: &Client, text: &str, action: &Value) -> String {
    Unit::Utf16.applied(text, action, &client.uri("m.nix"))
}

#[test]
fn a_quick_fix_mends_its_finding() {
    let mut client = opened(TWO);
    let place = Unit::Utf16.range(TWO, find(TWO, "StandardOutput"));
    let actions = client.actions("m.nix", place, Some("quickfix"));
    let action = titled(&actions, "Replace \"syslog\" by \"journal\"");
    assert_eq!(applied(&client, TWO, action), TWO.replace("\"syslog\"", "\"journal\""));
    assert_eq!(action["kind"], "quickfix");
    assert_eq!(action["isPreferred"], true);
    assert_eq!(action["diagnostics"][0]["code"], "syslog-output");
    let version = &action["edit"]["documentChanges"][0]["textDocument"]["version"];
    assert_eq!(*version, 1);
    // The finding on the next line is not meant.
    assert!(!titles(&actions).iter().any(|it| it.contains("console")), "{:?}", titles(&actions));
}

#[test]
fn an_unsafe_fix_says_so_and_is_not_preferred() {
    let mut client = opened(TWO);
    let place = Unit::Utf16.range(TWO, find(TWO, "RemainAfterExit"));
    let actions = client.actions("m.nix", place, None);
    let title = "Delete `RemainAfterExit`, so that each run ends (unsafe)";
    let action = titled(&actions, title);
    assert_eq!(action.get("isPreferred"), None);
    let line = "  systemd.services.c.serviceConfig.RemainAfterExit = true;\n";
    assert_eq!(applied(&client, TWO, action), TWO.replace(line, ""));
}

#[test]
fn fix_all_applies_safe_fixes_only() {
    let mut client = opened(TWO);
    let actions = client.actions("m.nix", everything(), Some("source.fixAll"));
    let [action] = &actions[..] else { panic!("{:?}", titles(&actions)) };
    assert_eq!(action["kind"], "source.fixAll.cfglint");
    let expected = TWO
        .replace("\"syslog\"", "\"journal\"")
        .replace("\"syslog+console\"", "\"journal+console\"");
    assert_eq!(applied(&client, TWO, action), expected);
    client.change("m.nix", 2, Value::Null, &expected);
    assert_eq!(client.actions("m.nix", everything(), Some("source.fixAll")), [] as [Value; 0]);
}

#[test]
fn fix_all_heeds_the_other_files_of_the_project() {
    let text = r#"{
  systemd.services.a = {
    confinement.enable = true;
    serviceConfig = {
      ProtectSystem = "full";
      StandardError = "syslog";
    };
  };
}
"#;
    let other = "{ lib, ... }: {
  systemd.services.a.serviceConfig.ProtectSystem = lib.mkForce false;
}
";
    let mut client = Client::ready();
    client.write("cfglint.toml", "release = \"23.11\"\n");
    client.open("m.nix", text);
    let fixed = |client: &mut Client| {
        let actions = client.actions("m.nix", everything(), Some("source.fixAll"));
        applied(client, text, &actions[0])
    };
    let mended = text.replace("syslog", "journal");
    assert_eq!(fixed(&mut client), mended.replace("      ProtectSystem = \"full\";\n", ""));
    client.open("other.nix", other);
    client.diagnostics("other.nix", 1);
    assert_eq!(fixed(&mut client), mended);
}

#[test]
fn only_the_wanted_kinds_are_offered() {
    let mut client = opened(TWO);
    let kinds = |client: &mut Client, only: Option<&str>| {
        let actions = client.actions("m.nix", everything(), only);
        let mut kinds: Vec<String> =
            actions.iter().map(|it| it["kind"].as_str().unwrap_or_default().to_owned()).collect();
        kinds.dedup();
        kinds
    };
    assert_eq!(kinds(&mut client, None), ["quickfix", "source.fixAll.cfglint"]);
    assert_eq!(kinds(&mut client, Some("quickfix")), ["quickfix"]);
    assert_eq!(kinds(&mut client, Some("source")), ["source.fixAll.cfglint"]);
    assert_eq!(kinds(&mut client, Some("source.fixAll.cfglint")), ["source.fixAll.cfglint"]);
    assert_eq!(kinds(&mut client, Some("refactor")), [] as [&str; 0]);
    assert_eq!(kinds(&mut client, Some("source.organizeImports")), [] as [&str; 0]);
}

#[test]
fn a_finding_that_the_client_names_is_meant_too() {
    let mut client = opened(TWO);
    let found = client.diagnostics("m.nix", 1);
    let elsewhere = Unit::Utf16.range(TWO, 0..0);
    assert_eq!(client.actions("m.nix", elsewhere.clone(), Some("quickfix")), [] as [Value; 0]);
    let context = json!({ "diagnostics": [found[0]], "only": ["quickfix"] });
    let params = client.code_action_params("m.nix", elsewhere, context);
    let actions = client.call("textDocument/codeAction", params);
    assert!(!actions.as_array().expect("a list").is_empty());
}

#[test]
fn a_client_that_knows_no_versions_gets_plain_changes() {
    let mut client = Client::start();
    client.capabilities = json!({});
    client.initialize();
    client.open("m.nix", TWO);
    let place = Unit::Utf16.range(TWO, find(TWO, "StandardOutput"));
    let actions = client.actions("m.nix", place, Some("quickfix"));
    let action = titled(&actions, "Replace \"syslog\" by \"journal\"");
    assert_eq!(action["edit"].get("documentChanges"), None);
    assert_eq!(applied(&client, TWO, action), TWO.replace("\"syslog\"", "\"journal\""));
}

#[test]
fn many_findings_make_no_endless_menu() {
    let line = |number: usize| {
        format!("  systemd.services.s{number}.serviceConfig.StandardError = \"syslog\";\n")
    };
    let text = format!("{{\n{}}}\n", (0..200).map(line).collect::<String>());
    let mut client = opened(&text);
    let actions = client.actions("m.nix", everything(), None);
    assert!((32..200).contains(&actions.len()), "{}", actions.len());
    let all = titled(&actions, "Fix everything that can be fixed safely");
    assert_eq!(applied(&client, &text, all), text.replace("syslog", "journal"));
}

#[test]
fn line_ends_are_kept() {
    let text = TWO.replace('\n', "\r\n");
    let mut client = opened(&text);
    let actions = client.actions("m.nix", everything(), None);
    let action = titled(&actions, "Delete `RemainAfterExit`, so that each run ends (unsafe)");
    let line = "  systemd.services.c.serviceConfig.RemainAfterExit = true;\r\n";
    assert_eq!(applied(&client, &text, action), text.replace(line, ""));
}

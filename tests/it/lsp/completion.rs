//! What can be written at the cursor.

use serde_json::{Value, json};

use super::client::{Client, array};
use super::marked::{at_offset, marked, open_at};
use super::text::Unit;

fn items(client: &mut Client, text: &str) -> (String, Vec<Value>) {
    let (text, params) = open_at(client, "m.nix", text);
    let found = array(&client.call("textDocument/completion", params));
    client.close("m.nix");
    (text, found)
}

fn labels_of(client: &mut Client, text: &str) -> Vec<String> {
    let (_, found) = items(client, text);
    found.iter().filter_map(|it| it["label"].as_str()).map(str::to_owned).collect()
}

fn labels(text: &str) -> Vec<String> {
    let mut client = Client::ready();
    labels_of(&mut client, text)
}

fn has(found: &[String], names: &[&str]) -> bool {
    names.iter().all(|name| found.iter().any(|it| it == name))
}

/// The text after the item with a label.
fn after(client: &mut Client, text: &str, label: &str) -> String {
    let (text, found) = items(client, text);
    let item = found.iter().find(|it| it["label"] == label);
    let item = item.unwrap_or_else(|| panic!("no {label} in {found:#?}"));
    let edit = json!({ "edit": { "changes": { "m": [item["textEdit"]] } } });
    Unit::Utf16.applied(&text, &edit, "m")
}

#[test]
fn directives_are_those_of_the_section() {
    for text in [
        "{ systemd.services.a.serviceConfig = { Ex¦ }; }",
        "{ systemd.services.a.serviceConfig.Ex¦",
        "{ systemd.services.a.serviceConfig.¦ = 1; }",
        "{ systemd.services.a = { serviceConfig = {\n  Type = \"simple\";\n  ¦\n  Restart = \"no\";\n}; }; }",
        "{ lib, ... }: { config = lib.mkIf true { systemd.services.a.serviceConfig = { Ex¦ }; }; }",
        "{ systemd.user.services.a.Service = { Ex¦ }; }",
    ] {
        let found = labels(text);
        assert!(has(&found, &["ExecStart", "Restart", "MemoryMax"]), "{text}: {found:?}");
        assert!(!has(&found, &["OnCalendar"]) && !has(&found, &["MemoryLimit"]), "{text}");
    }
    let found = labels("{ systemd.timers.a.timerConfig = { On¦ }; }");
    assert!(has(&found, &["OnCalendar"]) && !has(&found, &["ExecStart"]), "{found:?}");
    let found = labels("{ systemd.services.a.unitConfig.¦ }");
    assert!(has(&found, &["ConditionPathExists"]) && !has(&found, &["ExecStart"]), "{found:?}");
}

#[test]
fn options_of_units_are_those_of_their_kind() {
    let found = labels("{ systemd.services.a.¦ }");
    assert!(
        has(&found, &["after", "serviceConfig", "script", "unitConfig", "enable"]),
        "{found:?}"
    );
    assert!(!has(&found, &["timerConfig"]) && !has(&found, &["ExecStart"]), "{found:?}");
    assert!(has(&labels("{ systemd.timers.a = { ¦ }; }"), &["timerConfig", "wantedBy"]));
}

#[test]
fn snippets_are_for_clients_that_have_them() {
    let text = "{ systemd.services.a.serviceConfig = { Ex¦ }; }";
    let mut client = Client::ready();
    let plain = "{ systemd.services.a.serviceConfig = { ExecStart }; }";
    assert_eq!(after(&mut client, text, "ExecStart"), plain);
    let mut client = Client::start();
    client.capabilities = json!({ "textDocument": { "completion": {
        "completionItem": { "snippetSupport": true },
    } } });
    client.initialize();
    let (_, found) = items(&mut client, text);
    let item = found.iter().find(|it| it["label"] == "ExecStart").expect("a directive");
    assert_eq!(
        (&item["insertTextFormat"], &item["textEdit"]["newText"]),
        (&json!(2), &json!("ExecStart = ${1};$0"))
    );
    // Where a value stands already, only the name is written.
    let text = "{ systemd.services.a.serviceConfig = { Ex¦ = 1; }; }";
    let new = "{ systemd.services.a.serviceConfig = { ExecStart = 1; }; }";
    assert_eq!(after(&mut client, text, "ExecStart"), new);
}

#[test]
fn words_of_a_directive_stand_in_its_string() {
    let mut client = Client::ready();
    for text in [
        "{ systemd.services.a.serviceConfig.Restart = \"¦\"; }",
        "{ systemd.services.a.serviceConfig.Restart = \"on¦",
        "{ systemd.services.a.serviceConfig = {\n  Restart = \"¦\n  Type = 1;\n}; }",
    ] {
        let found = labels_of(&mut client, text);
        assert!(has(&found, &["always", "on-failure", "no"]), "{text}: {found:?}");
    }
    let text = "{ systemd.services.a.serviceConfig.Restart = \"on¦-x\"; }";
    let new = "{ systemd.services.a.serviceConfig.Restart = \"on-failure\"; }";
    assert_eq!(after(&mut client, text, "on-failure"), new);
    assert_eq!(labels_of(&mut client, "{ a = \"¦\"; }"), [] as [&str; 0]);
}

#[test]
fn units_of_the_project_stand_in_lists_of_units() {
    let mut client = Client::start();
    client.write("other.nix", "{ systemd.services.db.script = \"\"; systemd.timers.dump = { }; }");
    client.capabilities = json!({ "textDocument": { "diagnostic": {} } });
    client.initialize();
    client.call("workspace/diagnostic", json!({ "previousResultIds": [] }));
    for text in [
        "{ systemd.services.a.after = [ \"¦\" ]; }",
        "{ systemd.services.a = { wantedBy = [ \"x.service\" \"¦\" ]; }; }",
        "{ systemd.services.a.unitConfig.After = \"x.service d¦\"; }",
    ] {
        let found = labels_of(&mut client, text);
        let expected = ["db.service", "dump.timer", "multi-user.target"];
        assert!(has(&found, &expected), "{text}: {found:?}");
    }
    let text = "{ systemd.services.a.unitConfig.After = \"x.service d¦ y.service\"; }";
    let new = "{ systemd.services.a.unitConfig.After = \"x.service db.service y.service\"; }";
    assert_eq!(after(&mut client, text, "db.service"), new);
}

#[test]
fn options_of_the_project_are_known() {
    let mut client = Client::start();
    client.write(
        "other.nix",
        "{ lib, ... }: { options.my.port = lib.mkOption { }; config.services.nginx.enable = true; }",
    );
    client.capabilities = json!({ "textDocument": { "diagnostic": {} } });
    client.initialize();
    client.call("workspace/diagnostic", json!({ "previousResultIds": [] }));
    assert_eq!(labels_of(&mut client, "{ services.nginx.¦ }"), ["enable"]);
    assert_eq!(labels_of(&mut client, "{ my = { ¦ }; }"), ["port"]);
    assert_eq!(labels_of(&mut client, "{ config, ... }: { a = config.my.¦; }"), ["port"]);
    assert!(has(&labels_of(&mut client, "{ ¦ }"), &["my", "services"]));
}

#[test]
fn what_was_typed_right_before_is_known() {
    let mut client = Client::ready();
    let (mut version, text) = (1, "{ config, ... }: { mine.before = 1; }");
    client.open("m.nix", text);
    client.diagnostics("m.nix", version);
    // The answer may come before or after the text has been linted, and is the same.
    for round in 0..20 {
        for rest in ["1; mine.¦", "config.mine.¦;"] {
            version += 1;
            let text = format!("{{ config, ... }}: {{ mine.n{round} = {rest} }}");
            let (text, at) = marked(&text);
            client.change("m.nix", version, Value::Null, &text);
            let place = at_offset(&client, "m.nix", &text, at);
            let found = array(&client.call("textDocument/completion", place));
            let found: Vec<_> = found.iter().filter_map(|it| it["label"].as_str()).collect();
            assert_eq!(found, [format!("n{round}")], "{text}");
        }
    }
}

#[test]
fn variables_and_attributes_in_scope_are_known() {
    let found = labels("{ pkgs, lib, ... }: let one = 1; f = x: ¦; two = 2; in one");
    assert!(has(&found, &["pkgs", "lib", "one", "two", "f", "x", "true"]), "{found:?}");
    let found = labels("let f = x: 1; in ¦");
    assert!(has(&found, &["f"]) && !has(&found, &["x"]), "{found:?}");
    let found = labels("let s = { aa = 1; b.c = 2; inherit (s) dd; }; in s.¦");
    assert_eq!(found, ["aa", "b", "dd"]);
    assert_eq!(labels("let s = { b = { cc = 2; }; }; in { a = s.b.¦; }"), ["cc"]);
}

#[test]
fn whole_and_begun_names_are_offered_the_same() {
    let mut client = Client::ready();
    // The first has no errors; the second is broken behind what matters.
    let mut same = |text: &str, expected: &[&str], others: &[&str]| {
        for text in [text.to_owned(), format!("{text} )")] {
            let found = labels_of(&mut client, &text);
            assert!(has(&found, expected), "{text}: {found:?}");
            assert!(!others.iter().any(|it| has(&found, &[it])), "{text}: {found:?}");
        }
    };
    let names = ["pkgs", "lib", "one", "two", "true"];
    same("{ pkgs, lib, ... }: let one = 1; f = x: x; two = on¦e; in one", &names, &["x"]);
    same("{ pkgs, lib, ... }: let one = 1; two = [ (one on¦e) ]; in one", &names, &["x"]);
    same("{ pkgs, lib, ... }: let one = 1; two = w¦ith one; one; in one", &names, &["x"]);
    same("{ one, pkgs, lib, two }: if on¦e then 1 else 2", &names, &["x"]);
    same("let s = { aa = 1; b.c = 2; }; in { a = s.a¦a; }", &["aa", "b"], &["s", "true"]);
    same("let s = { aa = 1; }; in { ¦a = s.aa; }", &[], &["s", "aa", "true"]);
    same("{ systemd.services.a.se¦rviceConfig.Type = \"simple\"; }", &["serviceConfig"], &["true"]);
    same("one: [ ./a-¦path/to one ]", &[], &["one", "true"]);
}

#[test]
fn what_is_inherited_is_a_name_from_around_the_set() {
    let found = labels("{ one, lib }: { inherit o¦ne; inherit (lib) id; }");
    assert!(has(&found, &["one", "lib"]) && !has(&found, &["id"]), "{found:?}");
    // As it is typed.
    for text in ["inherit ¦\n  two = 1;", "inherit lib o¦\n  two = 1;"] {
        let found = labels(&format!("{{ one, lib }}: {{\n  {text}\n}}"));
        assert!(has(&found, &["one", "lib"]) && !has(&found, &["two"]), "{text}: {found:?}");
    }
    assert!(has(&labels("{ one, lib }: let inherit o¦\n  two = 1; in two"), &["one", "lib"]));
    // What a set of another file has is not known.
    assert_eq!(labels("{ one, lib }: { inherit one; inherit (lib) i¦d; }"), [""; 0]);
    assert_eq!(labels("{ one, lib }: { in¦herit one; }"), [""; 0]);
}

#[test]
fn comments_name_lints() {
    let mut client = Client::ready();
    let text = "# cfglint: allow(sys¦\n{ }";
    let found = labels_of(&mut client, text);
    assert!(has(&found, &["syslog-output"]) && !has(&found, &["syntax-error"]), "{found:?}");
    let new = "# cfglint: allow(syslog-output\n{ }";
    assert_eq!(after(&mut client, text, "syslog-output"), new);
    let new = "{ } # cfglint: allow()";
    assert_eq!(after(&mut client, "{ } # cfg¦", "cfglint: allow(…)"), new);
    assert_eq!(labels_of(&mut client, "{ } # other¦"), [] as [&str; 0]);
}

#[test]
fn an_item_has_its_documentation_when_it_is_asked_for() {
    let mut client = Client::ready();
    let (_, found) = items(&mut client, "{ systemd.services.a.serviceConfig.Re¦ }");
    let item = found.iter().find(|it| it["label"] == "Restart").expect("a directive");
    assert_eq!(item.get("documentation"), None);
    let whole = client.call("completionItem/resolve", item.clone());
    let text = whole["documentation"]["value"].as_str().expect("a text");
    assert!(text.contains("`Restart=` in `[Service]`"), "{text}");
    let (_, found) = items(&mut client, "# cfglint: allow(¦");
    let item = found.iter().find(|it| it["label"] == "syslog-output").expect("a lint");
    let whole = client.call("completionItem/resolve", item.clone());
    assert!(whole["documentation"]["value"].as_str().expect("a text").contains("## Why"));
}

#[test]
fn every_place_of_broken_texts_is_answered() {
    let mut client = Client::ready();
    let text =
        "{ a = \"${x\"; systemd.services.é.serviceConfig = { \"Ex ''; # cfglint: allow(\n /* b";
    client.open("m.nix", text);
    for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
        let place = at_offset(&client, "m.nix", text, at);
        client.call("textDocument/completion", place.clone());
        client.call("textDocument/hover", place);
    }
}

//! Signatures, and what is shown only if its user wants it.

use serde_json::{Value, json};

use super::client::{Client, array};
use super::marked::open_at;
use super::text::Unit;

/// The signature and the active parameter, in `[…]`.
fn signature(client: &mut Client, text: &str) -> Option<String> {
    let (_, params) = open_at(client, "s.nix", text);
    let help = client.call("textDocument/signatureHelp", params);
    client.close("s.nix");
    let signature = help["signatures"].get(0)?;
    let label = signature["label"].as_str().expect("a label");
    let active = help["activeParameter"].as_u64().unwrap_or(0) as usize;
    Some(match signature["parameters"][active]["label"].as_str() {
        Some(name) => label.replacen(name, &format!("[{name}]"), 1),
        None => label.to_owned(),
    })
}

#[test]
fn functions_of_the_project_show_what_they_take() {
    let mut client = Client::ready();
    client.write("f.nix", "# Serves a folder.\n{ root, port ? 80, ... }: root\n");
    for (text, expected) in [
        ("let f = { aa, bb ? 1 }: aa; in f { bb¦ = 2; }", "f: { aa, [bb ? 1] }:"),
        ("let f = { aa, bb ? 1 }: aa; in f { aa = 1;¦ }", "f: { [aa], bb ? 1 }:"),
        ("let f = xx: { yy }: xx; in f 1 { ¦ }", "f: { [yy] }:"),
        ("let f = xx: yy: xx; in f ¦", "f: [xx]: yy:"),
        ("import ./f.nix { port = ¦1; }", "f.nix: { root, [port ? 80], ... }:"),
        ("x: x.callPackage ./f.nix { ro¦ot", "f.nix: { [root], port ? 80, ... }:"),
        ("let f = { aa }: aa; in { b = lib.mkIf c (f { aa = { x = ¦", "f: { [aa] }:"),
    ] {
        let found = signature(&mut client, text);
        // Where no key is being written, none is active but the first.
        assert_eq!(found.as_deref(), Some(expected), "{text}");
    }
    for text in ["{ a = ¦1; }", "x: x { a = ¦1; }", "map ¦", "let f = { a }: a; in f¦", "¦"] {
        assert_eq!(signature(&mut client, text), None, "{text}");
    }
}

#[test]
fn a_signature_has_the_comment_above_the_function() {
    let mut client = Client::start();
    let information = json!({ "parameterInformation": { "labelOffsetSupport": true } });
    client.capabilities =
        json!({ "textDocument": { "signatureHelp": { "signatureInformation": information } } });
    client.initialize();
    let text = "let\n  # Serves\n  # a folder.\n  f = { a, b }: a;\nin f { b = ¦1; }";
    let (_, params) = open_at(&mut client, "m.nix", text);
    let help = client.call("textDocument/signatureHelp", params);
    assert_eq!(help["signatures"][0]["documentation"], "Serves\na folder.");
    assert_eq!(help["signatures"][0]["label"], "f: { a, b }:");
    assert_eq!(help["signatures"][0]["parameters"][1]["label"], json!([8, 9]));
    assert_eq!(help["activeParameter"], 1);
}

const MODULE: &str = "{ lib, ... }: {\n  a.b = lib.mkForce 1;\n  c.d = 2;\n  c.e = lib.mkDefault 3;\n  config.f.g = lib.mkIf true 4;\n  systemd.timers.web = {\n    timerConfig.OnCalendar = \"daily\";\n    wantedBy = [ ];\n  };\n  systemd.timers.db.timerConfig = { Unit = \"dump.service\"; };\n}\n";

fn hints(client: &mut Client, range: Value) -> Vec<String> {
    let params = json!({ "textDocument": { "uri": client.uri("m.nix") }, "range": range });
    let found = array(&client.call("textDocument/inlayHint", params));
    let hint = |it: &Value| {
        let line = it["position"]["line"].as_u64().unwrap() as usize;
        let column = it["position"]["character"].as_u64().unwrap() as usize;
        let before = &MODULE.lines().nth(line).unwrap()[..column];
        format!("{}: {}", before.trim(), it["label"].as_str().unwrap())
    };
    found.iter().map(hint).collect()
}

#[test]
fn hints_are_shown_if_they_are_wanted() {
    let mut client = Client::start();
    client.capabilities = json!({ "workspace": { "configuration": true } });
    client.settings = json!({ "inlayHints": true });
    client.initialize();
    client.wait(|it| it["method"] == "workspace/configuration");
    client.open("m.nix", MODULE);
    client.diagnostics("m.nix", 1);
    let all = super::text::everything();
    assert_eq!(
        hints(&mut client, all),
        [
            "a.b: priority 50",
            "c.e: priority 1000",
            "systemd.timers.web: starts web.service",
            "systemd.timers.db: starts dump.service",
        ]
    );
    let line =
        json!({ "start": { "line": 3, "character": 0 }, "end": { "line": 4, "character": 0 } });
    assert_eq!(hints(&mut client, line), ["c.e: priority 1000"]);
}

#[test]
fn a_changed_setting_is_seen_at_once() {
    let mut client = Client::start();
    client.capabilities = json!({ "workspace": {
        "inlayHint": { "refreshSupport": true }, "codeLens": { "refreshSupport": true },
    } });
    client.initialize();
    let settings = json!({ "cfglint": { "inlayHints": true, "codeLens": true } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    client.wait(|it| it["method"] == "workspace/inlayHint/refresh");
    client.wait(|it| it["method"] == "workspace/codeLens/refresh");
}

#[test]
fn hints_and_lenses_are_off_by_default() {
    let mut client = Client::ready();
    client.write("b.nix", MODULE);
    client.open("m.nix", MODULE);
    assert_eq!(hints(&mut client, super::text::everything()), [] as [&str; 0]);
    let params = json!({ "textDocument": { "uri": client.uri("m.nix") } });
    assert_eq!(client.call("textDocument/codeLens", params), json!([]));
}

#[test]
fn lenses_count_the_other_files_of_a_unit() {
    let mut client = Client::start();
    client.write(
        "b.nix",
        "{ systemd.services.web.after = [ ]; systemd.services.web.script = \"\"; }",
    );
    client.write("c.nix", "{ systemd.services.web.enable = false; systemd.timers.web.x = 1; }");
    client.initialize();
    client.notify(
        "workspace/didChangeConfiguration",
        json!({ "settings": { "cfglint": { "codeLens": true } } }),
    );
    let text = "{ lib, ... }:\n{\n  config = lib.mkIf true {\n    systemd.services = { web.script = \"\"; db.script = \"\"; };\n  };\n}\n";
    client.open("m.nix", text);
    let params = json!({ "textDocument": { "uri": client.uri("m.nix") } });
    let lenses = array(&client.call("textDocument/codeLens", params));
    assert_eq!(lenses.len(), 1, "{lenses:?}");
    assert_eq!(lenses[0]["command"]["title"], "web.service: also in 2 other files");
    assert_eq!(Unit::Utf16.slice(text, &lenses[0]["range"]), "web.script = \"\";");
}

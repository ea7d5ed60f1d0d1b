//! Outlines of files and symbols of the project.

use serde_json::{Value, json};

use super::client::{Client, array};
use super::marked::places;
use super::text::Unit;

const MODULE: &str = "{ config, lib, ... }:\nlet\n  port = 80;\n  serve = x: x;\n  inherit (lib) mkIf;\nin\n{\n  config = mkIf config.a {\n    systemd.services.web = {\n      serviceConfig.Type = \"simple\";\n      \"after\" = [ ];\n    };\n    systemd.timers = { web.timerConfig.OnCalendar = \"daily\"; };\n    services.nginx.enable = true;\n  };\n}\n";

fn outline(text: &str) -> Vec<String> {
    let mut client = Client::start();
    client.capabilities = json!({
        "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } }
    });
    client.initialize();
    client.open("m.nix", text);
    let params = json!({ "textDocument": { "uri": client.uri("m.nix") } });
    let symbols = client.call("textDocument/documentSymbol", params);
    let mut lines = Vec::new();
    list(text, &symbols, 0, &mut lines);
    lines
}

fn list(text: &str, symbols: &Value, depth: usize, into: &mut Vec<String>) {
    for symbol in array(symbols) {
        let selected = Unit::Utf16.slice(text, &symbol["selectionRange"]);
        let all = Unit::Utf16.slice(text, &symbol["range"]);
        assert!(all.contains(selected), "{symbol}");
        let detail = symbol["detail"].as_str().map(|it| format!(" = {it}")).unwrap_or_default();
        let name = symbol["name"].as_str().expect("a name");
        into.push(format!("{}{} {name}{detail}", "  ".repeat(depth), symbol["kind"]));
        list(text, &symbol["children"], depth + 1, into);
    }
}

#[test]
fn an_outline_has_options_units_and_variables() {
    assert_eq!(
        outline(MODULE),
        [
            "13 port",
            "12 serve",
            "13 mkIf = lib",
            "3 config",
            "  24 systemd.services.web",
            "    7 serviceConfig.Type = systemd.services.web.serviceConfig.Type",
            "    7 \"after\" = systemd.services.web.after",
            "  3 systemd.timers",
            "    7 web.timerConfig.OnCalendar = systemd.timers.web.timerConfig.OnCalendar",
            "  7 services.nginx.enable",
        ]
    );
}

#[test]
fn an_outline_of_a_broken_file_has_what_is_left() {
    assert_eq!(
        outline("{\n  a = 1;\n  b = ;\n  c = { d = [\n"),
        ["7 a", "7 b", "3 c", "  7 d = c.d"]
    );
    assert_eq!(outline("{ ${a} = 1; \"\" = 2; a.\n  b = 3; }"), ["7 ${a}", "7 \"\"", "7 a. b"]);
    assert_eq!(outline(""), [] as [&str; 0]);
}

#[test]
fn clients_that_know_no_trees_get_a_list() {
    let mut client = Client::ready();
    client.open("m.nix", "{ a = { b = 1; }; }");
    let params = json!({ "textDocument": { "uri": client.uri("m.nix") } });
    let symbols = array(&client.call("textDocument/documentSymbol", params));
    let names: Vec<(&Value, &Value)> =
        symbols.iter().map(|it| (&it["name"], &it["containerName"])).collect();
    assert_eq!(names, [(&json!("a"), &Value::Null), (&json!("b"), &json!("a"))]);
    assert_eq!(symbols[1]["location"]["uri"], client.uri("m.nix"));
}

fn project() -> Client {
    let client = Client::start();
    client.write("web.nix", MODULE);
    client.write("old/default.nix", "{ services.nginx.enable = false; x = ");
    client.write("big.nix", "{ services.httpd.enable = true; }");
    client
}

#[test]
fn the_project_is_searched_for_options_and_units() {
    let mut client = project();
    client.initialize();
    // The editor's text counts, not that on disk.
    client.open("big.nix", "{ services.nginx.user = \"a\"; }");
    let search = |client: &mut Client, query: &str| {
        let symbols = array(&client.call("workspace/symbol", json!({ "query": query })));
        let line = |it: &Value| {
            let names = [&it["name"], &it["containerName"]].map(|it| it.as_str().unwrap_or("-"));
            names.join(" ")
        };
        (symbols.iter().map(line).collect::<Vec<_>>(), symbols)
    };
    let (names, found) = search(&mut client, "NGINX");
    assert_eq!(
        names,
        [
            "services.nginx.user big.nix",
            "services.nginx.enable default.nix",
            "services.nginx.enable web.nix",
        ]
    );
    assert_eq!(
        places(&client, &json!([found[2]["location"]]), &[("web.nix", MODULE)]),
        ["web.nix 14:19 enable"]
    );
    let (names, _) = search(&mut client, "web.timer");
    assert_eq!(names[0], "web.timer web.nix");
    let (names, _) = search(&mut client, "sngxuser");
    assert_eq!(names, ["services.nginx.user big.nix"]);
    assert_eq!(search(&mut client, "httpd").0, [] as [&str; 0]);
}

#[test]
fn a_place_is_looked_up_when_it_is_asked_for() {
    let mut client = project();
    client.capabilities = json!({
        "workspace": { "symbol": { "resolveSupport": { "properties": ["location.range"] } } }
    });
    client.initialize();
    let found = client.call("workspace/symbol", json!({ "query": "web.service" }));
    let symbol = found[0].clone();
    assert_eq!(symbol["name"], "web.service");
    assert_eq!(symbol["location"], json!({ "uri": client.uri("web.nix") }));
    // Meanwhile the text has changed.
    let text = format!("# one more line\n{MODULE}");
    client.open("web.nix", &text);
    let resolved = client.call("workspaceSymbol/resolve", symbol);
    assert_eq!(
        places(&client, &json!([resolved["location"]]), &[("web.nix", &text)]),
        ["web.nix 11:20 Type"]
    );
}

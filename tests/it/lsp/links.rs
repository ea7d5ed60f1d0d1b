//! What can be followed, folded and selected.

use serde_json::{Value, json};

use super::client::{Client, array};
use super::marked::marked;
use super::text::Unit;

fn params(client: &Client) -> Value {
    json!({ "textDocument": { "uri": client.uri("m.nix") } })
}

#[test]
fn files_folders_and_addresses_are_links() {
    let mut client = Client::ready();
    client.write("a.nix", "{ }");
    client.write("web/default.nix", "{ }");
    client.write("none/x", "");
    let text = "# See https://example.org/a?b=c#d, and http://.\n{\n  imports = [ ./a.nix ./web ./none ./missing.nix <nixpkgs> ./${x}.nix ];\n  url = \"https://ü.example.org/${x}\" + \"https://b.org/(c)\" + https://d.org/e;\n  config = lib.mkIf a { x = ./a.nix; };\n  https = 1;\n";
    client.open("m.nix", text);
    let links = array(&client.call("textDocument/documentLink", params(&client)));
    let link = |it: &Value| {
        let target = it["target"].as_str().expect("a target").to_owned();
        (Unit::Utf16.slice(text, &it["range"]).to_owned(), target)
    };
    let found: Vec<(String, String)> = links.iter().map(link).collect();
    let expected = [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d".to_owned()),
        ("./a.nix", client.uri("a.nix")),
        ("./web", client.uri("web/default.nix")),
        ("https://b.org/(c)", "https://b.org/(c)".to_owned()),
        ("https://d.org/e", "https://d.org/e".to_owned()),
        ("./a.nix", client.uri("a.nix")),
    ];
    assert_eq!(found, expected.map(|(text, target)| (text.to_owned(), target)));
    assert_eq!(links[2]["tooltip"], "default.nix");
}

const FOLDED: &str = "# One\n# comment.\n\n# Another.\n{\n  lib,\n  ...\n}:\nlet\n  a = [\n    1\n  ];\nin\n{\n  imports = [\n    ./a\n  ];\n  b = lib.mkIf true {\n    c = ''\n      text\n    '';\n  };\n  /* more\n     words */\n  d = f (x: {\n    e = 1;\n  });\n}\n";

fn folds(folding: Value) -> Vec<String> {
    let mut client = Client::start();
    client.capabilities = json!({ "textDocument": { "foldingRange": folding } });
    client.initialize();
    client.open("m.nix", FOLDED);
    let found = array(&client.call("textDocument/foldingRange", params(&client)));
    let line = |it: &Value| {
        let column = |key: &str| it[key].as_u64().map(|it| format!(":{it}")).unwrap_or_default();
        let (start, end) = (it["startLine"].as_u64().unwrap(), it["endLine"].as_u64().unwrap());
        let kind = it["kind"].as_str().map(|it| format!(" {it}")).unwrap_or_default();
        let (from, to) = (column("startCharacter"), column("endCharacter"));
        format!("{}{from}-{}{to}{kind}", start + 1, end + 1)
    };
    found.iter().map(line).collect()
}

#[test]
fn what_goes_over_several_lines_can_be_folded() {
    assert_eq!(
        folds(json!({})),
        [
            "1:0-2:10 comment",
            "5:1-8:0",
            "9:3-13:0",
            "10:7-12:2",
            "14:1-28:0",
            "15:13-17:2 imports",
            "18:21-22:2",
            "19:10-21:4",
            "23:2-24:13 comment",
            "25:9-27:3",
            "25:13-27:2",
        ]
    );
}

#[test]
fn whole_lines_leave_the_closing_bracket_in_sight() {
    assert_eq!(
        folds(json!({ "lineFoldingOnly": true })),
        [
            "1-2 comment",
            "5-7",
            "9-12",
            "10-11",
            "14-27",
            "15-16 imports",
            "18-21",
            "19-20",
            "23-24 comment",
            "25-26",
        ]
    );
    assert_eq!(folds(json!({ "lineFoldingOnly": true, "rangeLimit": 2 })), ["1-2 comment", "5-7"]);
}

/// The selected texts, from the innermost outwards.
fn selected(text: &str) -> Vec<String> {
    let mut client = Client::ready();
    let (text, at) = marked(text);
    client.open("m.nix", &text);
    let mut params = params(&client);
    params["positions"] = json!([Unit::Utf16.position(&text, at)]);
    let found = client.call("textDocument/selectionRange", params);
    let mut texts = Vec::new();
    let mut at = &found[0];
    while at.is_object() {
        texts.push(Unit::Utf16.slice(&text, &at["range"]).to_owned());
        at = &at["parent"];
    }
    texts
}

#[test]
fn a_selection_grows_from_the_word_to_the_file() {
    assert_eq!(
        selected("{ a = mkIf b { c = \"é one-¦two\"; }; }"),
        [
            "one-two",
            "é one-two",
            "\"é one-two\"",
            "c = \"é one-two\";",
            " c = \"é one-two\"; ",
            "{ c = \"é one-two\"; }",
            "mkIf b { c = \"é one-two\"; }",
            "a = mkIf b { c = \"é one-two\"; };",
            " a = mkIf b { c = \"é one-two\"; }; ",
            "{ a = mkIf b { c = \"é one-two\"; }; }",
        ]
    );
    assert_eq!(selected("[ ¦ 1 ]"), ["  1 ", "[  1 ]"]);
    assert_eq!(selected("{ a = [ ¦b"), ["b", "[ b", "a = [ b", "{ a = [ b"]);
    assert_eq!(selected("¦"), [""]);
}

#[test]
fn every_position_gets_a_selection() {
    let mut client = Client::ready();
    client.open("m.nix", "[ 1 ]");
    let mut params = params(&client);
    let at = |line: u32, character: u32| json!({ "line": line, "character": character });
    params["positions"] = json!([at(0, 2), at(0, 99), at(7, 7)]);
    let found = array(&client.call("textDocument/selectionRange", params));
    assert_eq!(found.len(), 3);
    assert_eq!(found[1]["range"], json!({ "start": at(0, 4), "end": at(0, 5) }));
}

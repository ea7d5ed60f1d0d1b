//! Colours.

use serde_json::{Value, json};

use super::client::{Client, array};
use super::marked::marked;
use super::text::Unit;

const TYPES: [&str; 10] = [
    "namespace",
    "comment",
    "keyword",
    "string",
    "number",
    "variable",
    "parameter",
    "function",
    "property",
    "enumMember",
];

fn ready(types: &[&str], unit: Unit) -> (Client, Vec<String>) {
    let mut client = Client::start();
    let modifiers = ["declaration", "readonly", "defaultLibrary"];
    client.capabilities = json!({
        "general": { "positionEncodings": [unit.name()] },
        "textDocument": { "semanticTokens": {
            "requests": { "full": { "delta": true }, "range": true },
            "tokenTypes": types, "tokenModifiers": modifiers, "formats": ["relative"],
        } },
    });
    let result = client.initialize();
    let legend = &result["capabilities"]["semanticTokensProvider"]["legend"];
    let types = array(&legend["tokenTypes"]);
    (client, types.iter().map(|it| it.as_str().unwrap().to_owned()).collect())
}

fn params(client: &Client) -> Value {
    json!({ "textDocument": { "uri": client.uri("m.nix") } })
}

/// `type text`, with `+` for what is bound here and `!` for what Nix defines.
fn decoded(unit: Unit, text: &str, types: &[String], data: &[Value]) -> Vec<String> {
    let numbers: Vec<u64> = data.iter().map(|it| it.as_u64().expect("a number")).collect();
    let (mut line, mut column) = (0, 0);
    let decode = |token: &[u64]| {
        let [delta_line, delta_start, length, kind, modifiers] = token else { panic!("{token:?}") };
        column = if *delta_line == 0 { column + delta_start } else { *delta_start };
        line += delta_line;
        let position = |column: u64| json!({ "line": line, "character": column });
        let range = json!({ "start": position(column), "end": position(column + length) });
        let marks = ["+", "", "!"].iter().enumerate();
        let marks: String =
            marks.filter(|(bit, _)| modifiers & (1 << bit) != 0).map(|(_, it)| *it).collect();
        format!("{}{marks} {}", types[*kind as usize], unit.slice(text, &range))
    };
    numbers.chunks(5).map(decode).collect()
}

const TEXT: &str = "{ lib, ... }: # é\nlet f = x: x; a = 1; in {\n  b.c = lib.mkIf true (f a);\n  d = \"😀${a}é\" + builtins.x or ''\n    one\n    two\n  '';\n  inherit a;\n}\n";

#[test]
fn every_word_has_a_kind_in_every_encoding() {
    for unit in Unit::ALL {
        let (mut client, types) = ready(&TYPES, unit);
        client.open("m.nix", TEXT);
        let found = client.call("textDocument/semanticTokens/full", params(&client));
        assert_eq!(
            decoded(unit, TEXT, &types, &array(&found["data"])),
            [
                "parameter+ lib",
                "comment # é",
                "keyword let",
                "function+ f",
                "parameter+ x",
                "parameter x",
                "variable+ a",
                "number 1",
                "keyword in",
                "property b",
                "property c",
                "parameter lib",
                "function mkIf",
                "enumMember! true",
                "function f",
                "variable a",
                "property d",
                "string \"",
                "string 😀",
                "variable a",
                "string é",
                "string \"",
                "namespace! builtins",
                "property x",
                "keyword or",
                "string ''",
                "string one",
                "string two",
                "string ''",
                "keyword inherit",
                "variable a",
            ],
            "{unit:?}"
        );
    }
}

#[test]
fn clients_get_only_kinds_that_they_know() {
    let (mut client, types) = ready(&["variable", "keyword", "class"], Unit::Utf16);
    assert_eq!(types, ["keyword", "variable"]);
    client.open("m.nix", "let f = x: x; in \"${f}\" + 1");
    let found = client.call("textDocument/semanticTokens/full", params(&client));
    let text = "let f = x: x; in \"${f}\" + 1";
    assert_eq!(
        decoded(Unit::Utf16, text, &types, &array(&found["data"])),
        ["keyword let", "variable+ f", "variable+ x", "variable x", "keyword in", "variable f",]
    );
    let mut client = Client::start();
    let result = client.initialize();
    assert_eq!(result["capabilities"]["semanticTokensProvider"], Value::Null);
}

#[test]
fn a_part_has_its_own_tokens() {
    let (mut client, types) = ready(&TYPES, Unit::Utf16);
    client.open("m.nix", TEXT);
    let mut params = params(&client);
    let at = |line: u32, character: u32| json!({ "line": line, "character": character });
    params["range"] = json!({ "start": at(2, 8), "end": at(2, 18) });
    let found = client.call("textDocument/semanticTokens/range", params);
    assert_eq!(
        decoded(Unit::Utf16, TEXT, &types, &array(&found["data"])),
        ["parameter lib", "function mkIf", "enumMember! true",]
    );
}

#[test]
fn a_delta_turns_the_old_tokens_into_the_new_ones() {
    let (mut client, _) = ready(&TYPES, Unit::Utf16);
    let (text, at) = marked("{ a = 1; ¦c = 3; }");
    client.open("m.nix", &text);
    let mut found = client.call("textDocument/semanticTokens/full", params(&client));
    let mut data = array(&found["data"]);
    let edits = [("b = \"x\";\n", 0), ("", 10), ("let", 0)];
    for (version, (new, removed)) in (2..).zip(edits) {
        let range = Unit::Utf16.range(&text, at..at);
        let mut range = range;
        if removed > 0 {
            range["end"] = json!({ "line": 1, "character": 0 });
        }
        client.change("m.nix", version, range, new);
        let mut params = params(&client);
        params["previousResultId"] = found["resultId"].clone();
        let delta = client.call("textDocument/semanticTokens/full/delta", params.clone());
        for edit in array(&delta["edits"]) {
            let number = |key: &str| edit[key].as_u64().expect("a number") as usize;
            let (start, count) = (number("start"), number("deleteCount"));
            data.splice(start..start + count, array(&edit["data"]));
        }
        let old = found["resultId"].clone();
        found = client.call("textDocument/semanticTokens/full", self::params(&client));
        assert_eq!(json!(data), found["data"], "{version}");
        assert_ne!(old, found["resultId"]);
        // An answer that is not the last one is not known any more.
        let again = client.call("textDocument/semanticTokens/full/delta", params);
        assert_eq!(json!(data), again["data"]);
        found = again;
    }
}

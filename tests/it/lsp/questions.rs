//! Questions about texts at odd places, in odd texts and at odd times.

use serde_json::{Value, json};

use super::client::{Client, array};
use super::marked::{at_offset, edited};
use super::text::{Unit, everything};

/// Every request about a place or a document.
pub(super) const METHODS: [&str; 18] = [
    "textDocument/definition",
    "textDocument/declaration",
    "textDocument/references",
    "textDocument/documentHighlight",
    "textDocument/linkedEditingRange",
    "textDocument/prepareRename",
    "textDocument/rename",
    "textDocument/documentSymbol",
    "textDocument/documentLink",
    "textDocument/foldingRange",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "textDocument/signatureHelp",
    "textDocument/inlayHint",
    "textDocument/codeLens",
    "textDocument/hover",
];

/// Parameters that any of them takes.
pub(super) fn params(uri: &str, line: u32, character: u32) -> Value {
    let position = json!({ "line": line, "character": character });
    json!({
        "textDocument": { "uri": uri },
        "position": position,
        "positions": [position],
        "range": everything(),
        "context": { "includeDeclaration": true, "triggerKind": 1, "isRetrigger": false },
        "newName": "new",
        "previousResultId": "0",
    })
}

#[test]
fn positions_outside_of_the_text_are_taken_as_its_ends() {
    let mut client = Client::ready();
    client.open("m.nix", "let a = 1; in a\n");
    for method in METHODS {
        for (line, character) in [(0, u32::MAX), (9, 0), (u32::MAX, u32::MAX)] {
            let id = client.request(method, params(&client.uri("m.nix"), line, character));
            let answer = client.answer(id);
            assert!(answer.get("error").is_none(), "{method}: {answer}");
        }
    }
    // The end of the first line is that of the last word in it.
    let found = client.call("textDocument/definition", params(&client.uri("m.nix"), 0, 99));
    assert_eq!(found[0]["range"]["start"], json!({ "line": 0, "character": 4 }));
}

#[test]
fn documents_that_are_unknown_or_not_nix_have_no_answers() {
    let mut client = Client::ready();
    let document = json!({ "languageId": "toml", "version": 1, "text": "a = 1" });
    for uri in [client.uri("cfglint.toml"), "untitled:x".to_owned()] {
        let mut document = document.clone();
        document["uri"] = uri.into();
        client.notify("textDocument/didOpen", json!({ "textDocument": document }));
    }
    let uris = [client.uri("cfglint.toml"), client.uri("none.nix"), "untitled:x".to_owned()];
    for method in METHODS {
        for uri in &uris {
            assert_eq!(client.call(method, params(uri, 0, 0)), Value::Null, "{method} {uri}");
        }
    }
}

#[test]
fn broken_and_nasty_texts_are_answered_at_every_place() {
    let mut client = Client::ready();
    let deep = format!("{}a", "{ a = [ (".repeat(300));
    let texts = [
        "",
        "\u{feff}{ }",
        "{ a = \"${",
        "let in rec { inherit",
        "{ inherit (a) ; x: }: ''\n  ${''\n",
        "a@{ b, c ? , @ }: b.${.\"${c",
        "let a = a; b = a; in with a; b { a = import ./m.nix { a = 1; }; }",
        "let f = f; in f { f = f; }",
        "import ./m.nix { x = import ./m.nix; }",
        "{ a }: import ./m.nix { a = 1; } 😀 \"é${a}\" ",
        &deep,
    ];
    for (version, text) in (1..).zip(texts) {
        match version {
            1 => client.open("m.nix", text),
            _ => client.change("m.nix", version, Value::Null, text),
        }
        let places = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        for at in places.take(70) {
            let position = Unit::Utf16.position(text, at);
            let number = |key: &str| position[key].as_u64().expect("a number") as u32;
            let params = params(&client.uri("m.nix"), number("line"), number("character"));
            for method in METHODS {
                let id = client.request(method, params.clone());
                let answer = client.answer(id);
                let code = answer["error"]["code"].as_i64();
                // A name that cannot be renamed is an answer too.
                assert!(code.is_none_or(|code| code == -32803), "{method} {text:?} {at}: {answer}");
            }
        }
    }
}

#[test]
fn an_answer_is_about_the_text_at_the_time_of_the_question() {
    let mut client = Client::ready();
    client.open("m.nix", "let a = 1; in a");
    let start = json!({ "line": 0, "character": 0 });
    let mut ids = Vec::new();
    for version in 2..200 {
        let range = json!({ "start": start, "end": start });
        client.change("m.nix", version, range, "\n");
        let params = params(&client.uri("m.nix"), version as u32 - 1, 14);
        ids.push((version, client.request("textDocument/definition", params)));
    }
    for (version, id) in ids {
        let answer = client.answer(id);
        assert_eq!(answer["result"][0]["range"]["start"]["line"], version - 1, "{answer}");
    }
}

#[test]
fn a_cancelled_question_is_answered_with_an_error_and_no_other_waits_for_it() {
    let mut client = Client::ready();
    client.open("m.nix", "let a = 1; in a");
    let uri = client.uri("m.nix");
    let mut codes = Vec::new();
    for _ in 0..50 {
        let id = client.request("workspace/symbol", json!({ "query": "" }));
        client.notify("$/cancelRequest", json!({ "id": id }));
        let answer = client.answer(id);
        codes.push(answer["error"]["code"].as_i64());
    }
    // One that was faster than the word to stop it is an answer.
    assert!(codes.iter().all(|it| it.is_none() || *it == Some(-32800)), "{codes:?}");
    let found = client.call("textDocument/definition", params(&uri, 0, 14));
    assert_eq!(array(&found).len(), 1);
}

#[test]
fn a_large_file_is_answered_throughout() {
    let mut client = Client::ready();
    let entry = |at: usize| {
        format!("  p{at} = callPackage ../by-name/p{at} {{ inherit (x{}) a; v = v0; }};\n", at % 9)
    };
    let entries: String = (0..10_000).map(entry).collect();
    let text = format!("{{ callPackage, x0, ... }}:\nlet v0 = 1; in rec {{\n{entries}}}\n");
    assert!(text.len() > 600_000);
    client.open("all.nix", &text);
    let mut at = at_offset(&client, "all.nix", &text, text.find("v0").unwrap());
    at["newName"] = "version".into();
    let edit = client.call("textDocument/rename", at.clone());
    assert_eq!(edited(&client, &edit, "all.nix", &text), text.replace("v0", "version"));
    at["context"] = json!({ "includeDeclaration": true });
    assert_eq!(array(&client.call("textDocument/references", at)).len(), 10_001);
    for method in METHODS {
        let params = params(&client.uri("all.nix"), 5000, 12);
        let id = client.request(method, params);
        let answer = client.answer(id);
        assert!(answer["error"]["code"].as_i64().is_none_or(|it| it == -32803), "{method}");
    }
}

//! The language server: a stream of messages, beside a document as an editor has it.

use serde_json::{Value, json};

use super::bytes::Bytes;

const URI: &str = "untitled:module.nix";

/// Questions about a place, all of which take the same parameters or more.
const QUESTIONS: &[&str] = &[
    "textDocument/codeAction",
    "textDocument/completion",
    "textDocument/definition",
    "textDocument/documentHighlight",
    "textDocument/documentSymbol",
    "textDocument/foldingRange",
    "textDocument/formatting",
    "textDocument/hover",
    "textDocument/inlayHint",
    "textDocument/prepareRename",
    "textDocument/references",
    "textDocument/rename",
    "textDocument/selectionRange",
    "textDocument/semanticTokens/full",
    "textDocument/semanticTokens/full/delta",
    "textDocument/semanticTokens/range",
    "textDocument/signatureHelp",
    "textDocument/diagnostic",
];

fn framed(content: &[u8], stream: &mut Vec<u8>) {
    stream.extend(format!("Content-Length: {}\r\n\r\n", content.len()).bytes());
    stream.extend(content);
}

/// A position in UTF-16, and its offset in bytes.
fn place(input: &mut Bytes<'_>, text: &str) -> (Value, usize) {
    let mut at = input.below(text.len() + 1);
    while !text.is_char_boundary(at) || text[..at].ends_with('\r') {
        at -= 1;
    }
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let line = text[..at].matches('\n').count();
    (json!({ "line": line, "character": text[start..at].encode_utf16().count() }), at)
}

/// Whatever is said, the server ends when it is told, and its text is the editor's.
pub fn server(data: &[u8]) {
    let mut input = Bytes(data);
    let mut stream = Vec::new();
    let say = |id: Option<i64>, method: &str, params: Value, stream: &mut Vec<u8>| {
        let mut message = json!({ "jsonrpc": "2.0", "method": method, "params": params });
        if let Some(id) = id {
            message["id"] = id.into();
        }
        framed(message.to_string().as_bytes(), stream);
    };
    say(Some(0), "initialize", json!({ "capabilities": {}, "rootUri": null }), &mut stream);
    let opening = std::mem::take(&mut stream);
    say(None, "initialized", json!({}), &mut stream);
    let mut text = input.text().to_owned();
    let document = json!({ "uri": URI, "languageId": "nix", "version": 0, "text": text });
    say(None, "textDocument/didOpen", json!({ "textDocument": document }), &mut stream);
    let mut version = 0;
    while !input.is_empty() {
        version += 1;
        match input.byte() % 8 {
            // Noise between messages, in one, and as the content of a request.
            0 => framed(input.piece(), &mut stream),
            1 => {
                let method = input.text().to_owned();
                let params = serde_json::from_slice(input.piece()).unwrap_or(Value::Null);
                // These change what the document is.
                if !method.contains("did") && method != "exit" && method != "shutdown" {
                    say(Some(1000 + version), &method, params, &mut stream);
                }
            }
            2 | 3 => {
                let method = QUESTIONS[input.below(QUESTIONS.len())];
                let (position, _) = place(&mut input, &text);
                let (start, end) = (place(&mut input, &text).0, place(&mut input, &text).0);
                let params = json!({
                    "textDocument": { "uri": URI },
                    "position": position,
                    "positions": [position],
                    "range": { "start": start, "end": end },
                    "context": { "diagnostics": [], "includeDeclaration": true },
                    "newName": input.text(),
                    "options": { "tabSize": 2, "insertSpaces": true },
                    "previousResultId": "1",
                });
                say(Some(1000 + version), method, params, &mut stream);
            }
            _ => {
                let ((start, from), (end, to)) =
                    (place(&mut input, &text), place(&mut input, &text));
                let (range, bytes) = match from <= to {
                    true => (json!({ "start": start, "end": end }), from..to),
                    false => (json!({ "start": end, "end": start }), to..from),
                };
                let new = input.text();
                text.replace_range(bytes, new);
                let change = json!({ "range": range, "text": new });
                let document = json!({ "uri": URI, "version": version });
                let params = json!({ "textDocument": document, "contentChanges": [change] });
                say(None, "textDocument/didChange", params, &mut stream);
            }
        }
    }
    say(Some(1), "cfglint/text", json!({ "textDocument": { "uri": URI } }), &mut stream);
    let questions = std::mem::take(&mut stream);
    say(Some(2), "shutdown", Value::Null, &mut stream);
    // Answers need not come in the order of the questions, so each is waited for.
    let turns = vec![(opening, 0), (questions, 1), (stream, 2)];
    let (said, _) = cfglint_lsp::converse(turns).expect("the server starts");
    let answer = |id| said.iter().find(|it| it["id"] == id && it.get("result").is_some());
    assert!(answer(2).is_some(), "the server does not hear that it is to end: {said:?}");
    let answer = answer(1).expect("the server tells its text");
    assert_eq!(answer["result"]["text"], *text, "the server has another text");
}

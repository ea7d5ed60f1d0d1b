//! The same texts in an editor: every question gets an answer.

use serde_json::{Value, json};

use super::client::Client;
use super::questions::{METHODS, params};
use super::text::everything;
use crate::hostile::texts;

#[test]
fn every_question_about_a_hostile_text_is_answered() {
    let mut client = Client::ready();
    for (number, (name, text)) in texts(4_000).iter().enumerate() {
        let file = format!("m{number}.nix");
        client.open(&file, text);
        client.diagnostics(&file, 1);
        let (line, character) = (0, text.lines().next().map_or(0, |it| it.len() as u32 / 2));
        let mut questions: Vec<(&str, Value)> = METHODS
            .iter()
            .map(|method| (*method, params(&client.uri(&file), line, character)))
            .collect();
        let range = everything();
        let context = json!({ "diagnostics": [] });
        questions
            .push(("textDocument/codeAction", client.code_action_params(&file, range, context)));
        questions.push((
            "textDocument/completion",
            json!({
                "textDocument": { "uri": client.uri(&file) },
                "position": { "line": line, "character": character },
            }),
        ));
        for (method, params) in questions {
            let id = client.request(method, params);
            let answer = client.answer(id);
            // A place where nothing can be renamed is said to be one; a bug has another number.
            assert_ne!(answer["error"]["code"], -32603, "{method} in {name}: {answer}");
        }
        let start = json!({ "line": 0, "character": 0 });
        client.change(&file, 2, json!({ "start": start, "end": start }), "# x\n");
        client.diagnostics(&file, 2);
        client.close(&file);
    }
}

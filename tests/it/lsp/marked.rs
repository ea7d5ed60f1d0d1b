//! Texts with a cursor, and places as texts.

use serde_json::{Value, json};

use super::client::{Client, array};
use super::text::Unit;

/// What stands for the cursor.
const CURSOR: &str = "¦";

/// The text without the cursor, and the offset of the cursor in bytes.
pub(super) fn marked(text: &str) -> (String, usize) {
    let at = text.find(CURSOR).unwrap_or_else(|| panic!("no cursor in {text:?}"));
    (text.replacen(CURSOR, "", 1), at)
}

/// Opens a text with a cursor. The answer is the text and the parameters that name the cursor.
pub(super) fn open_at(client: &mut Client, name: &str, text: &str) -> (String, Value) {
    let (text, at) = marked(text);
    client.open(name, &text);
    let params = at_offset(client, name, &text, at);
    (text, params)
}

/// The parameters that name an offset of an open document.
pub(super) fn at_offset(client: &Client, name: &str, text: &str, at: usize) -> Value {
    let position = Unit::Utf16.position(text, at);
    json!({ "textDocument": { "uri": client.uri(name) }, "position": position })
}

/// `file line:column text` for each location or link, sorted; lines count from 1.
pub(super) fn places(client: &Client, found: &Value, texts: &[(&str, &str)]) -> Vec<String> {
    let place = |found: &Value| {
        let uri = found.get("uri").or(found.get("targetUri")).expect("a location");
        let range = found.get("range").or(found.get("targetSelectionRange")).expect("a range");
        let named = texts.iter().find(|(name, _)| client.uri(name) == *uri);
        let (name, text) = named.unwrap_or_else(|| panic!("{uri} is not expected"));
        let line = range["start"]["line"].as_u64().expect("a line") + 1;
        let column = range["start"]["character"].as_u64().expect("a column");
        format!("{name} {line}:{column:02} {}", Unit::Utf16.slice(text, range))
    };
    let mut places: Vec<String> = array(found).iter().map(place).collect();
    places.sort();
    places
}

/// The text of a file after an edit of the workspace.
pub(super) fn edited(client: &Client, edit: &Value, name: &str, text: &str) -> String {
    let uri = client.uri(name);
    let changes = array(&edit["documentChanges"]);
    let of_file = changes.iter().find(|change| change["textDocument"]["uri"] == *uri);
    let Some(change) = of_file else { return text.to_owned() };
    let action = json!({ "edit": { "documentChanges": [change] } });
    Unit::Utf16.applied(text, &action, &uri)
}

/// The names of the files that an edit of the workspace changes, sorted.
pub(super) fn edited_files(client: &Client, edit: &Value) -> Vec<String> {
    let folder = client.uri("") + "/";
    let changes = array(&edit["documentChanges"]);
    let uris = changes.iter().filter_map(|change| change["textDocument"]["uri"].as_str());
    let mut names: Vec<String> =
        uris.map(|uri| uri.strip_prefix(&folder).unwrap_or(uri).to_owned()).collect();
    names.sort();
    names
}

/// The message of an error response.
pub(super) fn refusal(client: &mut Client, method: &str, params: Value) -> String {
    let id = client.request(method, params);
    let answer = client.answer(id);
    let message = answer["error"]["message"].as_str();
    assert_eq!(answer["error"]["code"], -32803, "{answer}");
    message.unwrap_or_else(|| panic!("no error: {answer}")).to_owned()
}

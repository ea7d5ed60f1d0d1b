//! What a real editor has said, once more: `tests/sessions/record` wrote it down while their tests
//! ran, and what the server answers stands beside it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use expect_test::expect_file;
use serde_json::{Value, json};

use super::client::{Client, array};
use super::text::{Unit, summary, titles};
use crate::sandbox::repository;

/// Answers that are shown; of the others only that they came.
const SHOWN: &[&str] =
    &["textDocument/codeAction", "textDocument/diagnostic", "textDocument/hover"];

/// The lines of a session, with `{URI}` and `{PATH}` put in their places.
fn lines(editor: &str, client: &Client) -> Vec<Value> {
    let path = repository().join(format!("tests/sessions/{editor}.jsonl"));
    let text = fs::read_to_string(path).unwrap();
    let folder = client.folder.path().to_str().unwrap();
    let text = text.replace("{URI}", &client.uri("")).replace("{PATH}", folder);
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// An editor, as far as its words depend on those of the server.
struct Editor {
    client: Client,
    unit: Unit,
    texts: BTreeMap<String, String>,
    /// Texts that an action leads to, from those that are open.
    offered: BTreeSet<String>,
    /// How many times the editor applied an action.
    applied: usize,
    /// Numbers of requests: ours by theirs, and what they were about.
    ids: BTreeMap<String, (i64, String)>,
    /// Those of which the editor took one back: whether there is an answer is a matter of luck.
    cancelled: BTreeSet<String>,
    transcript: String,
}

impl Editor {
    fn say(&mut self, line: impl AsRef<str>) {
        let line = line.as_ref().replace(&self.client.uri(""), "{URI}");
        self.transcript += &(line + "\n");
    }

    fn notify(&mut self, method: &str, params: &Value) {
        let uri = params["textDocument"]["uri"].as_str().unwrap_or_default().to_owned();
        match method {
            "textDocument/didOpen" => {
                let text = params["textDocument"]["text"].as_str().unwrap().to_owned();
                self.texts.insert(uri, text);
            }
            "textDocument/didChange" => {
                let text = self.texts.get_mut(&uri).unwrap();
                for change in array(&params["contentChanges"]) {
                    self.unit.change(text, &change);
                }
                let (text, version) = (text.clone(), &params["textDocument"]["version"]);
                let is_offered = self.offered.contains(&text);
                self.applied += usize::from(is_offered);
                let by = if is_offered { "an action" } else { "somebody" };
                self.offered.clear();
                self.say(format!("{by} makes version {version}"));
            }
            _ => self.say(method),
        }
        self.client.notify(method, params.clone());
    }

    fn request(&mut self, line: &Value) {
        let method = line["method"].as_str().unwrap().to_owned();
        let id = self.client.request(&method, line["params"].clone());
        self.ids.insert(line["id"].to_string(), (id, method));
    }

    /// Waits for the answer to a request.
    fn answered(&mut self, theirs: &Value) {
        let (id, method) = self.ids.remove(&theirs.to_string()).unwrap();
        let answer = self.client.answer(id);
        let result = &answer["result"];
        if let Some(code) = answer["error"]["code"].as_i64() {
            // The document has moved on, nobody wants to know any more, or the end was said.
            assert!([-32801, -32800, -32600].contains(&code), "{method}: {answer}");
        }
        if self.cancelled.contains(&theirs.to_string()) {
            return;
        }
        let shown = match method.as_str() {
            "initialize" => {
                let encoding = result["capabilities"]["positionEncoding"].as_str();
                let unit = Unit::ALL.into_iter().find(|unit| Some(unit.name()) == encoding);
                self.unit = unit.expect("an encoding");
                encoding.unwrap_or_default().to_owned()
            }
            "textDocument/codeAction" => {
                array(result).iter().for_each(|action| self.offer(action));
                titles(&array(result)).join(", ")
            }
            "codeAction/resolve" => {
                self.offer(result);
                return;
            }
            "textDocument/diagnostic" => summary(&array(&result["items"])).join(", "),
            "textDocument/hover" => {
                let text = result["contents"]["value"].as_str().unwrap_or_default();
                text.lines().next().unwrap_or_default().to_owned()
            }
            _ => String::new(),
        };
        if SHOWN.contains(&method.as_str()) || method == "initialize" {
            self.say(format!("{method}: {shown}"));
        }
    }

    /// Remembers what an action makes of the text.
    fn offer(&mut self, action: &Value) {
        for (uri, text) in &self.texts {
            let is_about = array(&action["edit"]["documentChanges"])
                .iter()
                .any(|it| it["textDocument"]["uri"] == *uri);
            if is_about || action["edit"]["changes"].get(uri).is_some() {
                self.offered.insert(self.unit.applied(text, action, uri));
            }
        }
    }

    /// Waits for the diagnostics of a version.
    fn shown(&mut self, until: &Value) {
        let message = self.client.wait(|it| {
            it["method"] == "textDocument/publishDiagnostics"
                && it["params"]["uri"] == until["uri"]
                && it["params"]["version"] == until["version"]
        });
        let found = summary(&array(&message["params"]["diagnostics"])).join(", ");
        self.say(format!("diagnostics of version {}: {found}", until["version"]));
    }
}

/// Says all that the editor has said. The answer is what came of it.
fn replayed(editor: &str) -> Editor {
    let mut client = Client::start();
    client.is_mute = true;
    let module = fs::read_to_string(repository().join("editors/fixtures/module.nix")).unwrap();
    client.write("module.nix", &module);
    client.write("cfglint.toml", "");
    let lines = lines(editor, &client);
    let mut editor = Editor {
        client,
        unit: Unit::Utf16,
        texts: BTreeMap::new(),
        offered: BTreeSet::new(),
        applied: 0,
        ids: BTreeMap::new(),
        cancelled: BTreeSet::new(),
        transcript: String::new(),
    };
    for line in &lines {
        let until = &line["until"];
        if let Some(method) = line["answers"].as_str() {
            let question =
                editor.client.wait(|it| it["method"] == method && it.get("id").is_some());
            let mut answer = json!({ "jsonrpc": "2.0", "id": question["id"] });
            for key in ["result", "error"] {
                if let Some(value) = line.get(key) {
                    answer[key] = value.clone();
                }
            }
            editor.client.send(&answer);
        } else if until.get("id").is_some() {
            editor.answered(&until["id"]);
        } else if until.get("uri").is_some() {
            editor.shown(until);
        } else if line["method"] == "$/cancelRequest" {
            let theirs = line["params"]["id"].to_string();
            let ours = editor.ids.get(&theirs).map(|(id, _)| *id);
            editor.cancelled.insert(theirs);
            editor.client.notify("$/cancelRequest", json!({ "id": ours }));
        } else if line.get("id").is_some() {
            editor.request(line);
        } else {
            editor.notify(line["method"].as_str().unwrap(), &line["params"]);
        }
    }
    editor
}

fn check(name: &str) {
    let mut editor = replayed(name);
    expect_file![repository().join(format!("tests/sessions/{name}.txt"))]
        .assert_eq(&editor.transcript);
    // A quick fix, a comment that allows something, and the rest at once.
    assert!(editor.applied >= 3, "an action was applied {} times", editor.applied);
    let expected = repository().join("editors/fixtures/module.expected.nix");
    let expected = fs::read_to_string(expected).unwrap();
    assert!(editor.texts.values().any(|text| *text == expected), "{:?}", editor.texts);
    assert_eq!(editor.client.ended().code(), Some(0));
}

#[test]
fn a_session_of_neovim_goes_as_it_went() {
    check("neovim");
}

#[test]
fn a_session_of_vs_code_goes_as_it_went() {
    check("vscode");
}

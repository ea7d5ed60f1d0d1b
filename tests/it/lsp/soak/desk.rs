//! Somebody who works on twenty files, and what they and their disk hold.

use serde_json::{Value, json};

use super::super::client::Client;
use super::super::text::Unit;
use super::edits::{Edit, applied, between, small};
use crate::chance::Chance;
use crate::sandbox::{own_modules, repository};

/// How many files there are.
const FILES: usize = 20;

/// A text may grow to so many times its first length, and a bit.
const GROWTH: usize = 2;

pub(super) struct File {
    pub(super) name: String,
    original: String,
    pub(super) disk: Option<String>,
    pub(super) open: Option<Open>,
}

pub(super) struct Open {
    pub(super) version: i64,
    pub(super) text: String,
    undo: Vec<String>,
}

pub(super) struct Desk {
    pub(super) unit: Unit,
    pub(super) files: Vec<File>,
    /// How many notifications of changes were sent.
    pub(super) edits: usize,
}

impl File {
    /// What a run of the program would have to read to see what the client sees.
    pub(super) fn current(&self) -> Option<&str> {
        self.open.as_ref().map(|it| it.text.as_str()).or(self.disk.as_deref())
    }
}

/// The modules of the repository in turn, with line ends of both kinds, under names that have to be
/// escaped; some belong together.
fn files() -> Vec<File> {
    let texts: Vec<String> = own_modules()
        .iter()
        .map(|name| std::fs::read_to_string(repository().join(name)).unwrap())
        .filter(|text| text.len() < 8_000)
        .collect();
    let file = |number: usize| {
        let mut original = texts[number % texts.len()].clone();
        let name = match number {
            0 => {
                original =
                    "{\n  systemd.timers.pull.timerConfig.OnCalendar = \"daily\";\n}\n".into();
                "timer.nix".to_owned()
            }
            1 => {
                original = "{\n  imports = [ ./timer.nix ];\n  systemd.services.pull = {\n    \
                            serviceConfig.RemainAfterExit = true;\n  };\n}\n"
                    .into();
                "service.nix".to_owned()
            }
            2 => "grüße 😀.nix".to_owned(),
            3 => "sub folder/50% #1.nix".to_owned(),
            _ => format!("folder{}/{number}.nix", number % 3),
        };
        if number % 4 == 3 {
            original = original.replace('\n', "\r\n");
        }
        File { name, disk: Some(original.clone()), original, open: None }
    };
    (0..FILES).map(file).collect()
}

impl Desk {
    pub(super) fn new(unit: Unit) -> Desk {
        Desk { unit, files: files(), edits: 0 }
    }

    /// Something that an editor does. The answer is the number of the file it was done to.
    pub(super) fn step(&mut self, client: &mut Client, chance: &mut Chance) -> usize {
        let number = chance.below(self.files.len());
        let file = &mut self.files[number];
        match (&file.open, chance.below(100)) {
            (None, 0..60) => open(client, file),
            (None, 60..70) => on_disk(client, file, None),
            (None, _) => {
                let mut text = file.disk.clone().unwrap_or_else(|| file.original.clone());
                for _ in 0..2 {
                    let edit = small(chance, &text);
                    applied(self.unit, &mut text, edit);
                }
                on_disk(client, file, Some(text));
            }
            (Some(_), 0..2) => close(client, file),
            (Some(_), 2..4) => save(client, file),
            (Some(_), 4..6) => ask(client, file, self.unit, chance),
            // What is open wins over what others write.
            (Some(_), 6) => {
                let mut text = file.original.clone();
                applied(self.unit, &mut text, small(chance, &file.original));
                on_disk(client, file, Some(text));
            }
            (Some(_), _) => {
                self.change(client, number, chance);
                self.edits += 1;
            }
        }
        number
    }

    fn change(&mut self, client: &mut Client, number: usize, chance: &mut Chance) {
        let unit = self.unit;
        let other = self.files[chance.below(FILES)].original.clone();
        let uri = client.uri(&self.files[number].name);
        let File { original, open: Some(open), .. } = &mut self.files[number] else { return };
        let before = open.text.clone();
        let mut edit = |edit: Edit| applied(unit, &mut open.text, edit);
        let is_long = before.len() > original.len() * GROWTH + 1000;
        let mut is_undo = false;
        let changes = match chance.below(100) {
            _ if is_long => vec![edit(between(&before, original))],
            0..14 => vec![edit(between(&before, original))],
            14..36 => match open.undo.pop() {
                Some(past) => {
                    is_undo = true;
                    vec![edit(between(&before, &past))]
                }
                None => vec![edit((None, original.clone()))],
            },
            36 => vec![edit((None, other))],
            37 => vec![edit((None, String::new()))],
            38 => vec![edit((None, before.replace("\r\n", "\n").replace('\n', "\r\n")))],
            39..48 => (0..2 + chance.below(4))
                .map(|_| {
                    let change = small(chance, &open.text);
                    applied(unit, &mut open.text, change)
                })
                .collect(),
            _ => vec![edit(small(chance, &before))],
        };
        if !is_undo {
            open.undo.push(before);
            if open.undo.len() > 20 {
                open.undo.remove(0);
            }
        }
        // An editor may leave numbers out.
        open.version += 1 + chance.below(2) as i64;
        let document = json!({ "uri": uri, "version": open.version });
        let params = json!({ "textDocument": document, "contentChanges": changes });
        client.notify("textDocument/didChange", params);
    }
}

fn open(client: &mut Client, file: &mut File) {
    let text = file.disk.clone().unwrap_or_default();
    client.open(&file.name, &text);
    file.open = Some(Open { version: 1, text, undo: Vec::new() });
}

fn close(client: &mut Client, file: &mut File) {
    client.close(&file.name);
    file.open = None;
}

fn save(client: &mut Client, file: &mut File) {
    let Some(open) = &file.open else { return };
    let text = open.text.clone();
    on_disk(client, file, Some(text));
    let document = json!({ "uri": client.uri(&file.name) });
    client.notify("textDocument/didSave", json!({ "textDocument": document }));
}

/// Another program, or the editor itself, writes or deletes a file.
fn on_disk(client: &mut Client, file: &mut File, text: Option<String>) {
    let kind = match (&file.disk, &text) {
        (None, None) => return,
        (None, Some(_)) => 1,
        (Some(_), Some(_)) => 2,
        (Some(_), None) => 3,
    };
    match &text {
        Some(text) => client.write(&file.name, text),
        None => std::fs::remove_file(client.folder.path().join(&file.name)).unwrap(),
    }
    file.disk = text;
    let change = json!({ "uri": client.uri(&file.name), "type": kind });
    client.notify("workspace/didChangeWatchedFiles", json!({ "changes": [change] }));
}

/// A question, to be in the way.
fn ask(client: &mut Client, file: &File, unit: Unit, chance: &mut Chance) {
    let Some(open) = &file.open else { return };
    let mut at = chance.below(open.text.len() + 1);
    while !open.text.is_char_boundary(at) {
        at -= 1;
    }
    let methods = [
        "textDocument/hover",
        "textDocument/completion",
        "textDocument/codeAction",
        "textDocument/semanticTokens/full",
        "textDocument/references",
        "textDocument/documentSymbol",
    ];
    let position: Value = unit.position(&open.text, at);
    let params = json!({
        "textDocument": { "uri": client.uri(&file.name) },
        "position": position,
        "range": { "start": position, "end": position },
        "context": { "includeDeclaration": true, "diagnostics": [], "triggerKind": 1 },
    });
    let method = methods[chance.below(methods.len())];
    client.request(method, params);
}

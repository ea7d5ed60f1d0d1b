//! What the server shows beside what a fresh run of the program finds in the same texts.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::super::client::{Client, array};
use super::super::text::Unit;
use super::desk::Desk;
use crate::sandbox::{Run, program};

/// A folder that holds what the client sees, open or not.
pub(super) struct Mirror {
    folder: TempDir,
    written: BTreeMap<String, Option<String>>,
}

/// Findings of each file, in an order of their own.
pub(super) type Findings = BTreeMap<String, Vec<String>>;

impl Mirror {
    pub(super) fn new() -> Mirror {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("cfglint.toml"), "").unwrap();
        Mirror { folder, written: BTreeMap::new() }
    }

    /// What the program finds in the texts that the client sees.
    pub(super) fn check(&mut self, desk: &Desk) -> Findings {
        for file in &desk.files {
            let text = file.current().map(str::to_owned);
            let path = self.folder.path().join(&file.name);
            match (&text, self.written.get(&file.name)) {
                (text, Some(written)) if text == written => continue,
                (Some(text), _) => {
                    fs::create_dir_all(path.parent().unwrap()).unwrap();
                    fs::write(&path, text).unwrap();
                }
                (None, Some(Some(_))) => fs::remove_file(&path).unwrap(),
                (None, _) => {}
            }
            self.written.insert(file.name.clone(), text);
        }
        let mut command = Command::new(program());
        command.current_dir(self.folder.path()).env_clear();
        command.args(["check", "--no-cache", "--format", "json", "."]);
        let run = Run::from(command.output().unwrap());
        assert!(run.code < 2, "{}", run.stderr);
        let mut findings = Findings::new();
        for finding in array(&serde_json::from_str(&run.stdout).unwrap()) {
            let name = finding["file"].as_str().unwrap().to_owned();
            let text = self.written[&name].as_deref().unwrap();
            findings.entry(name).or_default().push(of_program(&finding, text, desk.unit));
        }
        findings.values_mut().for_each(|found| found.sort());
        findings
    }
}

/// The findings that the server has of all files. This waits until all that was sent is worked on.
pub(super) fn pulled(client: &mut Client, desk: &Desk) -> Findings {
    let answer = client.call("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let mut findings = Findings::new();
    for report in array(&answer["items"]) {
        let is_meant = |name: &&str| client.uri(name) == report["uri"];
        let mut names = desk.files.iter().map(|it| it.name.as_str());
        let name = names.find(is_meant).unwrap_or_else(|| panic!("{report}"));
        let found = of_server_all(&array(&report["items"]));
        assert!(!found.is_empty(), "{report}");
        findings.insert(name.to_owned(), found);
    }
    findings
}

/// The newest that was published of each file, with its version.
#[derive(Default)]
pub(super) struct Shown {
    by_uri: BTreeMap<String, (Value, Vec<String>)>,
}

impl Shown {
    /// Takes in what came from the server.
    pub(super) fn update(&mut self, client: &mut Client) {
        for message in client.taken(|it| it["method"] == "textDocument/publishDiagnostics") {
            self.set(&message["params"]);
        }
    }

    fn set(&mut self, params: &Value) {
        let uri = params["uri"].as_str().unwrap().to_owned();
        let found = of_server_all(&array(&params["diagnostics"]));
        self.by_uri.insert(uri, (params["version"].clone(), found));
    }

    /// Waits until of each open document that is shown which is found.
    pub(super) fn comes_to(&mut self, client: &mut Client, desk: &Desk, expected: &Findings) {
        self.update(client);
        for file in desk.files.iter() {
            let Some(open) = &file.open else { continue };
            let none = Vec::new();
            let found = expected.get(&file.name).unwrap_or(&none);
            let uri = client.uri(&file.name);
            loop {
                let shown = self.by_uri.get(&uri);
                if shown.is_some_and(|(version, it)| *version == open.version && it == found) {
                    break;
                }
                // If nothing more comes, this says what did.
                let word = client.wait(|it| it["method"] == "textDocument/publishDiagnostics");
                self.set(&word["params"]);
            }
        }
    }
}

fn of_program(finding: &Value, text: &str, unit: Unit) -> String {
    let place =
        |end: &str| unit.position(text, finding["range"][end]["offset"].as_u64().unwrap() as usize);
    let message = match finding["help"].as_str() {
        Some(help) => format!("{}\nhelp: {help}", finding["message"].as_str().unwrap()),
        None => finding["message"].as_str().unwrap().to_owned(),
    };
    let shown =
        [&finding["lint"], &finding["severity"], &place("start"), &place("end"), &json!(message)];
    Value::from(shown.map(Value::clone).to_vec()).to_string()
}

fn of_server(diagnostic: &Value) -> String {
    let severity = match diagnostic["severity"].as_u64() {
        Some(1) => "error",
        Some(2) => "warning",
        _ => "hint",
    };
    let range = &diagnostic["range"];
    json!([diagnostic["code"], severity, range["start"], range["end"], diagnostic["message"]])
        .to_string()
}

fn of_server_all(diagnostics: &[Value]) -> Vec<String> {
    let mut found: Vec<String> = diagnostics.iter().map(of_server).collect();
    found.sort();
    found
}

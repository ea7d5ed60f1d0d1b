//! The server says of every file of the corpus what the program says.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::client::{Client, array};
use crate::sandbox::{Run, own_modules, program, repository};

/// A finding as both can say it, with places as the protocol counts them.
fn of_program(finding: &Value, text: &str) -> Value {
    let place = |end: &str| {
        let offset = finding["range"][end]["offset"].as_u64().unwrap() as usize;
        let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
        let character = text[start..offset].encode_utf16().count();
        json!({ "line": text[..offset].matches('\n').count(), "character": character })
    };
    json!([finding["lint"], finding["severity"], place("start"), place("end")])
}

fn of_server(diagnostic: &Value) -> Value {
    let severity = match diagnostic["severity"].as_u64() {
        Some(1) => "error",
        Some(2) => "warning",
        _ => "hint",
    };
    let range = &diagnostic["range"];
    json!([diagnostic["code"], severity, range["start"], range["end"]])
}

#[test]
fn the_server_and_the_program_agree() {
    let mut client = Client::start();
    client.capabilities = json!({ "textDocument": { "diagnostic": {} } });
    // What marks a project for the program is a workspace folder for the server.
    client.write("cfglint.toml", "");
    let names = own_modules();
    let text_of = |name: &Path| fs::read_to_string(repository().join(name)).unwrap();
    for name in &names {
        client.write(name.to_str().unwrap(), &text_of(name));
    }
    let mut command = Command::new(program());
    command.current_dir(client.folder.path()).env_clear();
    command.args(["check", "--format", "json", "."]);
    let run = Run::from(command.output().unwrap());
    let findings = array(&serde_json::from_str(&run.stdout).unwrap());
    client.initialize();
    let id = client.request("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let reports = array(&client.answer(id)["result"]["items"]);
    let mut count = 0;
    for name in &names {
        let text = text_of(name);
        let name = name.to_str().unwrap();
        let ours = findings.iter().filter(|finding| finding["file"] == name);
        let mut expected: Vec<String> = ours.map(|it| of_program(it, &text).to_string()).collect();
        let uri = client.uri(name);
        let report = reports.iter().find(|report| report["uri"] == uri);
        let diagnostics = report.map(|report| array(&report["items"])).unwrap_or_default();
        let mut found: Vec<String> =
            diagnostics.iter().map(|it| of_server(it).to_string()).collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected, "{name}");
        count += found.len();
    }
    assert!(count > 10, "only {count} findings were compared");
}

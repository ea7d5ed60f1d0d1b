//! Diagnostics that the client asks for, of one document and of all files.

use serde_json::{Value, json};

use super::client::{Client, array};
use super::text::summary;

const SERVICE: &str =
    "{ imports = [ ./timer.nix ]; systemd.services.pull.serviceConfig.RemainAfterExit = true; }\n";
const TIMER: &str = "{ systemd.timers.pull.timerConfig.OnCalendar = \"daily\"; }\n";
const SYSLOG: &str = "{ systemd.services.a.serviceConfig.StandardError = \"syslog\"; }\n";

fn pulling() -> Client {
    let mut client = Client::start();
    client.capabilities = json!({
        "textDocument": { "diagnostic": { "relatedDocumentSupport": true } },
        "workspace": {
            "diagnostics": { "refreshSupport": true },
            "workspaceEdit": { "documentChanges": true },
        },
    });
    client
}

fn pull(client: &mut Client, name: &str, known: Option<&Value>) -> Value {
    let params = json!({
        "textDocument": { "uri": client.uri(name) },
        "previousResultId": known,
    });
    client.call("textDocument/diagnostic", params)
}

fn pull_all(client: &mut Client, known: &[(&str, &Value)]) -> i64 {
    let known = known.iter().map(|(name, id)| json!({ "uri": client.uri(name), "value": id }));
    let params = json!({ "previousResultIds": known.collect::<Vec<_>>() });
    client.request("workspace/diagnostic", params)
}

fn is_push(message: &Value) -> bool {
    message["method"] == "textDocument/publishDiagnostics"
}

#[test]
fn a_client_that_cannot_be_told_to_ask_again_is_told_instead() {
    let mut client = Client::start();
    client.capabilities = json!({ "textDocument": { "diagnostic": {} } });
    let result = client.initialize();
    assert_eq!(result["capabilities"]["diagnosticProvider"], Value::Null);
    client.open("a.nix", SYSLOG);
    assert_eq!(summary(&client.diagnostics("a.nix", 1)), ["0:35 syslog-output"]);
}

#[test]
fn a_client_that_asks_is_told_once_and_only_what_is_new() {
    let mut client = pulling();
    let result = client.initialize();
    let provider = &result["capabilities"]["diagnosticProvider"];
    assert_eq!(provider["interFileDependencies"], true);
    assert_eq!(provider["workspaceDiagnostics"], true);
    client.open("a.nix", SYSLOG);
    let first = pull(&mut client, "a.nix", None);
    assert_eq!(first["kind"], "full");
    assert_eq!(summary(&array(&first["items"])), ["0:35 syslog-output"]);
    let again = pull(&mut client, "a.nix", Some(&first["resultId"]));
    assert_eq!(again, json!({ "kind": "unchanged", "resultId": first["resultId"] }));
    client.change("a.nix", 2, Value::Null, "{ }\n");
    let mended = pull(&mut client, "a.nix", Some(&first["resultId"]));
    assert_eq!((&mended["kind"], &mended["items"]), (&json!("full"), &json!([])));
    // An id of another time is none of this one.
    assert_eq!(pull(&mut client, "a.nix", Some(&json!("0-1")))["kind"], "full");
    assert_eq!(client.so_far(is_push), [] as [Value; 0]);
}

#[test]
fn a_client_that_does_not_ask_is_told_unasked() {
    let mut client = Client::start();
    let result = client.initialize();
    assert_eq!(result["capabilities"].get("diagnosticProvider"), None);
    client.open("a.nix", SYSLOG);
    assert_eq!(client.diagnostics("a.nix", 1).len(), 1);
}

#[test]
fn a_question_that_waits_is_answered_about_the_newest_text() {
    let mut client = pulling();
    client.initialize();
    client.open("a.nix", "{ }");
    let params = json!({ "textDocument": { "uri": client.uri("a.nix") } });
    let ids: Vec<i64> = (2..20)
        .map(|version| {
            let text = format!("{}{SYSLOG}", "\n".repeat(version as usize));
            client.change("a.nix", version, Value::Null, &text);
            client.request("textDocument/diagnostic", params.clone())
        })
        .collect();
    for id in ids {
        let answer = client.answer(id);
        assert_eq!(answer["result"]["items"][0]["code"], "syslog-output", "{answer}");
    }
    let last = pull(&mut client, "a.nix", None);
    assert_eq!(summary(&array(&last["items"])), ["19:35 syslog-output"]);
}

#[test]
fn all_files_of_the_workspace_are_reported_open_or_not() {
    let mut client = pulling();
    client.write("service.nix", SERVICE);
    client.write("timer.nix", TIMER);
    client.write("sub/b.nix", SYSLOG);
    client.write("clean.nix", "{ }");
    client.write(".gitignore", "ignored.nix\n");
    client.write("ignored.nix", SYSLOG);
    client.initialize();
    client.open("c.nix", SYSLOG);
    let id = pull_all(&mut client, &[]);
    let all = client.answer(id)["result"]["items"].clone();
    let found: Vec<(String, Value, Vec<String>)> = array(&all)
        .iter()
        .map(|it| {
            let name = it["uri"].as_str().unwrap().strip_prefix(&client.uri("")).unwrap();
            (name.to_owned(), it["version"].clone(), summary(&array(&it["items"])))
        })
        .collect();
    let expected = [
        ("/c.nix", json!(1), "0:35 syslog-output"),
        ("/service.nix", Value::Null, "0:65 remain-after-exit-timer"),
        ("/sub/b.nix", Value::Null, "0:35 syslog-output"),
    ];
    assert_eq!(found, expected.map(|(name, version, it)| (name.into(), version, vec![it.into()])));
}

#[test]
fn files_that_settings_exclude_take_no_part() {
    let mut client = pulling();
    client.write("cfglint.toml", "exclude = [\"old.nix\", \"vendor\"]\n");
    client.write("service.nix", SERVICE);
    client.write("old.nix", TIMER);
    client.write("vendor/a.nix", SYSLOG);
    client.write("vendor/own/cfglint.toml", "");
    client.write("vendor/own/b.nix", SYSLOG);
    client.initialize();
    client.open("c.nix", SYSLOG);
    let id = pull_all(&mut client, &[]);
    let all = array(&client.answer(id)["result"]["items"]);
    let said = all.iter().filter(|it| !array(&it["items"]).is_empty());
    let names: Vec<&Value> = said.map(|it| &it["uri"]).collect();
    assert_eq!(names, [&json!(client.uri("c.nix"))], "{all:?}");
}

#[test]
fn a_unit_of_two_files_is_told_of_in_the_first_whichever_is_open() {
    let timer = "{ systemd.services.w.serviceConfig.ExecStart = \"/bin/w\"; \
                 systemd.timers.w.timerConfig.OnCalendar = \"daily\"; }";
    let mut client = pulling();
    client.write("a.nix", timer);
    client.write("b.nix", timer);
    client.initialize();
    client.open("b.nix", timer);
    let id = pull_all(&mut client, &[]);
    let all = array(&client.answer(id)["result"]["items"]);
    let said = all.iter().filter(|it| !array(&it["items"]).is_empty());
    let names: Vec<&Value> = said.map(|it| &it["uri"]).collect();
    assert_eq!(names, [&json!(client.uri("a.nix"))], "{all:?}");
}

#[test]
fn a_file_that_is_opened_for_a_moment_keeps_its_findings() {
    let mut client = pulling();
    client.write("a.nix", SYSLOG);
    client.initialize();
    let all = |client: &mut Client| {
        let id = pull_all(client, &[]);
        array(&client.answer(id)["result"]["items"]).len()
    };
    assert_eq!(all(&mut client), 1);
    for _ in 0..50 {
        client.open("a.nix", SYSLOG);
        client.close("a.nix");
        assert_eq!(all(&mut client), 1);
    }
}

#[test]
fn a_finding_in_a_closed_file_follows_the_file_that_it_depends_on() {
    let mut client = pulling();
    client.write("service.nix", SERVICE);
    client.write("timer.nix", TIMER);
    client.initialize();
    client.open("timer.nix", TIMER);
    let id = pull_all(&mut client, &[]);
    let all = array(&client.answer(id)["result"]["items"]);
    assert_eq!(all.len(), 1);
    assert_eq!(all[0]["uri"], client.uri("service.nix"));
    let known = all[0]["resultId"].clone();
    // All is known, so the answer waits until something is new.
    let id = pull_all(&mut client, &[("service.nix", &known)]);
    let is_answer = |it: &Value| it["id"] == id && it.get("method").is_none();
    assert_eq!(client.so_far(is_answer), [] as [Value; 0]);
    client.change("timer.nix", 2, Value::Null, "{ }");
    let answer = client.answer(id);
    assert_eq!(answer["result"]["items"][0]["uri"], client.uri("service.nix"));
    assert_eq!(answer["result"]["items"][0]["items"], json!([]));
}

#[test]
fn findings_of_closed_files_that_lead_to_open_ones_are_pushed() {
    let mut client = Client::start();
    client.write("service.nix", SERVICE);
    client.write("other.nix", SYSLOG);
    client.initialize();
    client.open("timer.nix", TIMER);
    let found = client.diagnostics("service.nix", Value::Null);
    assert_eq!(summary(&found), ["0:65 remain-after-exit-timer"]);
    let related = &found[0]["relatedInformation"][0]["location"]["uri"];
    assert_eq!(*related, client.uri("timer.nix"));
    client.change("timer.nix", 2, Value::Null, "{ }");
    assert_eq!(client.diagnostics("service.nix", Value::Null), [] as [Value; 0]);
    let other = client.uri("other.nix");
    let pushed = client.so_far(|it| is_push(it) && it["params"]["uri"] == *other);
    assert_eq!(pushed, [] as [Value; 0]);
}

#[test]
fn many_files_come_in_parts_and_before_the_answer() {
    let mut client = pulling();
    for number in 0..150 {
        client.write(&format!("{number}.nix"), SYSLOG);
    }
    client.initialize();
    let params = json!({ "previousResultIds": [], "partialResultToken": "part" });
    let id = client.request("workspace/diagnostic", params);
    let mut uris = Vec::new();
    let mut parts = 0;
    loop {
        let message = client.wait(|it| {
            it["method"] == "$/progress" && it["params"]["token"] == "part" || it["id"] == id
        });
        if message["id"] == id && message.get("method").is_none() {
            assert_eq!(message["result"], json!({ "items": [] }));
            break;
        }
        let items = array(&message["params"]["value"]["items"]);
        parts += usize::from(!items.is_empty());
        uris.extend(items.iter().map(|it| it["uri"].to_string()));
    }
    uris.sort();
    uris.dedup();
    assert_eq!((uris.len(), parts), (150, 3));
}

#[test]
fn a_client_is_told_to_ask_again_after_a_change_of_settings_or_on_disk() {
    let mut client = pulling();
    client.initialize();
    client.open("a.nix", SYSLOG);
    client.open("service.nix", SERVICE);
    let first = pull(&mut client, "a.nix", None);
    assert_eq!(array(&first["items"]).len(), 1);
    let is_refresh = |it: &Value| it["method"] == "workspace/diagnostic/refresh";
    let settings = json!({ "cfglint": { "ignore": ["syslog-output"] } });
    client.notify("workspace/didChangeConfiguration", json!({ "settings": settings }));
    client.wait(is_refresh);
    let now = pull(&mut client, "a.nix", Some(&first["resultId"]));
    assert_eq!((&now["kind"], &now["items"]), (&json!("full"), &json!([])));
    client.write("timer.nix", TIMER);
    client.changed_on_disk("timer.nix");
    client.wait(is_refresh);
    let found = pull(&mut client, "service.nix", None);
    assert_eq!(summary(&array(&found["items"])), ["0:65 remain-after-exit-timer"]);
    // Its own change needs no such word.
    client.change("a.nix", 2, Value::Null, "{ }");
    pull(&mut client, "a.nix", None);
    assert_eq!(client.so_far(is_refresh), [] as [Value; 0]);
}

#[test]
fn folders_come_and_go() {
    let mut client = pulling();
    let other = tempfile::tempdir().expect("a folder");
    std::fs::write(other.path().join("b.nix"), SYSLOG).expect("a file");
    client.write("a.nix", SYSLOG);
    client.initialize();
    let id = pull_all(&mut client, &[]);
    let first = array(&client.answer(id)["result"]["items"]);
    assert_eq!(first.len(), 1);
    let folder = json!({ "uri": format!("file://{}", other.path().display()), "name": "b" });
    let change = |client: &mut Client, added: Value, removed: Value| {
        let event = json!({ "event": { "added": added, "removed": removed } });
        client.notify("workspace/didChangeWorkspaceFolders", event);
    };
    change(&mut client, json!([folder]), json!([]));
    let id = pull_all(&mut client, &[("a.nix", &first[0]["resultId"])]);
    let both = array(&client.answer(id)["result"]["items"]);
    assert_eq!(both.len(), 2, "{both:?}");
    let kinds: Vec<&str> = both.iter().filter_map(|it| it["kind"].as_str()).collect();
    assert!(kinds.contains(&"unchanged") && kinds.contains(&"full"), "{kinds:?}");
    change(&mut client, json!([]), json!([folder]));
    let id = pull_all(&mut client, &[]);
    assert_eq!(array(&client.answer(id)["result"]["items"]).len(), 1);
}

#[test]
fn reading_the_workspace_shows_its_progress() {
    let mut client = pulling();
    client.capabilities["window"] = json!({ "workDoneProgress": true });
    for number in 0..40 {
        client.write(&format!("{number}.nix"), "{ }");
    }
    client.initialize();
    let created = client.wait(|it| it["method"] == "window/workDoneProgress/create");
    let token = created["params"]["token"].clone();
    let mut kinds = Vec::new();
    while kinds.last() != Some(&json!("end")) {
        let message =
            client.wait(|it| it["method"] == "$/progress" && it["params"]["token"] == token);
        kinds.push(message["params"]["value"]["kind"].clone());
    }
    assert_eq!(kinds[0], "begin");
}

#[test]
fn an_importer_is_known_without_being_open() {
    let mut client = pulling();
    client.write("service.nix", SERVICE);
    client.initialize();
    client.open("timer.nix", TIMER);
    let id = pull_all(&mut client, &[]);
    let all = array(&client.answer(id)["result"]["items"]);
    assert_eq!(all.len(), 1);
    let related = &all[0]["items"][0]["relatedInformation"][0]["location"]["uri"];
    assert_eq!(*related, client.uri("timer.nix"));
}

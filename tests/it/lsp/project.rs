//! Findings that need more than one file.

use serde_json::{Value, json};

use super::client::Client;
use super::text::{Unit, everything, find, summary};

const SERVICE: &str =
    "{ imports = [ ./timer ]; systemd.services.pull.serviceConfig.RemainAfterExit = true; }\n";
const TIMER: &str = "{\n  systemd.timers.pull.timerConfig.OnCalendar = \"daily\";\n}\n";

#[test]
fn an_imported_file_takes_part() {
    let mut client = Client::ready();
    client.write("timer/default.nix", TIMER);
    client.open("service.nix", SERVICE);
    let found = client.diagnostics("service.nix", 1);
    assert_eq!(found[0]["code"], "remain-after-exit-timer");
    let related = &found[0]["relatedInformation"][0];
    assert_eq!(related["location"]["uri"], client.uri("timer/default.nix"));
    assert_eq!(related["location"]["range"], Unit::Utf16.range(TIMER, find(TIMER, "OnCalendar")));
    assert_eq!(related["message"], "the timer is set here");
    // Only what is open is reported on.
    let uri = client.uri("timer/default.nix");
    let about_timer = client
        .so_far(|it| it["params"]["uri"] == *uri && it["params"].get("diagnostics").is_some());
    assert_eq!(about_timer, [] as [Value; 0]);
}

#[test]
fn an_open_text_wins_over_the_disk() {
    let mut client = Client::ready();
    client.write("timer/default.nix", TIMER);
    client.open("timer/default.nix", "{ }");
    client.diagnostics("timer/default.nix", 1);
    client.open("service.nix", SERVICE);
    assert_eq!(client.diagnostics("service.nix", 1), [] as [Value; 0]);
    // A change in one document brings news of the other, at its old version.
    client.change("timer/default.nix", 2, Value::Null, TIMER);
    assert_eq!(summary(&client.diagnostics("service.nix", 1)), ["0:61 remain-after-exit-timer"]);
    // Closed without being saved, the disk speaks again, and says the same.
    client.write("timer/default.nix", "{ }");
    client.close("timer/default.nix");
    assert_eq!(client.diagnostics("service.nix", 1), [] as [Value; 0]);
}

#[test]
fn an_open_text_wins_under_another_configuration_too() {
    let mut client = Client::ready();
    client.write("timer/cfglint.toml", "");
    client.write("timer/default.nix", "{ }");
    client.open("timer/default.nix", TIMER);
    client.diagnostics("timer/default.nix", 1);
    client.open("service.nix", SERVICE);
    assert_eq!(client.diagnostics("service.nix", 1).len(), 1);
}

#[test]
fn a_changed_file_on_disk_is_read_anew() {
    let mut client = Client::ready();
    client.write("timer/default.nix", TIMER);
    client.open("service.nix", SERVICE);
    assert_eq!(client.diagnostics("service.nix", 1).len(), 1);
    client.write("timer/default.nix", "{ }");
    client.changed_on_disk("timer/default.nix");
    assert_eq!(client.diagnostics("service.nix", 1), [] as [Value; 0]);
}

#[test]
fn files_outside_the_workspace_are_not_read() {
    let mut client = Client::ready();
    let outside = tempfile::tempdir().expect("a folder");
    let path = outside.path().join("timer.nix");
    std::fs::write(&path, TIMER).expect("a file");
    let text = SERVICE.replace("./timer", path.to_str().expect("a path"));
    client.open("service.nix", &text);
    assert_eq!(client.diagnostics("service.nix", 1), [] as [Value; 0]);
}

#[test]
fn files_that_import_each_other_are_read_once() {
    let mut client = Client::ready();
    client.write(
        "timer/default.nix",
        &TIMER.replace("{\n", "{\n  imports = [ ../service.nix ./. ];\n"),
    );
    client.write("service.nix", SERVICE);
    client.open("service.nix", SERVICE);
    assert_eq!(client.diagnostics("service.nix", 1).len(), 1);
    let actions = client.actions("service.nix", everything(), Some("quickfix"));
    let uri = json!(client.uri("service.nix"));
    let edits: Vec<&Value> = actions.iter().filter_map(|it| it.get("edit")).collect();
    assert!(!edits.is_empty());
    assert!(edits.iter().all(|it| it["documentChanges"][0]["textDocument"]["uri"] == uri));
}

#[test]
fn an_import_that_leads_nowhere_is_reported_until_the_file_is_there() {
    let mut client = Client::ready();
    client.write("there.nix", "{ }");
    let text = "{ imports = [ ./there.nix ./gone.nix ]; }\n";
    client.open("a.nix", text);
    let found = client.diagnostics("a.nix", 1);
    assert_eq!(summary(&found), ["0:26 missing-import"]);
    assert_eq!(found[0]["range"], Unit::Utf16.range(text, find(text, "./gone.nix")));
    // A file that is open, but not saved, is there for the user.
    client.open("gone.nix", "{ }");
    assert_eq!(client.diagnostics("a.nix", 1), [] as [Value; 0]);
}

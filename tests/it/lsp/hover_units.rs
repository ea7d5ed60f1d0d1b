//! What is shown at the names of units.

use serde_json::{Value, json};

use super::client::Client;
use super::marked::open_at;
use super::text::Unit;

/// A server that has read these files, as well.
fn with_files(files: &[(&str, &str)]) -> Client {
    let mut client = Client::start();
    for (name, text) in files {
        client.write(name, text);
    }
    client.capabilities = json!({ "textDocument": { "diagnostic": {} } });
    client.initialize();
    // The whole workspace is known when this is answered.
    client.call("workspace/diagnostic", json!({ "previousResultIds": [] }));
    client
}

/// What is shown, and the text that it is about.
fn hovered(client: &mut Client, name: &str, text: &str) -> Option<(String, String)> {
    let (text, params) = open_at(client, name, text);
    let found: Value = client.call("textDocument/hover", params);
    client.close(name);
    let shown = found["contents"]["value"].as_str()?.to_owned();
    Some((shown, Unit::Utf16.slice(&text, &found["range"]).to_owned()))
}

#[track_caller]
fn shown(client: &mut Client, text: &str) -> (String, String) {
    hovered(client, "m.nix", text).unwrap_or_else(|| panic!("nothing is shown at {text}"))
}

#[test]
fn a_unit_says_who_starts_it_and_what_it_waits_for() {
    let mut client = with_files(&[
        ("timer.nix", r#"{ systemd.timers.backup.timerConfig.OnCalendar = "daily"; }"#),
        (
            "web.nix",
            r#"{ systemd.services.web = { wants = [ "backup.service" ]; before = [ "backup.service" ]; }; }"#,
        ),
    ]);
    let text = r#"{ systemd.services.back¦up = {
  after = [ "network-online.target" ];
  partOf = [ "web.service" ];
  serviceConfig.ExecStart = "/bin/true";
}; }"#;
    let (said, about) = shown(&mut client, text);
    assert_eq!(about, "backup");
    let described = "**`backup.service`**\n- is started by `backup.timer` (triggers), `web.service` (wants)\n- waits for `network-online.target`, `web.service`\n- stops with `web.service`";
    assert_eq!(said, format!("`systemd.services.backup`\n\n---\n\n{described}"));
    // The timer of that name is another unit.
    let (said, _) = shown(&mut client, "{ systemd.timers.back¦up.timerConfig.Persistent = true; }");
    assert!(said.contains("**`backup.timer`**\n- starts `backup.service` (triggers)"), "{said}");
    // `startAt` says something of a timer, and is set for the service.
    let text = r#"{ systemd.services.o¦ther.startAt = "daily"; }"#;
    let (said, _) = shown(&mut client, text);
    assert!(said.contains("**`other.service`**\n- is started by `other.timer`"), "{said}");
}

#[test]
fn a_unit_in_a_value_is_described() {
    let mut client = with_files(&[(
        "db.nix",
        r#"{
  systemd.services.db = { wantedBy = [ "multi-user.target" ]; before = [ "late.service" ]; };
}"#,
    )]);
    let uri = client.uri("db.nix");
    let described = format!(
        "**`db.service`**\n- is started by `multi-user.target` (wants)\n- is waited for by `late.service`, `web.service`\n\nSet here:\n- [db.nix:2]({uri}#L2)"
    );
    for text in [
        r#"{ systemd.services.web.after = [ "a.service" "d¦b.service" ]; }"#,
        r#"{ systemd.services.web.unitConfig.After = "a.service db.ser¦vice"; }"#,
        r#"{ systemd.units."web.service".text = "[Unit]\nAfter=a.service ¦db.service"; }"#,
        r#"let first = [ "db.service¦" ]; in { systemd.services.web = { after = first; }; }"#,
    ] {
        let (said, about) = shown(&mut client, text);
        assert!(said.starts_with(&described), "{text}: {said}");
        assert_eq!(about, "db.service", "{text}");
    }
    let text = r#"{ systemd.timers.web.timerConfig = { OnBootSec = 5; Unit = "db¦.service"; }; }"#;
    let (said, _) = shown(&mut client, text);
    assert!(said.starts_with("**`db.service`**\n- is started by `multi-user.target`"), "{said}");
    assert!(said.contains("`web.timer` (triggers)"), "{said}");
}

#[test]
fn each_manager_has_its_own_units() {
    let mut client = with_files(&[(
        "db.nix",
        r#"{ systemd.services.db.wantedBy = [ "multi-user.target" ];
             boot.initrd.systemd.services.db.wantedBy = [ "initrd.target" ]; }"#,
    )]);
    for (text, starter) in [
        (r#"{ systemd.user.services.a = { b = 1; after = [ "d¦b.service" ]; }; }"#, None),
        (
            r#"{ systemd.user.services.db¦ = { Unit.After = "a.service"; Install.WantedBy = "default.target"; }; }"#,
            Some("default.target"),
        ),
        (r#"{ systemd.user.services.db¦.wantedBy = [ "x.target" ]; }"#, Some("x.target")),
        (r#"{ boot.initrd.systemd.services.d¦b.after = [ "a.service" ]; }"#, Some("initrd.target")),
        (r#"{ systemd.units."d¦b.service".enable = true; }"#, Some("multi-user.target")),
    ] {
        let (said, _) = shown(&mut client, text);
        match starter {
            Some(unit) => assert!(said.contains(&format!("is started by `{unit}` ")), "{said}"),
            None => assert!(said.contains("`db.service`") && !said.contains("started"), "{said}"),
        }
    }
}

#[test]
fn machines_of_one_project_are_told_apart() {
    let files = [
        ("hosts/one.nix", r#"{ imports = [ ../web.nix ]; system.stateVersion = "24.05"; }"#),
        (
            "hosts/two.nix",
            r#"{ system.stateVersion = "24.05"; systemd.services.web.wantedBy = [ "two.target" ]; }"#,
        ),
        ("shared.nix", r#"{ systemd.services.web.wants = [ "any.service" ]; }"#),
    ];
    let mut client = with_files(&files);
    let text = r#"{ systemd.services.we¦b.wantedBy = [ "one.target" ]; }"#;
    let (said, _) = hovered(&mut client, "web.nix", text).expect("a text");
    assert!(said.contains("is started by `one.target` (wants)\n- starts `any.service`"), "{said}");
    assert!(!said.contains("two.target"), "{said}");
}

#[test]
fn nothing_is_said_of_units_of_which_nothing_is_known() {
    let mut client = Client::ready();
    for text in [
        // No relation is there, or it may be hidden, or its unit is off.
        r#"{ systemd.services.we¦b.serviceConfig.ExecStart = "/bin/true"; }"#,
        r#"{ systemd.services.we¦b = { enable = false; wantedBy = [ "multi-user.target" ]; }; }"#,
        r#"{ config, ... }: { systemd.services.${config.we¦b}.wantedBy = [ "a.target" ]; }"#,
        r#"{ config, ... }: { systemd.services.a.after = [ "${config.x}¦.service" ]; }"#,
        r#"{ systemd.services.a.after = [ "not-a-u¦nit" ]; }"#,
        r#"{ systemd.services.a.serviceConfig.ExecStart = "/bin/b.servi¦ce"; }"#,
        r#"{ systemd.network.networks.we¦b.matchConfig.Name = "a"; }"#,
        r#"{ services.we¦b.after = [ "a.service" ]; }"#,
    ] {
        let found = hovered(&mut client, "m.nix", text);
        assert!(found.as_ref().is_none_or(|it| !it.0.contains("**")), "{text}: {found:?}");
    }
}

#[test]
fn an_edit_is_seen_at_once() {
    let mut client = Client::ready();
    for target in ["a.target", "b.target", "a.target"] {
        let text = format!(r#"{{ systemd.services.we¦b.wantedBy = [ "{target}" ]; }}"#);
        let (said, _) = shown(&mut client, &text);
        assert!(said.contains(&format!("is started by `{target}` (wants)")), "{said}");
    }
}

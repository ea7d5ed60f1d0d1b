//! What is shown under the cursor.

use serde_json::json;

use super::client::Client;
use super::marked::open_at;

fn hovered(client: &mut Client, text: &str) -> Option<String> {
    let (_, params) = open_at(client, "m.nix", text);
    let found = client.call("textDocument/hover", params);
    client.close("m.nix");
    found["contents"]["value"].as_str().map(str::to_owned)
}

fn hover(text: &str) -> String {
    let mut client = Client::ready();
    hovered(&mut client, text).unwrap_or_else(|| panic!("nothing is shown at {text}"))
}

#[test]
fn an_option_has_its_path_its_priority_and_its_conditions() {
    let text = "{ config, lib, ... }:\nlet extra = { c = lib.mkForce 1; }; in {\n  config = lib.mkIf config.x.enable {\n    services.a = { b¦.d = lib.mkDefault 2; } // extra;\n  };\n}\n";
    assert!(hover(text).starts_with("`services.a.b`"), "{}", hover(text));
    let text = text.replace("b¦.d", "b.d¦");
    let shown = hover(&text);
    assert!(shown.starts_with("`services.a.b.d`\n\npriority 1000 (`mkDefault`)"), "{shown}");
    assert!(shown.contains("only if `config.x.enable`"), "{shown}");
    let shown = hover(&text.replace("d¦", "d").replace("{ c =", "{ ¦c ="));
    assert!(shown.starts_with("`services.a.c`\n\npriority 50 (`mkForce`)"), "{shown}");
}

#[test]
fn others_who_set_an_option_are_named() {
    let mut client = Client::start();
    client.write("other.nix", "{\n  services.a.b = 2;\n  services.c = 1;\n}\n");
    client.capabilities = json!({ "textDocument": { "diagnostic": {} } });
    client.initialize();
    // The whole workspace is known when this is answered.
    client.call("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let shown = hovered(&mut client, "{ services.a.b¦ = 1; }").expect("a text");
    let link = format!("- [other.nix:2]({}#L2)", client.uri("other.nix"));
    assert!(shown.starts_with("`services.a.b`") && shown.contains(&link), "{shown}");
    assert!(!shown.contains("other.nix:3"), "{shown}");
    let shown = hovered(&mut client, "{ serv¦ices.a.b = 1; }").expect("a text");
    assert!(shown.contains("other.nix:2") && shown.contains("other.nix:3"), "{shown}");
}

#[test]
fn a_directive_has_its_facts() {
    let shown = hover("{ systemd.services.a.serviceConfig = { Restart¦ = \"always\"; }; }");
    assert!(shown.contains("`Restart=` in `[Service]` of a `.service` unit"), "{shown}");
    assert!(shown.contains("`on-failure`") && shown.contains("`man 5 systemd.service`"), "{shown}");
    let shown = hover("{ systemd.services.a.serviceConfig.MemoryLimit¦ = \"1G\"; }");
    assert!(shown.contains("use `MemoryMax` instead"), "{shown}");
    let shown = hover("{ systemd.user.services.a.Service.Restart¦ = \"no\"; }");
    assert!(shown.contains("`Restart=` in `[Service]`"), "{shown}");
}

#[test]
fn elements_of_a_list_of_units() {
    let text = "{ systemd.mounts = [ { what = \"a\"; where = \"/mounts\"; mountConfig.Options = \"ro\"; } ]; }";
    let shown = hover(&text.replace("mounts =", "mou¦nts ="));
    assert!(shown.starts_with("`systemd.mounts`"), "{shown}");
    let shown = hover(&text.replace("what", "wh¦at"));
    assert!(shown.starts_with("`systemd.mounts.mounts.what`"), "{shown}");
    let shown = hover(&text.replace("Options", "Opt¦ions"));
    assert!(shown.contains("`Options=` in `[Mount]` of a `.mount` unit"), "{shown}");
}

#[test]
fn what_a_directive_takes_is_said_in_words() {
    for (directive, expected) in [
        ("PrivateTmp", "takes one of `yes`, `no`, `connected` (newer than systemd 252),"),
        ("NoNewPrivileges", "takes yes or no\n"),
        ("Nice", "takes a whole number from -20 to 19"),
        ("TimeoutStartSec", "takes a span of time such as `5min 20s`, without a unit in seconds"),
        ("MemoryMax", "takes a size in bytes such as `512M` or `2G`, a share of"),
        ("CPUWeight", "takes one of a number from 1 to 10000, `idle`"),
        ("RestrictNamespaces", "takes yes or no, or some of `cgroup`,"),
        ("Slice", "takes the name of a unit with the suffix `.slice`"),
        ("ReadWritePaths", "; several values add up, and an empty one drops those before it"),
    ] {
        let text = format!("{{ systemd.services.a.serviceConfig.{directive}¦ = x; }}");
        let shown = hover(&text);
        assert!(shown.contains(expected), "{shown}");
    }
}

#[test]
fn times_are_written_out() {
    // A date far off, so that the answer does not depend on the clock.
    let shown = hover("{ systemd.timers.a.timerConfig.OnCalendar = \"2199-1-¦1\"; }");
    assert!(shown.contains("`2199-1-1` means `2199-01-01 00:00:00`"), "{shown}");
    assert!(shown.contains("- Tue 2199-01-01 00:00:00"), "{shown}");
    let shown = hover("{ systemd.services.a.startAt¦ = \"*-*-* 4:00\"; }");
    assert_eq!(
        shown.matches("04:00:00\n").count() + usize::from(shown.ends_with("04:00:00")),
        3,
        "{shown}"
    );
    let shown = hover("{ systemd.services.a.serviceConfig.TimeoutStartSec = ¦90; }");
    assert!(shown.contains("`90` is 1min 30s"), "{shown}");
}

#[test]
fn a_finding_is_explained_below_what_it_is_about() {
    let shown = hover("{ systemd.services.a.serviceConfig.Standard¦Error = \"syslog\"; }");
    assert!(shown.contains("`StandardError=` in `[Service]`"), "{shown}");
    assert!(shown.contains("### [syslog-output]("), "{shown}");
}

#[test]
fn nothing_is_shown_where_there_is_nothing_to_say() {
    let mut client = Client::ready();
    for text in ["{ a = 1; } ¦", "¦", "let a¦ = 1; in a", "{ a = f { b = 1¦ + 1; }; }"] {
        let shown = hovered(&mut client, text);
        assert!(shown.is_none_or(|it| !it.contains("only if")), "{text}");
    }
    assert_eq!(hovered(&mut client, "let a¦ = 1; in a"), None);
}

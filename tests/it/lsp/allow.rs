//! "Allow on this line", "Allow in this file".

use serde_json::Value;

use super::client::Client;
use super::text::{Unit, find, titled, titles};

/// The text after the action that allows `lint` at `needle`, whose finding is gone then.
fn allowed(text: &str, needle: &str, lint: &str) -> String {
    let mut client = Client::ready();
    client.open("m.nix", text);
    let place = Unit::Utf16.range(text, find(text, needle));
    let actions = client.actions("m.nix", place, Some("quickfix"));
    let action = titled(&actions, &format!("Allow `{lint}` on this line"));
    assert_eq!(action["diagnostics"][0]["code"], lint);
    let new = Unit::Utf16.applied(text, action, &client.uri("m.nix"));
    client.change("m.nix", 2, Value::Null, &new);
    let found = client.diagnostics("m.nix", 2);
    assert!(
        !found.iter().any(|it| it["code"] == lint || it["code"] == "unused-allow"),
        "{found:#?}"
    );
    new
}

#[test]
fn the_comment_goes_above_with_the_indentation_of_the_line() {
    let text = r#"{
  systemd.services.a.serviceConfig = {
	    StandardOutput = "syslog";
  };
}
"#;
    let expected = text.replace(
        "\t    StandardOutput",
        "\t    # cfglint: allow(syslog-output)\n\t    StandardOutput",
    );
    assert_eq!(allowed(text, "StandardOutput", "syslog-output"), expected);
}

#[test]
fn the_comment_ends_as_the_lines_do() {
    let text = "{\r\n  systemd.services.a.serviceConfig.StandardOutput = \"syslog\";\r\n}\r\n";
    let comment = "{\r\n  # cfglint: allow(syslog-output)\r\n";
    assert_eq!(allowed(text, "StandardOutput", "syslog-output"), text.replace("{\r\n", comment));
}

#[test]
fn a_second_lint_joins_the_comment_of_the_first() {
    let text = r#"{
  systemd.services.a.serviceConfig = { StandardOutput = "syslog"; MountFlags = "private"; };
}
"#;
    let once = allowed(text, "StandardOutput", "syslog-output");
    let twice = allowed(&once, "MountFlags", "mount-flags-private");
    let comments = "  # cfglint: allow(syslog-output, mount-flags-private)\n";
    assert_eq!(twice, text.replacen("{\n", &format!("{{\n{comments}"), 1));
}

#[test]
fn no_comment_is_put_into_a_string() {
    // The statement is on the last line of a string, so what is above it is text.
    let text = r#"{
  systemd.services.a = { script = ''
    true
  ''; serviceConfig.StandardOutput = "syslog"; };
}
"#;
    let new = allowed(text, "StandardOutput", "syslog-output");
    let end = "\"syslog\"; };";
    assert_eq!(new, text.replace(end, &format!("{end} # cfglint: allow(syslog-output)")));
}

#[test]
fn a_whole_file_is_allowed_at_its_head() {
    let text = "#!/usr/bin/env nix-instantiate\n# About.\n{\n  systemd.services.a.serviceConfig.StandardOutput = \"syslog\";\n  systemd.services.b.serviceConfig.StandardOutput = \"syslog\";\n}\n";
    let mut client = Client::ready();
    client.open("m.nix", text);
    let place = Unit::Utf16.range(text, find(text, "StandardOutput"));
    let actions = client.actions("m.nix", place, Some("quickfix"));
    let action = titled(&actions, "Allow `syslog-output` in this file");
    let new = Unit::Utf16.applied(text, action, &client.uri("m.nix"));
    assert_eq!(new, text.replacen("# About.", "# cfglint: allow-file(syslog-output)\n# About.", 1));
    client.change("m.nix", 2, Value::Null, &new);
    assert_eq!(client.diagnostics("m.nix", 2), [] as [Value; 0]);
}

#[test]
fn what_nix_refuses_cannot_be_allowed() {
    let text = "{\n  a = ;\n}\n";
    let mut client = Client::ready();
    client.open("m.nix", text);
    assert_eq!(client.diagnostics("m.nix", 1)[0]["code"], "syntax-error");
    let actions = client.actions("m.nix", super::text::everything(), None);
    assert!(!titles(&actions).iter().any(|it| it.starts_with("Allow")), "{:?}", titles(&actions));
}

//! What findings look like.

use expect_test::expect;
use serde_json::Value;

use super::{CLEAN, KEPT, MOUNT_FLAGS, SYSLOG};
use crate::sandbox::Sandbox;

#[test]
fn human() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b/kept.nix", KEPT)]);
    expect![[r#"
        warning[syslog-output]: StandardOutput = "syslog" is obsolete; systemd uses "journal" and warns at boot
          ┌─ a.nix:2:36
          │
        2 │   systemd.services.a.serviceConfig.StandardOutput = "syslog";
          │                                    ^^^^^^^^^^^^^^
          │
          = fix: Replace "syslog" by "journal"
              -   systemd.services.a.serviceConfig.StandardOutput = "syslog";
              +   systemd.services.a.serviceConfig.StandardOutput = "journal";

        error[remain-after-exit-timer]: RemainAfterExit keeps "pull" active, so its timer (pull) will start it only once
          ┌─ b/kept.nix:4:19
          │
        3 │     startAt = "daily";
          │     ------- the timer is set here
        4 │     serviceConfig.RemainAfterExit = true;
          │                   ^^^^^^^^^^^^^^^
          │
          = help: delete RemainAfterExit; a timer starts only what is inactive
          = unsafe fix: Delete `RemainAfterExit`, so that each run ends
              -     serviceConfig.RemainAfterExit = true;

        1 error, 1 warning; `--fix` mends 1, with `--unsafe-fixes` 1 more
        `cfglint explain LINT` says more about a lint
        exit code: 1
    "#]].assert_eq(&sandbox.run("check").shown());
}

#[test]
fn human_without_summary() {
    let sandbox = Sandbox::new(&[("a.nix", MOUNT_FLAGS)]);
    expect![[r#"
        note[mount-flags-private]: use PrivateMounts = true instead of MountFlags = "private"
          ┌─ a.nix:2:36
          │
        2 │   systemd.services.a.serviceConfig.MountFlags = "private";
          │                                    ^^^^^^^^^^
          │
          = unsafe fix: Replace `MountFlags = "private"` by `PrivateMounts = true`
              -   systemd.services.a.serviceConfig.MountFlags = "private";
              +   systemd.services.a.serviceConfig.PrivateMounts = true;

        exit code: 0
    "#]]
    .assert_eq(&sandbox.run("check --quiet").shown());
}

#[test]
fn colours_only_when_asked_for() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    assert!(!sandbox.run("check").stdout.contains('\u{1b}'));
    assert!(sandbox.run("check --color always").stdout.contains('\u{1b}'));
}

#[test]
fn concise() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b/kept.nix", KEPT)]);
    expect![[r#"
        a.nix:2:36: warning[syslog-output] StandardOutput = "syslog" is obsolete; systemd uses "journal" and warns at boot
        b/kept.nix:4:19: error[remain-after-exit-timer] RemainAfterExit keeps "pull" active, so its timer (pull) will start it only once
        exit code: 1
    "#]].assert_eq(&sandbox.run("check --format concise").shown());
}

#[test]
fn json() {
    let sandbox = Sandbox::new(&[("a.nix", &SYSLOG.replace("{\n", "{ # ä😀\n"))]);
    expect![[r#"
        [
          {
            "lint": "syslog-output",
            "severity": "warning",
            "message": "StandardOutput = \"syslog\" is obsolete; systemd uses \"journal\" and warns at boot",
            "help": null,
            "file": "a.nix",
            "range": {
              "start": {
                "line": 2,
                "column": 36,
                "offset": 46
              },
              "end": {
                "line": 2,
                "column": 50,
                "offset": 60
              }
            },
            "related": [],
            "fix": {
              "title": "Replace \"syslog\" by \"journal\"",
              "applicability": "safe",
              "edits": [
                {
                  "file": "a.nix",
                  "range": {
                    "start": {
                      "line": 2,
                      "column": 53,
                      "offset": 63
                    },
                    "end": {
                      "line": 2,
                      "column": 61,
                      "offset": 71
                    }
                  },
                  "text": "\"journal\""
                }
              ]
            },
            "url": "https://github.com/cfglint/cfglint/blob/main/docs/lints/syslog-output.md"
          }
        ]
        exit code: 1
    "#]].assert_eq(&sandbox.run("check --format json").shown());
}

#[test]
fn json_counts_columns_in_code_points() {
    let text = r#"{ x = "ä😀"; systemd.services.a.serviceConfig.StandardOutput = "syslog"; }"#;
    let sandbox = Sandbox::new(&[("a.nix", text)]);
    let found: Value = serde_json::from_str(&sandbox.run("check --format json").stdout).unwrap();
    let start = &found[0]["range"]["start"];
    let offset = text.find("StandardOutput").unwrap();
    let column = text[..offset].chars().count() + 1;
    assert_eq!(start["offset"], offset);
    assert_eq!(start["column"], column);
    assert_eq!(start["line"], 1);
}

#[test]
fn json_of_nothing_is_an_empty_array() {
    let sandbox = Sandbox::new(&[("a.nix", CLEAN)]);
    let run = sandbox.run("check --format json");
    assert_eq!((run.stdout.as_str(), run.code), ("[]\n", 0));
}

#[test]
fn json_lines_hold_one_finding_each() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", KEPT)]);
    let run = sandbox.run("check --format json-lines");
    let lints: Vec<String> = run
        .stdout
        .lines()
        .map(|line| {
            let finding: Value = serde_json::from_str(line).unwrap();
            finding["lint"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(lints, ["syslog-output", "remain-after-exit-timer"]);
}

#[test]
fn statistics() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", SYSLOG), ("c.nix", KEPT)]);
    expect![[r#"
        2  warning  syslog-output (2 fixable)
        1  error    remain-after-exit-timer
        exit code: 1
    "#]]
    .assert_eq(&sandbox.run("check --statistics").shown());
}

#[test]
fn an_output_file_takes_the_findings() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let run = sandbox.run("check --format json --output-file out.json");
    assert_eq!((run.stdout.as_str(), run.code), ("", 1));
    assert!(sandbox.read("out.json").contains("syslog-output"));
}

#[test]
fn control_characters_of_the_file_do_not_reach_the_terminal() {
    let text = "{ # \u{1b}[2J\n systemd.services.\"\u{1b}]0;x\u{7}\".serviceConfig.StandardOutput = \"syslog\"; }\n";
    let sandbox = Sandbox::new(&[("a.nix", text)]);
    for format in ["human", "concise"] {
        let run = sandbox.run(&format!("check --format {format}"));
        assert!(run.stdout.contains("syslog-output"));
        assert!(!run.stdout.contains(['\u{1b}', '\u{7}']), "{}", run.stdout);
    }
}

#[test]
fn names_of_lints_lead_to_their_pages_where_the_terminal_knows_hyperlinks() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let run = |forced: &str, arguments: &[&str]| {
        let mut command = sandbox.command();
        let command = command.arg("check").args(arguments).env("FORCE_HYPERLINK", forced);
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let linked = run("1", &[]);
    let url = "https://github.com/cfglint/cfglint/blob/main/docs/lints/syslog-output.md";
    let link = format!("warning[\u{1b}]8;;{url}\u{1b}\\syslog-output\u{1b}]8;;\u{1b}\\]: ");
    assert!(linked.starts_with(&link), "{linked:?}");
    let plain = run("0", &[]);
    assert_eq!(linked.replace(&link, "warning[syslog-output]: "), plain);
    assert_eq!(run("1", &["--color", "never"]), plain);
    assert!(!run("1", &["--format", "concise"]).contains('\u{1b}'));
}

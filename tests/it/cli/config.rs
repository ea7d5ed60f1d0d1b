//! `config` and `init`.

use expect_test::expect;
use serde_json::Value;

use super::SYSLOG;
use crate::sandbox::Sandbox;

/// A sandbox in which every kind of origin occurs.
fn sandbox() -> Sandbox {
    let settings = "\
extend = 'base.toml'
systemd-version = 257
exclude = ['old']

[per-file.'a.nix']
severity.mount-flags-private = 'warning'
[lint.acme-valid-min-seconds]
max-days = 1000
";
    Sandbox::new(&[
        (
            "base.toml",
            "release = '24.11'\nexclude = ['*.gen.nix']\nseverity.syslog-output = 'error'\n",
        ),
        ("cfglint.toml", settings),
        ("a.nix", SYSLOG),
        ("old/b.nix", SYSLOG),
    ])
}

#[test]
fn every_setting_says_where_it_comes_from() {
    let sandbox = sandbox();
    let run = sandbox.run("config a.nix --ignore acme-email-missing --select tls");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let folder = std::fs::canonicalize(sandbox.path("")).unwrap().display().to_string();
    let text = run.stdout.replace(&folder, "");
    let wanted = ["#", "release", "systemd", "exclude", "  ", "]", "[", "max-days"];
    let lints = ["acme-email-missing", "syslog-output", "mount-flags-private", "acme-key-dir"];
    let head: String = text
        .lines()
        .filter(|line| wanted.iter().chain(&lints).any(|start| line.starts_with(start)))
        .map(|line| format!("{line}\n"))
        .collect();
    expect![[r##"
        # /cfglint.toml
        #   extends /base.toml
        release = "24.11"                               # /base.toml:1
        systemd-version = 257                           # /cfglint.toml:2
        exclude = [
          "*.gen.nix",                                  # /base.toml:2
          "old",                                        # /cfglint.toml:3
        ]
        [severity]
        acme-email-missing = "off"                      # command line
        acme-key-dir = "error"                          # default
        mount-flags-private = "warning"                 # /cfglint.toml:6, for this file
        syslog-output = "error"                         # /base.toml:3
        [lint.acme-valid-min-seconds]
        max-days = 1000                                 # /cfglint.toml:8
    "##]]
    .assert_eq(&head);
}

#[test]
fn the_shown_settings_are_settings() {
    let sandbox = sandbox();
    let shown = sandbox.run("config a.nix").stdout;
    sandbox.write("shown/cfglint.toml", &shown);
    let again = sandbox.run("config shown");
    assert_eq!(again.code, 0, "{}", again.stderr);
    let settings = |text: &str| -> Vec<String> {
        let line = |line: &str| line.split(" #").next().unwrap_or_default().trim_end().to_owned();
        text.lines().filter(|it| !it.starts_with('#')).map(line).collect()
    };
    assert_eq!(settings(&shown), settings(&again.stdout));
}

#[test]
fn settings_for_machines() {
    let run = sandbox().run("config old/b.nix --format json --release 25.05");
    let shown: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(shown["files"].as_array().unwrap().len(), 2);
    let setting = |key: &str| {
        let settings = shown["settings"].as_array().unwrap();
        settings.iter().rfind(|it| it["key"] == key).unwrap().clone()
    };
    assert_eq!(setting("release")["value"], "\"25.05\"");
    assert_eq!(setting("release")["origin"]["kind"], "command-line");
    assert_eq!(setting("severity.syslog-output")["origin"]["line"], 3);
    assert_eq!(setting("exclude")["note"], "leaves this file out unless it is named");
    let days = setting("lint.acme-valid-min-seconds.max-days");
    assert_eq!((&days["value"], &days["origin"]["line"]), (&Value::from("1000"), &Value::from(8)));
    assert_eq!(setting("severity.acme-key-dir")["origin"]["kind"], "default");
    assert_eq!(shown["settings"].as_array().unwrap().len(), cfglint_lints::LINTS.len() + 5);
}

#[test]
fn a_lint_that_the_release_switches_off_says_so() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let text = sandbox.run("config --release 20.03").stdout;
    let line = text.lines().find(|line| line.starts_with("syslog-output =")).unwrap();
    assert!(
        line.starts_with("syslog-output = \"off\"") && line.contains("it holds since 20.09"),
        "{line}"
    );
}

#[test]
fn a_first_file_is_written_and_never_overwritten() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("sub/x", "")]);
    let run = sandbox.run("init");
    assert_eq!((run.code, run.stdout.as_str()), (0, "wrote ./cfglint.toml\n"));
    let template = sandbox.read("cfglint.toml");
    expect![[r#"
        exit code: 2
        stderr:
        cfglint::usage

          × ./cfglint.toml is there already
          help: `cfglint config` shows what it says; nothing was written

    "#]]
    .assert_eq(&sandbox.run("init").shown());
    assert_eq!(sandbox.read("cfglint.toml"), template);
    assert_eq!(sandbox.run("init sub").stdout, "wrote sub/cfglint.toml\n");
    assert_eq!(sandbox.run("init sub/base.toml").stdout, "wrote sub/base.toml\n");
    let gone = sandbox.run("init gone");
    assert_eq!(gone.code, 2);
    assert!(gone.stderr.contains("cannot write gone/cfglint.toml"), "{}", gone.stderr);
    let names: Vec<String> = std::fs::read_dir(sandbox.path("sub"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(names.len(), 3, "nothing else is left: {names:?}");
}

#[test]
fn the_first_file_changes_nothing_and_its_examples_are_right() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    sandbox.run("init");
    let template = sandbox.read("cfglint.toml");
    let origin = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    let shown = origin(&sandbox.run("config").stdout);
    assert_eq!(shown, origin(&sandbox.run("config --no-config").stdout));
    let uncommented: String = template
        .lines()
        .map(|line| match line.strip_prefix("# ") {
            Some(code) if code.starts_with('[') || is_setting(code) => format!("{code}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    assert!(
        uncommented.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count() >= 12
    );
    sandbox.write("sub/cfglint.toml", uncommented);
    let run = sandbox.run("config sub");
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(run.stdout.contains("systemd-version = 257"), "{}", run.stdout);
}

fn is_setting(line: &str) -> bool {
    let Some((key, _)) = line.split_once(" = ") else { return false };
    !key.is_empty() && key.bytes().all(|it| it.is_ascii_lowercase() || matches!(it, b'-' | b'.'))
}

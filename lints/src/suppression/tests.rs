//! What allow comments silence, and when they are findings themselves.

use std::sync::Arc;

use expect_test::{Expect, expect};

use crate::{Analysis, Config, FileId, SourceFile};

/// Compares all findings in `text` with `expected`: line, lint and message.
#[track_caller]
fn check(text: &str, expected: &Expect) {
    let source = SourceFile::new(FileId(0), "a.nix", text);
    let analysis = Analysis::new(Arc::new(Config::default()));
    let found = analysis.workspace(&[analysis.file(&source)]);
    let lines = found.iter().map(|it| {
        let covered = &text[it.range];
        let line = text[..it.range.start().into()].matches('\n').count() + 1;
        match it.lint {
            "unused-allow" => format!("{line} `{covered}`: {}\n", it.message),
            lint => format!("{line} {lint}\n"),
        }
    });
    expected.assert_eq(&lines.collect::<String>());
}

#[test]
fn at_the_end_of_the_line() {
    check(
        r#"{ systemd.services.a.serviceConfig = {
  StandardOutput = "syslog"; # cfglint: allow(syslog-output)
  StandardError = "syslog";
}; }"#,
        &expect![[r#"
            3 syslog-output
        "#]],
    );
}

#[test]
fn the_next_line_may_begin_at_its_first_column() {
    check(
        r#"{ systemd.services.a.serviceConfig = {
StandardOutput = "syslog"; # cfglint: allow(syslog-output)
StandardError = "syslog";
}; }"#,
        &expect![[r#"
            3 syslog-output
        "#]],
    );
}

#[test]
fn on_the_line_above() {
    check(
        r#"{ systemd.services.a.serviceConfig = {
  # cfglint: allow(syslog-output) -- the old daemon; it goes (soon)
  # More words.

  StandardOutput = "syslog";
  StandardError = "syslog";
}; }"#,
        &expect![[r#"
            6 syslog-output
        "#]],
    );
}

#[test]
fn several_names_and_groups() {
    check(
        r#"{ systemd.services.a.serviceConfig = {
  # cfglint: allow(syslog-output, permissions-start-only)
  StandardOutput = "syslog"; PermissionsStartOnly = true;
  StandardError = "syslog"; # cfglint: allow(systemd)
  MountFlags = "slave"; # cfglint: allow(all)
}; }"#,
        &expect![[""]],
    );
}

#[test]
fn the_whole_file() {
    check(
        r#"# Words first.
# cfglint: allow-file(syslog-output)
{ systemd.services.a.serviceConfig = {
  StandardOutput = "syslog";
  StandardError = "syslog";
}; }"#,
        &expect![[""]],
    );
    check(
        r#"{ systemd.services.a.serviceConfig = {
  # cfglint: allow-file(syslog-output)
  StandardOutput = "syslog";
}; }"#,
        &expect![[r#"
            2 `# cfglint: allow-file(syslog-output)`: `allow-file` counts only in the head of a file, before any code
            3 syslog-output
        "#]],
    );
}

#[test]
fn block_comments() {
    check(
        r#"{ systemd.services.a.serviceConfig = {
  /* cfglint: allow(syslog-output) */
  StandardOutput = "syslog";
  StandardError = /* cfglint: allow(syslog-output) */ "syslog";
}; }"#,
        &expect![[""]],
    );
}

#[test]
fn text_is_no_comment() {
    check(
        r##"{
  a = ''
    # cfglint: allow(syslog-output)
  '';
  b = "# cfglint: allow(nothing)"; systemd.services.a.serviceConfig.StandardError = "syslog";
}"##,
        &expect![[r#"
            5 syslog-output
        "#]],
    );
}

#[test]
fn one_that_does_nothing_or_says_nothing() {
    check(
        r#"{
  a = 1; # cfglint: allow(syslog-output)
  b = 2; # cfglint: allow(syslog-outptu)
  c = 3; # cfglint: alow(syslog-output)
  d = 4; # cfglint: allow(syslog-output
  e = 5; # cfglint: allow()
  f = 6; # cfglint: allow(acme-key-dir, acme)
  # Of cfglint: allow(x) nothing is meant here.
}"#,
        &expect![[r#"
            2 `syslog-output`: `syslog-output` is allowed here, but nothing here needs it
            3 `syslog-outptu`: there is no lint or group called `syslog-outptu`; did you mean `syslog-output`?
            4 `# cfglint: alow(syslog-output)`: this comment says neither `allow(…)` nor `allow-file(…)`
            5 `# cfglint: allow(syslog-output`: the `)` of this allow comment is missing
            6 `# cfglint: allow()`: this allow comment names no lint
            7 `acme-key-dir`: `acme-key-dir` is allowed here, but nothing here needs it
        "#]],
    );
}

#[test]
fn a_syntax_error_cannot_be_allowed() {
    check(
        "# cfglint: allow-file(all)\n{ a = 1 }",
        &expect![[r#"
            2 syntax-error
        "#]],
    );
}

#[test]
fn a_finding_of_the_project() {
    check(
        r#"{
  # cfglint: allow(remain-after-exit-timer)
  systemd.services.a.serviceConfig.RemainAfterExit = true;
  systemd.timers.a.timerConfig.OnCalendar = "daily";
}"#,
        &expect![[""]],
    );
}

#[test]
fn other_line_ends() {
    let text = "{\r\n  # cfglint: allow(syslog-output)\r\n  systemd.services.a.serviceConfig.StandardError = \"syslog\";\r\n}\r\n";
    check(text, &expect![[""]]);
}

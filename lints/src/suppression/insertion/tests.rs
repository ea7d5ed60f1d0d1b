//! Comments that are added: where they stand, and that they do what they are there for.

use std::sync::Arc;

use cfglint_syntax::{TextRange, TextSize, parse};
use expect_test::{Expect, expect};

use super::add_allows;
use crate::suppression::Allows;
use crate::{Analysis, Config, Diagnostic, FileId, SourceFile};

fn findings(text: &str) -> Vec<Diagnostic> {
    let analysis = Analysis::new(Arc::new(Config::default()));
    analysis.workspace(&[analysis.file(&SourceFile::new(FileId(0), "a.nix", text))])
}

/// Compares `text` with comments at all of its findings, and proves that none is left.
#[track_caller]
fn check(text: &str, reason: Option<&str>, expected: &Expect) {
    let new = add_allows(text, &findings(text), reason).expect("there is something to allow");
    expected.assert_eq(&new);
    let left = findings(&new);
    assert!(left.is_empty(), "{left:#?}");
    assert_eq!(add_allows(&new, &left, reason), None, "a second time there is nothing to do");
}

#[test]
fn one_comment_for_all_findings_of_a_line() {
    check(
        r#"{
  systemd.services.a.serviceConfig = {
	    StandardOutput = "syslog"; PermissionsStartOnly = true; StandardError = "syslog";
  };
}
"#,
        Some("it goes with the old logger"),
        &expect![[r#"
            {
              systemd.services.a.serviceConfig = {
            	    # cfglint: allow(permissions-start-only, syslog-output) -- it goes with the old logger
            	    StandardOutput = "syslog"; PermissionsStartOnly = true; StandardError = "syslog";
              };
            }
        "#]],
    );
}

#[test]
fn a_comment_that_is_there_is_used() {
    check(
        r#"{ systemd.services = {
  # cfglint: allow(permissions-start-only) -- as root
  a.serviceConfig = { PermissionsStartOnly = true; StandardError = "syslog"; };
  b.serviceConfig = { PermissionsStartOnly = true; StandardError = "syslog"; }; # cfglint: allow(permissions-start-only,)
}; }
"#,
        None,
        &expect![[r#"
            { systemd.services = {
              # cfglint: allow(permissions-start-only, syslog-output) -- as root
              a.serviceConfig = { PermissionsStartOnly = true; StandardError = "syslog"; };
              b.serviceConfig = { PermissionsStartOnly = true; StandardError = "syslog"; }; # cfglint: allow(permissions-start-only, syslog-output)
            }; }
        "#]],
    );
}

#[test]
fn a_comment_with_another_reason_is_left_alone() {
    check(
        r#"{ systemd.services.a.serviceConfig = {
  # cfglint: allow(permissions-start-only) -- as root
  PermissionsStartOnly = true; StandardError = "syslog";
}; }
"#,
        Some("old"),
        &expect![[r#"
            { systemd.services.a.serviceConfig = {
              # cfglint: allow(permissions-start-only) -- as root
              # cfglint: allow(syslog-output) -- old
              PermissionsStartOnly = true; StandardError = "syslog";
            }; }
        "#]],
    );
}

#[test]
fn no_comment_becomes_text_of_a_string() {
    check(
        r#"{
  systemd.services.a = { script = ''
    true
  ''; serviceConfig.StandardOutput = "syslog"; };
  systemd.services.b = { script = ''
    true
  ''; serviceConfig.StandardOutput = "syslog"; postStart = ''
    false
  ''; }; # It ends with a comment.
}
"#,
        None,
        &expect![[r#"
            {
              systemd.services.a = { script = ''
                true
              ''; serviceConfig.StandardOutput = "syslog"; }; # cfglint: allow(syslog-output)
              systemd.services.b = { script = ''
                true
              ''; /* cfglint: allow(syslog-output) */ serviceConfig.StandardOutput = "syslog"; postStart = ''
                false
              ''; }; # It ends with a comment.
            }
        "#]],
    );
}

#[test]
fn line_ends_are_those_of_the_file() {
    let text = "{\r\n  systemd.services.a.serviceConfig.StandardError = \"syslog\";\r\n}\r\n";
    let new = add_allows(text, &findings(text), None);
    let expected = text.replacen("{\r\n", "{\r\n  # cfglint: allow(syslog-output)\r\n", 1);
    assert_eq!(new.as_deref(), Some(&*expected));
}

#[test]
fn a_file_that_cannot_be_read_is_left_alone() {
    let text = "{ systemd.services.a.serviceConfig.StandardError = \"syslog\"; b = ; }";
    assert!(findings(text).iter().any(|it| it.lint == "syslog-output"));
    assert_eq!(add_allows(text, &findings(text), None), None);
}

/// Texts in which comments have few places.
const NASTY: &[&str] = &[
    "''\n  a ${''\n  b ''${c} ${d\n } ''\\\n e\n''} f\n''",
    "{ a = ''\n x\n''; b = ''\n y\n''; /* c\n */ d = 1; # e\n}",
    "{ \"a\n b\" = \"c\n d ${e \"f\n g\"}\n\"; h = i: j; k.\"l\n m\".n = ./o; p = <q>; }",
    "# a\n\n/* b */ c: # d\n  let e = f/g; in /* h\n */ [ ./i/${j}/k https://l.m ''\n n''\n ]",
    "{ # cfglint: allow(all) -- a\n  b = ''\n    c\n  ''; # cfglint: allow(nix,)\n\n  # d\n  e = 1; }",
];

/// Wherever a finding may lie, the comment changes nothing else, and silences it.
#[test]
fn everything_can_be_allowed_everywhere() {
    for text in NASTY.iter().flat_map(|text| [(*text).to_owned(), text.replace('\n', "\r\n")]) {
        let words = |text: &str| -> Vec<(TextRange, String)> {
            let parse = parse(text);
            let tokens = parse.root().all_tokens().filter(|token| !token.kind().is_trivia());
            tokens.map(|token| (token.range(), token.text().to_owned())).collect()
        };
        let old = words(&text);
        for (index, (range, word)) in old.iter().enumerate() {
            for inside in (0..word.len()).filter(|at| word.is_char_boundary(*at)) {
                let at = |start: TextSize| {
                    let start = start + TextSize::new(inside as u32);
                    let place = TextRange::empty(start);
                    Diagnostic { range: place, lint: "syslog-output", ..sample() }
                };
                let finding = at(range.start());
                let file = |text: &str| SourceFile::new(FileId(0), "a.nix", text);
                let covers = |text: &str, finding: &Diagnostic| {
                    let parse = parse(text);
                    Allows::read(parse.root(), &file(text)).cover(finding, &mut Vec::new())
                };
                if covers(&text, &finding) {
                    continue;
                }
                let new = add_allows(&text, [&finding], None);
                let new = new.unwrap_or_else(|| panic!("{text:?} at {:?}", finding.range));
                let after = words(&new);
                let unchanged = old.iter().map(|it| &it.1).eq(after.iter().map(|it| &it.1));
                assert!(unchanged, "{text:?} becomes {new:?}");
                let moved = at(after[index].0.start());
                assert!(covers(&new, &moved), "{text:?} at {:?} becomes {new:?}", finding.range);
            }
        }
    }
}

fn sample() -> Diagnostic {
    let text = "{ systemd.services.a.serviceConfig.StandardError = \"syslog\"; }";
    findings(text).swap_remove(0)
}

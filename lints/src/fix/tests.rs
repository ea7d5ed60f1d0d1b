//! Fixes that go together, and those that do not.

use std::sync::Arc;

use cfglint_syntax::{TextRange, TextSize};

use super::{Applicability, Fix, Plan, checked, fix_files};
use crate::{Analysis, Config, Diagnostic, FileId, Severity, SourceFile, TextEdit};

fn file(text: &str) -> SourceFile {
    SourceFile::new(FileId(0), "a.nix", text)
}

fn range(start: u32, end: u32) -> TextRange {
    TextRange::new(TextSize::new(start), TextSize::new(end))
}

/// A finding whose fix replaces some bytes.
fn finding(edits: &[(u32, u32, &str)]) -> Diagnostic {
    let edits = edits
        .iter()
        .map(|(start, end, text)| (FileId(0), TextEdit::replace(range(*start, *end), *text)));
    let fix = Fix {
        title: "Do it".to_owned(),
        applicability: Applicability::Safe,
        edits: edits.collect(),
    };
    Diagnostic {
        file: FileId(0),
        range: range(0, 1),
        lint: "syslog-output",
        severity: Severity::Warning,
        message: String::new(),
        help: None,
        related: Vec::new(),
        tags: Vec::new(),
        fixes: vec![fix],
    }
}

/// The text after one round, and how many fixes took part.
fn round(text: &str, found: &[Diagnostic]) -> (String, usize) {
    let plan = Plan::new(found, Applicability::Safe, &[], &[file(text)]);
    let new = plan.texts.get(&FileId(0)).map_or(text, |text| text);
    (new.to_owned(), plan.lints.len())
}

#[test]
fn disjoint_fixes_are_applied_together() {
    let found = [finding(&[(2, 3, "b")]), finding(&[(6, 7, "2")])];
    assert_eq!(round("{ a = 1; }", &found), ("{ b = 2; }".to_owned(), 2));
}

#[test]
fn a_fix_that_touches_another_one_waits() {
    let found = [finding(&[(2, 8, "b = 2;")]), finding(&[(6, 7, "3")])];
    assert_eq!(round("{ a = 1; }", &found), ("{ b = 2; }".to_owned(), 1));
}

#[test]
fn two_insertions_at_one_place_have_no_order() {
    let found = [finding(&[(2, 2, "b = 2; ")]), finding(&[(2, 2, "c = 3; ")])];
    assert_eq!(round("{ a = 1; }", &found), ("{ b = 2; a = 1; }".to_owned(), 1));
}

#[test]
fn a_fix_with_two_edits_is_applied_whole_or_not_at_all() {
    let found = [finding(&[(6, 7, "2")]), finding(&[(2, 3, "b"), (6, 7, "3")])];
    assert_eq!(round("{ a = 1; }", &found), ("{ a = 2; }".to_owned(), 1));
}

#[test]
fn a_fix_that_breaks_the_text_is_left_out_and_the_others_are_not() {
    let found = [finding(&[(7, 8, "")]), finding(&[(2, 3, "b")])];
    assert_eq!(round("{ a = 1; }", &found), ("{ b = 1; }".to_owned(), 1));
    // An undefined variable.
    let found = [finding(&[(6, 7, "x")]), finding(&[(2, 3, "b")])];
    assert_eq!(round("{ a = 1; }", &found), ("{ b = 1; }".to_owned(), 1));
}

#[test]
fn one_fix_among_many_that_breaks_the_text() {
    let text: String = (1000..1400).map(|it| format!("a{it} = 1; ")).collect();
    let text = format!("{{ {text}}}");
    let value = |it: u32| 2 + it * 11 + 8;
    let mut found: Vec<Diagnostic> =
        (0..400).map(|it| finding(&[(value(it), value(it) + 1, "2")])).collect();
    // Without its semicolon the text cannot be read.
    found[300] = finding(&[(value(300) + 1, value(300) + 2, "")]);
    let (new, count) = round(&text, &found);
    assert_eq!((new.matches("= 2;").count(), count), (399, 399));
}

#[test]
fn fixes_that_break_the_text_only_together() {
    // Both define `c`.
    let found = [finding(&[(2, 3, "c")]), finding(&[(9, 10, "c")])];
    assert_eq!(round("{ a = 1; b = 2; }", &found), ("{ c = 1; b = 2; }".to_owned(), 1));
}

#[test]
fn a_broken_text_may_be_mended_and_not_be_broken_further() {
    let insert = |at, text: &str| TextEdit::replace(range(at, at), text);
    assert_eq!(checked(&insert(7, ";"), "{ a = 1 }").as_deref(), Some("{ a = 1; }"));
    assert_eq!(checked(&insert(7, "; b"), "{ a = 1 }"), None, "it is as broken as before");
    assert_eq!(checked(&insert(8, " b"), "{ a = 1; }"), None);
}

#[test]
fn an_edit_for_another_text_does_nothing() {
    assert_eq!(checked(&TextEdit::delete(range(90, 91)), "{ }"), None);
    assert_eq!(checked(&TextEdit::delete(range(2, 3)), "'ü'"), None);
}

fn fixed(text: &str, limit: Applicability) -> (String, bool, Vec<(&'static str, usize)>) {
    let analysis = Analysis::new(Arc::new(Config::default()));
    let outcome = fix_files(&analysis, &[file(text)], limit);
    let new = outcome.changed.get(&FileId(0)).map_or(text, |text| text).to_owned();
    (new, outcome.converged, outcome.applied.into_iter().collect())
}

const SERVICE: &str = r#"{
  systemd.services.a.serviceConfig = {
    StandardOutput = "syslog";
    StandardError = "syslog";
    PermissionsStartOnly = true;
  };
}
"#;

#[test]
fn safe_fixes_only() {
    let expected = r#"{
  systemd.services.a.serviceConfig = {
    StandardOutput = "journal";
    StandardError = "journal";
    PermissionsStartOnly = true;
  };
}
"#;
    let applied = vec![("syslog-output", 2)];
    assert_eq!(fixed(SERVICE, Applicability::Safe), (expected.to_owned(), true, applied));
}

#[test]
fn unsafe_fixes_too() {
    let expected = r#"{
  systemd.services.a.serviceConfig = {
    StandardOutput = "journal";
    StandardError = "journal";
  };
}
"#;
    let applied = vec![("permissions-start-only", 1), ("syslog-output", 2)];
    assert_eq!(fixed(SERVICE, Applicability::Unsafe), (expected.to_owned(), true, applied));
}

#[test]
fn nothing_to_do_changes_nothing() {
    assert_eq!(fixed("{ }", Applicability::Unsafe), ("{ }".to_owned(), true, Vec::new()));
}

#[test]
fn as_many_rounds_as_it_takes() {
    // Each of the twelve is the second of its neighbour.
    let units = "\"a.target\" ".repeat(13);
    let text = format!("{{ systemd.services.a.after = [ {units}]; }}");
    let (new, converged, applied) = fixed(&text, Applicability::Safe);
    assert_eq!(new, "{ systemd.services.a.after = [ \"a.target\" ]; }");
    assert!(converged);
    assert_eq!(applied, [("duplicate-unit-dependency", 12)]);
}

#[test]
fn syntax_errors_are_mended_only_where_that_helps() {
    let mended = ("{ a = 1; }".to_owned(), true, vec![("syntax-error", 1)]);
    assert_eq!(fixed("{ a = 1 }", Applicability::Unsafe), mended);
    let text = "{ a = if x then \"${b\" else \"\"; }\n";
    assert_eq!(fixed(text, Applicability::Unsafe), (text.to_owned(), true, Vec::new()));
}

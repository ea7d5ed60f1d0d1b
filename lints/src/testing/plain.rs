//! Cases in which nothing of weight is left: what [`plain`](crate::plain) passes over must count for nothing.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use cfglint_syntax::{SyntaxKind, lex};

use super::missing_imports;
use crate::index::COMPUTED;
use crate::model::{Definition, Module, ValueKind};
use crate::plain::{WORDS, has_weight, parse_unless_plain};
use crate::suppression::Allows;
use crate::{Analysis, FileId, FileReport, SourceFile};

/// Compares what is said with and without a look at the names, of texts made of these.
#[track_caller]
pub(super) fn check(analysis: &Analysis, files: &[SourceFile]) {
    for change in [without_weight, as_package] {
        let files: Vec<_> = files
            .iter()
            .map(|file| SourceFile { text: change(&file.text).into(), ..file.clone() })
            .collect();
        files.iter().for_each(|file| expect_plain(analysis, file));
        compare(analysis, &files);
    }
}

#[track_caller]
fn compare(analysis: &Analysis, files: &[SourceFile]) {
    let all = |read: &dyn Fn(&SourceFile) -> FileReport| {
        let reports = files.iter().map(|file| {
            let report = read(file);
            FileReport { missing_imports: missing_imports(&report, files), ..report }
        });
        analysis.workspace(&reports.collect::<Vec<_>>())
    };
    let found = all(&|file| analysis.file(file));
    let for_findings = all(&|file| analysis.file_for_findings(file));
    let texts: Vec<_> = files.iter().map(|file| &*file.text).collect();
    assert_eq!(for_findings, found, "not as plain as it seems:\n{}", texts.join("\n"));
}

/// The cases so far, by the names of their lints.
static CASES: Mutex<BTreeMap<&str, Vec<Vec<SourceFile>>>> = Mutex::new(BTreeMap::new());

/// As [`check`], of the files of one case beside what is left of those of another one of the lint:
/// that may have been what silences it.
#[track_caller]
pub(super) fn check_beside(analysis: &Analysis, lint: &'static str, files: &[SourceFile]) {
    let mut cases = CASES.lock().unwrap_or_else(PoisonError::into_inner);
    let others = cases.entry(lint).or_default();
    let before = others.clone();
    others.push(files.to_vec());
    drop(cases);
    let pair = |one: &[SourceFile], other: &[SourceFile]| {
        let beside = other.iter().map(|file| SourceFile {
            name: format!("beside/{}", file.name).into(),
            text: without_weight(&file.text).into(),
            ..file.clone()
        });
        let files = one.iter().cloned().chain(beside).zip(0..);
        let files: Vec<_> = files.map(|(file, id)| SourceFile { id: FileId(id), ..file }).collect();
        compare(analysis, &files);
    };
    for other in &before {
        pair(files, other);
        pair(other, files);
    }
}

/// A text that is taken for plain says nothing that anybody asks for.
///
/// # Panics
/// If it does.
#[track_caller]
pub fn expect_plain(analysis: &Analysis, file: &SourceFile) {
    if parse_unless_plain(&file.text).is_some() {
        return;
    }
    let report = analysis.file(file);
    let Module { imports, machines, declared, .. } = &report.module;
    // A package that is called as an option.
    let is_package =
        |it: &Definition| it.path.len() == 1 && matches!(it.value.kind, ValueKind::Unknown);
    let is_nothing = |number: &u32| is_package(&report.module.definitions[*number as usize]);
    let is_empty = report.diagnostics.is_empty()
        && (imports.is_empty() && machines.is_empty() && declared.is_empty())
        && (0..=COMPUTED).all(|group| report.index.of(group).iter().all(is_nothing))
        && format!("{:?}", report.allows) == format!("{:?}", Allows::default());
    assert!(is_empty, "not as plain as it seems: {report:#?}");
}

/// The text with other names and words in place of those that count.
fn without_weight(text: &str) -> String {
    let lexed = lex(text);
    let mut changed = text.to_owned();
    for (kind, place) in lexed.kinds.iter().zip(lexed.starts.windows(2)) {
        let place = place[0] as usize..place[1] as usize;
        let is_name = matches!(kind, SyntaxKind::IDENT_TOKEN | SyntaxKind::STRING_CONTENT);
        if is_name && has_weight(&text[place.clone()]) {
            changed.replace_range(place.start..place.start + 1, "q");
        }
    }
    without_words(&changed)
}

fn without_words(text: &str) -> String {
    let other = |word: &str| word.replacen(|_| true, "q", 1);
    WORDS.iter().fold(text.to_owned(), |text, word| text.replace(word, &other(word)))
}

/// The text within what a package is made of.
fn as_package(text: &str) -> String {
    let text = without_words(text);
    format!(
        "{{ lib, callPackage, ... }}: {{ services = callPackage ({text}\n) {{ }}; a = lib.fetchA (\n{text}\n); }}"
    )
}

#[test]
fn nothing_of_weight_is_left() {
    let text = "{ systemd.services.a.serviceConfig.Type = 1; b = mkOption { }; }";
    let plain = "{ qystemd.qervices.a.serviceConfig.Type = 1; b = qkOption { }; }";
    assert_eq!(without_weight(text), plain);
}

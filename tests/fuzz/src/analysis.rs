//! The model, the lints, their fixes and the settings.

use std::str;
use std::sync::{Arc, LazyLock};

use cfglint_lints::model::Module;
use cfglint_lints::{
    Analysis, Applicability, Config, ConfigFile, Diagnostic, FileId, FileReport, Memory, Overrides,
    SourceFile, fix_files,
};
use cfglint_syntax::{SyntaxKind, TextRange, check, lex, parse};

/// Between the files of one input.
const NEXT_FILE: char = '\u{1c}';

/// The names of these files; the first imports the others in most seeds.
const NAMES: [&str; 4] = ["configuration.nix", "a.nix", "b.nix", "flake.nix"];

static ANALYSIS: LazyLock<Analysis> = LazyLock::new(|| {
    let all = Overrides { select: vec!["all".to_owned()], ..Overrides::default() };
    Analysis::new(Arc::new(Config::from_overrides(&all).expect("there is a group of all")))
});

fn is_part(range: TextRange, text: &str) -> bool {
    text.get(range.start().into()..range.end().into()).is_some()
}

fn files(data: &[u8]) -> Option<Vec<SourceFile>> {
    let text = str::from_utf8(data).ok()?;
    let named = text.split(NEXT_FILE).zip(NAMES).zip(0..);
    Some(named.map(|((text, name), id)| SourceFile::new(FileId(id), name, text)).collect())
}

/// What is found stands in the files, and nothing is a mistake of ours.
fn expect_sound(found: &[Diagnostic], files: &[SourceFile]) {
    let text = |id: FileId| &*files[id.0 as usize].text;
    for diagnostic in found {
        assert_ne!(diagnostic.lint, "internal-error", "{diagnostic:?}");
        assert!(is_part(diagnostic.range, text(diagnostic.file)), "{diagnostic:?}");
        for related in &diagnostic.related {
            assert!(is_part(related.range, text(related.file)), "{diagnostic:?}");
        }
        for (file, edit) in diagnostic.fixes.iter().flat_map(|fix| &fix.edits) {
            assert!(edit.apply(text(*file)).is_some(), "{diagnostic:?}");
        }
    }
}

/// Every definition has its place in the text, and the same text has the same model.
pub fn model(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let parse = parse(text);
    let module = Module::lower(parse.root(), text);
    for definition in &module.definitions {
        let place = definition.place;
        assert!(!definition.path.is_empty(), "{definition:?} sets nothing");
        for range in [place.key, place.statement, place.value, place.set, definition.value.range] {
            assert!(is_part(range, text), "{definition:?}");
        }
        let is_named_elsewhere = place.is_partial || place.is_shared;
        assert!(is_named_elsewhere || place.statement.contains_range(place.key), "{definition:?}");
        for other in module.definitions.iter().take(8) {
            assert_eq!(
                definition.excludes(other),
                other.excludes(definition),
                "{definition:?} {other:?}"
            );
        }
    }
    assert_eq!(format!("{module:?}"), format!("{:?}", Module::lower(parse.root(), text)));
}

/// No lint fails, all places are right, and a run that remembers says what one from the start says.
pub fn lints(data: &[u8]) {
    let Some(files) = files(data) else { return };
    let mut reports: Vec<FileReport> = files.iter().map(|file| ANALYSIS.file(file)).collect();
    let found = ANALYSIS.workspace(&reports);
    expect_sound(&found, &files);
    let for_findings: Vec<_> = files.iter().map(|it| ANALYSIS.file_for_findings(it)).collect();
    assert_eq!(
        format!("{:?}", ANALYSIS.workspace(&for_findings)),
        format!("{found:?}"),
        "a file is not as plain as it seems"
    );
    let last = files.len() - 1;
    let empty = SourceFile { text: "".into(), ..files[last].clone() };
    let right = std::mem::replace(&mut reports[last], ANALYSIS.file(&empty));
    let mut memory = Memory::default();
    ANALYSIS.workspace_again(&reports, &mut memory, &[]);
    reports[last] = right;
    ANALYSIS.workspace_again(&reports, &mut memory, &[last]);
    assert_eq!(
        format!("{:?}", memory.all(&reports)),
        format!("{found:?}"),
        "what is remembered is wrong"
    );
}

fn comments(text: &str) -> Vec<&str> {
    let lexed = lex(text);
    let tokens = lexed.kinds.iter().zip(lexed.starts.windows(2));
    let comments = tokens.filter(|(kind, _)| **kind == SyntaxKind::COMMENT);
    comments.map(|(_, place)| &text[place[0] as usize..place[1] as usize]).collect()
}

/// Fixing comes to rest and breaks nothing, and safe fixes keep each comment.
pub fn fixes(data: &[u8]) {
    let Some(files) = files(data) else { return };
    for limit in [Applicability::Safe, Applicability::Unsafe] {
        let outcome = fix_files(&ANALYSIS, &files, limit);
        assert!(outcome.converged, "fixing goes on for ever");
        for (id, new) in &outcome.changed {
            let old = &files[id.0 as usize].text;
            let errors = |text: &str| check(&parse(text)).syntax.len();
            assert!(errors(new) <= errors(old), "fixing broke {old:?} into {new:?}");
            let mut left = comments(new).into_iter();
            let mut all = comments(old).into_iter();
            let is_kept =
                limit == Applicability::Unsafe || all.all(|old| left.any(|new| new == old));
            assert!(is_kept, "a comment is lost between {old:?} and {new:?}");
        }
    }
}

/// Settings are read or refused with a place.
pub fn settings(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    match ConfigFile::parse(text, "cfglint.toml") {
        Ok(file) => {
            if let Some((written, range)) = file.extend() {
                assert!(text.get(range).is_some(), "{written} has no place");
            }
        }
        Err(error) => {
            assert!(!error.sentence().is_empty());
            assert!(error.span().is_none_or(|range| text.get(range).is_some()), "{error:?}");
        }
    }
}

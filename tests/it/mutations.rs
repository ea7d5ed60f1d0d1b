//! What happens while a file is being typed: every token of our own modules is deleted once, and
//! doubled once, and the whole chain from the text to the fixed text must hold.

use std::fs;
use std::sync::Arc;

use cfglint_lints::{Analysis, Applicability, Config, FileId, FileReport, SourceFile, fix_files};
use cfglint_syntax::lex;

use crate::sandbox::{own_modules, repository};

/// All texts that are one token away from `text`.
fn mutations(text: &str) -> Vec<String> {
    let lexed = lex(text);
    let mut mutations = Vec::new();
    for pair in lexed.starts.windows(2) {
        let (start, end) = (pair[0] as usize, pair[1] as usize);
        let token = &text[start..end];
        if !token.trim().is_empty() {
            mutations.push(format!("{}{}", &text[..start], &text[end..]));
            mutations.push(format!("{} {token}{}", &text[..end], &text[end..]));
        }
    }
    mutations
}

fn no_lint_failed(reports: &[FileReport], analysis: &Analysis, text: &str) {
    let found = analysis.workspace(reports);
    let failed: Vec<_> = found.iter().filter(|it| it.lint == "internal-error").collect();
    assert!(failed.is_empty(), "{failed:?} on:\n{text}");
    for diagnostic in &found {
        let range = diagnostic.range;
        assert!(text.get(range.start().into()..range.end().into()).is_some(), "{diagnostic:?}");
    }
}

#[test]
fn no_lint_fails_and_fixing_comes_to_rest() {
    let analysis = Analysis::new(Arc::new(Config::default()));
    let mut count = 0;
    for name in own_modules() {
        for text in mutations(&fs::read_to_string(repository().join(&name)).unwrap()) {
            let file = SourceFile::new(FileId(0), "a.nix", text.as_str());
            no_lint_failed(&[analysis.file(&file)], &analysis, &text);
            let outcome = fix_files(&analysis, std::slice::from_ref(&file), Applicability::Unsafe);
            assert!(outcome.converged, "fixing goes on for ever on:\n{text}");
            if let Some(new) = outcome.changed.get(&FileId(0)) {
                let errors =
                    |text: &str| cfglint_syntax::check(&cfglint_syntax::parse(text)).syntax.len();
                assert!(errors(new) <= errors(&text), "fixing broke:\n{text}\ninto:\n{new}");
            }
            count += 1;
        }
    }
    assert!(count > 2_000, "only {count} texts were tried");
}

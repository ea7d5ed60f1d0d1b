//! Applies the fixes of single lints, for `tests/fixes/run`.
//!
//! Standard input holds lines of JSON `{"lint", "config", "text"}`; each is answered by
//! `{"safe": TEXT, "unsafe": TEXT, "titles": [TITLE...]}`: the text after all safe fixes, after all fixes, and what
//! the fixes that are applied call themselves.

use std::io::{BufRead, Write};
use std::sync::Arc;

use cfglint_lints::{
    Analysis, Applicability, ConfigFile, FileId, Overrides, SourceFile, fix_files,
};
use serde_json::{Value, json};

fn answer(question: &Value) -> Result<Value, String> {
    let text = |name: &str| question[name].as_str().ok_or(format!("{name} is missing"));
    let overrides = Overrides { only: vec![text("lint")?.to_owned()], ..Overrides::default() };
    let config = ConfigFile::parse(text("config")?, "cfglint.toml")
        .and_then(|file| file.resolve(&overrides))
        .map_err(|error| error.sentence())?;
    let analysis = Analysis::new(Arc::new(config));
    let file = SourceFile::new(FileId(0), "module.nix", text("text")?);
    let found = analysis.workspace(&[analysis.file(&file)]);
    let preferred = found.iter().filter_map(|diagnostic| diagnostic.fixes.first());
    let titles: Vec<&str> = preferred.map(|fix| fix.title.as_str()).collect();
    let fixed = |limit| {
        let outcome = fix_files(&analysis, std::slice::from_ref(&file), limit);
        outcome.changed.get(&FileId(0)).map_or_else(|| file.text.to_string(), |it| it.to_string())
    };
    Ok(json!({
        "safe": fixed(Applicability::Safe),
        "unsafe": fixed(Applicability::Unsafe),
        "titles": titles,
    }))
}

fn main() {
    let mut output = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let question = line.map_err(|error| error.to_string());
        let question =
            question.and_then(|it| serde_json::from_str(&it).map_err(|error| error.to_string()));
        let answer = question.and_then(|it| answer(&it));
        let answer =
            answer.unwrap_or_else(|error| panic!("a question cannot be answered: {error}"));
        writeln!(output, "{answer}").expect("the answer can be written");
    }
}

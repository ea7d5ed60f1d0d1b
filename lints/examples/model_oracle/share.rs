//! How much of real files the model does not know.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cfglint_lints::model::{Definition, Module, ValueKind};

use crate::values::is_whole;

/// Prints one line for each folder.
pub(crate) fn print(folders: &[&str]) -> ExitCode {
    for folder in folders {
        let mut files = Vec::new();
        walk(Path::new(folder), &mut files);
        let (mut all, mut unknown, mut partly) = (0, 0, 0);
        for file in &files {
            let Ok(text) = std::fs::read_to_string(file) else {
                continue;
            };
            let parse = cfglint_syntax::parse(&text);
            let module = Module::lower(parse.root(), &text);
            let is_unknown = |it: &&Definition| matches!(it.value.kind, ValueKind::Unknown);
            all += module.definitions.len();
            unknown += module.definitions.iter().filter(is_unknown).count();
            partly += module.definitions.iter().filter(|it| !is_whole(&it.value)).count();
        }
        partly -= unknown;
        let share = |part: usize| 100.0 * part as f64 / all.max(1) as f64;
        println!(
            "{folder}: {} files, {all} definitions, {unknown} unknown ({:.1} %), {partly} lists known in part ({:.1} %)",
            files.len(),
            share(unknown),
            share(partly),
        );
    }
    ExitCode::SUCCESS
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => walk(&path, files),
            Ok(kind) if kind.is_file() && path.extension().is_some_and(|it| it == "nix") => {
                files.push(path);
            }
            _ => {}
        }
    }
}

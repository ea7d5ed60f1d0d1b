//! What the project promises of its own text.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::sandbox::repository;

/// The files that git tracks, with this extension.
fn tracked(extension: &str) -> Vec<PathBuf> {
    let output =
        Command::new("git").args(["ls-files", "-z"]).current_dir(repository()).output().unwrap();
    let names = String::from_utf8(output.stdout).unwrap();
    let files: Vec<PathBuf> = names
        .split('\0')
        .filter(|name| name.ends_with(&format!(".{extension}")))
        .map(|name| repository().join(name))
        .filter(|path| path.exists())
        .collect();
    assert!(!files.is_empty(), "git lists no .{extension} files");
    files
}

#[test]
fn source_files_are_short_and_say_what_they_are_for() {
    for path in tracked("rs") {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        let limit = if is_lint(&path) { 199 } else { 400 };
        assert!(
            lines <= limit,
            "{} has {lines} lines, and may have {limit}; an idea wants to move out",
            path.display()
        );
        assert!(text.starts_with("//!"), "{} does not begin with `//!`", path.display());
    }
}

/// `lints/src/rules/GROUP/LINT.rs`
fn is_lint(path: &Path) -> bool {
    let rules = repository().join("lints/src/rules");
    path.strip_prefix(rules).is_ok_and(|rest| rest.components().count() == 2)
}

#[test]
fn crates_depend_only_on_those_below_them() {
    let allowed = [
        ("syntax", &["logos", "rowan", "rustc-hash"][..]),
        (
            "lints",
            &[
                "aho-corasick",
                "cfglint-syntax",
                "globset",
                "ignore",
                "line-index",
                "memchr",
                "miette",
                "rustc-hash",
                "schemars",
                "serde",
                "serde_json",
                "strsim",
                "toml",
            ],
        ),
        (
            "lsp",
            &[
                "cfglint-lints",
                "cfglint-syntax",
                "futures-util",
                "ignore",
                "serde_json",
                "similar",
                "tokio",
                "tower-lsp",
                "tower-service",
            ],
        ),
    ];
    for (folder, allowed) in allowed {
        let manifest = fs::read_to_string(repository().join(folder).join("Cargo.toml")).unwrap();
        let section = manifest.split("\n[").find(|part| part.starts_with("dependencies]")).unwrap();
        for line in section.lines().skip(1).filter(|line| !line.trim().is_empty()) {
            let name = line.split(['.', ' ', '=']).next().unwrap_or_default();
            assert!(allowed.contains(&name), "{folder} must not depend on {name}");
        }
    }
}

#[test]
fn the_pure_crates_touch_no_system() {
    let folders = ["syntax/src", "lints/src"].map(|folder| repository().join(folder));
    let banned = ["std::fs", "std::env", "std::time", "std::thread::spawn", "std::process"];
    for path in
        tracked("rs").into_iter().filter(|path| folders.iter().any(|it| path.starts_with(it)))
    {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let is_test = path
            .components()
            .any(|part| part.as_os_str() == "tests.rs" || part.as_os_str() == "tests");
        for word in banned {
            assert!(is_test || !code.contains(word), "{} uses {word}", path.display());
        }
    }
}

#[test]
fn unsafe_code_is_forbidden() {
    let manifest = |folder: &str| fs::read_to_string(repository().join(folder).join("Cargo.toml"));
    assert!(manifest("").unwrap().contains("\n[workspace.lints.rust]\nunsafe_code = \"forbid\"\n"));
    for folder in ["", "syntax", "lints", "lsp"] {
        let text = manifest(folder).unwrap();
        assert!(text.contains("\n[lints]\nworkspace = true\n"), "{folder} has rules of its own");
    }
}

//! Trees and messages of the files in `test_data`, compared with the `.expect` file beside each.
//!
//! `UPDATE_EXPECT=1 cargo test` writes them anew.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use expect_test::expect_file;

use super::{dump, parse_checked};
use crate::{Parse, SyntaxError, check, is_well_formed};

#[test]
fn correct_files() {
    let files = files("ok");
    assert!(files.len() > 20, "the folder has files");
    for path in files {
        let text = read(&path);
        let parse = parse_checked(&text);
        assert_eq!(check(&parse).syntax, [], "{}", path.display());
        assert!(is_well_formed(&text), "{}", path.display());
        assert!(!dump(parse.root()).contains("ERROR"), "{}", path.display());
        expect_file![path.with_extension("expect")].assert_eq(&dump(parse.root()));
    }
}

#[test]
fn broken_files() {
    let files = files("err");
    assert!(files.len() > 40, "the folder has files");
    for path in files {
        let text = read(&path);
        let parse = parse_checked(&text);
        let messages = messages(&text, &parse);
        assert!(!messages.is_empty(), "{} has an error", path.display());
        assert_eq!(is_well_formed(&text), parse.errors().is_empty(), "{}", path.display());
        expect_file![path.with_extension("expect")].assert_eq(&(messages + &dump(parse.root())));
    }
}

/// Where every error offers something to insert, inserting it makes the file correct.
#[test]
fn insertions_mend_a_file() {
    let mut mended = 0;
    for path in files("err") {
        let text = read(&path);
        let errors = check(&parse_checked(&text)).syntax;
        let insertions: Option<Vec<_>> = errors.iter().map(SyntaxError::insertion).collect();
        let Some(insertions) = insertions else { continue };
        let mut changed = text.clone();
        for (at, insertion) in insertions.iter().rev() {
            changed.insert_str(usize::from(*at), &format!(" {insertion} "));
        }
        let left = check(&parse_checked(&changed)).syntax;
        assert_eq!(left, [], "{}\n{changed}", path.display());
        mended += 1;
    }
    assert!(mended >= 10, "only {mended} files have nothing but insertions");
}

/// `line:column..column text: message (related) [insertion]`
fn messages(text: &str, parse: &Parse) -> String {
    let mut out = String::new();
    for error in check(parse).syntax {
        let _ = write!(out, "{} {:?}: {error}", place(text, &error), &text[error.range]);
        if let Some(related) = error.related {
            let _ = write!(out, " (see {:?})", &text[related]);
        }
        if let Some((_, insertion)) = error.insertion() {
            let _ = write!(out, " [insert {insertion:?}]");
        }
        out.push('\n');
    }
    out
}

fn place(text: &str, error: &SyntaxError) -> String {
    let before = &text[..usize::from(error.range.start())];
    let line = before.matches('\n').count() + 1;
    let column = before.len() - before.rfind('\n').map_or(0, |at| at + 1) + 1;
    format!("{line}:{column}")
}

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("test_data/parser").join(folder);
    let entries = std::fs::read_dir(folder).expect("the folder of test data can be read");
    let mut paths: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "nix"));
    paths.sort();
    paths
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).expect("test data is UTF-8")
}

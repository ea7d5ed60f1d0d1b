//! Compares accept and reject with real Nix, on mutated programs or on the files of a folder.
//!
//! ```text
//! oracle mutate SEEDS COUNT SEED NIX...   COUNT programs made from the files in SEEDS
//! oracle files FOLDER NIX...              every .nix file below FOLDER
//! ```
//!
//! Each NIX is a command that starts `nix repl`. The first is the one that counts: exit code 1 says
//! that cfglint disagrees with it somewhere. For the others the differences are counted by reason.
//!
//! A process for each program would take most of the time, so one repl imports many. Each program
//! is made the body of a function, which Nix reads in full and does not evaluate.

mod mutate;
mod nix;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use cfglint_syntax::SyntaxKind;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let (programs, commands) = match arguments.as_slice() {
        ["mutate", seeds, count, seed, commands @ ..] if !commands.is_empty() => {
            let (Ok(count), Ok(seed)) = (count.parse(), seed.parse()) else {
                eprintln!("COUNT and SEED must be numbers");
                return ExitCode::from(2);
            };
            (mutate::programs(Path::new(seeds), count, seed), commands)
        }
        ["files", folder, commands @ ..] if !commands.is_empty() => {
            (read_files(Path::new(folder)), commands)
        }
        _ => {
            eprintln!("usage: oracle mutate SEEDS COUNT SEED NIX... | oracle files FOLDER NIX...");
            return ExitCode::from(2);
        }
    };
    let ours: Vec<Result<(), String>> = programs.iter().map(|it| verdict(&it.bytes)).collect();
    let mut unexplained = 0;
    for (index, command) in commands.iter().enumerate() {
        let theirs = nix::verdicts(command, &programs);
        let (found, without_reason) = compare(&programs, &ours, &theirs, index == 0);
        let read = theirs.iter().filter(|reads| **reads).count();
        println!(
            "{}: {} programs, {read} of them read, {found} disagreements, \
             {without_reason} of them without a listed reason",
            nix::version(command),
            programs.len(),
        );
        unexplained += if index == 0 { without_reason } else { 0 };
    }
    ExitCode::from(u8::from(unexplained > 0))
}

/// A program and what to call it.
pub(crate) struct Program {
    name: String,
    bytes: Vec<u8>,
}

/// What cfglint says of a program: nothing, or the first problem.
fn verdict(bytes: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(bytes);
    let parse = cfglint_syntax::parse(&text);
    assert_eq!(
        parse.root().range().len(),
        cfglint_syntax::TextSize::of(&*text),
        "the tree has every byte"
    );
    let problems = cfglint_syntax::check(&parse);
    match (problems.syntax.first(), problems.undefined.first()) {
        (Some(error), _) => Err(error.to_string()),
        (None, Some(variable)) => Err(format!("undefined variable `{}`", variable.name)),
        (None, None) => Ok(()),
    }
}

/// Prints the programs on which the verdicts differ, or only their number by reason.
/// Returns how many there are, and how many have no listed reason.
fn compare(
    programs: &[Program],
    ours: &[Result<(), String>],
    theirs: &[bool],
    in_full: bool,
) -> (usize, usize) {
    let mut reasons: BTreeMap<String, usize> = BTreeMap::new();
    let mut unexplained = 0;
    for ((program, ours), theirs) in programs.iter().zip(ours).zip(theirs) {
        if ours.is_ok() == *theirs {
            continue;
        }
        let listed = listed_reason(&program.bytes, ours);
        unexplained += usize::from(listed.is_none());
        let reason = match (listed, ours) {
            (Some(reason), _) => reason.to_owned(),
            (None, Ok(())) => "read by cfglint alone".to_owned(),
            (None, Err(problem)) => format!("refused by cfglint alone: {problem}"),
        };
        if in_full && listed.is_none() {
            println!("--- {}, {reason}:", program.name);
            println!("{}", String::from_utf8_lossy(&program.bytes));
        }
        *reasons.entry(reason).or_insert(0) += 1;
    }
    for (reason, count) in &reasons {
        println!("{count:6}  {reason}");
    }
    (reasons.values().sum(), unexplained)
}

/// Why an older Nix differs from the newest, which cfglint follows.
fn listed_reason(bytes: &[u8], ours: &Result<(), String>) -> Option<&'static str> {
    let lexed = cfglint_syntax::lex(&String::from_utf8_lossy(bytes));
    let is_pipe =
        |kind: &SyntaxKind| matches!(kind, SyntaxKind::PIPE_LEFT | SyntaxKind::PIPE_RIGHT);
    if ours.is_ok() && lexed.kinds.iter().any(is_pipe) {
        return Some("pipe operators are new in Nix 2.24");
    }
    match ours {
        Err(problem) if problem.contains("NUL") => {
            Some("NUL in a string is an error since Nix 2.26")
        }
        _ => None,
    }
}

fn read_files(folder: &Path) -> Vec<Program> {
    let mut folders = vec![folder.to_owned()];
    let mut paths: Vec<PathBuf> = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = std::fs::read_dir(&folder).expect("the folder can be read");
        for entry in entries.flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => paths.push(entry.path()),
                _ => {}
            }
        }
    }
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "nix"));
    paths.sort();
    let read = |path: &PathBuf| {
        let bytes = std::fs::read(path).ok()?;
        Some(Program { name: path.display().to_string(), bytes })
    };
    paths.iter().filter_map(read).collect()
}

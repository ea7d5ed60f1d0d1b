//! Compares the unit files that cfglint sees in modules with those that a real Nix makes of them by
//! NixOS's rule, and asks systemd what it says of them. See `tests/systemd/units-run`.

mod compare;
mod generate;
mod nix;
mod verify;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use serde_json::Value as Json;

/// A module and what Nix makes of it.
struct Case {
    name: String,
    text: String,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let is_fine = match arguments.as_slice() {
        ["modules", folder, stub, exceptions] => {
            modules(Path::new(folder), Path::new(stub), Path::new(exceptions))
        }
        ["generate", count, seed, stub] => match (count.parse(), seed.parse()) {
            (Ok(count), Ok(seed)) => generated(count, seed, Path::new(stub)),
            _ => usage(),
        },
        _ => usage(),
    };
    if is_fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn usage() -> bool {
    eprintln!("usage: unit_oracle modules FOLDER STUB EXCEPTIONS | generate COUNT SEED STUB");
    false
}

/// The modules of a folder: what they become, and what systemd says of it.
fn modules(folder: &Path, stub: &Path, exceptions: &Path) -> bool {
    let mut files: Vec<PathBuf> = std::fs::read_dir(folder)
        .expect("the folder can be read")
        .map(|entry| entry.expect("an entry can be read").path())
        .filter(|path| path.extension().is_some_and(|it| it == "nix"))
        .collect();
    files.sort();
    let cases: Vec<Case> = files
        .iter()
        .map(|path| Case {
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            text: std::fs::read_to_string(path).expect("a module can be read"),
        })
        .collect();
    let answers = nix::answers(stub, &cases);
    let renders = compared(&cases, &answers, true);
    verify::verdicts(folder, &cases, &answers, exceptions) & renders
}

fn generated(count: usize, seed: u64, stub: &Path) -> bool {
    let cases = generate::modules(count, seed);
    let answers = nix::answers(stub, &cases);
    compared(&cases, &answers, false)
}

/// Whether cfglint and Nix agree on all; the closing figures are printed.
fn compared(cases: &[Case], answers: &[Option<Json>], must_evaluate: bool) -> bool {
    let mut figures = compare::Figures::default();
    let (mut wrong, mut unread) = (0, 0);
    for (case, answer) in cases.iter().zip(answers) {
        let Some(answer) = answer else {
            unread += 1;
            if must_evaluate {
                eprintln!("{}: Nix does not evaluate it", case.name);
            }
            continue;
        };
        let complaints = compare::compare(&case.text, answer, &mut figures);
        if !complaints.is_empty() {
            wrong += 1;
            eprintln!("--- {}\n{}", case.name, case.text);
            complaints.iter().for_each(|it| eprintln!("  {it}"));
        }
    }
    println!(
        "{} modules, {} that Nix does not evaluate; {} units, {} lines known, {} with holes, {} \
         unknown; {wrong} modules on which cfglint and Nix disagree",
        cases.len(),
        unread,
        figures.units,
        figures.known,
        figures.holes,
        figures.unknown,
    );
    wrong == 0 && (unread == 0 || !must_evaluate) && unread * 10 <= cases.len()
}

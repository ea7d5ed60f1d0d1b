//! Compares the model of modules with what a real Nix evaluates.
//!
//! ```text
//! model_oracle cases FOLDER STUB           the modules in FOLDER
//! model_oracle generate COUNT SEED STUB    COUNT modules made at random
//! model_oracle share FOLDER...             how much of real files the model does not know
//! ```
//!
//! STUB is `tests/model/stub.nix`. Exit code 1 says that the model claims what Nix does not do,
//! misses what Nix does, or does not know what it could know without a listed reason.

mod asked;
mod compare;
mod generate;
mod kinds;
mod nix;
mod reduce;
mod share;
mod values;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use cfglint_lints::model::Module;

use asked::Asked;
use compare::{Finding, Report};

/// A module and what to call it.
pub(crate) struct Program {
    pub(crate) name: String,
    pub(crate) text: String,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        ["cases", folder, stub] => {
            let programs = read(Path::new(folder));
            run("cases", &programs, Path::new(stub), false)
        }
        ["generate", count, seed, stub] => {
            let (Ok(count), Ok(seed)) = (count.parse(), seed.parse()) else {
                eprintln!("COUNT and SEED must be numbers");
                return ExitCode::from(2);
            };
            run("generated", &generate::programs(count, seed), Path::new(stub), true)
        }
        ["share", folders @ ..] => share::print(folders),
        _ => {
            eprintln!(
                "usage: model_oracle cases FOLDER STUB | generate COUNT SEED STUB | share FOLDER..."
            );
            ExitCode::from(2)
        }
    }
}

/// Every `.nix` file of a folder, by name.
fn read(folder: &Path) -> Vec<Program> {
    let entries = std::fs::read_dir(folder).expect("the folder can be read");
    let mut programs: Vec<Program> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|it| it == "nix"))
        .map(|path| Program {
            name: path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
            text: std::fs::read_to_string(&path).expect("a case can be read"),
        })
        .collect();
    programs.sort_by(|a, b| a.name.cmp(&b.name));
    programs
}

/// Prints every disagreement and a closing line.
fn run(what: &str, programs: &[Program], stub: &Path, may_fail: bool) -> ExitCode {
    let reports = reports(programs, stub);
    let mut total = Report::default();
    let (mut failed, mut bad) = (0, 0);
    for (program, report) in programs.iter().zip(reports) {
        let Some(report) = report else {
            failed += 1;
            if !may_fail {
                println!("--- {}: Nix does not evaluate this", program.name);
            }
            continue;
        };
        if !report.findings.is_empty() {
            bad += 1;
            if bad <= 12 {
                show(program, &report.findings, stub, may_fail);
            }
        }
        total.add(report);
    }
    println!(
        "{what}: {} modules ({failed} not evaluated by Nix), {} leaves in force, {} of them known, \
         {} conditions of definitions settled, {} not; {bad} modules with disagreements",
        programs.len(),
        total.leaves,
        total.known,
        total.settled,
        total.unsettled,
    );
    for (kind, count) in &total.unknown {
        println!("  not evaluated by the model, though always the same: {count} x {kind}");
    }
    let too_many = if may_fail { failed * 20 > programs.len() } else { failed > 0 };
    ExitCode::from(u8::from(bad > 0 || too_many || total.known == 0))
}

fn show(program: &Program, findings: &[Finding], stub: &Path, reduces: bool) {
    let (text, findings) = match reduces {
        true => {
            let text = reduce::reduce(&program.text, findings, stub);
            let program = Program { name: program.name.clone(), text: text.clone() };
            let report = reports(&[program], stub).pop().flatten();
            (text, report.map(|it| it.findings).unwrap_or_default())
        }
        false => (program.text.clone(), findings.to_vec()),
    };
    println!("--- {}\n{}", program.name, text.trim_end());
    for finding in findings {
        println!("  => {}", finding.text);
    }
}

/// What there is to say of each program; `None` if Nix does not evaluate it.
pub(crate) fn reports(programs: &[Program], stub: &Path) -> Vec<Option<Report>> {
    let lowered: Vec<(Module, Asked)> = programs
        .iter()
        .map(|program| {
            let parse = cfglint_syntax::parse(&program.text);
            let module = Module::lower(parse.root(), &program.text);
            let asked = Asked::new(&program.text, &module);
            (module, asked)
        })
        .collect();
    let questions: Vec<nix::Question> = programs
        .iter()
        .zip(&lowered)
        .map(|(program, (_, asked))| nix::Question {
            text: program.text.clone(),
            asked: asked.expressions().to_vec(),
        })
        .collect();
    let answers = nix::answers(stub, &questions);
    let zipped = programs.iter().zip(&lowered).zip(answers);
    zipped
        .map(|((program, (module, asked)), answer)| {
            Some(compare::compare(&program.text, module, asked, &answer?))
        })
        .collect()
}

/// How often each key occurs.
pub(crate) type Counts = BTreeMap<String, usize>;

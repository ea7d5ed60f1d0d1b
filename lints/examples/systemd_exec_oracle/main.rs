//! Compares the validators of structured values with a real systemd on generated values.
//!
//! `systemd_exec_oracle COUNT SEED [VERSION [PROGRAM]]`: COUNT values of each kind; VERSION is that
//! of the systemd whose `systemd-analyze` is PROGRAM. Ends with 1 if cfglint calls a value wrong
//! that systemd takes. What systemd refuses and cfglint takes is counted and shown: a linter may
//! be silent.

mod ask;
mod escape;
mod generate;
mod pieces;

use std::process::ExitCode;

use cfglint_lints::systemd::{Directive, UnitType, Versions, directive, errors};

use ask::{Systemd, Verdict};
use generate::{KINDS, Kind, Random};

fn main() -> Result<ExitCode> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().ok_or("how many values?")?.parse()?;
    let seed: u64 = arguments.next().ok_or("which seed?")?.parse()?;
    let program = |it: Option<String>| it.unwrap_or_else(|| "systemd-analyze".to_owned());
    let version: Option<u16> = arguments.next().map(|it| it.parse()).transpose()?;
    let systemd = Systemd::new(program(arguments.next()))?;
    let version = match version {
        Some(version) => version,
        None => systemd.version()?,
    };
    println!("systemd {version}, {count} values of each kind, seed {seed}");
    let (mut wrong, mut silent, mut all) = (0, 0, 0);
    for kind in KINDS {
        let outcome = compare(kind, count, seed, version, &systemd)?;
        all += count;
        wrong += outcome.wrong;
        silent += outcome.silent;
    }
    wrong += escape::compare(count, seed)?;
    println!("{all} values: {wrong} wrongly refused, {silent} refused by systemd alone");
    Ok(if wrong == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What may fail: the file system, and programs that are not there.
type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

struct Outcome {
    wrong: usize,
    silent: usize,
}

/// Compares one kind and prints what differs.
fn compare(
    kind: &Kind,
    count: usize,
    seed: u64,
    version: u16,
    systemd: &Systemd,
) -> Result<Outcome> {
    let mut random = Random::new(seed);
    let values: Vec<String> = (0..count).map(|_| kind.value(&mut random)).collect();
    let verdicts = systemd.verdicts(kind, &values)?;
    let versions = Versions::only(version);
    let known = directive_of(kind)?;
    let (mut wrong, mut silent, mut refused) = (0, 0, 0);
    for (value, verdict) in values.iter().zip(&verdicts) {
        // What all versions refuse, each one refuses.
        let errors = [errors(known, value, versions), errors(known, value, Versions::ALL)].concat();
        let is_error = !errors.is_empty();
        match verdict {
            Verdict::Refused(_) => refused += 1,
            Verdict::Taken => {}
        }
        match (verdict, is_error) {
            (Verdict::Taken, true) => {
                wrong += 1;
                println!("  WRONG {}={value}\n        {errors:?}", kind.directive);
            }
            (Verdict::Refused(message), false) => {
                silent += 1;
                if silent <= 5 {
                    println!("  silent {}={value}\n         {message}", kind.directive);
                }
            }
            _ => {}
        }
    }
    println!(
        "{:20} {count:6} values, {refused:6} refused by systemd, {wrong:3} wrongly by cfglint, {silent:4} by systemd alone",
        kind.directive
    );
    Ok(Outcome { wrong, silent })
}

fn directive_of(kind: &Kind) -> Result<Directive> {
    let unit = UnitType::ALL.iter().copied().find(|unit| unit.tag() == kind.suffix);
    let unit = unit.ok_or_else(|| format!("there are no {} units", kind.suffix))?;
    let found = unit.sections().find_map(|section| directive(unit, section, kind.directive));
    Ok(found.ok_or_else(|| format!("{} is not known", kind.directive))?)
}

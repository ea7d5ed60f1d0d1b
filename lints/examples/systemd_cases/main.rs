//! Writes unit files of which systemd's verdict is known as NixOS modules, and compares it with what
//! cfglint says of them. See `tests/systemd/cases-run`.

mod compare;
mod exceptions;
mod judge;
mod rows;
mod spelling;
mod verify;

use std::process::ExitCode;

use verify::Systemd;

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let is_verbose = arguments.first().is_some_and(|it| it == "-v");
    if is_verbose {
        arguments.remove(0);
    }
    let rows = rows::rows();
    let (figures, mut wrong) = compare::compare(&rows, is_verbose);
    println!(
        "{} rows as {} modules: {} verdicts of systemd reported, {} modules taken in silence, {} \
         exceptions",
        rows.len(),
        figures.modules,
        figures.reported,
        figures.silent,
        figures.exceptions,
    );
    if let Some(systemd) = Systemd::new(&arguments) {
        let (count, more) = systemd.compare(&rows);
        println!("systemd {} was asked about {count} unit files", systemd.version);
        wrong.extend(more);
    } else if !arguments.is_empty() {
        wrong.push(format!("{arguments:?} is no systemd-analyze"));
    }
    wrong.iter().for_each(|it| eprintln!("{it}"));
    if wrong.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    #[test]
    fn modules_are_judged_as_systemd_judges_them() {
        let (figures, wrong) = super::compare::compare(&super::rows::rows(), false);
        assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        assert!(figures.reported > 1_000 && figures.silent > 1_000, "too few are compared");
    }
}

//! The rows as modules: what cfglint says of each, and whether it should.

use crate::exceptions::{Exception, NOT_REPORTED, WARNED};
use crate::judge::{Finding, Judge};
use crate::rows::Row;
use crate::spelling::Spelling;

/// What was compared.
#[derive(Default)]
pub(crate) struct Figures {
    /// Modules, each for as many versions as there are judges.
    pub(crate) modules: usize,
    pub(crate) reported: usize,
    pub(crate) silent: usize,
    /// Rows that are exceptions.
    pub(crate) exceptions: usize,
}

/// Compares all rows. What is wrong comes as lines.
pub(crate) fn compare(rows: &[Row], is_verbose: bool) -> (Figures, Vec<String>) {
    let (mut figures, mut wrong) = (Figures::default(), Vec::new());
    let judges = Judge::all();
    let mut not_reported = Used::new(NOT_REPORTED);
    let mut warned = Used::new(WARNED);
    for row in rows {
        for spelling in Spelling::ALL {
            let Some(module) = spelling.module(row) else { continue };
            figures.modules += 1;
            for judge in &judges {
                let (complains, takes) = judge.expected(row);
                let findings = judge.findings(row, &module);
                let is_reported = findings.iter().any(|it| it.is_about_it);
                let is_warned = findings.iter().any(|it| it.is_warning);
                let place = || match judge.version {
                    Some(version) => format!("{} ({spelling:?}, {version})", row.name),
                    None => format!("{} ({spelling:?})", row.name),
                };
                if is_verbose {
                    let verdict = if complains { "reported" } else { "taken" };
                    println!("{}: {verdict} by systemd; {}", place(), names(&findings));
                }
                figures.reported += usize::from(complains && is_reported);
                figures.silent += usize::from(takes && !is_warned);
                if complains && !is_reported && !not_reported.has(row, spelling) {
                    wrong.push(format!("{}: systemd complains, cfglint does not", place()));
                }
                if !complains && is_warned && !warned.has(row, spelling) {
                    let names = names(&findings);
                    wrong.push(format!("{}: systemd takes it, cfglint says {names}", place()));
                }
            }
        }
    }
    figures.exceptions = NOT_REPORTED.len() + WARNED.len();
    let unused = not_reported.unused().chain(warned.unused());
    wrong.extend(unused.map(|it| format!("{}: an exception no longer ({})", it.row, it.reason)));
    (figures, wrong)
}

fn names(findings: &[Finding]) -> String {
    let name = |it: &Finding| match (it.is_warning, it.is_about_it) {
        (true, true) => it.lint.to_owned(),
        (false, _) => format!("{} (hint)", it.lint),
        (true, false) => format!("{} (elsewhere)", it.lint),
    };
    let names: Vec<String> = findings.iter().map(name).collect();
    if names.is_empty() { "nothing".to_owned() } else { names.join(", ") }
}

/// A list of exceptions, and which of them were needed.
struct Used {
    all: &'static [Exception],
    is_used: Vec<bool>,
}

impl Used {
    fn new(all: &'static [Exception]) -> Used {
        Used { all, is_used: vec![false; all.len()] }
    }

    fn has(&mut self, row: &Row, spelling: Spelling) -> bool {
        let found = self.all.iter().position(|it| it.is_about(&row.name, spelling));
        if let Some(index) = found {
            self.is_used[index] = true;
        }
        found.is_some()
    }

    fn unused(self) -> impl Iterator<Item = &'static Exception> {
        self.all.iter().zip(self.is_used).filter(|(_, is_used)| !is_used).map(|(it, _)| it)
    }
}

//! Compares the readers of calendar expressions and spans of time with a real systemd.
//!
//! ```text
//! time_oracle calendar COUNT SEED COMMAND    COUNT expressions with `COMMAND calendar`
//! time_oracle span COUNT SEED COMMAND        COUNT spans with `COMMAND timespan`
//! ```
//!
//! COMMAND is a `systemd-analyze`. Exit code 1 says that there is a disagreement.

mod calendar;
mod generate;
mod random;
mod span;

use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a comparison found.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) compared: usize,
    pub(crate) valid: usize,
    /// Normalized forms, or lengths in microseconds.
    pub(crate) meanings: usize,
    /// Expressions whose next runs were compared.
    pub(crate) runs: usize,
    /// Valid on some machines, by their zone; this one is not asked.
    pub(crate) elsewhere: usize,
    /// Next runs that systemd got wrong before 257.
    pub(crate) older_slips: usize,
    pub(crate) disagreements: Vec<String>,
}

impl Report {
    fn add(&mut self, other: Report) {
        self.compared += other.compared;
        self.valid += other.valid;
        self.meanings += other.meanings;
        self.runs += other.runs;
        self.elsewhere += other.elsewhere;
        self.older_slips += other.older_slips;
        self.disagreements.extend(other.disagreements);
    }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let [what @ ("calendar" | "span"), count, seed, command] = arguments[..] else {
        eprintln!("usage: time_oracle calendar|span COUNT SEED COMMAND");
        return ExitCode::from(2);
    };
    let (Ok(count), Ok(seed)) = (count.parse(), seed.parse()) else {
        eprintln!("COUNT and SEED must be numbers");
        return ExitCode::from(2);
    };
    let report = match what {
        "calendar" => calendar::compare(command, count, seed),
        _ => span::compare(command, count, seed),
    };
    for disagreement in &report.disagreements {
        println!("{disagreement}");
    }
    println!(
        "{what}: {} compared, {} of them valid, {} meanings and the next runs of {} compared, {} \
         left to other machines, {} slips of an older systemd: {} disagreements",
        report.compared,
        report.valid,
        report.meanings,
        report.runs,
        report.elsewhere,
        report.older_slips,
        report.disagreements.len()
    );
    // A systemd that answers nothing would agree with anything.
    ExitCode::from(u8::from(!report.disagreements.is_empty() || report.valid == 0))
}

/// Gives the batches to two threads and adds up what they report.
pub(crate) fn in_parallel<T: Sync>(
    batches: &[T],
    compare: impl Fn(usize, &T) -> Report + Sync,
) -> Report {
    let next = AtomicUsize::new(0);
    let total = Mutex::new(Report::default());
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(batch) = batches.get(index) else {
                        break;
                    };
                    let report = compare(index, batch);
                    if let Ok(mut total) = total.lock() {
                        total.add(report);
                    }
                }
            });
        }
    });
    total.into_inner().unwrap_or_default()
}

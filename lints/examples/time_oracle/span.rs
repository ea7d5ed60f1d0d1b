//! Spans of time.

use std::process::Command;

use cfglint_lints::systemd::time_span::{self, Bare};

use crate::random::Random;
use crate::{Report, generate, in_parallel};

/// How many spans one process is given, of those that should be taken: it stops at the first that
/// is not.
const BATCH: usize = 200;

pub(crate) fn compare(command: &str, count: usize, seed: u64) -> Report {
    let spans = generate::spans(&mut Random::new(seed), count);
    let (valid, invalid): (Vec<String>, Vec<String>) =
        spans.into_iter().partition(|text| time_span::parse(text, Bare::Seconds).is_ok());
    let batches: Vec<&[String]> = valid.chunks(BATCH).chain(invalid.chunks(1)).collect();
    in_parallel(&batches, |_, batch| {
        let mut report = Report::default();
        let mut rest = *batch;
        while !rest.is_empty() {
            let answers = ask(command, rest);
            for (text, micros) in rest.iter().zip(&answers) {
                compare_one(&mut report, text, Some(*micros));
            }
            // The next one is where it stopped.
            let refused = rest.get(answers.len());
            if let Some(text) = refused {
                compare_one(&mut report, text, None);
            }
            rest = rest.get(answers.len() + 1..).unwrap_or_default();
        }
        report
    })
}

fn compare_one(report: &mut Report, text: &str, answer: Option<u64>) {
    report.compared += 1;
    report.valid += usize::from(answer.is_some());
    match (time_span::parse(text, Bare::Seconds), answer) {
        (Ok(span), Some(micros)) => {
            report.meanings += 1;
            if span.micros() != micros {
                let ours = span.micros();
                report.disagreements.push(format!("{text:?} is {micros}, not {ours}"));
            }
        }
        (Ok(_), None) => report.disagreements.push(format!("refused by systemd: {text:?}")),
        (Err(error), answer) => {
            if answer.is_some() {
                report.disagreements.push(format!("taken by systemd: {text:?}: {error:?}"));
            }
            if text.get(error.range.clone()).is_none() {
                report.disagreements.push(format!("{text:?} has no {:?}", error.range));
            }
            let meant = error.replacement.as_deref();
            if meant.is_some_and(|it| time_span::parse(it, Bare::Seconds).is_err()) {
                report.disagreements.push(format!("{text:?} is replaced by what is wrong"));
            }
        }
    }
}

/// The microseconds of the spans up to the first that is refused.
fn ask(command: &str, batch: &[String]) -> Vec<u64> {
    let output = Command::new(command)
        .args(["timespan", "--"])
        .args(batch)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|error| panic!("{command} cannot be run: {error}"));
    let stdout = String::from_utf8_lossy(&output.stdout);
    let answers: Vec<u64> = stdout
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("\u{3bc}s: "))
        .filter_map(|micros| micros.parse().ok())
        .collect();
    let stderr = String::from_utf8_lossy(&output.stderr);
    let is_refused = stderr.contains("Failed to parse time span");
    let is_told =
        is_refused == (answers.len() < batch.len()) && is_refused != output.status.success();
    assert!(is_told, "{command} stopped without a word: {stderr}");
    answers
}

//! Calendar expressions.

use std::path::Path;
use std::process::Command;

use cfglint_lints::systemd::calendar::{self, CalendarSpec, Zone, civil_time};

use crate::random::Random;
use crate::{Report, generate, in_parallel};

/// How many expressions one process is given.
const BATCH: usize = 100;
/// From 1990 to 2090, in seconds.
const BASES: std::ops::Range<u64> = 631_152_000..3_786_912_000;

/// What systemd says of an expression.
#[derive(Debug, Default)]
struct Answer {
    /// `None` if it does not take it.
    normalized: Option<String>,
    /// It takes it, but cannot find the next run.
    is_lost: bool,
    runs: Vec<String>,
}

pub(crate) fn compare(command: &str, count: usize, seed: u64) -> Report {
    let mut random = Random::new(seed);
    let expressions: Vec<String> = generate::calendars(&mut random, count)
        .into_iter()
        // Its answer is told apart by lines.
        .filter(|text| !text.contains('\n'))
        .collect();
    let batches: Vec<&[String]> = expressions.chunks(BATCH).collect();
    in_parallel(&batches, |index, batch| {
        let mut random = Random::new(seed + 1 + index as u64);
        let base = base(&mut random);
        // Every eighth batch is asked elsewhere, where other abbreviations are known.
        let zone = if index % 8 == 7 { "Europe/Berlin" } else { "UTC" };
        let mut report = Report::default();
        for (text, answer) in batch.iter().zip(ask(command, zone, base, batch)) {
            compare_one(&mut report, text, &answer, zone, base);
        }
        report
    })
}

/// A moment, half of the time soon before the end of a day, a month or a year.
fn base(random: &mut Random) -> u64 {
    let any = BASES.start + random.below((BASES.end - BASES.start) as usize) as u64;
    let most = if random.one_in(2) { 7000 } else { 300_000 };
    let before = 1 + random.below(most) as u64;
    match random.below(6) {
        0 => any - any % 86_400 - before,
        pick @ 1..=2 => {
            let part = if pick == 1 { "*-01-01" } else { "*-*-01" };
            let spec = calendar::parse(part).expect("it is a date");
            spec.next_after(any * 1_000_000).map_or(any, |next| next / 1_000_000 - before)
        }
        _ => any,
    }
}

fn compare_one(report: &mut Report, text: &str, answer: &Answer, zone: &str, base: u64) {
    let found = calendar::parse(text);
    report.compared += 1;
    let is_valid = answer.normalized.is_some() || answer.is_lost;
    let spec = match found {
        Ok(spec) => spec,
        Err(error) => {
            if is_valid {
                report.disagreements.push(format!("taken by systemd: {text:?}: {error:?}"));
            }
            check_error(report, text, &error);
            return;
        }
    };
    if !is_valid {
        let is_elsewhere = match written_zone(text) {
            // systemd takes what its own zone is called, and no other.
            Zone::Abbreviation(_) | Zone::Offset(_) => true,
            // A place that this machine's zone database does not have yet.
            Zone::Named(name) => !Path::new("/usr/share/zoneinfo").join(name).exists(),
            Zone::Local | Zone::Utc => false,
        };
        if is_elsewhere {
            report.elsewhere += 1;
        } else {
            report.disagreements.push(format!("refused by systemd: {text:?}"));
        }
        return;
    }
    report.valid += 1;
    let Some(normalized) = &answer.normalized else {
        return;
    };
    report.meanings += 1;
    if *normalized != spec.normalized() {
        let ours = spec.normalized();
        report.disagreements.push(format!("{text:?} is {normalized:?}, not {ours:?}"));
    }
    if zone == "UTC" && matches!(written_zone(text), Zone::Local | Zone::Utc) {
        report.runs += 1;
        let ours = runs(&spec, base);
        if is_older_slip(text, &ours, &answer.runs) {
            report.older_slips += 1;
        } else if ours != answer.runs {
            let theirs = &answer.runs;
            report.disagreements.push(format!("{text:?} after {base}: {theirs:?}, not {ours:?}"));
        }
    }
}

/// Whether it is what systemd did before 257: a step of days that led beyond December went on in
/// the middle of January.
fn is_older_slip(text: &str, ours: &[String], theirs: &[String]) -> bool {
    let different = ours.iter().zip(theirs).find(|(ours, theirs)| ours != theirs);
    text.contains('/')
        && different.is_some_and(|(ours, theirs)| ours.contains("-01-") && ours[4..] < theirs[4..])
}

/// The zone at the end, which is none of `@SECONDS` even where one is written.
fn written_zone(text: &str) -> Zone {
    let word = text.rsplit(' ').next().unwrap_or_default();
    calendar::parse(&format!("Mon {word}")).map_or(Zone::Local, |spec| spec.zone().clone())
}

/// The place lies in the text, and what is proposed is taken.
fn check_error(report: &mut Report, text: &str, error: &cfglint_lints::systemd::ValueError) {
    if text.get(error.range.clone()).is_none() {
        report.disagreements.push(format!("{text:?} has no {:?}", error.range));
    }
    if error.replacement.as_ref().is_some_and(|it| calendar::parse(it).is_err()) {
        report.disagreements.push(format!("{text:?} is replaced by what is wrong: {error:?}"));
    }
}

fn runs(spec: &CalendarSpec, base: u64) -> Vec<String> {
    let mut runs = Vec::new();
    let mut now = base * 1_000_000;
    for _ in 0..3 {
        let Some(next) = spec.next_after(now) else {
            if runs.is_empty() {
                runs.push("never".to_owned());
            }
            break;
        };
        runs.push(format!("{} UTC", civil_time(next)));
        now = next;
    }
    runs
}

fn ask(command: &str, zone: &str, base: u64, batch: &[String]) -> Vec<Answer> {
    let output = Command::new(command)
        .args(["calendar", "--iterations=3", &format!("--base-time=@{base}"), "--"])
        .args(batch)
        .env("TZ", zone)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|error| panic!("{command} cannot be run: {error}"));
    let stdout = String::from_utf8_lossy(&output.stdout);
    let stderr = String::from_utf8_lossy(&output.stderr);
    let mut answers: Vec<Answer> = Vec::new();
    answers.resize_with(batch.len(), Answer::default);
    let mut index = 0;
    for line in stdout.lines() {
        if line.is_empty() {
            // What fails prints nothing but the blank line after it.
            index += 1;
            continue;
        }
        let Some((label, value)) = line.split_once(": ") else {
            continue;
        };
        match label.trim() {
            "Normalized form" => answers[index].normalized = Some(value.to_owned()),
            "Next elapse" => answers[index].runs.push(value.to_owned()),
            label if label.starts_with("Iter") => answers[index].runs.push(value.to_owned()),
            _ => {}
        }
    }
    assert_eq!(index + 1, batch.len(), "{command} did not answer for each expression");
    for (text, answer) in batch.iter().zip(&mut answers) {
        let told = |message: &str| stderr.contains(&format!("{message} '{text}': "));
        answer.is_lost = told("Failed to determine next elapse for");
        let is_refused = told("Failed to parse calendar specification");
        let is_known = answer.normalized.is_some() || answer.is_lost || is_refused;
        assert!(is_known, "{command} did not answer for {text:?}");
    }
    answers
}

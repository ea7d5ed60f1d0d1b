//! What systemd says of the unit files that Nix makes.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;

use crate::Case;

/// As many processes run at once.
const AT_ONCE: usize = 4;

/// Whether systemd says of each module what its first line says: `# silent by systemd 252` or
/// `# reported by systemd 252`. `SYSTEMD_ANALYZE` names another systemd-analyze.
///
/// If `CFGLINT` names the program, systemd reports something of a module and cfglint does not for
/// this version, the module must be one of `exceptions`; and of each of those it must be so.
pub(crate) fn verdicts(
    folder: &Path,
    cases: &[Case],
    answers: &[Option<Json>],
    exceptions: &Path,
) -> bool {
    let Some(version) = version() else {
        println!("systemd-analyze is not there: nothing is verified");
        return false;
    };
    let all: Vec<(&Case, &Option<Json>)> = cases.iter().zip(answers).collect();
    let judged = |part: usize| {
        let part = all.iter().skip(part).step_by(AT_ONCE);
        part.map(|(case, answer)| judged(&folder.join(&case.name), case, answer.as_ref(), &version))
            .collect::<Vec<_>>()
    };
    let judged: Vec<Judged<'_>> = std::thread::scope(|scope| {
        let judged = &judged;
        let threads: Vec<_> = (0..AT_ONCE).map(|part| scope.spawn(move || judged(part))).collect();
        threads.into_iter().flat_map(|it| it.join().expect("no panic")).collect()
    });
    let (mut silent, mut reported, mut wrong) = (0, 0, 0);
    let mut missed = Vec::new();
    for Judged { case, complaints, is_missed } in &judged {
        match complaints.is_empty() {
            true => silent += 1,
            false => reported += 1,
        }
        let expected = case.text.strip_prefix("# ").and_then(|it| it.split_once(" by systemd "));
        if let Some((expected, rest)) = expected
            && rest.split(|it: char| !it.is_ascii_digit()).next() == Some(&*version)
            && (*expected == *"silent") != complaints.is_empty()
        {
            wrong += 1;
            eprintln!("{}: expected {expected}, systemd says {complaints:?}", case.name);
        }
        if *is_missed {
            missed.push((&*case.name, complaints));
        }
    }
    println!(
        "systemd {version}: {silent} modules without a word, {reported} with; {wrong} otherwise \
         than expected"
    );
    if std::env::var_os("CFGLINT").is_none() {
        println!("not compared with findings, as CFGLINT names no cfglint");
        return wrong == 0;
    }
    let text = std::fs::read_to_string(exceptions).expect("the exceptions can be read");
    let lines = text.lines().skip(1).map(|line| line.split_once('\t').unwrap_or((line, "")));
    let expected: Vec<(&str, &str)> = lines.collect();
    let (mut new, mut gone) = (0, 0);
    for (name, complaints) in &missed {
        if !expected.iter().any(|(it, _)| it == name) {
            new += 1;
            eprintln!("{name}: cfglint finds nothing, and systemd says {complaints:?}");
        }
    }
    for (name, reason) in &expected {
        if reason.trim().is_empty() || !missed.iter().any(|(it, _)| it == name) {
            gone += 1;
            eprintln!(
                "{name}: no exception, or one without a reason; mend {}",
                exceptions.display()
            );
        }
    }
    println!(
        "{} reported by systemd and not by cfglint, {new} of them for no reason that is listed; \
         {gone} listed that are no exceptions",
        missed.len()
    );
    wrong + new + gone == 0
}

/// A module, and what was said of it.
struct Judged<'c> {
    case: &'c Case,
    complaints: Vec<String>,
    /// Whether cfglint says nothing of what systemd reports.
    is_missed: bool,
}

fn judged<'c>(path: &Path, case: &'c Case, answer: Option<&Json>, version: &str) -> Judged<'c> {
    let units = answer.and_then(Json::as_array).map_or(&[][..], |it| it);
    let complaints = complaints(&case.name, units);
    let is_missed = !complaints.is_empty() && has_no_finding(path, version);
    Judged { case, complaints, is_missed }
}

fn analyze() -> OsString {
    std::env::var_os("SYSTEMD_ANALYZE").unwrap_or_else(|| "systemd-analyze".into())
}

fn version() -> Option<String> {
    let output = Command::new(analyze()).arg("--version").output().ok()?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// What systemd says of the units of a module, which it finds in one folder.
fn complaints(module: &str, units: &[Json]) -> Vec<String> {
    let folder = format!("cfglint-verify-{}-{module}", std::process::id());
    let folder: PathBuf = std::env::temp_dir().join(folder);
    std::fs::create_dir_all(&folder).expect("a folder for the units can be made");
    let names: Vec<&str> = units.iter().filter_map(|unit| unit["name"].as_str()).collect();
    for (unit, name) in units.iter().zip(&names) {
        std::fs::write(folder.join(name), text_of(unit)).expect("the unit can be written");
    }
    let complaints = names.iter().filter_map(|name| complaint(&folder, name)).collect();
    std::fs::remove_dir_all(&folder).ok();
    complaints
}

/// What systemd says of a unit; `None` if nothing.
fn complaint(folder: &Path, name: &str) -> Option<String> {
    let output = Command::new(analyze())
        .args(["verify", "--man=no", "--recursive-errors=yes"])
        .arg(folder.join(name))
        .env("LC_ALL", "C")
        .output()
        .expect("systemd-analyze can be started");
    let text = String::from_utf8_lossy(&output.stderr).replace(&*folder.to_string_lossy(), "");
    // Other units of this machine are none of our business.
    let lines: Vec<&str> = text.lines().filter(|line| line.contains(name)).collect();
    (!lines.is_empty()).then(|| lines.join("; "))
}

/// The text of the file, with a command that is there for those that a build would make.
fn text_of(unit: &Json) -> String {
    if let Some(text) = unit["text"].as_str() {
        return text.to_owned();
    }
    let mut text = String::new();
    for section in unit["sections"].as_array().into_iter().flatten() {
        text.push_str(&format!("[{}]\n", section["name"].as_str().unwrap_or_default()));
        for line in section["lines"].as_array().into_iter().flatten() {
            let line = line.as_str().unwrap_or_default();
            match line.split_once("=/nix/store/").filter(|_| line.starts_with("Exec")) {
                Some((key, command)) => {
                    let rest = command.split_once(' ').map_or("", |(_, rest)| rest);
                    text.push_str(&format!("{key}=/bin/true {rest}\n"));
                }
                None => text.push_str(&format!("{line}\n")),
            }
        }
    }
    text
}

/// Whether cfglint has no finding in a module, for a version of systemd. Without the program, none
/// is missed.
fn has_no_finding(path: &Path, version: &str) -> bool {
    let Some(cfglint) = std::env::var_os("CFGLINT") else {
        return false;
    };
    let output = Command::new(cfglint)
        .args(["check", "--format", "json", "--systemd-version", version])
        .arg(path)
        .output()
        .expect("cfglint can be started");
    match serde_json::from_slice(&output.stdout) {
        Ok(Json::Array(findings)) => findings.is_empty(),
        Ok(json) => json["findings"].as_array().is_none_or(Vec::is_empty),
        Err(_) => true,
    }
}

//! Asks a real Nix which programs it reads.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::Program;

/// How many programs one repl is given.
///
/// A repl takes a program that ends too early for a line that goes on, and answers no more; so it
/// is begun anew behind such a program, and very long batches do not pay.
const BATCH: usize = 100;
/// Makes a program the body of a function, which is read and not evaluated.
const BODY: [&[u8]; 2] = [b"__cfglint_oracle: ", b""];
/// The same in parentheses, so that few programs seem to end too early.
const IN_PARENS: [&[u8]; 2] = [b"__cfglint_oracle: (", b"\n)"];

/// Whether Nix reads each program, in order.
pub(crate) fn verdicts(command: &str, programs: &[Program]) -> Vec<bool> {
    let all: Vec<&Program> = programs.iter().collect();
    let first = ask_all(command, &all, IN_PARENS);
    // A program such as `a) (b` is read in parentheses alone, and a NUL hides the last one.
    let open: Vec<usize> =
        (0..programs.len()).filter(|at| first[*at] || programs[*at].bytes.contains(&0)).collect();
    let again: Vec<&Program> = open.iter().map(|at| &programs[*at]).collect();
    let mut verdicts = vec![false; programs.len()];
    for (at, verdict) in open.into_iter().zip(ask_all(command, &again, BODY)) {
        verdicts[at] = verdict;
    }
    verdicts
}

fn ask_all(command: &str, programs: &[&Program], wrapper: [&[u8]; 2]) -> Vec<bool> {
    let folder = std::env::temp_dir().join(format!("cfglint-oracle-{}", std::process::id()));
    let next = AtomicUsize::new(0);
    let verdicts = Mutex::new(vec![false; programs.len()]);
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let folder = folder.join(thread.to_string());
            let (next, verdicts) = (&next, &verdicts);
            scope.spawn(move || {
                std::fs::create_dir_all(&folder).expect("a folder for the programs can be made");
                loop {
                    let start = next.fetch_add(BATCH, Ordering::Relaxed);
                    let Some(rest) = programs.get(start..).filter(|rest| !rest.is_empty()) else {
                        break;
                    };
                    let batch = &rest[..rest.len().min(BATCH)];
                    let answers = ask(command, &folder, batch, wrapper);
                    if let Ok(mut verdicts) = verdicts.lock() {
                        verdicts[start..start + batch.len()].copy_from_slice(&answers);
                    }
                }
            });
        }
    });
    std::fs::remove_dir_all(&folder).ok();
    verdicts.into_inner().unwrap_or_default()
}

/// Gives a batch to one repl. One that gets stuck on a program is begun anew behind it.
fn ask(command: &str, folder: &Path, batch: &[&Program], wrapper: [&[u8]; 2]) -> Vec<bool> {
    let mut verdicts = vec![false; batch.len()];
    let path = |index| folder.join(format!("{index}.nix"));
    for (index, program) in batch.iter().enumerate() {
        let text = [wrapper[0], &program.bytes, wrapper[1]].concat();
        std::fs::write(path(index), text).expect("a program can be written");
    }
    let mut from = 0;
    while from < batch.len() {
        let mut input = String::new();
        for index in from..batch.len() {
            let path = path(index);
            input += &format!("builtins.seq (import {}) \"read {index}.\"\n", path.display());
            input += &format!("\"done {index}.\"\n");
        }
        let output = run(command, "repl", &input);
        let mut reached = from;
        for (index, verdict) in verdicts.iter_mut().enumerate().skip(from) {
            // The repl may echo its input, where no colour code or line end precedes the quote.
            *verdict = answered(&output, &format!("\"read {index}.\""));
            if answered(&output, &format!("\"done {index}.\"")) {
                reached = index + 1;
            }
        }
        from = reached.max(from + 1);
    }
    verdicts
}

/// Whether `answer` stands in the output as a value, not as an echo of the question.
fn answered(output: &str, answer: &str) -> bool {
    output.match_indices(answer).any(|(at, _)| {
        let before = output[..at].trim_end_matches("\u{1b}[35;1m");
        before.is_empty() || before.ends_with('\n')
    })
}

fn run(command: &str, last: &str, input: &str) -> String {
    let mut words = command.split_whitespace();
    let name = words.next().expect("a command for Nix is given");
    let mut child = Command::new(name)
        .args(words)
        .arg(last)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("Nix can be started");
    let mut stdin = child.stdin.take().expect("the input of Nix is a pipe");
    std::thread::scope(|scope| {
        // A Nix that dies early closes the pipe; what it did not answer is asked again.
        scope.spawn(move || stdin.write_all(input.as_bytes()).ok());
        let output = child.wait_with_output().expect("the output of Nix can be read");
        String::from_utf8_lossy(&output.stdout).into_owned()
    })
}

/// The name and version that Nix gives itself.
pub(crate) fn version(command: &str) -> String {
    let output = run(command, "--version", "");
    output.lines().next().unwrap_or("Nix of unknown version").trim().to_owned()
}

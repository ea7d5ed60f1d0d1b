//! Asks a real Nix what modules set.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value as Json;

/// How many modules one process is given.
const BATCH: usize = 50;
/// What a module is given; the expressions that are asked for may speak of no other variables.
pub(crate) const HEAD: &str = "{ config, lib, pkgs, flags, unknown, ... }: ";

/// A module, and expressions whose values are wanted beside what it sets.
pub(crate) struct Question {
    pub(crate) text: String,
    pub(crate) asked: Vec<String>,
}

/// What each module sets in each world, in order; `None` for those that Nix does not evaluate.
pub(crate) fn answers(stub: &Path, questions: &[Question]) -> Vec<Option<Json>> {
    let folder = std::env::temp_dir().join(format!("cfglint-model-{}", std::process::id()));
    let next = AtomicUsize::new(0);
    let all = Mutex::new(vec![None; questions.len()]);
    std::thread::scope(|scope| {
        for thread in 0..2 {
            let folder = folder.join(thread.to_string());
            let (next, all) = (&next, &all);
            scope.spawn(move || {
                std::fs::create_dir_all(&folder).expect("a folder for the modules can be made");
                loop {
                    let start = next.fetch_add(BATCH, Ordering::Relaxed);
                    let Some(rest) = questions.get(start..).filter(|rest| !rest.is_empty()) else {
                        break;
                    };
                    let batch: Vec<&Question> = rest.iter().take(BATCH).collect();
                    let answers = ask(stub, &folder, &batch);
                    if let Ok(mut all) = all.lock() {
                        all[start..start + batch.len()].clone_from_slice(&answers);
                    }
                }
            });
        }
    });
    std::fs::remove_dir_all(&folder).ok();
    all.into_inner().unwrap_or_default()
}

/// One that Nix does not evaluate spoils its batch, which is then asked in halves.
fn ask(stub: &Path, folder: &Path, batch: &[&Question]) -> Vec<Option<Json>> {
    let mut main = format!("let stub = import {}; in [\n", stub.display());
    for (index, question) in batch.iter().enumerate() {
        let path: PathBuf = folder.join(format!("{index}.nix"));
        std::fs::write(&path, &question.text).expect("a module can be written");
        let _ = write!(main, "(stub.run {{ module = import {}; asked = {HEAD}[", path.display());
        for expression in &question.asked {
            let _ = write!(main, " ({expression})");
        }
        main.push_str(" ]; })\n");
    }
    main.push_str("]\n");
    let path = folder.join("batch.nix");
    std::fs::write(&path, main).expect("a batch can be written");
    let output = Command::new("nix-instantiate")
        .args(["--eval", "--strict", "--json", "--option", "build-users-group", ""])
        .arg(&path)
        .output()
        .expect("nix-instantiate can be started");
    // What it prints before it fails looks whole.
    if output.status.success()
        && let Ok(Json::Array(answers)) = serde_json::from_slice(&output.stdout)
        && answers.len() == batch.len()
    {
        return answers.into_iter().map(Some).collect();
    }
    match batch {
        [] => Vec::new(),
        [_] => {
            if std::env::var_os("SHOW_ERRORS").is_some() {
                eprintln!("{}", String::from_utf8_lossy(&output.stderr));
            }
            vec![None]
        }
        _ => {
            let (first, second) = batch.split_at(batch.len() / 2);
            let mut answers = ask(stub, folder, first);
            answers.extend(ask(stub, folder, second));
            answers
        }
    }
}

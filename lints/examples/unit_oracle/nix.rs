//! Asks a real Nix for the unit files of modules.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value as Json;

use crate::Case;

/// How many modules one process is given.
const BATCH: usize = 100;

/// The units of each module, in order; `None` for those that Nix does not evaluate.
pub(crate) fn answers(stub: &Path, cases: &[Case]) -> Vec<Option<Json>> {
    let folder = std::env::temp_dir().join(format!("cfglint-units-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder for the modules can be made");
    // What a path in a module leads to.
    std::fs::write(folder.join("file"), "").expect("a file can be written");
    let answers = cases.chunks(BATCH).flat_map(|batch| ask(stub, &folder, batch)).collect();
    std::fs::remove_dir_all(&folder).ok();
    answers
}

/// One that Nix does not evaluate spoils its batch, which is then asked in halves.
fn ask(stub: &Path, folder: &Path, batch: &[Case]) -> Vec<Option<Json>> {
    let mut main = format!("let stub = import {}; in [\n", stub.display());
    for (index, case) in batch.iter().enumerate() {
        let path = folder.join(format!("{index}.nix"));
        std::fs::write(&path, &case.text).expect("a module can be written");
        let _ = writeln!(main, "(stub.run (import {}))", path.display());
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
        [case] => {
            if std::env::var_os("SHOW_ERRORS").is_some() {
                eprintln!("{}: {}", case.name, String::from_utf8_lossy(&output.stderr));
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

//! Lists the lints: every file in `src/rules/<group>/` declares one.

use std::fs;
use std::path::Path;

/// Writes `lints.rs`: all lints, sorted by name.
pub fn write(out: &Path) {
    println!("cargo:rerun-if-changed=src/rules");
    let mut lints: Vec<(String, String)> = Vec::new();
    for group in sorted_names("src/rules") {
        if group.ends_with(".rs") {
            continue;
        }
        for file in sorted_names(&format!("src/rules/{group}")) {
            if let Some(stem) = file.strip_suffix(".rs") {
                let path = format!("crate::rules::{group}::{stem}::{}", stem.to_uppercase());
                lints.push((stem.replace('_', "-"), path));
            }
        }
    }
    lints.sort();
    let items: String = lints.iter().map(|(_, path)| format!("    &{path},\n")).collect();
    let code =
        format!("/// All lints, sorted by name.\npub static LINTS: &[&Lint] = &[\n{items}];\n");
    fs::write(out.join("lints.rs"), code).expect("OUT_DIR can be written");
}

fn sorted_names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    let mut names: Vec<String> =
        entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
    names.sort();
    names
}

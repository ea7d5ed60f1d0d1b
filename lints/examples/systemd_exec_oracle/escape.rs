//! Compares names of units for paths with `systemd-escape`.

use std::process::Command;

use cfglint_lints::systemd::unit_names::{path_to_unit_name, unit_name_to_path};

use super::Result;
use super::generate::Random;

/// How many paths differ, of `count` paths there and back.
pub(crate) fn compare(count: usize, seed: u64) -> Result<usize> {
    let mut random = Random::new(seed);
    let parts = [
        "a", "mnt", ".x", "a.b", "foo-bar", "é", " ", "x y", "..a", "%", "\\", "@", ":", "_", "-",
        "A9", ".", "", "\"", "~",
    ];
    let paths: Vec<String> = (0..count)
        .map(|_| {
            (0..random.below(5)).fold("/".to_owned(), |path, _| {
                let slash = if random.below(4) == 0 { "//" } else { "/" };
                path + random.of(&parts) + slash
            })
        })
        .collect();
    let mut wrong = 0;
    for paths in paths.chunks(100) {
        let names = ask(&["-p", "--suffix=mount"], paths)?;
        if names.len() != paths.len() {
            return Err("systemd-escape does not give a name for each path".into());
        }
        for (path, name) in paths.iter().zip(&names) {
            let ours = path_to_unit_name(path, "mount");
            if ours.as_ref() != Some(name) {
                wrong += 1;
                println!("  WRONG {path:?} is {name}, not {ours:?}");
            }
            // Blanks are escaped in names only, so that paths are asked for one by one below.
            let back = unit_name_to_path(name).and_then(|it| path_to_unit_name(&it, "mount"));
            if back.as_ref() != Some(name) {
                wrong += 1;
                println!("  WRONG {name} is not itself there and back, but {back:?}");
            }
        }
    }
    for path in paths.iter().take(100) {
        let Some(name) = path_to_unit_name(path, "mount") else { continue };
        let stem = name.trim_end_matches(".mount").to_owned();
        let output = Command::new("systemd-escape").args(["-u", "-p", "--", &stem]).output()?;
        let theirs = String::from_utf8_lossy(&output.stdout).trim_end_matches('\n').to_owned();
        let ours = unit_name_to_path(&name);
        if ours.as_deref() != Some(&theirs) {
            wrong += 1;
            println!("  WRONG {name} is {theirs:?}, not {ours:?}");
        }
    }
    println!("{:20} {count:6} paths, {wrong} differ", "systemd-escape");
    Ok(wrong)
}

fn ask(options: &[&str], texts: &[String]) -> Result<Vec<String>> {
    let output = Command::new("systemd-escape").args(options).arg("--").args(texts).output()?;
    if !output.status.success() {
        return Err(
            format!("systemd-escape failed: {}", String::from_utf8_lossy(&output.stderr)).into()
        );
    }
    let text = String::from_utf8(output.stdout)?;
    Ok(text.split_whitespace().map(str::to_owned).collect())
}

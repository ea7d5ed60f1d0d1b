//! The JSON Schema of `cfglint.toml`: fresh, and of one mind with the program.
//!
//! `tests/reports/run` validates the same settings by it with a validator of others.

use std::fs;
use std::path::PathBuf;

use cfglint_lints::{LINTS, config_schema};
use expect_test::expect_file;
use serde_json::Value;

use crate::sandbox::{Sandbox, repository};

#[test]
fn the_schema_is_fresh() {
    let text = format!("{}\n", serde_json::to_string_pretty(&config_schema()).unwrap());
    expect_file![repository().join("editors/cfglint.schema.json")].assert_eq(&text);
}

#[test]
fn editors_can_complete_names_with_what_they_mean() {
    let schema = config_schema();
    let names = schema["definitions"]["LintOrGroup"]["oneOf"].as_array().unwrap();
    for lint in LINTS {
        let choice = names.iter().find(|it| it["const"] == lint.name).unwrap();
        assert_eq!(choice["description"], lint.summary());
    }
    assert!(names.iter().any(|it| it["const"] == "systemd"));
    for (key, property) in schema["properties"].as_object().unwrap() {
        assert!(property["description"].is_string(), "{key} has no description");
    }
    let options = schema["definitions"]["LintTables"]["properties"].as_object().unwrap();
    let with_options = LINTS.iter().filter(|lint| lint.options.is_some()).map(|lint| lint.name);
    assert_eq!(
        options.keys().map(String::as_str).collect::<Vec<_>>(),
        Vec::from_iter(with_options)
    );
}

/// The files in `tests/reports/settings/<kind>`.
fn settings(kind: &str) -> Vec<PathBuf> {
    let folder = repository().join("tests/reports/settings").join(kind);
    let files: Vec<PathBuf> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() > 1, "{files:?}");
    files
}

#[test]
fn the_program_takes_what_the_validator_takes() {
    let sandbox = Sandbox::new(&[]);
    for (kind, code) in [("good", 0), ("bad", 2)] {
        for file in settings(kind) {
            let run = sandbox.run(&format!("config --config {}", file.display()));
            assert_eq!(run.code, code, "{}: {}", file.display(), run.stderr);
        }
    }
}

#[test]
fn the_schema_speaks_of_nothing_else() {
    fn references(value: &Value, found: &mut Vec<String>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str).map(str::to_owned));
                map.values().for_each(|it| references(it, found));
            }
            Value::Array(items) => items.iter().for_each(|it| references(it, found)),
            _ => {}
        }
    }
    let schema = config_schema();
    let mut found = Vec::new();
    references(&schema, &mut found);
    assert!(!found.is_empty());
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(schema.pointer(pointer).is_some(), "{reference} leads nowhere");
    }
}

//! `cfglint merge`: the reports of shards, as one.

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::error::Error;
use crate::render::json_pretty;
use crate::{Outcome, source_files};

/// What the parts have in common, and what is gathered from them.
#[derive(Default)]
struct Merged {
    /// The first part, whose frame the report gets, and its name.
    frame: Option<(PathBuf, Value)>,
    rules: BTreeMap<String, Value>,
    results: Vec<(Order, Value)>,
    /// The place and fingerprint of each result.
    seen: HashSet<String>,
}

/// As in the report of a whole run: what is silenced last, then by file, place and lint.
type Order = (bool, Vec<u8>, [u64; 4], String, String);

/// Reads SARIF reports of cfglint, and writes one that has each result once.
pub(super) fn merge(paths: &[PathBuf], output: Option<&Path>) -> miette::Result<Outcome> {
    let mut merged = Merged::default();
    for path in paths {
        merged.add(path)?;
    }
    let bytes = json_pretty(&merged.finish());
    match output {
        Some(path) => source_files::put(path, &bytes)?,
        None => super::print(&bytes)?,
    }
    Ok(Outcome::Clean)
}

impl Merged {
    fn add(&mut self, path: &Path) -> Result<(), Error> {
        let bytes = source_files::read_report(path)?;
        let report: Value = serde_json::from_slice(&bytes).map_err(|error| {
            let at = format!("{}:{}:{}", path.display(), error.line(), error.column());
            let text = error.to_string();
            let what = text.split(" at line ").next().unwrap_or(&text).to_owned();
            wrong(format!("{at}: this is no JSON: {what}"))
        })?;
        let fail = |place: &str, what: &str| {
            let place = if place.is_empty() { String::new() } else { format!("{place}: ") };
            wrong(format!("{}: {place}{what}", path.display()))
        };
        if report["version"] != "2.1.0" {
            return Err(fail("version", "this is no SARIF 2.1.0"));
        }
        let Some([run]) = report["runs"].as_array().map(Vec::as_slice) else {
            return Err(fail("runs", "one run is expected, as cfglint writes it"));
        };
        let driver = &run["tool"]["driver"];
        if driver["name"] != "cfglint" {
            return Err(fail("runs[0].tool.driver.name", "the report is not from cfglint"));
        }
        let (Some(rules), Some(results)) = (driver["rules"].as_array(), run["results"].as_array())
        else {
            return Err(fail("runs[0]", "a list of rules and a list of results are expected"));
        };
        if let Some((first, frame)) = &self.frame {
            let version = &frame["runs"][0]["tool"]["driver"]["version"];
            if *version != driver["version"] {
                let (one, other) = (plain(version), plain(&driver["version"]));
                let what = format!(
                    "the report is from cfglint {other}, that in {} from {one}",
                    first.display()
                );
                return Err(fail("runs[0].tool.driver.version", &what));
            }
        }
        for (index, rule) in rules.iter().enumerate() {
            let Some(id) = rule["id"].as_str() else {
                let place = format!("runs[0].tool.driver.rules[{index}].id");
                return Err(fail(&place, "a text is expected"));
            };
            self.rules.entry(id.to_owned()).or_insert_with(|| rule.clone());
        }
        for (index, result) in results.iter().enumerate() {
            let place = format!("runs[0].results[{index}]");
            let (key, order) = key_of(result).map_err(|part| {
                fail(&format!("{place}.{part}"), "this is not as cfglint writes it")
            })?;
            if self.seen.insert(key) {
                self.results.push((order, result.clone()));
            }
        }
        if self.frame.is_none() {
            self.frame = Some((path.to_owned(), report));
        }
        Ok(())
    }

    fn finish(mut self) -> Value {
        self.results.sort_by(|one, other| one.0.cmp(&other.0));
        // The format wants it of all results of a run or of none.
        let has_suppressions =
            self.results.iter().any(|(_, result)| result.get("suppressions").is_some());
        let numbers: BTreeMap<&str, usize> =
            self.rules.keys().enumerate().map(|(number, id)| (id.as_str(), number)).collect();
        let results = self.results.into_iter().map(|(_, mut result)| {
            if let Some(number) = result["ruleId"].as_str().and_then(|id| numbers.get(id)) {
                result["ruleIndex"] = json!(number);
            }
            if has_suppressions && result.get("suppressions").is_none() {
                result["suppressions"] = json!([]);
            }
            result
        });
        let results: Vec<Value> = results.collect();
        let mut report = self.frame.map(|(_, report)| report).unwrap_or_default();
        let run = &mut report["runs"][0];
        run["results"] = Value::Array(results);
        run["tool"]["driver"]["rules"] = self.rules.into_values().collect();
        report
    }
}

/// What tells a result from others, and where it belongs. The error is the part that is wrong.
fn key_of(result: &Value) -> Result<(String, Order), &'static str> {
    let lint = result["ruleId"].as_str().ok_or("ruleId")?;
    let text = result["message"]["text"].as_str().ok_or("message.text")?;
    let place = &result["locations"][0]["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().ok_or("locations[0]")?;
    let mut region = [0; 4];
    let names = ["startLine", "startColumn", "endLine", "endColumn"];
    for (number, name) in region.iter_mut().zip(names) {
        *number = place["region"][name].as_u64().ok_or("locations[0].physicalLocation.region")?;
    }
    let print = result["partialFingerprints"]["cfglint/v1"].as_str();
    let print = print.ok_or("partialFingerprints")?;
    let is_silenced = result["suppressions"].as_array().is_some_and(|it| !it.is_empty());
    let key = format!("{print} {region:?} {uri}");
    Ok((key, (is_silenced, path_of(uri), region, lint.to_owned(), text.to_owned())))
}

/// The path in a URI, as the bytes by which the report of a whole run is sorted.
fn path_of(uri: &str) -> Vec<u8> {
    let uri = uri.strip_prefix("file://").unwrap_or(uri).as_bytes();
    let mut path = Vec::with_capacity(uri.len());
    let mut rest = uri;
    while let Some((&byte, after)) = rest.split_first() {
        let digits = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        let escaped = digits.and_then(|it| u8::from_str_radix(it, 16).ok());
        let (byte, after) = match (byte, escaped) {
            (b'%', Some(escaped)) => (escaped, &after[2..]),
            _ => (byte, after),
        };
        path.push(byte);
        rest = after;
    }
    path
}

fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn wrong(message: String) -> Error {
    let help = "`cfglint check --format sarif` writes what can be merged".to_owned();
    Error::Usage { message, help: Some(help) }
}

//! Parts of a report, and the whole from them.

use std::collections::BTreeSet;

use serde_json::Value;

use super::SYSLOG;
use crate::sandbox::{Sandbox, repository};

/// A project with many findings, some of which join files.
fn corpus() -> Sandbox {
    let sandbox = Sandbox::new(&[("cfglint.toml", "")]);
    for module in crate::sandbox::own_modules() {
        let text = std::fs::read_to_string(repository().join(&module)).unwrap();
        sandbox.write(module.to_str().unwrap(), text);
    }
    sandbox.write("ä b/50%/%41.nix", SYSLOG);
    sandbox
}

#[test]
fn the_parts_are_the_whole() {
    let sandbox = corpus();
    let whole = sandbox.run("check --format concise -q").stdout;
    assert!(whole.lines().count() > 15, "{whole}");
    assert!(whole.contains("remain-after-exit-timer"), "{whole}");
    for count in [1, 2, 5] {
        let mut all = Vec::new();
        for number in 1..=count {
            let run = sandbox.run(&format!("check --format concise -q --shard {number}/{count}"));
            assert!(!run.stdout.is_empty(), "part {number} of {count} has nothing");
            all.extend(run.stdout.lines().map(str::to_owned));
        }
        let unique: BTreeSet<&String> = all.iter().collect();
        assert_eq!(unique.len(), all.len(), "{count} parts say something twice");
        assert_eq!(
            unique,
            whole.lines().map(str::to_owned).collect::<BTreeSet<_>>().iter().collect()
        );
    }
}

#[test]
fn merged_parts_are_the_report_of_the_whole() {
    let sandbox = corpus();
    for options in ["", "--report-suppressed"] {
        let report = |name: &str, more: &str| {
            sandbox.run(&format!("check --format sarif {options} --output-file {name} {more}"));
        };
        report("whole.sarif", "");
        for number in 1..=4 {
            report(&format!("{number}.sarif"), &format!("--shard {number}/4"));
        }
        let whole = sandbox.read("whole.sarif");
        for order in ["1 2 3 4", "4 2 1 3", "3 whole 1 2 4 4"] {
            let names: Vec<String> =
                order.split(' ').map(|number| format!("{number}.sarif")).collect();
            let run = sandbox.run(&format!("merge {} --output-file all.sarif", names.join(" ")));
            assert_eq!(run.shown(), "exit code: 0\n", "{order} {options}");
            assert!(sandbox.read("all.sarif") == whole, "{order} {options}: not the whole report");
        }
    }
    assert_eq!(sandbox.run("merge whole.sarif").stdout, sandbox.read("whole.sarif"));
}

#[test]
fn exit_codes_are_those_of_the_part() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let codes = [1, 2].map(|number| sandbox.run(&format!("check -q --shard {number}/2")).code);
    assert_eq!(codes.iter().sum::<i32>(), 1, "{codes:?}");
}

#[test]
fn suppressions_are_of_all_results_or_of_none() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", SYSLOG)]);
    sandbox.run("check a.nix --format sarif --output-file a.sarif");
    sandbox.run("check b.nix --format sarif --output-file b.sarif --report-suppressed");
    let merged: Value = serde_json::from_str(&sandbox.run("merge a.sarif b.sarif").stdout).unwrap();
    let results = merged["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 2);
    assert!(results.iter().all(|it| it["suppressions"] == serde_json::json!([])), "{results:?}");
}

#[test]
fn parts_that_do_not_exist() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    for (shard, message) in [
        ("0/4", "parts of 4 are counted from 1 to 4"),
        ("5/4", "parts of 4 are counted from 1 to 4"),
        ("1/0", "parts of 0"),
        ("3", "such as 1/4"),
        ("a/b", "such as 1/4"),
        ("-1/4", ""),
        ("1/4/2", "such as 1/4"),
        ("99999999999/99999999999", "such as 1/4"),
    ] {
        let run = sandbox.run(&format!("check --shard {shard}"));
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{shard}");
        assert!(run.stderr.contains(message), "{shard}: {}", run.stderr);
    }
    assert_eq!(sandbox.run("check --shard 1/2 --fix").code, 2);
    assert_eq!(sandbox.run("check --shard 1/2 --write-baseline b.json").code, 2);
}

#[test]
fn what_cannot_be_merged() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    sandbox.run("check --format sarif --output-file good.sarif");
    let good = sandbox.read("good.sarif");
    let version = env!("CARGO_PKG_VERSION");
    let replaced = |from: &str, to: &str| {
        assert!(good.contains(from), "{from}");
        good.replace(from, to)
    };
    for (content, message) in [
        (String::new(), "bad.sarif:1:0: this is no JSON: EOF while parsing a value"),
        ("{\n  \"runs\": [ }".to_owned(), "bad.sarif:2:13: this is no JSON: expected value"),
        ("[]".to_owned(), "bad.sarif: version: this is no SARIF 2.1.0"),
        (
            replaced("\"version\": \"2.1.0\"", "\"version\": \"2.0.0\""),
            "bad.sarif: version: this is no SARIF 2.1.0",
        ),
        ("{\"version\": \"2.1.0\", \"runs\": []}".to_owned(), "bad.sarif: runs: one run"),
        (
            replaced("\"name\": \"cfglint\"", "\"name\": \"other\""),
            "runs[0].tool.driver.name: the report is not from",
        ),
        (
            replaced(&format!("\"version\": \"{version}\""), "\"version\": \"0.0.1\""),
            "runs[0].tool.driver.version: the report is from cfglint 0.0.1, that in good.sarif from",
        ),
        (replaced("\"startLine\"", "\"line\""), "runs[0].results[0].locations[0].physicalLocation"),
        (
            replaced("\"cfglint/v1\"", "\"x\""),
            "runs[0].results[0].partialFingerprints: this is not",
        ),
    ] {
        sandbox.write("bad.sarif", content);
        let run = sandbox.run("merge good.sarif bad.sarif --output-file out.sarif");
        assert_eq!(run.code, 2, "{message}");
        assert!(run.stderr.contains(message), "{message}\n{}", run.stderr);
        assert!(!sandbox.path("out.sarif").exists(), "{message}");
    }
    let run = sandbox.run("merge good.sarif none.sarif");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("cannot read none.sarif: no such file"), "{}", run.stderr);
    assert_eq!(sandbox.run("merge").code, 2);
}

//! What allow comments silence, in SARIF.

use serde_json::{Value, json};

use super::SYSLOG;
use crate::sandbox::Sandbox;

const ALLOWED: &str = "\
{
  # cfglint: allow(syslog-output) -- the collector reads it
  systemd.services.a.serviceConfig.StandardOutput = \"syslog\";
  /* cfglint: allow(systemd) -- old */
  systemd.services.b.serviceConfig.StandardOutput = \"syslog\";
  systemd.services.c.serviceConfig.StandardOutput = \"syslog\"; # cfglint: allow(all)
  systemd.services.d.serviceConfig.StandardOutput = \"syslog\";
}
";

fn results(sandbox: &Sandbox, arguments: &str) -> Vec<Value> {
    let run = sandbox.run(&format!("check --format sarif {arguments}"));
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    report["runs"][0]["results"].as_array().unwrap().clone()
}

#[test]
fn what_comments_silence_is_marked_with_their_reasons() {
    let sandbox = Sandbox::new(&[
        ("a.nix", ALLOWED),
        ("cfglint.toml", "per-file.'off.nix'.ignore = ['all']\n"),
        ("off.nix", SYSLOG),
    ]);
    let found = results(&sandbox, "--report-suppressed");
    let said: Vec<(&Value, &Value)> = found
        .iter()
        .map(|it| {
            (&it["locations"][0]["physicalLocation"]["region"]["startLine"], &it["suppressions"])
        })
        .collect();
    let silenced = |reason: &str| json!([{ "kind": "inSource", "justification": reason }]);
    let expected = [
        (json!(7), json!([])),
        (json!(3), silenced("the collector reads it")),
        (json!(5), silenced("old")),
        (json!(6), json!([{ "kind": "inSource" }])),
    ];
    assert_eq!(said, expected.each_ref().map(|(line, said)| (line, said)));
    let prints = |found: &[Value]| -> Vec<Value> {
        found.iter().map(|it| it["partialFingerprints"].clone()).collect()
    };
    let plain = results(&sandbox, "");
    assert_eq!(plain.len(), 1);
    assert!(plain[0].get("suppressions").is_none(), "GitHub would open an alert for it");
    assert_eq!(prints(&plain), prints(&found)[..1]);
}

#[test]
fn other_formats_have_no_words_for_it() {
    let sandbox = Sandbox::new(&[("a.nix", ALLOWED)]);
    let run = sandbox.run("check --report-suppressed");
    assert!(run.code == 2 && run.stderr.contains("`--format sarif`"), "{}", run.stderr);
}

#[test]
fn silenced_findings_do_not_count() {
    let sandbox = Sandbox::new(&[("a.nix", &format!("# cfglint: allow-file(all) -- x\n{SYSLOG}"))]);
    let run = sandbox.run("check --format sarif --report-suppressed");
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains("\"justification\": \"x\""), "{}", run.stdout);
}

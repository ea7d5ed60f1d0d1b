//! A file of known findings.

use super::{KEPT, MOUNT_FLAGS, SYSLOG};
use crate::sandbox::Sandbox;

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", KEPT), ("c.nix", MOUNT_FLAGS)]);
    let run = sandbox.run("check --write-baseline known.json");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert_eq!(run.stderr, "cfglint: known.json knows 3 findings now\n");
    sandbox
}

#[test]
fn known_findings_are_not_reported() {
    let run = sandbox().run("check --baseline known.json");
    assert_eq!((run.code, run.stdout.as_str(), run.stderr.as_str()), (0, "", ""));
}

#[test]
fn moved_lines_change_nothing_and_new_findings_count() {
    let sandbox = sandbox();
    for (name, text) in [("a.nix", SYSLOG), ("b.nix", KEPT), ("c.nix", MOUNT_FLAGS)] {
        sandbox.write(name, "\n".repeat(10) + text);
    }
    assert_eq!(sandbox.run("check --baseline known.json").code, 0);
    let both = "{ systemd.services.a.serviceConfig = { StandardOutput = \"syslog\"; StandardError = \"syslog\"; }; }\n";
    sandbox.write("a.nix", both);
    let run = sandbox.run("check --baseline known.json --format concise");
    assert_eq!(run.stdout.lines().count(), 2, "both stand on a line that is new: {}", run.stdout);
    assert_eq!(run.stderr, "cfglint: 1 finding of known.json cannot be found any more\n");
}

#[test]
fn one_more_of_the_same_is_new() {
    let line = "(_: { systemd.services.a.serviceConfig.StandardOutput = \"syslog\"; })\n";
    let sandbox = Sandbox::new(&[("a.nix", &format!("{{ imports = [\n{line}]; }}\n"))]);
    sandbox.run("check --write-baseline known.json");
    sandbox.write("a.nix", format!("{{ imports = [\n{line}{line}]; }}\n"));
    let run = sandbox.run("check --baseline known.json --format concise");
    assert_eq!((run.stdout.lines().count(), run.code), (1, 1), "{}", run.stdout);
}

#[test]
fn a_file_that_is_missing_or_broken_is_an_error() {
    let sandbox = sandbox();
    let run = sandbox.run("check --baseline missing.json");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot read missing.json"), "{}", run.stderr);
    sandbox.write("known.json", "{ \"version\": 1, ");
    let run = sandbox.run("check --baseline known.json");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("known.json:1:"), "{}", run.stderr);
    assert!(run.stderr.contains("this is no baseline of cfglint"), "{}", run.stderr);
}

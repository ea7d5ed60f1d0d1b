//! Comments at every finding that there is.

use expect_test::expect;

use super::{KEPT, MOUNT_FLAGS, SYSLOG};
use crate::sandbox::Sandbox;

#[test]
fn every_finding_is_allowed_and_the_next_run_is_clean() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", KEPT), ("c.nix", MOUNT_FLAGS)]);
    let run = sandbox.run("check --add-allows=old");
    expect![[r#"
        exit code: 0
        stderr:
        cfglint: 3 findings in 3 files allowed: mount-flags-private 1, remain-after-exit-timer 1, syslog-output 1
    "#]]
    .assert_eq(&run.shown());
    expect![[r#"
        {
          # cfglint: allow(syslog-output) -- old
          systemd.services.a.serviceConfig.StandardOutput = "syslog";
        }
    "#]]
    .assert_eq(&sandbox.read("a.nix"));
    assert_eq!(sandbox.run("check --fail-on hint").shown(), "exit code: 0\n");
    let texts = ["a.nix", "b.nix", "c.nix"].map(|name| sandbox.read(name));
    assert_eq!(sandbox.run("check --add-allows").shown(), "exit code: 0\n");
    assert_eq!(["a.nix", "b.nix", "c.nix"].map(|name| sandbox.read(name)), texts);
}

#[test]
fn what_cannot_be_allowed_is_reported() {
    let broken = "{ a = ; }\n";
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", broken)]);
    let run = sandbox.run("check --add-allows --format concise");
    expect![[r#"
        b.nix:1:6: error[syntax-error] expected a value after `=`
        exit code: 1
        stderr:
        cfglint: 1 finding in 1 file allowed: syslog-output 1
    "#]]
    .assert_eq(&run.shown());
    assert_eq!(sandbox.read("b.nix"), broken);
}

#[test]
fn a_reason_that_would_end_the_comment_is_refused() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    for reason in ["one\ntwo", "a */ b"] {
        let mut command = sandbox.command();
        let output = command.args(["check", &format!("--add-allows={reason}")]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
    }
    assert_eq!(sandbox.read("a.nix"), SYSLOG);
}

#[test]
fn known_findings_need_no_comment() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    sandbox.run("check --write-baseline known.json");
    sandbox.write("b.nix", MOUNT_FLAGS);
    sandbox.run("check --add-allows --baseline known.json");
    assert_eq!(sandbox.read("a.nix"), SYSLOG);
    assert!(sandbox.read("b.nix").contains("allow(mount-flags-private)"));
}

#[test]
fn standard_input_is_answered_on_standard_output() {
    let sandbox = Sandbox::new(&[]);
    let run = sandbox.run_with_input("check --add-allows -", SYSLOG);
    let comment = "{\n  # cfglint: allow(syslog-output)\n";
    assert_eq!((run.stdout, run.code), (SYSLOG.replacen("{\n", comment, 1), 0));
}

#[test]
fn our_own_modules_can_be_allowed() {
    let sandbox = Sandbox::new(&[]);
    for path in crate::sandbox::own_modules() {
        let text = std::fs::read(crate::sandbox::repository().join(&path)).unwrap();
        sandbox.write(path.to_str().unwrap(), text);
    }
    let found = |run: &crate::sandbox::Run| -> Vec<serde_json::Value> {
        serde_json::from_str(&run.stdout).unwrap()
    };
    let before = found(&sandbox.run("check --select all --format json"));
    assert!(before.len() > 20, "there are only {} findings to allow", before.len());
    sandbox.run("check --select all --add-allows");
    let broken: Vec<_> =
        before.iter().filter(|it| it["lint"] == "syntax-error").map(|it| &it["file"]).collect();
    let left = found(&sandbox.run("check --select all --format json"));
    // A file that Nix refuses is left alone, and an allow comment is not there to be allowed.
    let known = |it: &serde_json::Value| {
        let same =
            |old: &&serde_json::Value| old["lint"] == it["lint"] && old["file"] == it["file"];
        it["lint"] == "unused-allow" && before.iter().any(|old| same(&old))
    };
    let unexpected: Vec<_> =
        left.iter().filter(|it| !broken.contains(&&it["file"]) && !known(it)).collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
}

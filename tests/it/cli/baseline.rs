//! A file of known findings.

use std::fs;

use super::{CLEAN, KEPT, MOUNT_FLAGS, SYSLOG};
use crate::sandbox::{Run, Sandbox, own_modules, repository};

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
    let gone =
        "1 finding of known.json is gone: syslog-output in a.nix; `--write-baseline` forgets it";
    assert_eq!(run.stderr, format!("cfglint: {gone}\n"));
}

#[test]
fn what_is_gone_is_told_and_forgotten() {
    let sandbox = sandbox();
    sandbox.write("a.nix", CLEAN);
    fs::remove_file(sandbox.path("b.nix")).unwrap();
    let run = sandbox.run("check --baseline known.json");
    let gone = "syslog-output in a.nix, remain-after-exit-timer in b.nix";
    let told =
        format!("2 findings of known.json are gone: {gone}; `--write-baseline` forgets them");
    assert_eq!(run.shown(), format!("exit code: 0\nstderr:\ncfglint: {told}\n"));
    let run = sandbox.run("check --write-baseline known.json");
    assert_eq!(run.stderr, "cfglint: known.json knows 1 finding now (0 new, 2 gone)\n");
    assert_eq!(sandbox.run("check --baseline known.json").shown(), "exit code: 0\n");
}

#[test]
fn files_that_are_not_linted_are_not_gone() {
    let run = sandbox().run("check --baseline known.json a.nix");
    assert_eq!(run.shown(), "exit code: 0\n");
}

#[test]
fn it_knows_the_files_wherever_cfglint_is_started() {
    let sandbox = Sandbox::new(&[("hosts/a.nix", SYSLOG)]);
    sandbox.run("check --write-baseline known.json");
    let mut command = sandbox.command();
    command.current_dir(sandbox.path("hosts"));
    let run = Run::from(command.args(["check", "--baseline", "../known.json"]).output().unwrap());
    assert_eq!(run.shown(), "exit code: 0\n");
    let path = sandbox.path("hosts/a.nix");
    let mut command = sandbox.command();
    command.args(["check", "--baseline", "known.json"]).arg(path);
    assert_eq!(Run::from(command.output().unwrap()).shown(), "exit code: 0\n");
}

/// What the project promises of real repositories, on our own modules: blank lines everywhere and a
/// new name change nothing but the finding whose text has changed.
#[test]
fn our_own_modules_with_blank_lines_and_a_new_name() {
    let sandbox = Sandbox::new(&[]);
    let modules = own_modules();
    for path in &modules {
        let text = fs::read(repository().join(path)).unwrap();
        sandbox.write(path.to_str().unwrap(), text);
    }
    sandbox.write("new.nix", SYSLOG);
    let run = sandbox.run("check --select all --write-baseline known.json");
    let count: usize = run.stderr.split(' ').nth(3).unwrap().parse().unwrap();
    assert!(count > 20, "{}", run.stderr);
    for path in &modules {
        let name = path.to_str().unwrap();
        let text = fs::read(sandbox.path(name)).unwrap();
        sandbox.write(name, [b"\n".repeat(10), text].concat());
    }
    let run = sandbox.run("check --select all --baseline known.json --format concise");
    assert_eq!(run.shown(), "exit code: 0\n");
    sandbox.write("new.nix", SYSLOG.replace("StandardOutput", "StandardError"));
    let run = sandbox.run("check --select all --baseline known.json --format concise");
    let places: Vec<&str> =
        run.stdout.lines().map(|line| line.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["new.nix:2:36"], "{}", run.shown());
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

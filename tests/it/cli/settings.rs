//! Exit codes, thresholds, and the file of settings.

use expect_test::expect;

use super::{CLEAN, KEPT, MOUNT_FLAGS, SYSLOG};
use crate::sandbox::{Run, Sandbox};

#[test]
fn the_threshold_decides_the_exit_code() {
    let sandbox = Sandbox::new(&[
        ("clean.nix", CLEAN),
        ("hint.nix", MOUNT_FLAGS),
        ("warning.nix", SYSLOG),
        ("error.nix", KEPT),
    ]);
    let codes = |file: &str| {
        ["error", "warning", "hint", "never"]
            .map(|severity| sandbox.run(&format!("check {file}.nix --fail-on {severity}")).code)
    };
    assert_eq!(codes("clean"), [0, 0, 0, 0]);
    assert_eq!(codes("hint"), [0, 0, 1, 0]);
    assert_eq!(codes("warning"), [0, 1, 1, 0]);
    assert_eq!(codes("error"), [1, 1, 1, 0]);
    assert_eq!(sandbox.run("check hint.nix").code, 0);
    assert_eq!(sandbox.run("check warning.nix").code, 1);
}

#[test]
fn lints_are_selected_by_name_and_by_group() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    assert_eq!(sandbox.run("check --ignore syslog-output").code, 0);
    assert_eq!(sandbox.run("check --ignore systemd").code, 0);
    assert_eq!(sandbox.run("check --only acme").code, 0);
    assert_eq!(sandbox.run("check --only acme,syslog-output").code, 1);
    assert_eq!(sandbox.run("check --ignore systemd --release 24.11").code, 0);
    assert_eq!(sandbox.run("check --release 20.03").code, 0);
    assert_eq!(sandbox.run("check --release 20.09").code, 1);
}

#[test]
fn an_unknown_lint_on_the_command_line() {
    let sandbox = Sandbox::new(&[("a.nix", CLEAN)]);
    expect![[r#"
        exit code: 2
        stderr:
        cfglint::usage

          × there is no lint or group called `syslog-outptu`; did you mean `syslog-output`?

    "#]]
    .assert_eq(&sandbox.run("check --select syslog-outptu").shown());
}

#[test]
fn a_release_that_is_none() {
    let sandbox = Sandbox::new(&[("a.nix", CLEAN)]);
    let run = sandbox.run("check --release unstable");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("write it like 24.11"), "{}", run.stderr);
}

#[test]
fn the_nearest_file_of_settings_counts() {
    let sandbox = Sandbox::new(&[
        ("cfglint.toml", "ignore = ['systemd']\n"),
        ("a.nix", SYSLOG),
        ("inner/cfglint.toml", "severity.syslog-output = 'error'\n"),
        ("inner/b.nix", SYSLOG),
    ]);
    expect![[r#"
        inner/b.nix:2:36: error[syslog-output] StandardOutput = "syslog" is obsolete; systemd uses "journal" and warns at boot
        exit code: 1
    "#]].assert_eq(&sandbox.run("check --format concise").shown());
    assert_eq!(
        sandbox.run("check --no-config --statistics").stdout.trim(),
        "2  warning  syslog-output (2 fixable)"
    );
    assert_eq!(sandbox.run("check --config cfglint.toml").code, 0);
    assert_eq!(
        sandbox.run("check --config inner/cfglint.toml --statistics").stdout.trim(),
        "2  error    syslog-output (2 fixable)"
    );
}

#[test]
fn the_command_line_outweighs_the_file() {
    let sandbox = Sandbox::new(&[
        ("cfglint.toml", "ignore = ['systemd']\nrelease = '20.03'\n"),
        ("a.nix", SYSLOG),
    ]);
    assert_eq!(sandbox.run("check").code, 0);
    assert_eq!(sandbox.run("check --select syslog-output").code, 0);
    assert_eq!(sandbox.run("check --select syslog-output --release 24.11").code, 1);
}

#[test]
fn globs_count_from_the_folder_of_the_settings() {
    let sandbox = Sandbox::new(&[
        (
            "cfglint.toml",
            "exclude = ['vendor', 'gen/*.nix']\nper-file.\"hosts/*.nix\".ignore = ['systemd']\n",
        ),
        ("vendor/deep/a.nix", SYSLOG),
        ("gen/b.nix", SYSLOG),
        ("hosts/c.nix", SYSLOG),
        ("d.nix", SYSLOG),
    ]);
    let stdout = sandbox.run("check --format concise").stdout;
    assert_eq!(stdout.lines().count(), 1, "{stdout}");
    assert!(stdout.starts_with("d.nix:"), "{stdout}");
    let inside = sandbox.command().args(["check"]).current_dir(sandbox.path("hosts")).output();
    assert_eq!(inside.unwrap().status.code(), Some(0));
    assert_eq!(sandbox.run("check vendor/deep/a.nix").code, 1, "a file that is named is linted");
}

#[test]
fn folders_may_be_written_as_folders() {
    let sandbox = Sandbox::new(&[
        ("a.nix", SYSLOG),
        ("gen/b.nix", SYSLOG),
        ("gen/deep/c.nix", SYSLOG),
        ("gen.nix", SYSLOG),
        ("sub/gen/d.nix", SYSLOG),
        ("sub/gen.nix/e.nix", SYSLOG),
    ]);
    let all = ["a", "gen", "gen/b", "gen/deep/c", "sub/gen.nix/e", "sub/gen/d"];
    let is_linted = |settings: &str| {
        sandbox.write("cfglint.toml", settings);
        let stdout = sandbox.run("check --format concise").stdout;
        let is_there = |name: &&str| stdout.contains(&format!("{name}.nix:2"));
        let lines = stdout.lines().count();
        let there: Vec<&str> = all.into_iter().filter(is_there).collect();
        assert_eq!(there.len(), lines, "{stdout}");
        there
    };
    assert_eq!(is_linted(""), all);
    let without = |gone: &[&str]| -> Vec<&str> {
        all.into_iter().filter(|name| !gone.contains(name)).collect()
    };
    let folder = without(&["gen/b", "gen/deep/c"]);
    for pattern in ["gen", "gen/", "./gen", "./gen/", "/gen", "/gen/", "gen/**", "gen/*"] {
        assert_eq!(is_linted(&format!("exclude = ['{pattern}']")), folder, "{pattern}");
        if !pattern.ends_with("gen") {
            let text = format!("per-file.'{pattern}'.ignore = ['all']");
            assert_eq!(is_linted(&text), folder, "{pattern}");
        }
    }
    let anywhere = without(&["gen/b", "gen/deep/c", "sub/gen/d"]);
    assert_eq!(is_linted("exclude = ['**/gen/']"), anywhere);
    assert_eq!(is_linted("exclude = ['./gen.nix']"), without(&["gen"]));
    assert_eq!(is_linted("exclude = ['gen.nix/']"), all, "it is no folder");
    assert_eq!(is_linted("exclude = ['sub/gen.nix/']"), without(&["sub/gen.nix/e"]));
    assert_eq!(is_linted("exclude = ['']"), all);
    for pattern in ["./", "/", "*"] {
        assert_eq!(is_linted(&format!("exclude = ['{pattern}']")), [] as [&str; 0], "{pattern}");
    }
    sandbox.write("cfglint.toml", "exclude = ['./gen/']");
    let shown = sandbox.run("config gen/b.nix").stdout;
    assert!(shown.contains("\"./gen/\""), "it is shown as it is written: {shown}");
}

#[test]
fn folders_are_those_beside_the_settings_that_name_them() {
    let sandbox = Sandbox::new(&[
        ("cfglint.toml", "exclude = ['./p/gen/', '/p/old']\n"),
        ("p/cfglint.toml", "extend = '../cfglint.toml'\n"),
        ("p/gen/a.nix", SYSLOG),
        ("p/p/gen/b.nix", SYSLOG),
        ("p/old/c.nix", SYSLOG),
    ]);
    let stdout = sandbox.run("check --format concise").stdout;
    assert_eq!(stdout.lines().count(), 1, "{stdout}");
    assert!(stdout.starts_with("p/p/gen/b.nix:"), "{stdout}");
}

/// A project within another one, with settings that nobody can read, which must not matter.
fn nested() -> Sandbox {
    Sandbox::new(&[
        ("cfglint.toml", "exclude = ['vendor', 'gen/']\n"),
        ("a.nix", SYSLOG),
        ("vendor/p/cfglint.toml", "no-such-key = 1\n"),
        ("vendor/p/deep/b.nix", SYSLOG),
        ("gen/cfglint.toml", "select = ['all']\n"),
        ("gen/c.nix", SYSLOG),
        ("own/cfglint.toml", "exclude = ['old']\n"),
        ("own/old/cfglint.toml", ""),
        ("own/old/d.nix", SYSLOG),
        ("own/gen/e.nix", SYSLOG),
    ])
}

#[test]
fn an_excluded_folder_stays_out_whatever_settings_it_has() {
    let sandbox = nested();
    let run = sandbox.run("check --format concise");
    let mut names: Vec<&str> = run.stdout.lines().filter_map(|it| it.split(':').next()).collect();
    names.sort_unstable();
    assert_eq!(names, ["a.nix", "own/gen/e.nix"], "{}", run.shown());
    let run = sandbox.run("check --with-project own/gen/e.nix --format concise");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "the project is walked as well");
    sandbox.write("cfglint.toml", "");
    let run = sandbox.run("check");
    assert!(run.code == 2 && run.stderr.contains("no-such-key"), "{}", run.shown());
}

#[test]
fn a_walk_that_begins_in_an_excluded_folder_asks_nobody_around_its_settings() {
    let sandbox = nested();
    let run = sandbox.run("check gen --format concise");
    assert!(run.stdout.starts_with("gen/c.nix:"), "{}", run.shown());
    let mut command = sandbox.command();
    let run = Run::from(command.arg("check").current_dir(sandbox.path("gen")).output().unwrap());
    assert_eq!(run.code, 1, "{}", run.shown());
}

#[test]
fn what_is_excluded_can_be_left_out_even_if_it_is_named() {
    let sandbox = nested();
    let named = "a.nix gen/c.nix vendor/p/deep/b.nix own/old/d.nix own/gen/e.nix";
    let run = sandbox.run(&format!("check --force-exclude --format concise {named}"));
    let names: Vec<&str> = run.stdout.lines().filter_map(|it| it.split(':').next()).collect();
    assert_eq!(names, ["a.nix", "own/gen/e.nix"], "{}", run.shown());
    let run = sandbox.run("check --format concise gen/c.nix");
    assert!(run.stdout.starts_with("gen/c.nix:"), "{}", run.shown());
    let run = sandbox.run("check --force-exclude gen/c.nix");
    let nothing = "cfglint: there is no .nix file to lint; the settings exclude 1 file\n";
    assert_eq!(run.shown(), format!("exit code: 0\nstderr:\n{nothing}"));
    // An editor names what it has in memory.
    let run = sandbox
        .run_with_input("check --fix --force-exclude --stdin-filename gen/new/c.nix -", SYSLOG);
    assert_eq!(run.shown(), format!("{SYSLOG}exit code: 0\nstderr:\n{nothing}"));
    let run =
        sandbox.run_with_input("check --fix --force-exclude --stdin-filename f.nix -", SYSLOG);
    assert_ne!(run.stdout, SYSLOG);
}

#[test]
fn a_misspelt_key_in_settings() {
    let sandbox = Sandbox::new(&[("cfglint.toml", "relase = '24.11'\n"), ("a.nix", SYSLOG)]);
    let stderr = sandbox.run("check --config cfglint.toml").stderr;
    assert!(stderr.contains("did you mean `release`?"), "{stderr}");
}

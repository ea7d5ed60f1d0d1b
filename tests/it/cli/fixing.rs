//! Fixes as they reach files.

use std::fs;

use expect_test::expect;

use super::{CLEAN, JOURNAL, KEPT, SYSLOG};
use crate::sandbox::Sandbox;

#[test]
fn safe_fixes_are_written() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", KEPT)]);
    let run = sandbox.run("check --fix --format concise");
    expect![[r#"
        b.nix:4:19: error[remain-after-exit-timer] RemainAfterExit keeps "pull" active, so its timer (pull) will start it only once
        exit code: 1
        stderr:
        cfglint: mended 1 finding in 1 file: syslog-output 1
        cfglint: 1 finding is left: remain-after-exit-timer 1; `--unsafe-fixes` mends 1 more
    "#]].assert_eq(&run.shown());
    assert_eq!(sandbox.read("a.nix"), JOURNAL);
    assert_eq!(sandbox.read("b.nix"), KEPT);
}

#[test]
fn unsafe_fixes_are_written_when_asked_for() {
    let sandbox = Sandbox::new(&[("b.nix", KEPT)]);
    let run = sandbox.run("check --fix --unsafe-fixes");
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    let fixed = "{\n  systemd.services.pull = {\n    startAt = \"daily\";\n  };\n}\n";
    assert_eq!(sandbox.read("b.nix"), fixed);
}

#[test]
fn unsafe_fixes_alone_are_a_usage_error() {
    let sandbox = Sandbox::new(&[("b.nix", KEPT)]);
    let run = sandbox.run("check --unsafe-fixes");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("add `--fix` to apply them"), "{}", run.stderr);
    assert_eq!(sandbox.read("b.nix"), KEPT);
}

#[test]
fn fix_only_reports_nothing_of_what_is_left() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", KEPT), ("c.nix", "{ a = ; }")]);
    let run = sandbox.run("check --fix-only");
    expect![[r#"
        exit code: 0
        stderr:
        cfglint: mended 1 finding in 1 file: syslog-output 1
        cfglint: 2 findings are left: remain-after-exit-timer 1, syntax-error 1; `--unsafe-fixes` mends 1 more
    "#]]
    .assert_eq(&run.shown());
    assert_eq!(sandbox.read("a.nix"), JOURNAL);
    assert_eq!(sandbox.run("check --fix-only --quiet").shown(), "exit code: 0\n");
    let run = sandbox.run("check --fix-only --unsafe-fixes b.nix");
    assert_eq!(run.stderr, "cfglint: mended 1 finding in 1 file: remain-after-exit-timer 1\n");
    let run = sandbox.run_with_input("check --fix-only -", SYSLOG);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), (JOURNAL, "", 0));
}

#[test]
fn a_diff_changes_nothing() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", KEPT)]);
    expect![[r#"
        --- a/a.nix
        +++ b/a.nix
        @@ -1,3 +1,3 @@
         {
        -  systemd.services.a.serviceConfig.StandardOutput = "syslog";
        +  systemd.services.a.serviceConfig.StandardOutput = "journal";
         }
        exit code: 1
    "#]]
    .assert_eq(&sandbox.run("check --diff").shown());
    assert_eq!(sandbox.read("a.nix"), SYSLOG);
    assert_eq!(sandbox.run("check --diff b.nix").code, 0, "there is no safe fix");
    assert_eq!(sandbox.run("check --diff --unsafe-fixes b.nix").code, 1);
    assert_eq!(sandbox.read("b.nix"), KEPT);
}

#[test]
fn standard_input_is_fixed_to_standard_output() {
    let sandbox = Sandbox::new(&[]);
    let run = sandbox.run_with_input("check --fix -", SYSLOG);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str(), run.code), (JOURNAL, "", 0));
    let run = sandbox.run_with_input("check --fix - --format concise", KEPT);
    assert_eq!((run.stdout.as_str(), run.code), (KEPT, 1));
    assert!(run.stderr.starts_with("<stdin>:4:"), "{}", run.stderr);
}

#[test]
fn line_ends_and_the_rest_of_the_file_are_kept() {
    let text = SYSLOG.replace('\n', "\r\n") + "# no line end";
    let sandbox = Sandbox::new(&[("a.nix", &text)]);
    sandbox.run("check --fix");
    assert_eq!(sandbox.read("a.nix"), JOURNAL.replace('\n', "\r\n") + "# no line end");
}

#[test]
fn a_file_that_is_not_utf_8_is_linted_and_left_alone() {
    let mut bytes = b"# caf\xe9\n".to_vec();
    bytes.extend_from_slice(SYSLOG.as_bytes());
    let sandbox = Sandbox::new(&[]);
    sandbox.write("a.nix", &bytes);
    let run = sandbox.run("check --fix --format concise");
    assert!(run.stdout.starts_with("a.nix:3:36: warning[syslog-output]"), "{}", run.stdout);
    assert_eq!(run.code, 1);
    assert_eq!(fs::read(sandbox.path("a.nix")).unwrap(), bytes);
}

#[test]
fn nothing_but_the_fixed_file_is_left_in_the_folder() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    sandbox.run("check --fix");
    let names: Vec<_> = fs::read_dir(sandbox.path("")).unwrap().flatten().collect();
    assert_eq!(names.len(), 1, "{names:?}");
}

#[test]
fn imported_files_are_not_changed() {
    let sandbox = Sandbox::new(&[
        ("flake.nix", "{ outputs = _: { }; }"),
        ("a.nix", "{ imports = [ ./b.nix ]; }"),
        ("b.nix", SYSLOG),
    ]);
    assert_eq!(sandbox.run("check --fix a.nix").code, 0);
    assert_eq!(sandbox.read("b.nix"), SYSLOG);
    // What is wrong with both files is reported, though the fix would change the other one.
    let service = "{ systemd.services.pull.serviceConfig.RemainAfterExit = true; }\n";
    sandbox.write("b.nix", service);
    let timer =
        "{ imports = [ ./b.nix ]; systemd.timers.pull.timerConfig.OnCalendar = \"daily\"; }";
    sandbox.write("a.nix", timer);
    let run = sandbox.run("check --fix --unsafe-fixes --format concise a.nix");
    assert!(run.stdout.contains("[remain-after-exit-timer]"), "{}", run.shown());
    assert_eq!(sandbox.read("b.nix"), service);
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::{PermissionsExt, symlink};
    use std::process::Command;

    use super::*;
    use crate::sandbox::{Run, program};

    /// Runs the program so that no file may grow beyond 1 kB, as if the disk were full then.
    fn run_on_a_full_disk(sandbox: &Sandbox, arguments: &str) -> Run {
        let mut shell = Command::new("bash");
        // The signal that comes with it would end the program; a full disk sends none.
        shell.args(["-c", "trap '' XFSZ; ulimit -f 1; exec \"$0\" \"$@\""]).arg(program());
        shell.args(arguments.split_whitespace()).current_dir(sandbox.path(""));
        Run::from(shell.output().unwrap())
    }

    #[test]
    fn a_full_disk_loses_nothing() {
        let long = format!("{SYSLOG}# {}\n", "x".repeat(2_000));
        let sandbox = Sandbox::new(&[("long.nix", &long), ("short.nix", SYSLOG)]);
        let run = run_on_a_full_disk(&sandbox, "check --fix --format concise");
        assert_eq!(run.code, 2);
        let expected = "cfglint: cannot write long.nix: file too large (the file is as it was)\n\
            cfglint: 1 of 2 files were written\n";
        assert!(run.stderr.starts_with(expected), "{}", run.stderr);
        assert!(run.stdout.starts_with("long.nix:2:"), "what is left counts: {}", run.stdout);
        assert_eq!((sandbox.read("long.nix"), sandbox.read("short.nix")), (long, JOURNAL.into()));
        assert_eq!(fs::read_dir(sandbox.path("")).unwrap().count(), 2, "nothing else is left");
    }

    #[test]
    fn a_full_disk_keeps_the_old_baseline_and_report() {
        let many = format!("[ {} ]", format!("({SYSLOG})\n").repeat(20));
        let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
        sandbox.run("check --write-baseline known.json --quiet");
        sandbox.write("report.txt", "old");
        let old = sandbox.read("known.json");
        sandbox.write("b.nix", format!("{{ imports = {many}; }}"));
        for arguments in ["check --write-baseline known.json", "check --output-file report.txt"] {
            let run = run_on_a_full_disk(&sandbox, arguments);
            assert_eq!(run.code, 2);
            assert!(run.stderr.contains("file too large"), "{}", run.stderr);
        }
        assert_eq!((sandbox.read("known.json"), sandbox.read("report.txt")), (old, "old".into()));
        // These, and the folder with the cache.
        assert_eq!(fs::read_dir(sandbox.path("")).unwrap().count(), 5, "nothing else is left");
    }

    #[test]
    fn a_device_stays_a_device() {
        let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
        let run = sandbox.run("check --output-file /dev/full");
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("no space left on device"), "{}", run.stderr);
        assert_eq!(sandbox.run("check --output-file /dev/null").code, 1);
    }

    #[test]
    fn two_runs_at_once_do_the_work_once() {
        let names: Vec<String> = (0..200).map(|number| format!("{number}.nix")).collect();
        let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), SYSLOG)).collect();
        let sandbox = Sandbox::new(&files);
        let start = || sandbox.command().args(["check", "--fix", "--quiet"]).spawn().unwrap();
        let runs: Vec<_> = (0..4).map(|_| start()).collect();
        for mut run in runs {
            assert_eq!(run.wait().unwrap().code(), Some(0));
        }
        for name in &names {
            assert_eq!(sandbox.read(name), JOURNAL);
        }
        assert_eq!(fs::read_dir(sandbox.path("")).unwrap().count(), 200, "nothing else is left");
    }

    #[test]
    fn what_a_killed_run_has_left_is_taken_away() {
        let files = [("a.nix", CLEAN), ("b/a.nix", SYSLOG)];
        let sandbox = Sandbox::new(&files);
        for name in [".cfglint-0a1b2c3d4e5f.tmp", "b/.cfglint-ABCDEFGHIJKL.tmp"] {
            sandbox.write(name, "{ half");
        }
        sandbox.run("check --no-cache");
        assert!(sandbox.path("b/.cfglint-ABCDEFGHIJKL.tmp").exists(), "a check writes nothing");
        sandbox.run("check --fix");
        let count = |name: &str| fs::read_dir(sandbox.path(name)).unwrap().count();
        assert_eq!((count(""), count("b")), (2, 1));
    }

    #[test]
    fn a_link_stays_a_link_and_permissions_are_kept() {
        let sandbox = Sandbox::new(&[("real/a.nix", SYSLOG)]);
        let real = sandbox.path("real/a.nix");
        fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real/a.nix", sandbox.path("link.nix")).unwrap();
        sandbox.run("check --fix link.nix");
        assert!(fs::symlink_metadata(sandbox.path("link.nix")).unwrap().is_symlink());
        assert_eq!(sandbox.read("real/a.nix"), JOURNAL);
        assert_eq!(fs::metadata(&real).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[test]
    fn a_read_only_file_is_reported_and_kept() {
        let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", SYSLOG)]);
        fs::set_permissions(sandbox.path("a.nix"), fs::Permissions::from_mode(0o444)).unwrap();
        let run = sandbox.run("check --fix --format concise");
        assert_eq!(run.code, 2);
        assert_eq!(
            run.stderr,
            "cfglint: cannot write a.nix: it is read-only (the file is as it was)\n\
             cfglint: 1 of 2 files were written\n\
             cfglint: 1 finding is left: syslog-output 1\n"
        );
        assert!(run.stdout.starts_with("a.nix:2:"), "what is left counts: {}", run.stdout);
        assert_eq!(sandbox.read("a.nix"), SYSLOG);
        assert_eq!(sandbox.read("b.nix"), JOURNAL);
    }
}

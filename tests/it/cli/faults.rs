//! What goes wrong around cfglint: rights, memory, folders of unusual shapes, clocks.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::{Duration, SystemTime};

use super::SYSLOG;
use crate::sandbox::{Run, Sandbox, program};

/// Runs the program under a shell that has done `setup`, with rights that files can deny.
fn run_after(sandbox: &Sandbox, setup: &str, arguments: &str) -> Run {
    // The superuser may do everything unless these two are taken away.
    let bound = match is_root() {
        true => "setpriv --bounding-set=-dac_override,-dac_read_search -- ",
        false => "",
    };
    let mut shell = Command::new("bash");
    shell.args(["-c", &format!("{setup}; exec {bound}\"$0\" \"$@\"")]).arg(program());
    shell.args(arguments.split_whitespace()).current_dir(sandbox.path(""));
    shell.env("HOME", sandbox.path(""));
    Run::from(shell.output().unwrap())
}

fn set_mode(sandbox: &Sandbox, name: &str, mode: u32) {
    fs::set_permissions(sandbox.path(name), fs::Permissions::from_mode(mode)).unwrap();
}

/// Whether the tests run with the rights of the superuser.
fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|it| std::os::unix::fs::MetadataExt::uid(&it) == 0)
}

#[test]
fn what_may_not_be_read_does_not_stop_the_run() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", SYSLOG), ("locked/c.nix", SYSLOG)]);
    set_mode(&sandbox, "b.nix", 0o000);
    set_mode(&sandbox, "locked", 0o000);
    let run = run_after(&sandbox, "true", "check --no-cache --format concise");
    set_mode(&sandbox, "locked", 0o755);
    assert_eq!(run.code, 2, "{}", run.shown());
    assert!(run.stdout.starts_with("a.nix:2:"), "{}", run.stdout);
    assert_eq!(run.stdout.lines().filter(|line| line.contains("syslog")).count(), 1);
    for name in ["b.nix", "locked"] {
        let expected = format!("cfglint: cannot read {name}: permission denied");
        assert!(run.stderr.contains(&expected), "{}", run.stderr);
    }
}

#[test]
fn a_folder_that_may_not_be_written_keeps_its_files() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("closed/b.nix", SYSLOG)]);
    set_mode(&sandbox, "closed", 0o555);
    let run = run_after(&sandbox, "true", "check --no-cache --fix --format concise");
    set_mode(&sandbox, "closed", 0o755);
    assert_eq!(run.code, 2, "{}", run.shown());
    let expected = "cannot write closed/b.nix: permission denied (the file is as it was)";
    assert!(run.stderr.contains(expected), "{}", run.stderr);
    assert_eq!(sandbox.read("closed/b.nix"), SYSLOG);
    assert_ne!(sandbox.read("a.nix"), SYSLOG, "the other file is mended");
    assert_eq!(fs::read_dir(sandbox.path("closed")).unwrap().count(), 1, "nothing else is left");
}

#[test]
fn rights_that_change_between_two_runs() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let first = run_after(&sandbox, "true", "check --format concise");
    set_mode(&sandbox, "a.nix", 0o000);
    let denied = run_after(&sandbox, "true", "check --format concise");
    set_mode(&sandbox, "a.nix", 0o644);
    let last = run_after(&sandbox, "true", "check --format concise");
    assert_eq!((first.code, denied.code, last.code), (1, 2, 1));
    assert_eq!((first.stdout, denied.stdout.contains("syslog")), (last.stdout, false));
}

#[test]
fn a_file_whose_reading_fails() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    // Reading the first byte of one's own memory is an error of the device.
    std::os::unix::fs::symlink("/proc/self/mem", sandbox.path("b.nix")).unwrap();
    let run = sandbox.run("check a.nix b.nix --format concise");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot read b.nix: input/output error"), "{}", run.stderr);
    assert!(run.stdout.starts_with("a.nix:2:"), "{}", run.stdout);
}

#[test]
fn ten_thousand_files_in_one_folder() {
    let sandbox = Sandbox::new(&[]);
    for number in 0..10_000 {
        let text = if number % 1_000 == 0 { SYSLOG } else { "{ }" };
        fs::write(sandbox.path(&format!("{number}.nix")), text).unwrap();
    }
    // Few of them may be open at once.
    let run = run_after(&sandbox, "ulimit -n 100", "check --format concise");
    let found: Vec<&str> = run.stdout.lines().filter(|line| line.contains("syslog")).collect();
    assert_eq!((found.len(), run.code, run.stderr.as_str()), (10, 1, ""), "{}", run.stdout);
}

#[test]
fn folders_deeper_than_a_path_can_be_long() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let name = "d".repeat(200);
    // Each step is short, so that the shell gets to where no path leads.
    let dig = format!(
        "for i in $(seq 30); do mkdir {name} && cd {name} || exit 1; done; echo '{{ }}' > deep.nix"
    );
    let mut shell = Command::new("bash");
    let is_dug = shell.args(["-c", &dig]).current_dir(sandbox.path("")).status().unwrap().success();
    assert!(is_dug);
    let run = sandbox.run("check --format concise");
    let clear = format!(
        "cd '{}' && while [ -d {name} ]; do mv {name} gone; mv gone/* . 2>/dev/null; rm -rf gone; done",
        sandbox.path("").display()
    );
    Command::new("bash").args(["-c", &clear]).status().unwrap();
    assert!(run.stdout.starts_with("a.nix:2:"), "{}", run.shown());
    assert!(run.stderr.contains("file name too long"), "{}", run.stderr);
    assert_eq!(run.code, 2);
}

#[test]
fn a_clock_that_jumps_changes_nothing() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let clean = SYSLOG.replace("\"syslog\"", "\"null\"  ");
    let day = Duration::from_secs(86_400);
    let now = SystemTime::now();
    for time in [now, now + day * 3_650, SystemTime::UNIX_EPOCH, now - day] {
        for (text, code) in [(SYSLOG, 1), (clean.as_str(), 0)] {
            sandbox.write("a.nix", text);
            // The same length at the same time: only the content tells them apart.
            let file = fs::File::options().write(true).open(sandbox.path("a.nix")).unwrap();
            file.set_modified(time).unwrap();
            assert_eq!(sandbox.run("check").code, code, "{text} at {time:?}");
            assert_eq!(sandbox.run("check").code, code, "{text} at {time:?}, from the cache");
        }
    }
}

/// The crate that walks waits for ever for a thread that cannot start.
#[test]
fn threads_that_cannot_start_are_not_waited_for() {
    let sandbox = Sandbox::new(&[("a.nix", "{ }\n")]);
    // Somewhere on the way there is room for some threads and not for all.
    let ends: Vec<i32> = (100_000..300_000)
        .step_by(2_000)
        .map(|limit| {
            let setup = format!("ulimit -v {limit}");
            run_after(
                &sandbox,
                &format!("{setup}; set -- 20 \"$0\" \"$@\"; exec timeout \"$@\""),
                "check --jobs 2",
            )
            .code
        })
        .collect();
    assert!(!ends.contains(&124) && !ends.contains(&3), "{ends:?}");
    assert!(ends.contains(&2) && ends.last() == Some(&0), "{ends:?}");
}

#[test]
fn threads_that_the_user_may_not_have_are_not_waited_for() {
    let sandbox = Sandbox::new(&[("a.nix", "{ }\n")]);
    // The superuser may have any number, so a user who runs nothing else stands in. For anybody else
    // those count that run besides.
    let rights = "+dac_override,+dac_read_search";
    let (user, others) = match is_root() {
        true => (format!("setpriv --reuid 64217 --inh-caps {rights} --ambient-caps {rights}"), "0"),
        false => ("env".to_owned(), "$(ps -L -u $(id -u) | wc -l)"),
    };
    let ends: Vec<i32> = (1..16)
        .map(|limit| {
            let run = format!("exec timeout 20 {user} \"$0\" \"$@\"");
            let mut shell = Command::new("bash");
            shell.args(["-c", &format!("ulimit -u $(({others} + {limit})); {run}")]).arg(program());
            shell.args(["check", "--jobs", "4", "--no-cache"]).current_dir(sandbox.path(""));
            Run::from(shell.output().unwrap()).code
        })
        .collect();
    assert!(!ends.contains(&124) && !ends.contains(&3), "{ends:?}");
    assert!(!is_root() || (ends.first() != Some(&0) && ends.last() == Some(&0)), "{ends:?}");
}

/// Three hundred megabytes of addresses for twenty thousand files.
#[test]
fn little_memory_is_enough_for_many_files() {
    let sandbox = Sandbox::new(&[]);
    // No tree may be left when its file has been looked at: there is no room for these.
    let tree = "x ".repeat(200);
    for folder in 0..200 {
        fs::create_dir(sandbox.path(&folder.to_string())).unwrap();
        for number in 0..100 {
            let text = format!(
                "{{ lib, pkgs, ... }}: {{\n  environment.systemPackages = [ pkgs.p{number} ];\n  \
                 systemd.services.s{folder}-{number} = {{\n    wantedBy = [ \"multi-user.target\" ];\n    \
                 serviceConfig.ExecStart = \"${{pkgs.p{number}}}/bin/p\";\n  }};\n  \
                 f = x: [ {tree}];\n}}\n"
            );
            fs::write(sandbox.path(&format!("{folder}/{number}.nix")), text).unwrap();
        }
    }
    sandbox.write("0/bad.nix", SYSLOG);
    let run = run_after(&sandbox, "ulimit -v 300000", "check --format concise");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{}", run.stdout);
    assert!(run.stdout.starts_with("0/bad.nix:2:"), "{}", run.stdout);
}

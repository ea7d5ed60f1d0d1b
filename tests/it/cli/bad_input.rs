//! Input that cannot be read, or makes no sense: one clear message, the right exit code, no loss.

use std::fs::File;
use std::io::Read;
use std::process::Stdio;

use super::{CLEAN, JOURNAL, SYSLOG};
use crate::sandbox::{Run, Sandbox};

#[test]
fn a_missing_path_does_not_stop_the_run() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let run = sandbox.run("check missing.nix a.nix --format concise");
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr, "cfglint: cannot read missing.nix: no such file or directory\n");
    assert!(run.stdout.starts_with("a.nix:2:"), "{}", run.stdout);
}

#[test]
fn a_binary_file_is_a_syntax_error() {
    let bytes: Vec<u8> =
        (0..20_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let sandbox = Sandbox::new(&[("good.nix", SYSLOG)]);
    sandbox.write("binary.nix", bytes);
    let run = sandbox.run("check --format concise");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert!(run.stdout.contains("binary.nix:1:1: error[syntax-error]"), "{}", run.stdout);
    assert!(run.stdout.contains("good.nix:2:"), "{}", run.stdout);
}

#[test]
fn an_encrypted_file_is_one_hint() {
    let mut bytes = b"\0GITCRYPT\0".to_vec();
    bytes.extend((0..5_000u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8));
    let sandbox = Sandbox::new(&[("a.nix", "{ imports = [ ./secret.nix ]; }\n")]);
    sandbox.write("secret.nix", bytes.clone());
    let run = sandbox.run("check --fix --unsafe-fixes --format concise");
    let expected = "secret.nix:1:1: hint[syntax-error] git-crypt has encrypted this file; nothing is known of what it says\n";
    assert_eq!((run.code, run.stdout.as_str()), (0, expected), "{}", run.stderr);
    assert_eq!(std::fs::read(sandbox.path("secret.nix")).unwrap(), bytes);
    let shown = sandbox.run("check").shown();
    assert!(shown.contains("git-crypt unlock"), "{shown}");
    assert!(!shown.contains('\0'), "{shown:?}");
}

#[test]
fn a_huge_file_is_refused() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    File::create(sandbox.path("huge.nix")).unwrap().set_len(1 << 30).unwrap();
    let run = sandbox.run("check --format concise");
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.starts_with("cfglint: cannot read huge.nix: it is larger than 64 MB"),
        "{}",
        run.stderr
    );
    assert!(run.stdout.starts_with("a.nix:2:"), "{}", run.stdout);
}

#[test]
fn an_empty_file_is_a_syntax_error() {
    let sandbox = Sandbox::new(&[("a.nix", "")]);
    let run = sandbox.run("check --format concise");
    assert_eq!(run.stdout, "a.nix:1:1: error[syntax-error] expected an expression in this file\n");
}

#[test]
fn deep_nesting_is_one_error() {
    for open in ["[", "(", "{a=", "a: ", "if ", "!", "let a=", "''${", "f ", "1+"] {
        let text = open.repeat(100_000);
        let sandbox = Sandbox::new(&[("a.nix", &text)]);
        let run = sandbox.run("check --format concise --fix --quiet");
        assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{open}");
        assert!(run.stdout.contains("error[syntax-error]"), "{open}: {}", run.stdout);
        assert_eq!(sandbox.read("a.nix"), text);
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let line = "systemd.services.a.serviceConfig.StandardOutput = \"syslog\";\n";
    let text = format!("[ {} ]", format!("({{ lib, ... }}: {{ {line} }})\n").repeat(2_000));
    let sandbox = Sandbox::new(&[("a.nix", &format!("{{ imports = {text}; }}"))]);
    let mut command = sandbox.command();
    command.args(["check"]).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    let mut out = child.stdout.take().unwrap();
    out.read_exact(&mut [0; 10]).unwrap();
    drop(out);
    let run = Run::from(child.wait_with_output().unwrap());
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
}

#[test]
fn standard_input_stands_alone() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let run = sandbox.run_with_input("check - a.nix", SYSLOG);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("`-` reads standard input"), "{}", run.stderr);
}

#[test]
fn an_unknown_option_is_a_usage_error() {
    let sandbox = Sandbox::new(&[]);
    let run = sandbox.run("check --fxi");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("unexpected argument '--fxi'"), "{}", run.stderr);
}

#[test]
fn an_output_file_that_cannot_be_written() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let run = sandbox.run("check --output-file missing/out.txt");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot write missing/out.txt"), "{}", run.stderr);
}

/// `/dev/full` is a file on a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_or_error() {
    let full = || std::fs::File::options().write(true).open("/dev/full").unwrap();
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("clean.nix", CLEAN)]);
    let run = |arguments: &str, is_output: bool| {
        let mut command = sandbox.command();
        command.args(arguments.split_whitespace());
        match is_output {
            true => command.stdout(full()),
            false => command.stderr(full()),
        };
        Run::from(command.output().unwrap())
    };
    for arguments in [
        "check clean.nix --format sarif",
        "check a.nix",
        "check a.nix --diff",
        "lints",
        "config",
        "explain syslog-output",
        "completions bash",
    ] {
        let said = run(arguments, true);
        assert_eq!(said.code, 2, "{arguments}: a report that is not whole is no success");
        let reason = "cannot write to standard output: no space left on device";
        assert!(said.stderr.contains(reason), "{arguments}: {}", said.stderr);
    }
    assert_eq!(run("check missing.nix a.nix --format concise", false).code, 2);
    let said = run("check missing.nix a.nix --fix", false);
    assert_eq!((said.code, &*sandbox.read("a.nix")), (2, super::JOURNAL));
}

#[cfg(unix)]
mod unix {
    use std::os::unix::fs::symlink;
    use std::os::unix::net::UnixListener;

    use super::*;

    #[test]
    fn a_loop_of_folders_ends() {
        let sandbox = Sandbox::new(&[("x/a.nix", SYSLOG)]);
        symlink("..", sandbox.path("x/up")).unwrap();
        symlink("self", sandbox.path("x/self")).unwrap();
        let run = sandbox.run("check --format concise");
        assert_eq!((run.stdout.lines().count(), run.code, run.stderr.as_str()), (1, 1, ""));
    }

    #[test]
    fn what_is_no_file_cannot_be_read() {
        let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
        let _socket = UnixListener::bind(sandbox.path("socket.nix")).unwrap();
        symlink("nowhere.nix", sandbox.path("dangling.nix")).unwrap();
        let run = sandbox.run("check socket.nix dangling.nix a.nix --format concise");
        assert_eq!(run.code, 2);
        assert!(run.stderr.contains("cannot read socket.nix: "), "{}", run.stderr);
        assert!(run.stderr.contains("cannot read dangling.nix: "), "{}", run.stderr);
        assert!(run.stdout.starts_with("a.nix:2:"), "{}", run.stdout);
        assert_eq!(sandbox.run("check").code, 1, "a walk passes over them");
    }

    #[test]
    fn a_name_that_is_not_utf_8() {
        use std::ffi::OsStr;
        use std::os::unix::ffi::OsStrExt;
        let sandbox = Sandbox::new(&[]);
        let name = OsStr::from_bytes(b"caf\xe9.nix");
        std::fs::write(sandbox.path("").join(name), SYSLOG).unwrap();
        let run = sandbox.run("check --format concise");
        assert!(run.stdout.starts_with("caf\u{fffd}.nix:2:"), "{}", run.shown());
        let run = sandbox.run("check --fix --format concise");
        assert_eq!(run.code, 0, "{}", run.shown());
        assert_eq!(std::fs::read(sandbox.path("").join(name)).unwrap(), JOURNAL.as_bytes());
    }

    /// What says which files to leave out is read while folders are walked.
    #[test]
    fn rules_without_an_end_are_not_read() {
        use rustix::fs::{CWD, Mode, mkfifoat};
        for name in [".gitignore", ".ignore", ".git/info/exclude"] {
            for is_pipe in [false, true] {
                let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("sub/b.nix", SYSLOG)]);
                let make = |name: &str| {
                    let path = sandbox.path(name);
                    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
                    match is_pipe {
                        true => mkfifoat(CWD, &path, Mode::RWXU).unwrap(),
                        false => symlink("/dev/zero", &path).unwrap(),
                    }
                };
                make(&format!("sub/{name}"));
                let run = sandbox.run("check --no-cache --format concise");
                let expected = format!("cannot read sub/{name}: it has no end");
                assert!(run.stderr.contains(&expected), "{}", run.shown());
                assert!(run.stdout.starts_with("a.nix:2:"), "the other folder: {}", run.stdout);
                make(name);
                let run = sandbox.run("check sub --no-cache");
                assert!(run.stderr.contains("it has no end"), "{}", run.shown());
                assert_eq!((run.stdout.as_str(), run.code), ("", 2));
            }
        }
        // In a linked work tree, a file says where the rules are.
        let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
        let elsewhere = sandbox.path("elsewhere");
        sandbox.write(".git", format!("gitdir: {}\n", elsewhere.display()));
        std::fs::create_dir(&elsewhere).unwrap();
        symlink("/dev/zero", elsewhere.join("commondir")).unwrap();
        let run = sandbox.run("check --no-cache");
        assert!(run.stderr.contains("commondir: it has no end"), "{}", run.shown());
    }

    /// A file that says it is empty and never ends, and a pipe that brings a hundred megabytes.
    #[test]
    fn what_has_no_end_is_refused() {
        let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
        symlink("/dev/zero", sandbox.path("endless.nix")).unwrap();
        let run = sandbox.run("check endless.nix a.nix --no-cache --format concise");
        let reason = "cannot read endless.nix: it is larger than 64 MB";
        assert!(run.stderr.contains(reason), "{}", run.stderr);
        assert!(run.stdout.starts_with("a.nix:2:"), "{}", run.stdout);
        let mut command = sandbox.command();
        command.args(["check", "-"]).stdin(File::open("/dev/zero").unwrap());
        let run = Run::from(command.output().unwrap());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("<stdin>: it is larger than 64 MB"), "{}", run.stderr);
    }
}

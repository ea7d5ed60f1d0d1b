//! `--since` and `--staged`: findings on lines that git says have changed.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::{CLEAN, KEPT, SYSLOG};
use crate::sandbox::{Run, Sandbox};

/// One statement with a finding, on a line of its own.
fn line(name: &str) -> String {
    format!("  systemd.services.{name}.serviceConfig.StandardError = \"syslog\";\n")
}

fn module(names: &[&str]) -> String {
    format!("{{\n{}}}\n", names.iter().map(|name| line(name)).collect::<String>())
}

fn git_in(sandbox: &Sandbox, folder: &str, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(["-c", "user.name=test", "-c", "user.email=test@localhost"]);
    command.args(["-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always"]);
    command.current_dir(sandbox.path(folder)).env("HOME", sandbox.path(""));
    command.env("GIT_CONFIG_NOSYSTEM", "1").args(arguments);
    for name in ["GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "XDG_CONFIG_HOME"] {
        command.env_remove(name);
    }
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {arguments:?}: {said}");
}

fn git(sandbox: &Sandbox, arguments: &str) {
    git_in(sandbox, "", &arguments.split_whitespace().collect::<Vec<_>>());
}

fn commit(sandbox: &Sandbox) {
    git(sandbox, "add -A");
    git(sandbox, "commit -q -m words");
}

/// A repository with these files in its first commit.
fn repository(files: &[(&str, &str)]) -> Sandbox {
    let sandbox = Sandbox::new(files);
    git(&sandbox, "init -q");
    commit(&sandbox);
    sandbox
}

/// Runs cfglint with git at hand.
fn run_in(sandbox: &Sandbox, folder: &str, arguments: &str) -> Run {
    let mut command = sandbox.command();
    command.env("PATH", std::env::var_os("PATH").unwrap()).current_dir(sandbox.path(folder));
    let arguments = arguments.split_whitespace();
    Run::from(command.args(["check", "--format", "concise"]).args(arguments).output().unwrap())
}

/// The places that are reported, such as `a.nix:2`, and the exit code.
fn found(run: &Run) -> (Vec<String>, i32) {
    let place = |line: &str| line.splitn(3, ':').take(2).collect::<Vec<_>>().join(":");
    (run.stdout.lines().map(place).collect(), run.code)
}

fn strings<const N: usize>(places: [&str; N]) -> Vec<String> {
    places.map(str::to_owned).into()
}

#[test]
fn only_changed_lines_and_new_files_count() {
    let sandbox = repository(&[("a.nix", &module(&["a", "b"])), ("old.nix", SYSLOG)]);
    sandbox.write("a.nix", module(&["a", "x", "b"]));
    sandbox.write("new.nix", SYSLOG);
    let run = run_in(&sandbox, "", "--since HEAD");
    assert_eq!(found(&run), (strings(["a.nix:3", "new.nix:2"]), 1), "{}", run.shown());
    assert_eq!(run.stderr, "");
    let run = run_in(&sandbox, "", "--since HEAD old.nix");
    assert_eq!(found(&run), (vec![], 0));
}

#[test]
fn a_timer_that_makes_a_mistake_of_an_old_line() {
    let service = "{ systemd.services.a.serviceConfig.RemainAfterExit = true; }\n";
    let sandbox = repository(&[("service.nix", service)]);
    sandbox.write("timer.nix", "{ systemd.timers.a.timerConfig.OnCalendar = \"daily\"; }\n");
    assert_eq!(found(&run_in(&sandbox, "", "--since HEAD")), (strings(["service.nix:1"]), 1));
}

#[test]
fn a_syntax_error_counts_wherever_it_shows() {
    let sandbox =
        repository(&[("a.nix", "{\n  a = {\n    b = 1;\n  };\n}\n"), ("b.nix", "{ a = ;}")]);
    sandbox.write("a.nix", "{\n  a =\n    b = 1;\n  };\n}\n");
    let (places, code) = found(&run_in(&sandbox, "", "--since HEAD"));
    assert!(places.iter().all(|it| it.starts_with("a.nix")) && !places.is_empty(), "{places:?}");
    assert_eq!(code, 1);
}

#[cfg(unix)]
#[test]
fn names_with_blanks_quotes_and_bytes_that_are_no_utf_8() {
    let sandbox = repository(&[("plain.nix", CLEAN)]);
    let names: [&[u8]; 6] =
        [b"a b.nix", b"\"q\".nix", b"tab\t.nix", b"line\nend.nix", b"caf\xe9.nix", b"b/-x y.nix"];
    let path = |name: &[u8]| {
        use std::os::unix::ffi::OsStrExt;
        sandbox.path("").join(Path::new(std::ffi::OsStr::from_bytes(name)))
    };
    fs::create_dir(sandbox.path("b")).unwrap();
    for name in names {
        fs::write(path(name), module(&["a", "b"])).unwrap();
    }
    commit(&sandbox);
    for name in names {
        fs::write(path(name), module(&["a", "x", "b"])).unwrap();
    }
    let run = run_in(&sandbox, "", "--since HEAD");
    assert_eq!(run.stdout.matches(":3:").count(), names.len(), "{}", run.shown());
    assert_eq!(run.stdout.matches("syslog-output").count(), names.len(), "{}", run.shown());
}

#[test]
fn renamed_files_keep_their_old_lines() {
    let names: Vec<String> = (0..20).map(|number| format!("s{number}")).collect();
    let mut names: Vec<&str> = names.iter().map(String::as_str).collect();
    let sandbox = repository(&[("a.nix", &module(&names))]);
    git(&sandbox, "mv a.nix b.nix");
    names.push("x");
    sandbox.write("b.nix", module(&names));
    assert_eq!(found(&run_in(&sandbox, "", "--since HEAD")), (strings(["b.nix:22"]), 1));
}

#[test]
fn what_the_other_branch_did_does_not_count() {
    let sandbox = repository(&[("a.nix", &module(&["a"])), ("b.nix", CLEAN)]);
    git(&sandbox, "checkout -q -b work");
    git(&sandbox, "checkout -q main");
    sandbox.write("a.nix", CLEAN);
    commit(&sandbox);
    git(&sandbox, "checkout -q work");
    sandbox.write("b.nix", SYSLOG);
    commit(&sandbox);
    assert_eq!(found(&run_in(&sandbox, "", "--since main")), (strings(["b.nix:2"]), 1));
}

#[test]
fn from_a_folder_inside() {
    let sandbox = repository(&[("hosts/a.nix", CLEAN), ("b.nix", SYSLOG)]);
    sandbox.write("hosts/a.nix", SYSLOG);
    assert_eq!(found(&run_in(&sandbox, "hosts", "--since HEAD")), (strings(["a.nix:2"]), 1));
    let run = run_in(&sandbox, "hosts", "--since HEAD ..");
    assert_eq!(found(&run), (strings(["../hosts/a.nix:2"]), 1));
}

#[test]
fn what_is_staged_is_linted() {
    let sandbox = repository(&[("a.nix", &module(&["a"])), ("b.nix", CLEAN)]);
    // Staged with a mistake that is mended on disk, and the other way round.
    sandbox.write("a.nix", module(&["x", "a"]));
    git(&sandbox, "add a.nix");
    sandbox.write("a.nix", CLEAN);
    sandbox.write("b.nix", SYSLOG);
    sandbox.write("untracked.nix", SYSLOG);
    let run = run_in(&sandbox, "", "--staged");
    assert_eq!(found(&run), (strings(["a.nix:2"]), 1), "{}", run.shown());
    let run = run_in(&sandbox, "", "--staged --fix");
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("1 file is left alone"), "{}", run.stderr);
    assert_eq!((sandbox.read("a.nix"), sandbox.read("b.nix")), (CLEAN.into(), SYSLOG.into()));
    fs::remove_file(sandbox.path("a.nix")).unwrap();
    assert_eq!(found(&run_in(&sandbox, "", "--staged")), (strings(["a.nix:2"]), 1));
}

/// `git commit FILE` hands the hook an index of its own.
#[cfg(unix)]
#[test]
fn a_hook_looks_at_the_commit_that_is_made() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = repository(&[("a.nix", CLEAN), ("b.nix", CLEAN)]);
    let program = crate::sandbox::program().display();
    let hook = format!("#!/bin/sh\n'{program}' check --staged --format concise >out 2>&1\n");
    sandbox.write(".git/hooks/pre-commit", hook);
    let hook = sandbox.path(".git/hooks/pre-commit");
    fs::set_permissions(hook, fs::Permissions::from_mode(0o755)).unwrap();
    sandbox.write("a.nix", "{ networking.hostName = \"beta\"; }\n");
    sandbox.write("b.nix", SYSLOG);
    git(&sandbox, "add b.nix");
    git(&sandbox, "commit -q -m words a.nix");
    assert_eq!(sandbox.read("out"), "", "b.nix is staged, and not in this commit");
    let mut command = Command::new("git");
    command.args(["-c", "user.name=t", "-c", "user.email=t@localhost", "commit", "-qm", "words"]);
    let status = command.current_dir(sandbox.path("")).env("HOME", sandbox.path("")).status();
    assert_eq!(status.unwrap().code(), Some(1), "the commit is refused");
    assert!(sandbox.read("out").starts_with("b.nix:2:"), "{}", sandbox.read("out"));
}

#[test]
fn a_merge_that_is_left_to_the_user_is_all_new() {
    let sandbox = repository(&[("a.nix", CLEAN)]);
    git(&sandbox, "checkout -q -b work");
    sandbox.write("a.nix", SYSLOG);
    commit(&sandbox);
    git(&sandbox, "checkout -q main");
    sandbox.write("a.nix", KEPT);
    commit(&sandbox);
    let mut command = Command::new("git");
    command.args(["-c", "user.name=t", "-c", "user.email=t@localhost", "merge", "-q", "work"]);
    let output = command.current_dir(sandbox.path("")).env("HOME", sandbox.path("")).output();
    assert_eq!(output.unwrap().status.code(), Some(1), "there is a conflict");
    for mode in ["--since HEAD", "--staged"] {
        let run = run_in(&sandbox, "", mode);
        assert!(run.stdout.contains("a.nix:2:1: error[syntax-error]"), "{}", run.shown());
        assert_eq!(run.code, 1);
    }
}

#[test]
fn before_the_first_commit_all_that_is_staged_is_new() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", SYSLOG)]);
    git(&sandbox, "init -q");
    git(&sandbox, "add a.nix");
    assert_eq!(found(&run_in(&sandbox, "", "--staged")), (strings(["a.nix:2"]), 1));
    let run = run_in(&sandbox, "", "--since HEAD");
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("git knows no commit `HEAD` here"), "{}", run.stderr);
}

#[test]
fn only_fixes_of_changed_lines_are_made() {
    let sandbox = repository(&[("a.nix", &module(&["a", "b"]))]);
    sandbox.write("a.nix", module(&["a", "x", "b"]));
    let run = run_in(&sandbox, "", "--since HEAD --fix");
    assert_eq!(run.code, 0, "{}", run.shown());
    let fixed =
        module(&["a", "x", "b"]).replace(&line("x"), &line("x").replace("syslog", "journal"));
    assert_eq!(sandbox.read("a.nix"), fixed);
}

#[test]
fn a_submodule_counts_from_the_commit_that_was_recorded() {
    let sandbox = Sandbox::new(&[("inner/a.nix", &module(&["a"])), ("outer/b.nix", CLEAN)]);
    for folder in ["inner", "outer"] {
        git_in(&sandbox, folder, &["init", "-q"]);
        git_in(&sandbox, folder, &["add", "-A"]);
        git_in(&sandbox, folder, &["commit", "-q", "-m", "words"]);
    }
    git_in(&sandbox, "outer", &["submodule", "--quiet", "add", "../inner", "sub"]);
    git_in(&sandbox, "outer", &["commit", "-q", "-m", "words"]);
    git_in(&sandbox, "outer", &["tag", "before"]);
    sandbox.write("outer/sub/a.nix", module(&["a", "x"]));
    git_in(&sandbox, "outer/sub", &["commit", "-q", "-a", "-m", "words"]);
    let run = run_in(&sandbox, "outer", "--since before");
    assert_eq!(found(&run), (strings(["sub/a.nix:3"]), 1), "{}", run.shown());
    let run = run_in(&sandbox, "outer", "--since HEAD~1");
    assert_eq!(found(&run), (strings(["sub/a.nix:2", "sub/a.nix:3"]), 1), "{}", run.shown());
    assert_eq!(found(&run_in(&sandbox, "outer", "--staged")), (vec![], 0));
    let run = run_in(&sandbox, "outer/sub", "--since HEAD~1");
    assert_eq!(found(&run), (strings(["a.nix:3"]), 1), "{}", run.shown());
}

#[test]
fn no_program_of_the_repository_runs() {
    let sandbox = repository(&[("a.nix", &module(&["a", "b"]))]);
    let trap = sandbox.path("trap");
    sandbox.write("trap", "#!/bin/sh\necho \"$0 $*\" >>\"$HOME/ran\"\ncat\n");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&trap, fs::Permissions::from_mode(0o755)).unwrap();
    }
    let trap = trap.to_str().unwrap();
    let hook = format!("{trap} hook");
    for (name, value) in [
        ("core.fsmonitor", trap),
        ("core.hooksPath", ".hooks"),
        ("core.pager", trap),
        ("diff.external", trap),
        ("diff.evil.command", trap),
        ("diff.evil.textconv", trap),
        ("filter.evil.clean", trap),
        ("filter.evil.smudge", trap),
        ("filter.evil.required", "true"),
        ("alias.diff-index", &hook),
        ("diff.noprefix", "true"),
        ("color.ui", "always"),
        ("diff.interHunkContext", "9"),
    ] {
        git_in(&sandbox, "", &["config", name, value]);
    }
    fs::create_dir(sandbox.path(".hooks")).unwrap();
    fs::copy(trap, sandbox.path(".hooks/post-index-change")).unwrap();
    sandbox.write(".gitattributes", "*.nix diff=evil filter=evil -text\n");
    sandbox.write("a.nix", module(&["a", "x", "b", "y"]));
    for mode in ["--since HEAD", "--staged"] {
        let run = run_in(&sandbox, "", mode);
        assert!(!sandbox.path("ran").exists(), "{mode} ran {}", sandbox.read("ran"));
        assert_eq!(run.stderr, "");
    }
    let run = run_in(&sandbox, "", "--since HEAD");
    assert_eq!(found(&run), (strings(["a.nix:3", "a.nix:5"]), 1), "{}", run.shown());
}

#[test]
fn where_there_is_no_repository_or_no_git() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    for mode in ["--since HEAD", "--staged"] {
        let run = run_in(&sandbox, "", mode);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""));
        assert!(run.stderr.contains("a.nix is in no git repository"), "{}", run.stderr);
    }
    let mut command = sandbox.command();
    let run =
        Run::from(command.args(["check", "--staged"]).env("PATH", "/nowhere").output().unwrap());
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("cannot run git: "), "{}", run.stderr);
    let run = sandbox.run_with_input("check --staged -", SYSLOG);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("git says nothing of standard input"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_revision_is_no_option() {
    use std::os::unix::fs::PermissionsExt;
    let sandbox = repository(&[("a.nix", KEPT)]);
    // Tells what git is asked, and asks it.
    let git = "#!/bin/sh\necho \"$*\" >>\"$HOME/asked\"\nPATH=${PATH#*:} exec git \"$@\"\n";
    sandbox.write("bin/git", git);
    fs::set_permissions(sandbox.path("bin/git"), fs::Permissions::from_mode(0o755)).unwrap();
    let path = format!("{}:{}", sandbox.path("bin").display(), std::env::var("PATH").unwrap());
    let run = |revision: &str| {
        let mut command = sandbox.command();
        Run::from(command.env("PATH", &path).args(["check", revision]).output().unwrap())
    };
    for revision in ["--since=--output=x", "--since=", "--since=nowhere", "--since=HEAD:a.nix"] {
        let run = run(revision);
        assert_eq!(run.code, 2, "{revision}: {}", run.shown());
        assert!(run.stderr.contains("git knows no commit"), "{}", run.stderr);
    }
    assert!(!sandbox.path("x").exists());
    assert_eq!(run("--since=HEAD").code, 0);
    let asked = sandbox.read("asked");
    assert!(asked.contains("nowhere") && !asked.contains("--output=x"), "{asked}");
    // No hook runs for what is asked today; nor would one for what may be asked tomorrow.
    for line in asked.lines() {
        for setting in ["core.hooksPath=/dev/null", "core.fsmonitor=false"] {
            assert!(line.contains(setting), "{line}");
        }
    }
}

//! What a run leaves for the next one: never wrong, whatever happens to it.

use std::fs::{self, File};
use std::os::unix::fs::MetadataExt;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, SystemTime};

use super::{CLEAN, KEPT, SYSLOG};
use crate::sandbox::{Run, Sandbox, program};

const SERVICE: &str = "{ systemd.services.pull.serviceConfig.RemainAfterExit = true; }\n";
const TIMER: &str = "{ systemd.timers.pull.timerConfig.OnCalendar = \"daily\"; }\n";
/// As long as [`SERVICE`].
const HARMLESS: &str = "{ systemd.services.pull.serviceConfig.RemainAfterExit = null; }\n";

/// A project whose findings hang on files that are not given, and on one that is not there.
fn project() -> Sandbox {
    Sandbox::new(&[
        ("flake.nix", "{ outputs = _: { }; }\n"),
        ("base.toml", "ignore = [\"mount-flags-private\"]\n"),
        ("cfglint.toml", "extend = \"base.toml\"\n"),
        ("hosts/web.nix", "{ imports = [ ../service.nix ./gone.nix ]; }\n"),
        ("hosts/timers.nix", TIMER),
        ("hosts/syslog.nix", SYSLOG),
        ("service.nix", SERVICE),
    ])
}

/// The entries, and which file each of them is.
fn entries(sandbox: &Sandbox) -> Vec<(PathBuf, u64)> {
    let folder = sandbox.path(".cache/cfglint");
    let Ok(folder) = fs::read_dir(folder) else { return Vec::new() };
    let mut found: Vec<(PathBuf, u64)> = folder
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().extension().is_some_and(|it| it == "entry"))
        .map(|entry| (entry.path(), entry.metadata().unwrap().ino()))
        .collect();
    found.sort();
    found
}

/// Runs, and says whether the answer was remembered: then nothing is written.
fn check(sandbox: &Sandbox, arguments: &str) -> (String, bool) {
    let before = entries(sandbox);
    let shown = sandbox.run(&format!("check {arguments}")).shown();
    (shown, entries(sandbox) == before)
}

/// Asserts that a run is answered from memory or not, and that the answer is right.
#[track_caller]
fn assert_check(sandbox: &Sandbox, arguments: &str, is_remembered: bool, when: &str) -> String {
    let (shown, was_remembered) = check(sandbox, arguments);
    assert_eq!(shown, check(sandbox, &format!("{arguments} --no-cache")).0, "{when}");
    assert_eq!(was_remembered, is_remembered, "{when}: {shown}");
    shown
}

#[test]
fn the_second_run_says_the_same() {
    let sandbox = project();
    let first = assert_check(&sandbox, "hosts --format json", false, "first");
    for lint in ["remain-after-exit-timer", "missing-import", "syslog-output"] {
        assert!(first.contains(lint), "{lint}: {first}");
    }
    for format in ["human", "concise", "json", "sarif", "github", "gitlab", "junit"] {
        assert_check(&sandbox, &format!("hosts --format {format}"), true, format);
    }
    assert_check(&sandbox, "hosts --statistics", true, "statistics");
    assert_eq!(entries(&sandbox).len(), 1);
    assert_check(&sandbox, "hosts service.nix", false, "another command");
    assert_check(&sandbox, "hosts", true, "two commands do not drive each other out");
}

#[test]
fn every_change_that_counts_is_seen() {
    let sandbox = project();
    let arguments = "hosts --format json";
    let mut shown = assert_check(&sandbox, arguments, false, "first");
    let mut change = |when: &str, change: &dyn Fn()| {
        change();
        let new = assert_check(&sandbox, arguments, false, when);
        assert_ne!(new, shown, "{when}: the change was to count");
        shown = new;
        assert_check(&sandbox, arguments, true, when);
    };
    let modified = |name: &str| fs::metadata(sandbox.path(name)).unwrap().modified().unwrap();
    let before = modified("service.nix");
    change("an imported file, with the same length and time", &|| {
        sandbox.write("service.nix", HARMLESS);
        let file = File::options().write(true).open(sandbox.path("service.nix")).unwrap();
        file.set_modified(before).unwrap();
        assert_eq!(modified("service.nix"), before);
    });
    change("an imported file that goes back in time", &|| {
        sandbox.write("service.nix", SERVICE);
        let file = File::options().write(true).open(sandbox.path("service.nix")).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
    });
    change("an imported file that turns up", &|| sandbox.write("hosts/gone.nix", SYSLOG));
    change("an imported file that goes", &|| {
        fs::remove_file(sandbox.path("hosts/gone.nix")).unwrap()
    });
    change("a missing file that git is told to ignore", &|| {
        sandbox.write(".gitignore", "gone.nix\n");
    });
    change("a given file that git is told to ignore", &|| {
        sandbox.write(".gitignore", "syslog.nix\n");
    });
    change("nothing to ignore any more", &|| fs::remove_file(sandbox.path(".gitignore")).unwrap());
    change("a new file", &|| sandbox.write("hosts/new.nix", KEPT));
    change("a file that is renamed", &|| {
        fs::rename(sandbox.path("hosts/new.nix"), sandbox.path("hosts/other.nix")).unwrap();
    });
    change("a file that goes", &|| fs::remove_file(sandbox.path("hosts/other.nix")).unwrap());
    change("settings that others extend", &|| {
        sandbox.write("base.toml", "severity.syslog-output = \"error\"\n");
    });
    change("settings", &|| sandbox.write("cfglint.toml", "ignore = [\"syslog-output\"]\n"));
    change("nearer settings", &|| sandbox.write("hosts/cfglint.toml", ""));
    change("settings that go", &|| fs::remove_file(sandbox.path("hosts/cfglint.toml")).unwrap());
    change("excluded files", &|| {
        sandbox.write("cfglint.toml", "exclude = [\"hosts/timers.nix\"]\n")
    });
    change("the end of the project", &|| {
        sandbox.write("hosts/flake.nix", "{ outputs = _: { }; }\n");
    });
}

#[test]
fn a_file_that_is_only_imported_from_now_on_is_seen() {
    let sandbox = Sandbox::new(&[
        ("flake.nix", "{ outputs = _: { }; }\n"),
        ("hosts/a.nix", "{ imports = [ ./b.nix ]; }\n"),
        ("hosts/b.nix", SYSLOG),
    ]);
    let first = assert_check(&sandbox, "hosts", false, "both are given");
    assert!(first.contains("syslog-output"), "{first}");
    // The same files with the same texts are read, but one of them is not asked about any more.
    sandbox.write("hosts/.gitignore", "b.nix\n");
    let second = assert_check(&sandbox, "hosts", false, "one is imported alone");
    assert!(!second.contains("syslog-output"), "{second}");
}

#[test]
fn what_does_not_count_changes_nothing() {
    let sandbox = project();
    check(&sandbox, "hosts");
    sandbox.write("README.md", "text");
    sandbox.write("unrelated.nix", KEPT);
    let later = SystemTime::now() + Duration::from_secs(1000);
    let file = File::options().write(true).open(sandbox.path("service.nix")).unwrap();
    file.set_modified(later).unwrap();
    sandbox.write("hosts/syslog.nix", SYSLOG);
    assert_check(&sandbox, "hosts", true, "times and other files");
    for other in ["--release 24.05", "--ignore syslog-output", "--no-config", "--with-project"] {
        assert_check(&sandbox, &format!("hosts {other}"), false, other);
    }
    assert_check(&sandbox, "hosts", true, "other settings are other commands");
}

#[test]
fn another_program_trusts_nothing() {
    let sandbox = project();
    let copy = sandbox.path("cfglint-copy");
    let run = |program: &PathBuf| {
        let before = entries(&sandbox);
        let mut command = Command::new(program);
        command.args(["check", "hosts"]).env_clear().env("HOME", sandbox.path(""));
        let run = Run::from(command.current_dir(sandbox.path("")).output().unwrap());
        (run.shown(), entries(&sandbox) == before)
    };
    let (shown, _) = run(&program().to_owned());
    assert_eq!(run(&program().to_owned()), (shown.clone(), true));
    fs::copy(program(), &copy).unwrap();
    assert_eq!(run(&copy), (shown.clone(), false), "a copy may be another program");
    assert_eq!(run(&copy), (shown.clone(), true));
    let mut bytes = fs::read(&copy).unwrap();
    bytes.push(0);
    fs::write(&copy, bytes).unwrap();
    assert_eq!(run(&copy), (shown, false), "the program has changed in place");
}

#[test]
fn damaged_entries_are_as_good_as_none() {
    let sandbox = project();
    let (shown, _) = check(&sandbox, "hosts");
    let [(path, _)] = entries(&sandbox).try_into().unwrap();
    let whole = fs::read(&path).unwrap();
    let flipped = |at: usize| {
        let mut bytes = whole.clone();
        bytes[at] ^= 1;
        bytes
    };
    let places = (0..whole.len()).step_by(whole.len() / 12);
    let mut damaged: Vec<Vec<u8>> = places.clone().map(flipped).collect();
    damaged.extend(places.map(|at| whole[..at].to_vec()));
    damaged.push([&whole[..], b"x"].concat());
    damaged.push(vec![0; 1 << 20]);
    for (number, bytes) in damaged.iter().enumerate() {
        fs::write(&path, bytes).unwrap();
        assert_eq!(check(&sandbox, "hosts"), (shown.clone(), false), "damage {number}");
        assert_eq!(fs::read(&path).unwrap(), whole, "damage {number} is not mended");
    }
    // The entry of one command is none for another, whatever it is called.
    check(&sandbox, "service.nix");
    let other = entries(&sandbox).into_iter().find(|(other, _)| *other != path).unwrap().0;
    fs::copy(&other, &path).unwrap();
    assert_eq!(check(&sandbox, "hosts"), (shown.clone(), false), "exchanged entries");
    fs::remove_file(&path).unwrap();
    rustix::fs::mkfifoat(rustix::fs::CWD, &path, rustix::fs::Mode::RWXU).unwrap();
    assert_eq!(check(&sandbox, "hosts").0, shown, "an entry that is a pipe");
    fs::remove_file(&path).unwrap();
    fs::create_dir(&path).unwrap();
    assert_eq!(check(&sandbox, "hosts").0, shown, "an entry that is a folder");
}

#[test]
fn a_place_where_nothing_can_be_kept() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("file", "")]);
    let plain = sandbox.run("check a.nix --no-cache").shown();
    assert!(!sandbox.path(".cache").exists(), "--no-cache keeps nothing");
    sandbox.write(".cache", "a file");
    assert_eq!(sandbox.run("check a.nix").shown(), plain);
    let named = sandbox.run("check a.nix --cache-dir file");
    assert_eq!(named.code, 2);
    assert!(named.stderr.contains("cannot keep a cache in file"), "{}", named.stderr);
    assert_eq!(sandbox.run("check a.nix --cache-dir x --no-cache").code, 2);
    assert_eq!(sandbox.run("check a.nix --cache-dir deep/er").shown(), plain);
    let tag = sandbox.read("deep/er/CACHEDIR.TAG");
    assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55\n"), "{tag}");
    let mode = fs::metadata(sandbox.path("deep/er")).unwrap().mode();
    assert_eq!(mode & 0o777, 0o700, "messages tell what is in the files");
}

#[test]
fn the_folder_is_that_of_the_user() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    let run = |cache: &str| {
        let mut command = sandbox.command();
        command.args(["check", "a.nix"]).env("XDG_CACHE_HOME", cache).output().unwrap();
    };
    run("relative");
    assert!(!sandbox.path("relative").exists() && sandbox.path(".cache/cfglint").is_dir());
    run(sandbox.path("xdg").to_str().unwrap());
    assert!(sandbox.path("xdg/cfglint/CACHEDIR.TAG").is_file());
}

#[test]
fn runs_at_once_do_not_disturb_each_other() {
    let sandbox = project();
    let texts = [SYSLOG, KEPT, CLEAN];
    let expected = texts.map(|text| {
        sandbox.write("hosts/changing.nix", text);
        sandbox.run("check hosts --no-cache").shown()
    });
    for round in 0..6 {
        sandbox.write("hosts/changing.nix", texts[round % 3]);
        let runs: Vec<_> = (0..6)
            .map(|_| {
                let mut command = sandbox.command();
                command.args(["check", "hosts"]).stdout(std::process::Stdio::piped());
                command.stderr(std::process::Stdio::piped()).spawn().unwrap()
            })
            .collect();
        for run in runs {
            let shown = Run::from(run.wait_with_output().unwrap()).shown();
            assert_eq!(shown, expected[round % 3], "round {round}");
        }
    }
    let left = fs::read_dir(sandbox.path(".cache/cfglint")).unwrap();
    let mut left: Vec<_> = left.map(|it| it.unwrap().path()).collect();
    left.retain(|path| path.extension().is_none_or(|it| it == "tmp"));
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_folder_does_not_grow_without_end() {
    let sandbox = project();
    check(&sandbox, "hosts/web.nix");
    let [(old, _)] = entries(&sandbox).try_into().unwrap();
    let past = |days: u64| SystemTime::now() - Duration::from_secs(days * 86400);
    let age = |path: &PathBuf, days| {
        File::options().write(true).open(path).unwrap().set_modified(past(days)).unwrap();
    };
    for number in 0..1010 {
        let path = sandbox.path(&format!(".cache/cfglint/{number}.entry"));
        fs::write(&path, "x").unwrap();
        age(&path, 50);
    }
    age(&old, 100);
    assert!(check(&sandbox, "hosts/web.nix").1, "it is used, and so it is not old any more");
    check(&sandbox, "hosts");
    assert_eq!(entries(&sandbox).len(), 1000);
    assert!(check(&sandbox, "hosts/web.nix").1 && check(&sandbox, "hosts").1);
    let large = File::create(sandbox.path(".cache/cfglint/large.entry")).unwrap();
    large.set_len(300 << 20).unwrap();
    large.set_modified(past(1)).unwrap();
    check(&sandbox, "service.nix");
    let left: Vec<String> =
        entries(&sandbox).iter().map(|(path, _)| path.display().to_string()).collect();
    assert!(!left.iter().any(|path| path.ends_with("large.entry")), "{left:?}");
}

#[test]
fn a_bug_is_not_remembered() {
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG)]);
    check(&sandbox, "a.nix");
    let mut command = sandbox.command();
    command.args(["check", "a.nix"]).env("CFGLINT_FAULT", "syslog-output a.nix");
    assert_eq!(Run::from(command.output().unwrap()).code, 3);
    assert!(check(&sandbox, "a.nix").1, "what was remembered before is still good");
}

#[test]
fn what_needs_more_than_findings_does_without() {
    let silenced = format!("# cfglint: allow-file(syslog-output)\n{SYSLOG}");
    let sandbox = Sandbox::new(&[("a.nix", SYSLOG), ("b.nix", &silenced)]);
    check(&sandbox, ". --format json");
    let before = entries(&sandbox);
    assert_eq!(sandbox.run("check --diff").code, 1);
    assert!(sandbox.run("check --report-suppressed --format sarif").stdout.contains("suppress"));
    assert_eq!(sandbox.run("check --fix").code, 0);
    assert_eq!(sandbox.read("a.nix"), super::JOURNAL);
    assert_eq!(entries(&sandbox), before);
    assert_check(&sandbox, ". --format json", false, "the fixed file is another text");
}

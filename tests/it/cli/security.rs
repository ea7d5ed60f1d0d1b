//! What a hostile repository cannot do: SECURITY.md names these tests.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::{Run, Sandbox, repository};

/// Sequences that set a terminal's title, clear it, answer for its user or turn the text around:
/// ESC, BEL, the one-byte CSI, a carriage return, and the override of the direction of writing.
const HOSTILE: &str = "\u{1b}]0;x\u{7}\u{1b}[2J\u{9b}5n\rx\u{202e}y\u{2066}z";

/// Whether a text could drive the terminal that it is written to.
fn drives(text: &str) -> bool {
    text.chars().any(|it| {
        (it.is_control() && it != '\n' && it != '\t')
            || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    })
}

/// A project in which the hostile text stands wherever a text can stand.
fn project() -> Sandbox {
    let hostile = HOSTILE;
    let module = format!(
        "{{ lib, ... }}: {{ # {hostile}\n\
         imports = [ ./missing{hostile}.nix \"./also-{hostile}.nix\" ];\n\
         systemd.services.\"a{hostile}\".serviceConfig.StandardOutput = \"syslog\";\n\
         systemd.services.\"a{hostile}\".serviceConfig.\"Res{hostile}tart\" = \"al{hostile}ways\";\n\
         systemd.services.\"a{hostile}\".wants = [ \"b{hostile}.service\" ];\n\
         systemd.services.b.serviceConfig.ExecStart = \"/bin/{hostile} | x\";\n\
         systemd.timers.b.timerConfig.OnCalendar = \"{hostile}\";\n\
         }}\n"
    );
    let sandbox = Sandbox::new(&[("flake.nix", "{ outputs = _: { }; }")]);
    sandbox.write(&format!("name-{hostile}.nix"), &module);
    sandbox.write(&format!("folder-{hostile}/broken.nix"), format!("{{ a = {hostile}; b"));
    sandbox
}

#[test]
fn nothing_that_is_printed_drives_a_terminal() {
    let sandbox = project();
    let mut all = String::new();
    let formats = "human concise json json-lines sarif github gitlab junit";
    let mut runs: Vec<String> =
        formats.split(' ').map(|it| format!("check . --select all --format {it}")).collect();
    runs.extend(
        ["check --statistics", "check --diff --unsafe-fixes", "units .", "units . --format svg"]
            .map(str::to_owned),
    );
    runs.extend(["units . --format dot", "units . --format mermaid"].map(str::to_owned));
    let name = format!("name-{HOSTILE}.nix");
    let mut outputs: Vec<(String, Run)> =
        runs.iter().map(|arguments| (arguments.clone(), sandbox.run(arguments))).collect();
    for words in [
        &["model", &name][..],
        &["model", "--units", &name],
        &["model", "--format", "json", &name],
        &["config", &name],
        &["check", HOSTILE],
        &["check", "--only", HOSTILE],
        &["check", "--format", HOSTILE],
        &["check", "--since", HOSTILE],
        &["check", "--baseline", HOSTILE],
        &["check", "--config", HOSTILE],
        &["check", "--fix", "--unsafe-fixes"],
        &["explain", HOSTILE],
        &[HOSTILE],
    ] {
        let output = sandbox.command().args(words).output().unwrap();
        outputs.push((words.join(" "), Run::from(output)));
    }
    for (arguments, run) in outputs {
        for text in [&run.stdout, &run.stderr] {
            assert!(!drives(text), "{arguments:?} prints {text:?}");
            assert!(!text.contains("panicked"), "{arguments:?} prints {text}");
            all.push_str(text);
        }
    }
    for part in ["syslog-output", "missing-import", "invalid-calendar", "syntax-error"] {
        assert!(all.contains(part), "nothing was said of {part}");
    }
}

#[test]
fn what_settings_say_does_not_drive_a_terminal() {
    // As TOML writes what it takes in no other form.
    let escaped: String = HOSTILE.chars().map(|it| format!("\\u{:04x}", u32::from(it))).collect();
    for (text, said) in [
        (format!("select = [\"{escaped}\"]\n"), "there is no lint or group called `?"),
        (format!("severity.syslog-output = \"{escaped}\"\n"), "` is none of `error`"),
        (format!("\"{escaped}\" = 1\n"), "there is no setting called `?"),
        (format!("# {HOSTILE}\nselect = 1\n"), "select = 1"),
    ] {
        let sandbox = Sandbox::new(&[("a.nix", "{ }")]);
        sandbox.write("cfglint.toml", &text);
        let run = sandbox.run("check");
        assert_eq!(run.code, 2, "{text:?}: {}", run.shown());
        assert!(run.stderr.contains(said), "{text:?} is answered by {}", run.stderr);
        assert!(!drives(&run.stderr), "{text:?} is answered by {:?}", run.stderr);
    }
}

#[cfg(unix)]
#[test]
fn a_walk_neither_reads_nor_writes_through_links() {
    use std::os::unix::fs::symlink;
    let outside = Sandbox::new(&[("a.nix", SYSLOG), ("folder/b.nix", SYSLOG)]);
    let sandbox = Sandbox::new(&[("flake.nix", "{ outputs = _: { }; }")]);
    symlink(outside.path("a.nix"), sandbox.path("a.nix")).unwrap();
    symlink(outside.path("folder"), sandbox.path("folder")).unwrap();
    let run = sandbox.run("check --fix --format concise");
    assert_eq!((run.stdout.as_str(), run.code), ("", 0), "{}", run.stderr);
    assert_eq!(
        (outside.read("a.nix"), outside.read("folder/b.nix")),
        (SYSLOG.into(), SYSLOG.into())
    );
}

#[cfg(unix)]
#[test]
fn imports_do_not_leave_the_project() {
    use std::os::unix::fs::symlink;
    // What is said there would make a finding together with what is said here.
    let service = "{ systemd.services.pull.serviceConfig.RemainAfterExit = true; }\n";
    let outside = Sandbox::new(&[("a.nix", service)]);
    let absolute = outside.path("a.nix");
    let up =
        format!("{}{}", "../".repeat(40), absolute.display().to_string().trim_start_matches('/'));
    let timer = "systemd.timers.pull.timerConfig.OnCalendar = \"daily\";";
    let absolute_text = absolute.display().to_string();
    for import in [absolute_text.as_str(), "./link.nix", up.as_str(), "./inside.nix"] {
        let module = format!("{{ imports = [ {import} ]; {timer} }}");
        let sandbox = Sandbox::new(&[("flake.nix", "{ outputs = _: { }; }"), ("m.nix", &module)]);
        sandbox.write("inside.nix", service);
        symlink(&absolute, sandbox.path("link.nix")).unwrap();
        let run = sandbox.run("check m.nix --fix --unsafe-fixes --format concise");
        let is_found = run.stdout.contains("[remain-after-exit-timer]");
        assert_eq!(is_found, import == "./inside.nix", "{import}: {}", run.shown());
        assert_eq!(outside.read("a.nix"), service);
    }
}

const SYSLOG: &str = "{ systemd.services.a.serviceConfig.StandardOutput = \"syslog\"; }\n";

/// The places in the sources that can start programs; SECURITY.md speaks of each.
#[test]
fn programs_are_started_in_three_places() {
    let mut places = Vec::new();
    for folder in ["src", "lsp/src", "lints/src", "syntax/src"] {
        collect(&repository().join(folder), &mut |path, text| {
            for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
                let starts = ["Command::new(", "Command as", "process::Command::"];
                if starts.iter().any(|it| line.contains(it)) {
                    places.push(path.strip_prefix(repository()).unwrap().to_owned());
                }
                let net = ["TcpStream", "TcpListener", "UdpSocket", "::connect(", "::bind("];
                assert!(!net.iter().any(|it| line.contains(it)), "{}: {line}", path.display());
                // An editor may have given a socket as standard input.
                let given = ["UnixStream", "tokio::net"].iter().any(|it| line.contains(it));
                let is_stdio = path.ends_with("lsp/src/stdio.rs");
                assert!(!given || is_stdio, "{}: {line}", path.display());
            }
        });
    }
    places.sort();
    let expected = ["lsp/src/formatter.rs", "src/changes/git.rs", "src/terminal.rs"];
    assert_eq!(places, expected.map(PathBuf::from));
}

fn collect(folder: &Path, look: &mut dyn FnMut(&Path, &str)) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            collect(&path, look);
        } else if path.extension().is_some_and(|it| it == "rs") {
            look(&path, &fs::read_to_string(&path).unwrap());
        }
    }
}

/// Each claim of SECURITY.md names its test.
#[test]
fn every_claim_has_a_test() {
    let text = fs::read_to_string(repository().join("SECURITY.md")).unwrap();
    let is_claim = |line: &&str| line.starts_with("| ") && !line.ends_with("| tests |");
    let claims: Vec<&str> = text.lines().filter(is_claim).collect();
    assert!(claims.len() >= 18, "the tables are gone");
    let mut sources = String::new();
    for folder in ["tests/it", "src", "lints/src", "syntax/src", "syntax/tests"] {
        let folder = repository().join(folder);
        if folder.exists() {
            collect(&folder, &mut |_, text| sources.push_str(text));
        }
    }
    for claim in claims {
        let tests = claim.trim_matches('|').split(" | ").last().unwrap_or_default();
        let names: Vec<&str> = tests.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "{claim} names no test");
        for name in names {
            let is_there = match name.contains('/') || name.contains('.') {
                true => repository().join(name).exists(),
                false => sources.contains(&format!("fn {name}()")),
            };
            assert!(is_there, "{name} is no test of {claim}");
        }
    }
}

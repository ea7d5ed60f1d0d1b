//! Files of settings that build on one another, per-file severities, and options of lints.

use expect_test::expect;

use super::{CLEAN, KEPT, SYSLOG};
use crate::sandbox::{Run, Sandbox};

const DAYS: &str = "{ security.acme.certs.\"a.example\".validMinDays = 1000; }\n";

/// The lines `file: severity[lint]` of a run.
fn short(run: &Run) -> Vec<String> {
    let short = |line: &str| {
        let (place, rest) = line.split_once(": ").unwrap();
        let file = place.split(':').next().unwrap();
        format!("{file}: {}", rest.split(' ').next().unwrap())
    };
    run.stdout.lines().map(short).collect()
}

#[test]
fn the_nearer_file_outweighs_the_one_that_it_extends() {
    let sandbox = Sandbox::new(&[
        (
            "base/top.toml",
            "release = '20.03'\nseverity.syslog-output = 'error'\nignore = ['acme']\n",
        ),
        ("base/middle.toml", "extend = 'top.toml'\nrelease = '24.11'\n"),
        ("p/cfglint.toml", "extend = '../base/middle.toml'\nselect = ['acme-valid-min-seconds']\n"),
        ("p/a.nix", SYSLOG),
        ("p/days.nix", DAYS),
    ]);
    let found = short(&sandbox.run("check p --format concise"));
    let expected = ["p/a.nix: error[syslog-output]", "p/days.nix: error[acme-valid-min-seconds]"];
    assert_eq!(found, expected);
    sandbox.write("p/cfglint.toml", "extend = '../base/middle.toml'\nignore = ['systemd']\n");
    assert_eq!(sandbox.run("check p").code, 0, "the group that the nearer file names is off");
}

#[test]
fn globs_count_from_the_folder_of_the_file_that_has_them() {
    let sandbox = Sandbox::new(&[
        ("cfglint.toml", "exclude = ['p/vendor', 'old']\nper-file.'p/hosts/*'.ignore = ['all']\n"),
        ("shared/base.toml", "exclude = ['*.gen.nix']\n"),
        ("p/cfglint.toml", "extend = '../cfglint.toml'\n"),
        ("q/cfglint.toml", "extend = '../shared/base.toml'\n"),
        ("p/vendor/deep/a.nix", SYSLOG),
        ("p/hosts/a.nix", SYSLOG),
        ("p/a.nix", SYSLOG),
        ("p/old/a.nix", SYSLOG),
        ("q/a.gen.nix", SYSLOG),
        ("q/a.nix", SYSLOG),
    ]);
    let found = short(&sandbox.run("check --format concise"));
    let expected = ["p/a.nix", "p/old/a.nix", "q/a.nix"];
    assert_eq!(found, expected.map(|file| format!("{file}: warning[syslog-output]")));
}

#[test]
fn what_is_said_of_a_lint_outweighs_what_is_said_of_its_group() {
    let cases = [
        ("severity.systemd = 'error'\nseverity.syslog-output = 'hint'\n", "hint"),
        ("severity.syslog-output = 'hint'\nseverity.all = 'error'\n", "hint"),
        ("select = ['syslog-output']\nignore = ['systemd']\n", "warning"),
        ("ignore = ['all']\nseverity.systemd = 'error'\n", "error"),
    ];
    for (text, severity) in cases {
        let sandbox = Sandbox::new(&[("cfglint.toml", text), ("a.nix", SYSLOG)]);
        let found = short(&sandbox.run("check --format concise"));
        assert_eq!(found, [format!("a.nix: {severity}[syslog-output]")], "{text}");
    }
}

#[test]
fn severities_of_single_files() {
    let text = "\
per-file.'hosts/*'.severity.systemd = 'error'
per-file.'hosts/*'.ignore = ['remain-after-exit-timer']
per-file.'hosts/old*'.severity.syslog-output = 'hint'
per-file.'hosts/none*'.severity.syslog-output = 'off'
per-file.'*'.severity.confinement-protect-system = 'error'
";
    let sandbox = Sandbox::new(&[
        ("cfglint.toml", text),
        ("a.nix", SYSLOG),
        ("hosts/a.nix", SYSLOG),
        ("hosts/kept.nix", KEPT),
        ("hosts/none.nix", SYSLOG),
        ("hosts/old.nix", SYSLOG),
    ]);
    let found = short(&sandbox.run("check --format concise"));
    let expected = ["a.nix: warning", "hosts/a.nix: error", "hosts/old.nix: hint"];
    assert_eq!(found, expected.map(|it| format!("{it}[syslog-output]")));
    let only = sandbox.run("check --only acme --format concise");
    assert_eq!((only.stdout.as_str(), only.code), ("", 0), "the command line outweighs");
}

#[test]
fn the_options_of_a_lint_are_read_by_the_lint() {
    let sandbox = Sandbox::new(&[("days.nix", DAYS)]);
    assert_eq!(sandbox.run("check").code, 1);
    sandbox.write("base.toml", "lint.acme-valid-min-seconds.max-days = 1000\n");
    sandbox.write("cfglint.toml", "extend = 'base.toml'\n[lint.acme-valid-min-seconds]\n");
    assert_eq!(sandbox.run("check").code, 0);
    sandbox.write(
        "cfglint.toml",
        "extend = 'base.toml'\nlint.acme-valid-min-seconds.max-days = 999\n",
    );
    assert_eq!(sandbox.run("check").code, 1);
}

#[test]
fn mistakes_of_all_kinds_have_a_place_and_a_remedy() {
    let cases: &[(&str, &str, &str)] = &[
        ("relase = '24.11'", "1:1", "did you mean `release`?"),
        ("colour = 1", "1:1", "there are `extend`, `release`"),
        ("release = 24.11", "1:11", "write it in quotes"),
        ("release = '24.1'", "1:11", "write it like 24.11"),
        ("systemd-version = 57", "1:19", "252 to 262"),
        ("systemd-version = '257'", "1:19", "expected a whole number"),
        ("select = 'acme'", "1:10", "expected a list in brackets"),
        ("\nignore = [\n  'syslog-outptu']", "3:3", "did you mean `syslog-output`?"),
        ("severity.syslog-output = 'warn'", "1:26", "`warn` is none of `error`"),
        ("severity.syslog-output = 'warnin'", "1:26", "did you mean `warning`?"),
        ("severity.syslog-outptu = 'hint'", "1:10", "did you mean `syslog-output`?"),
        ("exclude = ['a[']", "1:12", "unclosed character class"),
        ("per-file.'a['.ignore = []", "1:10", "unclosed character class"),
        ("per-file.a.ignroe = []", "1:12", "did you mean `ignore`?"),
        ("per-file.a.ignore = ['acem']", "1:22", "did you mean `acme`?"),
        ("per-file.a.severity.acme = 1", "1:28", "write a word in quotes"),
        (
            "lint.acme-valid-min-second.max-days = 1",
            "1:6",
            "did you mean `acme-valid-min-seconds`?",
        ),
        ("lint.syslog-output.max-days = 1", "1:6", "has no options"),
        ("lint.acme-valid-min-seconds.max-day = 1", "1:29", "did you mean `max-days`?"),
        ("lint.acme-valid-min-seconds.max-days = 0", "1:40", "expected a whole number above 0"),
        (
            "[lint.acme-valid-min-seconds]\nmax-days = 'x'",
            "2:12",
            "expected a whole number above 0",
        ),
        ("extend = 'gone.toml'", "1:10", "no such file or directory"),
        ("extend = '..'", "1:10", "it is a folder"),
        ("extend = 'cfglint.toml'", "1:10", "`extend` comes back to where it began"),
        ("extend = ['a']", "1:10", "expected a string"),
        ("ignore = [", "1:11", "unclosed array"),
    ];
    for (text, place, remedy) in cases {
        let sandbox = Sandbox::new(&[("cfglint.toml", text), ("a.nix", CLEAN)]);
        let run = sandbox.run("check");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{text}: {}", run.stderr);
        let is_there = run.stderr.contains(&format!("cfglint.toml:{place}]"));
        assert!(is_there, "{text} is not said to lie at {place}: {}", run.stderr);
        let words =
            run.stderr.split_whitespace().filter(|it| *it != "│").collect::<Vec<_>>().join(" ");
        assert!(words.contains(remedy), "{text}: {}", run.stderr);
    }
}

#[test]
fn a_round_of_files_is_shown_where_it_closes() {
    let sandbox = Sandbox::new(&[
        ("cfglint.toml", "extend = 'b/base.toml'\n"),
        ("b/base.toml", "# base\nextend = '../b/../cfglint.toml'\n"),
        ("a.nix", CLEAN),
    ]);
    let run = sandbox.run("check");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("b/base.toml:2:10]"), "{}", run.stderr);
    let help = run.stderr.lines().find(|line| line.contains("help: the round is")).unwrap();
    assert_eq!(help.matches("cfglint.toml").count(), 2, "{help}");
    assert_eq!(help.matches(" -> ").count(), 2, "{help}");
}

#[test]
fn a_long_row_of_files_is_refused() {
    let sandbox = Sandbox::new(&[("a.nix", CLEAN), ("cfglint.toml", "extend = '0.toml'\n")]);
    for index in 0..40 {
        sandbox.write(&format!("{index}.toml"), format!("extend = '{}.toml'\n", index + 1));
    }
    let run = sandbox.run("check");
    assert!(run.code == 2 && run.stderr.contains("30.toml:1:10]"), "{}", run.stderr);
    assert!(run.stderr.contains("more than 32 files"), "{}", run.stderr);
}

#[test]
fn a_mistake_in_a_file_that_is_extended_is_shown_there() {
    let sandbox = Sandbox::new(&[
        ("cfglint.toml", "extend = 'base.toml'\n"),
        ("base.toml", "\nignore = ['acem']\n"),
        ("a.nix", CLEAN),
    ]);
    let run = sandbox.run("check");
    assert!(run.code == 2 && run.stderr.contains("base.toml:2:11]"), "{}", run.stderr);
}

#[test]
fn files_that_are_no_settings() {
    let sandbox = Sandbox::new(&[("a.nix", CLEAN)]);
    sandbox.write("latin.toml", b"# gr\xfc\xdfe\n\nignore = []\n");
    sandbox.write("huge.toml", "# x\n".repeat(300_000));
    sandbox.write("folder/x", "");
    let reason = |argument: &str| {
        let run = sandbox.run(&format!("check --config {argument}"));
        assert_eq!(run.code, 2, "{argument}");
        run.stderr.lines().nth(2).unwrap_or_default().trim().to_owned()
    };
    expect!["× cannot read latin.toml: it is not UTF-8; the first wrong byte is in line 1"]
        .assert_eq(&reason("latin.toml"));
    expect!["× cannot read huge.toml: it is larger than 1 MB"].assert_eq(&reason("huge.toml"));
    expect!["× cannot read folder: it is a folder"].assert_eq(&reason("folder"));
    expect!["× cannot read gone.toml: no such file or directory"].assert_eq(&reason("gone.toml"));
    if cfg!(unix) {
        let fifo = std::process::Command::new("mkfifo").arg(sandbox.path("pipe")).status();
        assert!(fifo.is_ok_and(|status| status.success()));
        expect!["× cannot read pipe: it is no regular file"].assert_eq(&reason("pipe"));
    }
    sandbox.write("p/a.nix", CLEAN);
    sandbox.write("p/cfglint.toml/x", "");
    let run = sandbox.run("check p");
    assert!(run.code == 2 && run.stderr.contains("cfglint.toml: it is a folder"), "{}", run.stderr);
}

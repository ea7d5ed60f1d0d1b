//! `explain`, `lints` and `completions`.

use cfglint_lints::{Group, LINTS, by_name};
use expect_test::expect;
use serde_json::Value;

use crate::sandbox::Sandbox;

#[test]
fn a_lint_explains_itself() {
    let sandbox = Sandbox::new(&[]);
    expect![[r#"
        syslog-output
          Group systemd, warning, on by default, scope file, fix sometimes, holds since 20.09, since cfglint
          0.1.0.

          A service that sends its output to syslog.

        Why
          systemd 246 dropped the output type `syslog`: it uses the journal instead, and logs a warning at
          every boot. Whatever reads syslog gets the lines from the journal anyway.

        Example
            {
              systemd.services.greeter.serviceConfig.StandardOutput = "syslog";
            }

          Use instead:

            {
              systemd.services.greeter.serviceConfig.StandardOutput = "journal";
            }

        Fix
          Safe: the word is replaced by the one that systemd uses in its place. On request the definition is
          deleted; the service then follows `DefaultStandardOutput=`.

        References
          `systemd.exec(5)`; nixpkgs pull request 95353.
        exit code: 0
    "#]].assert_eq(&sandbox.run("explain syslog-output").shown());
}

#[test]
fn markdown_is_there_for_those_who_want_it() {
    let sandbox = Sandbox::new(&[]);
    let run = sandbox.run("explain syslog-output --format markdown");
    for line in ["# syslog-output", "## Why", "```nix"] {
        assert!(run.stdout.lines().any(|it| it == line), "{line}: {}", run.stdout);
    }
}

#[test]
fn several_lints_and_groups_are_explained_at_once() {
    let sandbox = Sandbox::new(&[]);
    let titles = |arguments: &str| -> Vec<String> {
        let text = sandbox.run(&format!("explain {arguments} --format markdown")).stdout;
        // Comments in examples begin like titles.
        let titles = text.lines().filter_map(|line| line.strip_prefix("# "));
        titles.filter(|title| by_name(title).is_some()).map(str::to_owned).collect()
    };
    assert_eq!(titles("syslog-output acme-key-dir"), ["syslog-output", "acme-key-dir"]);
    let of_group: Vec<&str> =
        LINTS.iter().filter(|lint| lint.group == Group::Tls).map(|lint| lint.name).collect();
    assert_eq!(titles("tls"), of_group);
    assert_eq!(titles(&format!("{} tls", of_group[1]))[0], of_group[1]);
    assert_eq!(titles("tls tls").len(), of_group.len());
    assert_eq!(titles("--all").len(), LINTS.len());
}

#[test]
fn plain_text_keeps_every_word_of_every_lint() {
    let sandbox = Sandbox::new(&[]);
    let words = |text: &str| -> Vec<String> {
        let is_word = |it: char| it.is_alphanumeric() || matches!(it, '"' | '.' | '-' | '/' | '`');
        let words = text.split(|it: char| !is_word(it)).map(|it| it.trim_matches(['`', '-']));
        words.filter(|it| !it.is_empty() && *it != "nix").map(str::to_owned).collect()
    };
    let markdown = sandbox.run("explain --all --format markdown").stdout;
    let plain = sandbox.run("explain --all").stdout;
    assert!(!plain.contains('\u{1b}') && !plain.contains("\n## "));
    assert_eq!(words(&plain), words(&markdown));
}

#[test]
fn unknown_names_have_neighbours() {
    let sandbox = Sandbox::new(&[]);
    expect![[r#"
        exit code: 2
        stderr:
        cfglint::usage

          × there is no lint or group called `syslogoutput`
          help: did you mean `syslog-output`?

    "#]]
    .assert_eq(&sandbox.run("explain syslogoutput").shown());
    assert!(sandbox.run("explain systmd").stderr.contains("did you mean `systemd`?"));
    assert!(sandbox.run("explain xyzzy").stderr.contains("`cfglint lints` lists them all"));
    assert_eq!(sandbox.run("lints syslogoutput").code, 2);
    assert_eq!(sandbox.run("explain").code, 2);
}

#[test]
fn the_list_names_every_lint_with_its_properties() {
    let sandbox = Sandbox::new(&[]);
    let rows: Value = serde_json::from_str(&sandbox.run("lints --format json").stdout).unwrap();
    let rows = rows.as_array().unwrap();
    assert_eq!(rows.len(), cfglint_lints::LINTS.len());
    for (row, lint) in rows.iter().zip(cfglint_lints::LINTS) {
        assert_eq!(row["name"], lint.name);
        assert_eq!(row["severity"], lint.severity.name());
        assert_eq!(row["summary"], lint.summary());
    }
    let text = sandbox.run("lints").stdout;
    assert_eq!(text.lines().count(), 1 + rows.len());
    assert!(text.lines().all(|line| !line.ends_with(' ')));
}

#[test]
fn the_list_is_a_table_that_can_be_narrowed() {
    let sandbox = Sandbox::new(&[]);
    expect![[r#"
        LINT                    GROUP    SEVERITY  DEFAULT  SCOPE  FIX        SUMMARY
        syslog-output           systemd  warning   on       file   sometimes  A service that sends its output to syslog.
        acme-cert-file          tls      hint      on       file   sometimes  A file of a certificate that does not fit its option.
        acme-duplicate-chain    tls      warning   on       file   sometimes  The chain of a certificate in addition to a file that contains it.
        acme-key-cert-mismatch  tls      error     on       file   sometimes  The certificate of one name with the private key of another.
        ecdh-curve-p384         tls      hint      on       file   sometimes  `ssl_ecdh_curve` of nginx with P-384 first.
        exit code: 0
    "#]].assert_eq(&sandbox.run("lints tls syslog-output").shown());
    let rows = sandbox.run("lints nix --format json").stdout;
    let rows: Value = serde_json::from_str(&rows).unwrap();
    assert!(rows.as_array().unwrap().iter().all(|row| row["group"] == "nix"));
}

#[test]
fn completions_know_the_commands() {
    let sandbox = Sandbox::new(&[]);
    for shell in ["bash", "zsh", "fish"] {
        let run = sandbox.run(&format!("completions {shell}"));
        assert_eq!(run.code, 0);
        assert!(run.stdout.contains("explain"));
    }
}

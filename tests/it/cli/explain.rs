//! `explain`, `lints` and `completions`.

use expect_test::expect;
use serde_json::Value;

use crate::sandbox::Sandbox;

#[test]
fn a_lint_explains_itself() {
    let sandbox = Sandbox::new(&[]);
    expect![[r##"
        # syslog-output

        Group systemd, warning, on by default, scope file, fix sometimes, since 0.1.0.

        A service that sends its output to syslog.

        ## Why
        systemd 246 dropped the output type `syslog`: it uses the journal instead, and logs a warning at
        every boot. Whatever reads syslog gets the lines from the journal anyway.

        ## Example
        ```nix
        {
          systemd.services.greeter.serviceConfig.StandardOutput = "syslog";
        }
        ```
        Use instead:
        ```nix
        {
          systemd.services.greeter.serviceConfig.StandardOutput = "journal";
        }
        ```

        ## Fix
        Safe: the word is replaced by the one that systemd uses in its place.
        On request the definition is deleted; the service then follows `DefaultStandardOutput=`.

        ## References
        `systemd.exec(5)`; nixpkgs pull request 95353.
        exit code: 0
    "##]].assert_eq(&sandbox.run("explain syslog-output").shown());
}

#[test]
fn an_unknown_lint_has_a_neighbour() {
    let sandbox = Sandbox::new(&[]);
    expect![[r#"
        exit code: 2
        stderr:
        cfglint::usage

          × there is no lint called `syslogoutput`
          help: did you mean `syslog-output`?

    "#]]
    .assert_eq(&sandbox.run("explain syslogoutput").shown());
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
    assert_eq!(text.lines().count(), rows.len());
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

//! Command lines with what systemd does about them, as modules: all that it refuses or warns of,
//! and what it starts but not as meant, is reported, and nothing else.
//!
//! The verdicts were observed on systemd 252, 257 and 262.

use Verdict::{NotMeant, Ok, Refused, Warned};

use crate::testing::findings_of;
use crate::{Check, Group, LINTS};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Ok,
    Warned,
    Refused,
    NotMeant,
}

#[rustfmt::skip]
const CASES: &[(&str, Verdict)] = &[
    (r#"/bin/true"#, Ok),
    (r#"/bin/true arg 'two words' "three 3""#, Ok),
    // Debian has it where systemd looks, and NixOS has not.
    (r#"true"#, NotMeant),
    (r#"-/bin/true"#, Ok),
    (r#"@/bin/true name arg"#, Ok),
    (r#":/bin/echo $HOME"#, Ok),
    (r#"+/bin/true"#, Ok),
    (r#"!/bin/true"#, Ok),
    (r#"-@+/bin/true x y"#, Ok),
    // Refused before 258 only, and `!!` warned of since then.
    (r#"|/bin/true"#, Ok),
    (r#"!!/bin/true"#, Ok),
    (r#"/bin/sh -c 'echo $HOME | cat'"#, Ok),
    (r#"/bin/echo $$FOO ${FOO} $FOO"#, Ok),
    (r#"/bin/echo 100%%"#, Ok),
    (r#"/bin/echo 50% done"#, Ok),
    (r#"/bin/echo %n %i %%"#, Ok),
    (r#"/bin/echo \x41 \n \t \\ \""#, Ok),
    (r#"/bin/echo a \; b"#, Ok),
    (r#"/bin/echo a\ b"#, Warned),
    (r#"/bin/echo \q"#, Warned),
    (r#"/bin/echo "unbalanced"#, Refused),
    (r#"/bin/echo 'unbalanced"#, Refused),
    (r#"./relative"#, Refused),
    (r#"bin/relative"#, Refused),
    (r#"~/bin/x"#, Refused),
    (r#"$FOO bar"#, Warned),
    (r#"${FOO}/bin/x"#, Refused),
    (r#"+!/bin/true"#, Refused),
    (r#"++/bin/true"#, Refused),
    (r#"@/bin/true"#, Refused),
    (r#"/bin/echo %z"#, Refused),
    (r#"/bin/echo date +%Y-%m-%d"#, NotMeant),
    (r#"/bin/echo +%e"#, Refused),
    (r#"/bin/echo %Q"#, Refused),
    (r#"/bin/true | cat"#, NotMeant),
    (r#"/bin/true && /bin/false"#, NotMeant),
    (r#"/bin/true > /tmp/x"#, NotMeant),
    (r#"/bin/echo $(date)"#, NotMeant),
    (r#"/bin/echo `date`"#, NotMeant),
    // `echo` may want the semicolon.
    (r#"/bin/echo a; b"#, Ok),
    (r#"FOO=bar /bin/true"#, Warned),
    (r#"/bin/true &"#, NotMeant),
    (r#"exec /bin/true"#, Warned),
    (r#"cd /tmp && /bin/true"#, Warned),
    (r#"source /etc/profile"#, Warned),
    (r#"/bin/echo ${FOO:-x}"#, NotMeant),
    (r#"/bin/echo ~"#, NotMeant),
    (r#"/bin/echo *.txt"#, NotMeant),
    (r#""/bin/true""#, Ok),
    (r#"'/bin/true' x"#, Ok),
    // What is installed, the text does not say.
    (r#"/nonexistent/cmd"#, Ok),
    (r#"/bin/"#, Refused),
];

#[test]
fn what_systemd_does_otherwise_is_reported() {
    let lints = LINTS
        .iter()
        .filter(|lint| lint.group == Group::Systemd && matches!(lint.check, Check::Setting(_)));
    let lints: Vec<_> = lints.collect();
    assert!(lints.iter().any(|lint| lint.name == "shell-in-exec"));
    for (line, verdict) in CASES {
        let value = line.replace('\\', "\\\\").replace('"', "\\\"").replace("${", "\\${");
        let text =
            format!("{{ systemd.services.\"a@\".serviceConfig.ExecStart = \"{value}\"; }}\n");
        let found: Vec<_> = lints.iter().flat_map(|lint| findings_of(lint, &text)).collect();
        let names: Vec<_> = found.iter().map(|it| it.lint).collect();
        assert_eq!(names.is_empty(), *verdict == Ok, "{line}: {verdict:?}, {names:?}");
        let is_refused = found.iter().any(|it| it.message.contains("refuses"));
        assert_eq!(is_refused, *verdict == Refused, "{line}: {names:?}");
    }
}

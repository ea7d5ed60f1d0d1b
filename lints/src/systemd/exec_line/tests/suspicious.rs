//! What a command line does not do as its author thinks.

use super::super::{Suspicion, SuspicionKind, suspicions};
use crate::systemd::{HOLE, STORE_PATH, Versions};
use SuspicionKind::*;

fn found(line: &str) -> Vec<Suspicion> {
    suspicions(&line.replace('S', "\u{FFFB}").replace('H', "\u{FFFC}"), Versions::ALL)
}

/// The kinds, each with the text that is pointed at.
fn kinds(line: &str) -> Vec<(SuspicionKind, String)> {
    let text = line.replace('S', "\u{FFFB}").replace('H', "\u{FFFC}");
    found(line).into_iter().map(|it| (it.kind, text[it.range].to_owned())).collect()
}

fn one(kind: SuspicionKind, text: &str) -> Vec<(SuspicionKind, String)> {
    vec![(kind, text.to_owned())]
}

/// The line with the edits of its only suspicion made.
fn edited(line: &str) -> String {
    let mut all = suspicions(line, Versions::ALL);
    assert_eq!(all.len(), 1, "{line}: {all:?}");
    let mut text = line.to_owned();
    for (range, new) in all.remove(0).edits.into_iter().rev() {
        text.replace_range(range, &new);
    }
    text
}

#[test]
fn shell_syntax_is_found_outside_of_quotes() {
    assert_eq!(kinds("S/bin/x a | y"), one(ShellOperator, "|"));
    assert_eq!(kinds("S/bin/x && S/bin/y"), one(ShellOperator, "&&"));
    assert_eq!(kinds("/bin/x a; /bin/y"), one(ShellOperator, ";"));
    assert_eq!(kinds("/bin/x &"), one(ShellOperator, "&"));
    assert_eq!(
        kinds("/bin/x > /tmp/y 2>&1"),
        [(Redirection, ">".into()), (Redirection, "2>&1".into())]
    );
    assert_eq!(kinds("/bin/x >>/tmp/y"), one(Redirection, ">>/tmp/y"));
    assert_eq!(kinds("/bin/x >H"), one(Redirection, &format!(">{HOLE}")));
    assert_eq!(kinds("/bin/x $(date)"), one(Substitution, "$("));
    assert_eq!(kinds("/bin/x `date -u`"), one(Substitution, "`date -u`"));
    assert_eq!(kinds("/bin/rm -f /tmp/*.x"), one(Glob, "*"));
    assert_eq!(kinds("/bin/x ~/a"), one(Tilde, "~"));
}

#[test]
fn what_only_looks_like_it_is_not() {
    for line in [
        "/bin/x '|' \"&&\" 'a > b' '$(x)' '`x`'",
        "/bin/x a|b http://x/?a=1&b=2 >=1.2 <name> a>b 10>x",
        "/bin/x a \\; b ; /bin/y a;",
        "/bin/find / -name *.x -delete",
        "/bin/ls --hide=* --ignore *.y",
        "/bin/x --allow=* 0.0.0.0/* a?b",
        "/bin/x $$(date) $$X ` a~b --x=~/y",
    ] {
        assert_eq!(kinds(line), [], "{line}");
    }
}

#[test]
fn shells_know_their_syntax() {
    for line in [
        "/bin/sh -c 'a | b $X ${Y:-z}'",
        "S/bin/bash -euc a | b",
        "H/bin/bash -c a | b",
        "H -c a && b",
        "/bin/env X=y bash -c a > b",
        "/bin/sh H a | b",
    ] {
        assert_eq!(kinds(line), [], "{line}");
    }
    assert_eq!(kinds("/bin/sh a | b"), one(ShellOperator, "|"));
    assert_eq!(kinds("/bin/x -c a | b"), one(ShellOperator, "|"));
}

#[test]
fn programs_that_are_none() {
    assert_eq!(kinds("A=b /bin/x"), one(Assignment, "A=b"));
    assert_eq!(kinds("cd /tmp"), one(ShellBuiltin, "cd"));
    assert_eq!(kinds("-exec /bin/x"), one(ShellBuiltin, "exec"));
    assert_eq!(kinds("$X y"), one(VariableProgram, "$X"));
    assert_eq!(kinds("true"), one(BareProgram, "true"));
    assert_eq!(kinds("H"), []);
    assert_eq!(kinds("%i"), []);
    assert!(!found("true")[0].is_sure && found("cd /x")[0].is_sure);
}

#[test]
fn variables_are_expanded_by_own_rules() {
    for line in ["/bin/x $X ${X} a${X}b $$X a$ $1 '$X/y'", ":/bin/x $X/y", "/bin/x ${X}/$"] {
        assert_eq!(kinds(line), [], "{line}");
    }
    assert_eq!(kinds("/bin/x --d=$X1/y"), one(PartVariable, "$X1"));
    assert_eq!(edited("/bin/x --d=$HOME/y"), "/bin/x --d=${HOME}/y");
    assert_eq!(edited("/bin/x $HOME/y"), "/bin/x ${HOME}/y");
    assert_eq!(kinds("/bin/x ${X:-y}"), one(ParameterExpansion, "${X:-y}"));
    assert!(found("/bin/x a$X1/y")[0].is_sure && !found("/bin/x pa$word")[0].is_sure);
}

#[test]
fn percent_signs_that_programs_want() {
    assert_eq!(edited("/bin/date +%s"), "/bin/date +%%s");
    assert_eq!(edited("/bin/x a-%Y-%m-%d"), "/bin/x a-%%Y-%%m-%%d");
    assert_eq!(edited("/bin/sh -c 'echo $(date +%s)'"), "/bin/sh -c 'echo $(date +%%s)'");
    assert_eq!(edited("/bin/printf '%s-%%' x"), "/bin/printf '%%s-%%' x");
    assert_eq!(edited("/bin/x https://y/%C3%A9"), "/bin/x https://y/%%C3%%A9");
    for line in [
        "/bin/x %n %i /run/%p-%H",
        "/bin/sh -c 'date +x; echo %i'",
        "/bin/date --date=%H",
        "/bin/printf x %s",
        "/bin/sh -c 'update +%i'",
    ] {
        assert_eq!(kinds(line), [], "{line}");
    }
}

#[test]
fn backslashes_that_stay() {
    assert_eq!(kinds("/bin/x a\\ b"), one(UnknownEscape, "\\ "));
    assert_eq!(edited("/bin/x \\."), "/bin/x \\\\.");
    assert_eq!(edited("/bin/x \\$X"), "/bin/x $$X");
    assert_eq!(edited("/bin/x '50\\%'"), "/bin/x '50%%'");
    assert_eq!(kinds("/bin/x \\n \\; \\x41"), []);
    assert_eq!(kinds("/bin/x a \\"), one(TrailingBackslash, "\\"));
    assert_eq!(kinds("/bin/x a \\\\"), []);
}

#[test]
fn prefixes_that_are_gone() {
    let check = |version| suspicions("-!!@/bin/x y", Versions::only(version));
    assert_eq!(check(257), []);
    let it = &check(262)[0];
    assert_eq!((it.kind, it.range.clone()), (ObsoletePrefix, 0..4));
    assert_eq!(it.edits, [(1..2, String::new()), (2..3, String::new())]);
}

#[test]
fn store_paths_are_no_bare_programs() {
    assert_eq!(kinds(&format!("{STORE_PATH} a")), []);
}

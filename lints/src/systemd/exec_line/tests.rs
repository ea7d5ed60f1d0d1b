//! Command lines: what is read, what is refused, what is suspicious.

mod cases;
mod suspicious;

use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::systemd::{HOLE, STORE_PATH, UnitType, directives, errors};

const ALL: Versions = Versions::ALL;

fn refused(line: &str) -> Option<(Range<usize>, String)> {
    check(line, ALL).err().map(|it| (it.error.range, it.error.message))
}

fn place(line: &str) -> Option<Range<usize>> {
    refused(line).map(|it| it.0)
}

#[test]
fn a_line_is_prefixes_program_and_arguments() {
    let line = "-@\"/bin/x\" y 'a b' \\; ; :z";
    let found: Vec<Command<'_>> = commands(line, ALL).map(|it| it.expect("read")).collect();
    let [first, second] = &found[..] else { panic!("two commands, not {}", found.len()) };
    assert!(first.prefixes.ignores_failure && first.prefixes.names_program);
    assert!(!first.prefixes.is_privileged && second.prefixes.keeps_dollars);
    assert_eq!(first.program().map(|it| it.1).collect::<String>(), "/bin/x");
    assert_eq!((first.prefix_range.clone(), first.program_range()), (0..3, 3..10));
    let arguments: Vec<_> =
        first.arguments().map(|it| (it.range.clone(), it.text().into_owned())).collect();
    assert_eq!(arguments, [(11..12, "y".into()), (13..18, "a b".into()), (19..21, "\\;".into())]);
    assert_eq!(second.arguments().count(), 0);
}

#[test]
fn errors_have_places() {
    assert_eq!(place("/bin/x \"a b"), Some(7..8));
    assert_eq!(place("/bin/x a%z"), Some(8..10));
    assert_eq!(place("/bin/x '\\x25z'"), Some(8..13));
    assert_eq!(place("-./x y"), Some(1..4));
    assert_eq!(place("/bin/ y"), Some(0..5));
    assert_eq!(place("\"/bin/\" y"), Some(1..6));
    assert_eq!(place("/bin/a\\x22b"), Some(6..10));
    assert_eq!(place("@/bin/x"), Some(7..7));
    assert_eq!(place("/bin/x ; bin/y"), Some(9..14));
    assert_eq!(place("+!/bin/x"), Some(1..8));
    assert_eq!(place("- /bin/x"), Some(1..1));
    assert_eq!(place("\"\" x"), Some(0..2));
    assert_eq!(place(&format!("/{}", "x".repeat(256))), Some(0..257));
}

#[test]
fn messages_know_the_usual_mistakes() {
    let help = |line| check(line, ALL).expect_err("refused").error.help.expect("a help");
    assert_eq!(
        refused("A=/x /bin/y").expect("refused").1,
        "`A=…` is taken for the program, as systemd is no shell"
    );
    assert_eq!(help("A=/x /bin/y"), "set `A` with `environment` or `Environment=`");
    assert_eq!(refused("+!/bin/x").expect("refused").1, "`!` is not taken after `+`");
    assert_eq!(
        refused("${X}/y").expect("refused").1,
        "systemd expands no variables in the program: `${X}` stays as it is"
    );
    assert_eq!(refused("- /bin/x").expect("refused").1, "there is no program after `-`");
    assert_eq!(help("/bin/x %z"), "write `%%z` for a percent sign");
}

#[test]
fn a_dash_makes_the_line_ignored_only() {
    let refuses_unit = |line| check(line, ALL).expect_err("refused").refuses_unit;
    assert!(refuses_unit("./x"));
    assert!(!refuses_unit("-./x"));
    assert!(refuses_unit("/bin/x \"a"));
    assert!(!refuses_unit("-/bin/x \"a"));
    assert!(!refuses_unit("\"/bin/x"));
}

#[test]
fn holes_leave_open_what_they_may_be() {
    for line in [
        "H",
        "H/bin/x",
        "-H",
        "@H",
        "@/bin/x H",
        "H \"a",
        "/bin/x \"H",
        "\"H\"/x",
        "H %H",
        "/bin/H",
        "Hx%",
        "H%z",
    ] {
        assert_eq!(refused(&line.replace('H', "\u{FFFC}")), None, "{line}");
    }
    assert_eq!(place(&format!("bin/{HOLE}")), Some(0..7));
    assert_eq!(place(&format!("{HOLE}/bin/ x")), Some(0..8));
    assert_eq!(place(&format!("{STORE_PATH}/bin/x \"a")), Some(10..11));
    assert_eq!(refused(&format!("{STORE_PATH}")), None);
    assert_eq!(place(&format!("@{STORE_PATH}/bin/x")), Some(10..10));
    assert_eq!(place(&format!("x{STORE_PATH}")), Some(0..4));
}

#[test]
fn versions_differ() {
    let check = |line, version| check(line, Versions::only(version)).is_err();
    assert!(check("|/bin/x", 257) && !check("|/bin/x", 258));
    assert!(check("!!!/bin/x", 252));
    assert!(check("/bin/.", 257) && !check("/bin/.", 252));
    assert_eq!(refused("|/bin/x"), None);
    let error = super::check("|/bin/x", Versions::only(257)).expect_err("refused").error;
    assert_eq!(error.message, "the prefix `|` is not known before systemd 258");
}

proptest! {
    #[test]
    fn words_are_in_the_text_and_in_order(
        line in "([ \t\n\"'\\\\;%$@+!|:/=-]|[a-zé0-9]|\u{FFFC}|\u{FFFB}|\\\\x[0-9a-f]{2}|%[a-z]){0,40}"
    ) {
        let mut end = 0;
        for command in commands(&line, ALL).map_while(Result::ok) {
            for word in std::iter::once(command.first.clone()).chain(command.arguments()) {
                prop_assert!(end <= word.range.start && word.range.start < word.range.end);
                prop_assert!(line.get(word.range.clone()).is_some());
                let mut at = word.range.start;
                for (range, _) in word.chars() {
                    prop_assert!(at <= range.start && range.start < range.end);
                    at = range.end;
                }
                prop_assert!(at <= word.range.end);
                end = word.range.end;
            }
        }
        if let Err(error) = check(&line, ALL) {
            prop_assert!(line.get(error.error.range).is_some());
        }
        for it in suspicions(&line, ALL) {
            prop_assert!(line.get(it.range).is_some());
            let mut end = 0;
            for (range, _) in it.edits {
                prop_assert!(end <= range.start && line.get(range.clone()).is_some());
                end = range.end;
            }
        }
    }

    #[test]
    fn any_text_is_read(line in "\\PC*") {
        let _ = check(&line, ALL);
        let _ = suspicions(&line, Versions::only(262));
        let sections = [(UnitType::Service, "Service"), (UnitType::Service, "Unit"), (UnitType::Socket, "Socket")];
        for known in sections.into_iter().flat_map(|(unit, section)| directives(unit, section)) {
            for error in errors(known, &line, ALL) {
                prop_assert!(line.get(error.range).is_some(), "{}", known.name());
            }
        }
    }

    #[test]
    fn quoted_words_come_back(words in proptest::collection::vec("[ -~]{0,8}", 1..4)) {
        let line: String = words
            .iter()
            .map(|it| format!("\"{}\" ", it.replace('\\', "\\\\").replace('"', "\\\"")))
            .collect();
        let read: Vec<String> = crate::systemd::words::Words::new(&line)
            .map(|it| it.expect("closed").text().into_owned())
            .collect();
        prop_assert_eq!(read, words);
    }
}

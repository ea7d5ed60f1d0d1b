//! Lines with the verdicts of systemd 252, 257 and 262, as they were observed.

use super::super::{check, commands, suspicions};
use crate::systemd::Versions;

/// Each line, with a verdict for each version.
fn cases() -> impl Iterator<Item = (&'static str, [&'static str; 3])> {
    let table = include_str!("../../../../test_data/systemd-commands.tsv");
    table.lines().skip(1).map(|line| {
        let cells: Vec<&str> = line.split('\t').collect();
        (cells[0], [cells[1], cells[2], cells[3]])
    })
}

/// What systemd says about more than the line: whether the program is there, and how many commands
/// a service of this type may have.
const NOT_OF_THE_LINE: &[&str] = &["/nonexistent/cmd", "/bin/echo a ; /bin/echo b"];

#[test]
fn verdicts_are_those_of_systemd() {
    assert!(cases().count() > 50);
    for (line, verdicts) in cases().filter(|it| !NOT_OF_THE_LINE.contains(&it.0)) {
        for (version, verdict) in [252, 257, 262].into_iter().zip(verdicts) {
            let versions = Versions::only(version);
            let refused = check(line, versions).is_err();
            assert_eq!(refused, verdict == "refused", "{line} on {version}: {verdict:?}");
            if verdict == "warning" {
                assert!(!suspicions(line, versions).is_empty(), "{line} on {version}");
            }
        }
        let everywhere = verdicts.iter().all(|it| *it == "refused");
        assert_eq!(check(line, Versions::ALL).is_err(), everywhere, "{line}");
    }
}

#[test]
fn lines_that_are_not_judged_alone_are_read() {
    for line in NOT_OF_THE_LINE {
        assert_eq!(check(line, Versions::ALL), Ok(()), "{line}");
    }
    assert_eq!(commands(NOT_OF_THE_LINE[1], Versions::ALL).count(), 2);
}

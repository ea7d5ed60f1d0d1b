//! Lines with the verdicts of systemd 252, 257 and 262, as they were observed.

use super::super::{check, commands, suspicions};
use crate::systemd::Versions;
use Verdict::{Ok, Refused, Warned};

/// What systemd said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Ok,
    Warned,
    Refused,
}

#[rustfmt::skip]
const CASES: &[(&str, [Verdict; 3])] = &[
    (r###"/bin/true"###, [Ok, Ok, Ok]),
    (r###"/bin/true arg 'two words' "three 3""###, [Ok, Ok, Ok]),
    (r###"true"###, [Ok, Ok, Ok]),
    (r###"-/bin/true"###, [Ok, Ok, Ok]),
    (r###"@/bin/true name arg"###, [Ok, Ok, Ok]),
    (r###":/bin/echo $HOME"###, [Ok, Ok, Ok]),
    (r###"+/bin/true"###, [Ok, Ok, Ok]),
    (r###"!/bin/true"###, [Ok, Ok, Ok]),
    (r###"-@+/bin/true x y"###, [Ok, Ok, Ok]),
    (r###"|/bin/true"###, [Refused, Refused, Ok]),
    (r###"/bin/sh -c 'echo $HOME | cat'"###, [Ok, Ok, Ok]),
    (r###"/bin/echo $$FOO ${FOO} $FOO"###, [Ok, Ok, Ok]),
    (r###"/bin/echo 100%%"###, [Ok, Ok, Ok]),
    (r###"/bin/echo 50% done"###, [Ok, Ok, Ok]),
    (r###"/bin/echo %n %i %%"###, [Ok, Ok, Ok]),
    (r###"/bin/echo \x41 \n \t \\ \""###, [Ok, Ok, Ok]),
    (r###"/bin/echo a \; b"###, [Ok, Ok, Ok]),
    (r###"/bin/echo a\ b"###, [Warned, Warned, Warned]),
    (r###"/bin/echo \q"###, [Warned, Warned, Warned]),
    (r###"/bin/echo "unbalanced"###, [Refused, Refused, Refused]),
    (r###"/bin/echo 'unbalanced"###, [Refused, Refused, Refused]),
    (r###"./relative"###, [Refused, Refused, Refused]),
    (r###"bin/relative"###, [Refused, Refused, Refused]),
    (r###"~/bin/x"###, [Refused, Refused, Refused]),
    (r###"$FOO bar"###, [Warned, Warned, Warned]),
    (r###"${FOO}/bin/x"###, [Refused, Refused, Refused]),
    (r###"!!/bin/true"###, [Ok, Ok, Warned]),
    (r###"+!/bin/true"###, [Refused, Refused, Refused]),
    (r###"++/bin/true"###, [Refused, Refused, Refused]),
    (r###"@/bin/true"###, [Refused, Refused, Refused]),
    (r###"/bin/echo %z"###, [Refused, Refused, Refused]),
    (r###"/bin/echo date +%Y-%m-%d"###, [Ok, Ok, Ok]),
    (r###"/bin/echo +%e"###, [Refused, Refused, Refused]),
    (r###"/bin/echo %Q"###, [Refused, Refused, Refused]),
    (r###"/bin/true | cat"###, [Ok, Ok, Ok]),
    (r###"/bin/true && /bin/false"###, [Ok, Ok, Ok]),
    (r###"/bin/true > /tmp/x"###, [Ok, Ok, Ok]),
    (r###"/bin/echo $(date)"###, [Ok, Ok, Ok]),
    (r###"/bin/echo `date`"###, [Ok, Ok, Ok]),
    (r###"/bin/echo a ; /bin/echo b"###, [Refused, Refused, Refused]),
    (r###"/bin/echo a; b"###, [Ok, Ok, Ok]),
    (r###"FOO=bar /bin/true"###, [Warned, Warned, Warned]),
    (r###"/bin/true &"###, [Ok, Ok, Ok]),
    (r###"exec /bin/true"###, [Warned, Warned, Warned]),
    (r###"cd /tmp && /bin/true"###, [Warned, Warned, Warned]),
    (r###"source /etc/profile"###, [Warned, Warned, Warned]),
    (r###"/bin/echo ${FOO:-x}"###, [Ok, Ok, Ok]),
    (r###"/bin/echo ~"###, [Ok, Ok, Ok]),
    (r###"/bin/echo *.txt"###, [Ok, Ok, Ok]),
    (r###""/bin/true""###, [Ok, Ok, Ok]),
    (r###"'/bin/true' x"###, [Ok, Ok, Ok]),
    (r###"/nonexistent/cmd"###, [Warned, Warned, Warned]),
    (r###"/bin/"###, [Refused, Refused, Refused]),
];

/// What systemd says about more than the line: whether the program is there, and how many commands
/// a service of this type may have.
const NOT_OF_THE_LINE: &[&str] = &["/nonexistent/cmd", "/bin/echo a ; /bin/echo b"];

#[test]
fn verdicts_are_those_of_systemd() {
    for (line, verdicts) in CASES.iter().filter(|it| !NOT_OF_THE_LINE.contains(&it.0)) {
        for (version, verdict) in [252, 257, 262].into_iter().zip(verdicts) {
            let versions = Versions::only(version);
            let refused = check(line, versions).is_err();
            assert_eq!(refused, *verdict == Refused, "{line} on {version}: {verdict:?}");
            if *verdict == Warned {
                assert!(!suspicions(line, versions).is_empty(), "{line} on {version}");
            }
        }
        let everywhere = verdicts.iter().all(|it| *it == Refused);
        assert_eq!(check(line, Versions::ALL).is_err(), everywhere, "{line}");
    }
}

#[test]
fn lines_that_are_not_judged_alone_are_read() {
    for line in NOT_OF_THE_LINE {
        assert_eq!(check(line, Versions::ALL), std::result::Result::Ok(()), "{line}");
    }
    assert_eq!(commands(NOT_OF_THE_LINE[1], Versions::ALL).count(), 2);
}

//! Rows on which cfglint and systemd rightly differ, each with the reason.

use crate::spelling::Spelling;

/// A row on which they differ.
pub(crate) struct Exception {
    pub(crate) row: &'static str,
    /// In which spellings; all if none is named.
    pub(crate) spellings: &'static [Spelling],
    pub(crate) reason: &'static str,
}

const fn everywhere(row: &'static str, reason: &'static str) -> Exception {
    Exception { row, spellings: &[], reason }
}

const fn only(
    spellings: &'static [Spelling],
    row: &'static str,
    reason: &'static str,
) -> Exception {
    Exception { row, spellings, reason }
}

const ELSEWHERE: &str = "packages and other modules may say what is not said here";
const NO_LINT: &str = "no lint yet";
const SHELL: &str = "systemd passes it on as it is, which nobody means";
const DROPPED: &str = "systemd drops the word in silence, and with it what it was to allow";

/// What systemd refuses or ignores, and cfglint does not report.
pub(crate) const NOT_REPORTED: &[Exception] = &[
    everywhere("/nonexistent/cmd", "which programs there are only the machine knows"),
    everywhere("cycle-2", "the unit that would close the circle is not in this file"),
    everywhere("requires-missing", ELSEWHERE),
    everywhere("path-no-spec", ELSEWHERE),
    everywhere("socket-accept-no-template", ELSEWHERE),
    everywhere("socket-no-listen", ELSEWHERE),
    everywhere("socket-noaccept-template", ELSEWHERE),
    everywhere("timer-no-trigger", ELSEWHERE),
    only(&[Spelling::Home, Spelling::Text], "svc-no-exec", ELSEWHERE),
    everywhere("svc-no-execstart-no-remain", NO_LINT),
    everywhere("svc-no-execstart-not-oneshot", NO_LINT),
];

/// What systemd takes in silence, and cfglint warns about.
pub(crate) const WARNED: &[Exception] = &[
    everywhere("/bin/true | cat", SHELL),
    everywhere("/bin/true && /bin/false", SHELL),
    everywhere("/bin/true > /tmp/x", SHELL),
    everywhere("/bin/true &", SHELL),
    everywhere("/bin/echo $(date)", SHELL),
    everywhere("/bin/echo `date`", SHELL),
    everywhere("/bin/echo *.txt", SHELL),
    everywhere("/bin/echo ${FOO:-x}", SHELL),
    everywhere("/bin/echo ~", SHELL),
    everywhere("/bin/echo date +%Y-%m-%d", "systemd puts other things in place of `%Y` and `%m`"),
    everywhere("/bin/echo %n %i %%", "`%i` is empty in a unit that is no instance"),
    only(
        &[Spelling::Sections, Spelling::Options, Spelling::User],
        "true",
        "systemd looks in folders that NixOS does not have",
    ),
    everywhere("CapabilityBoundingSet=CAP_NOPE", DROPPED),
    everywhere("cap-comma", DROPPED),
    everywhere("cap-typo", DROPPED),
    everywhere(
        "RestartSteps=017",
        "the number is right, and systemd ignores it without a longest delay",
    ),
];

impl Exception {
    pub(crate) fn is_about(&self, row: &str, spelling: Spelling) -> bool {
        self.row == row && (self.spellings.is_empty() || self.spellings.contains(&spelling))
    }
}

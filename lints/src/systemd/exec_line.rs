//! Command lines: `ExecStart=` and its like.
//!
//! [`commands`] reads what systemd reads, [`check`] says what it refuses, and [`suspicions`] what
//! it accepts but does not do as its author thinks: systemd is no shell.
//!
//! Facts: systemd.service(5), "Command lines"; observed on systemd 252, 257 and 262.

mod check;
mod percent;
mod programs;
mod shell;
mod suspicion;
mod variables;

use std::ops::Range;

use super::words::{Chars, Unclosed, Word, Words};
use super::{ValueError, Versions};

pub use check::check;
pub use percent::suspicious_percent;
pub use suspicion::{Suspicion, SuspicionKind, suspicions};

/// A command line that systemd refuses.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExecError {
    /// Where and what.
    pub error: ValueError,
    /// Whether the whole unit is refused. Otherwise only the line is ignored: the command has the
    /// prefix `-`, or its first word cannot be read at all.
    pub refuses_unit: bool,
}

/// What stands before the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Prefixes {
    /// `-`: a failure is no failure.
    pub ignores_failure: bool,
    /// `@`: the first argument is the name that the program gets.
    pub names_program: bool,
    /// `:`: `$` is left as it is.
    pub keeps_dollars: bool,
    /// `+`: with full privileges.
    pub is_privileged: bool,
    /// `!`: without change of user, or the first of `!!`.
    pub keeps_user: bool,
    /// `!!`: as `!` where the kernel is old; not known since systemd 258.
    pub is_ambient: bool,
    /// `|`: through the shell of the user, since systemd 258.
    pub uses_shell: bool,
}

/// One command of a line.
#[derive(Debug, Clone)]
pub struct Command<'a> {
    /// What stands before the program.
    pub prefixes: Prefixes,
    /// The prefixes as they stand in the value, in bytes.
    pub prefix_range: Range<usize>,
    /// The first word, with its prefixes.
    pub first: Word<'a>,
    program: Chars<'a>,
    arguments: Words<'a>,
}

/// The commands of a line, which are separated by words that are `;`. After an error there are no
/// more. `|` is a prefix if any of the versions takes it for one.
#[must_use]
pub fn commands(value: &str, versions: Versions) -> Commands<'_> {
    Commands { words: Words::new(value), versions }
}

/// What [`commands`] gives.
#[derive(Debug, Clone)]
pub struct Commands<'a> {
    words: Words<'a>,
    versions: Versions,
}

impl<'a> Iterator for Commands<'a> {
    type Item = Result<Command<'a>, ExecError>;

    fn next(&mut self) -> Option<Result<Command<'a>, ExecError>> {
        let first = loop {
            match self.words.next()? {
                Ok(word) if word.is(";") => {}
                Ok(word) => break word,
                Err(open) => return Some(Err(unclosed(&open, false))),
            }
        };
        let (prefixes, program) = prefixes(&first, self.versions);
        let start = program.clone().next().map_or(first.range.end, |it| it.0.start);
        let arguments = self.words.clone();
        loop {
            match self.words.next() {
                None => break,
                Some(Ok(word)) if word.raw() == ";" => break,
                Some(Ok(_)) => {}
                Some(Err(open)) => {
                    return Some(Err(unclosed(&open, !prefixes.ignores_failure)));
                }
            }
        }
        let prefix_range = first.range.start..start;
        Some(Ok(Command { prefixes, prefix_range, first, program, arguments }))
    }
}

impl<'a> Command<'a> {
    /// The characters of the program, without prefixes.
    #[must_use]
    pub fn program(&self) -> Chars<'a> {
        self.program.clone()
    }

    /// Where the program is in the value, in bytes, with a quote at its end.
    #[must_use]
    pub fn program_range(&self) -> Range<usize> {
        self.prefix_range.end..self.first.range.end
    }

    /// What the program is given, up to the end of the command. `\;` is among it, and means `;`.
    pub fn arguments(&self) -> impl Iterator<Item = Word<'a>> {
        self.arguments.clone().map_while(Result::ok).take_while(|word| word.raw() != ";")
    }
}

fn unclosed(open: &Unclosed, refuses_unit: bool) -> ExecError {
    let error = ValueError::new(open.quote.clone(), "this quote is never closed")
        .with_help("close it, or write a backslash before it");
    ExecError { error, refuses_unit }
}

/// The prefixes of a first word, and the characters after them. Each may be there once, and `+`
/// and `!` exclude each other.
fn prefixes<'a>(first: &Word<'a>, versions: Versions) -> (Prefixes, Chars<'a>) {
    let mut it = Prefixes::default();
    let mut chars = first.chars();
    loop {
        let mut ahead = chars.clone();
        match ahead.next().map(|it| it.1) {
            Some('-') if !it.ignores_failure => it.ignores_failure = true,
            Some('@') if !it.names_program => it.names_program = true,
            Some(':') if !it.keeps_dollars => it.keeps_dollars = true,
            Some('+') if !it.is_privileged && !it.keeps_user => it.is_privileged = true,
            Some('!') if !it.is_privileged && !it.keeps_user => it.keeps_user = true,
            Some('!') if it.keeps_user && !it.is_ambient => it.is_ambient = true,
            Some('|') if !it.uses_shell && !versions.all_before(258) => it.uses_shell = true,
            _ => return (it, chars),
        }
        chars = ahead;
    }
}

#[cfg(test)]
mod tests;

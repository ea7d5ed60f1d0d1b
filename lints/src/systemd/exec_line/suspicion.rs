//! What systemd accepts of a command line, but does not do as its author thinks.

use std::ops::Range;

use super::{Command, check::is_name, commands, percent, programs, shell, variables};
use crate::systemd::Versions;

/// Something in a command line that does not do what it looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspicion {
    /// What it is.
    pub kind: SuspicionKind,
    /// Where in the value, in bytes.
    pub range: Range<usize>,
    /// Whether it is a mistake whatever the program is. Otherwise some program may want it so.
    pub is_sure: bool,
    /// What happens, as a part of a sentence.
    pub message: String,
    /// What to do, as an imperative.
    pub help: Option<String>,
    /// What to write in place of parts of the value, in order, for what was surely meant. Empty if
    /// that is no small change, as for shell syntax, which wants a script.
    pub edits: Vec<(Range<usize>, String)>,
}

/// What a [`Suspicion`] is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuspicionKind {
    /// `|`, `||`, `&&`, `&`, or `;` at the end of a word.
    ShellOperator,
    /// `> file`, `2>&1` and the like.
    Redirection,
    /// `$(…)` or backticks.
    Substitution,
    /// `*` or `?` in a path.
    Glob,
    /// `~` in an argument.
    Tilde,
    /// `NAME=value program`.
    Assignment,
    /// `cd`, `export` and other words of the shell as the program.
    ShellBuiltin,
    /// `$NAME` as the program.
    VariableProgram,
    /// A program without a path.
    BareProgram,
    /// `${NAME:-default}` and the like.
    ParameterExpansion,
    /// `$NAME` as a part of a word.
    PartVariable,
    /// A letter after `%` that systemd replaces where the program wants it.
    KnownPercent,
    /// A backslash that systemd leaves as it is.
    UnknownEscape,
    /// `!!`, which systemd does not know since 258.
    ObsoletePrefix,
    /// A backslash at the end, which joins the next line of the unit.
    TrailingBackslash,
}

/// What a command line does not do as its author thinks, in the order of the text in each command.
///
/// A command that is a shell with `-c` is judged by its `%` and backslashes only.
#[must_use]
pub fn suspicions(value: &str, versions: Versions) -> Vec<Suspicion> {
    let mut found = Vec::new();
    // Most commands have neither, and then nobody need read them again.
    let (has_dollars, has_escapes) = (value.contains('$'), value.contains('\\'));
    for command in commands(value, versions).map_while(Result::ok) {
        let name = programs::name(&command);
        let is_script = command.prefixes.uses_shell || programs::is_shell_script(&command, &name);
        if !is_script {
            program(&mut found, &command);
            shell::suspicions(&mut found, &command, &name);
            if has_dollars && !command.prefixes.keeps_dollars {
                variables::suspicions(&mut found, &command);
            }
        }
        prefix(&mut found, &command, versions);
        if has_escapes || value.contains('%') {
            percent::suspicions(&mut found, &command, &name);
        }
        if has_escapes {
            escapes(&mut found, &command);
        }
    }
    let trailing = value.bytes().rev().take_while(|&it| it == b'\\').count();
    if trailing % 2 == 1 && super::super::words::value_end(value) == value.len() {
        let end = value.len();
        let message = "the backslash at the end makes the next line of the unit a part of this one";
        found.push(
            Suspicion::new(SuspicionKind::TrailingBackslash, end - 1..end, true, message)
                .with_help("delete it"),
        );
    }
    found
}

impl Suspicion {
    pub(super) fn new(
        kind: SuspicionKind,
        range: Range<usize>,
        is_sure: bool,
        message: impl Into<String>,
    ) -> Suspicion {
        Suspicion { kind, range, is_sure, message: message.into(), help: None, edits: Vec::new() }
    }

    pub(super) fn with_help(mut self, help: impl Into<String>) -> Suspicion {
        self.help = Some(help.into());
        self
    }

    pub(super) fn with_edit(mut self, range: Range<usize>, text: impl Into<String>) -> Suspicion {
        self.edits.push((range, text.into()));
        self
    }
}

/// The help for everything that wants a shell.
pub(super) const SCRIPT: &str = "put the commands into `script`, or into `pkgs.writeShellScript`";

/// Programs that are none.
fn program(found: &mut Vec<Suspicion>, command: &Command<'_>) {
    if command.first.has_hole() || command.program().any(|it| it.1 == '/') {
        return;
    }
    let name: String = command.program().map(|it| it.1).collect();
    let range = command.program_range();
    let suspicion = |kind, message: String| Suspicion::new(kind, range.clone(), true, message);
    if let Some((variable, _)) = name.split_once('=')
        && is_name(variable)
    {
        let message = format!("`{variable}=…` is taken for the program, as systemd is no shell");
        found.push(
            suspicion(SuspicionKind::Assignment, message)
                .with_help(format!("set `{variable}` with `environment` or `Environment=`")),
        );
    } else if programs::is_shell_word(&name) {
        let message = format!(
            "`{name}` is a word of the shell, and systemd is none: there is no such program"
        );
        let help = match name.as_str() {
            "cd" => "set `WorkingDirectory=`, or put the commands into `script`",
            "exec" => "delete it: systemd starts the program without a shell around it",
            "export" | "set" => "set variables with `environment` or `Environment=`",
            "umask" => "set `UMask=`, or put the commands into `script`",
            "ulimit" => "set one of `Limit…=`, or put the commands into `script`",
            _ => SCRIPT,
        };
        found.push(suspicion(SuspicionKind::ShellBuiltin, message).with_help(help));
    } else if name.starts_with('$') && name != "$" {
        let message = format!(
            "systemd expands no variables in the program: it looks for one that is called `{name}`"
        );
        found.push(
            suspicion(SuspicionKind::VariableProgram, message).with_help("write the absolute path"),
        );
    } else if !name.is_empty() && !name.contains('%') && !name.starts_with(['|', '>', '<', '&']) {
        let message = format!(
            "systemd looks for `{name}` in folders of its own, not in `path`, and NixOS has none of its programs there"
        );
        let mut it = suspicion(SuspicionKind::BareProgram, message)
            .with_help("write the absolute path, such as `${pkgs.hello}/bin/hello`");
        it.is_sure = false;
        found.push(it);
    }
}

fn prefix(found: &mut Vec<Suspicion>, command: &Command<'_>, versions: Versions) {
    if command.prefixes.is_ambient && versions.all_since(258) {
        let range = command.prefix_range.clone();
        let message = "systemd does not know the prefix `!!` since 258, and ignores it";
        let mut it = Suspicion::new(SuspicionKind::ObsoletePrefix, range, true, message)
            .with_help("delete `!!`");
        let signs = command.first.chars().take_while(|it| it.0.end <= command.prefix_range.end);
        for (range, _) in signs.filter(|it| it.1 == '!') {
            it = it.with_edit(range, "");
        }
        found.push(it);
    }
}

fn escapes(found: &mut Vec<Suspicion>, command: &Command<'_>) {
    for word in std::iter::once(command.first.clone()).chain(command.arguments()) {
        let Some(range) = word.unknown_escape.clone().filter(|_| word.raw() != "\\;") else {
            continue;
        };
        let escape: String = word
            .chars()
            .filter(|it| range.start <= it.0.start && it.0.end <= range.end)
            .map(|it| it.1)
            .collect();
        let message = match escape.as_str() {
            "\\ " => {
                "a backslash does not take a blank into a word: the backslash stays".to_owned()
            }
            _ => format!("systemd knows no escape `{escape}`: the backslash stays"),
        };
        let it = Suspicion::new(SuspicionKind::UnknownEscape, range.clone(), true, message);
        found.push(match escape.as_str() {
            "\\ " => it.with_help("write the word in quotes"),
            "\\$" => it.with_help("write `$$` for a dollar sign").with_edit(range, "$$"),
            "\\%" => it.with_help("write `%%` for a percent sign").with_edit(range, "%%"),
            _ => it
                .with_help("write two backslashes for one")
                .with_edit(range.start..range.start, "\\"),
        });
    }
}

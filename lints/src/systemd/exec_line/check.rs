//! What systemd refuses of a command line.

use std::ops::Range;

use super::{Command, ExecError, commands};
use crate::systemd::holes::HOLE;
use crate::systemd::specifiers::{Place, percents_of, resolved};
use crate::systemd::{ValueError, Versions};

/// Says what systemd refuses of this value of `ExecStart=` or one of its like.
///
/// The empty value is right: it forgets the commands of earlier lines. How many commands a service
/// may have depends on its `Type=`, and is not looked at.
///
/// # Errors
/// All of these versions refuse it, whatever the holes are.
pub fn check(value: &str, versions: Versions) -> Result<(), ExecError> {
    for command in commands(value, versions) {
        match command {
            Ok(command) => check_command(&command, versions).map_err(|error| ExecError {
                error,
                refuses_unit: !command.prefixes.ignores_failure,
            })?,
            // A hole may have the other quote.
            Err(_) if value.contains(HOLE) => return Ok(()),
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

fn check_command(command: &Command<'_>, versions: Versions) -> Result<(), ValueError> {
    // With `|`, the program is whatever the shell makes of it. Where some versions take `|` for a
    // prefix and some do not, one of them may accept what the other refuses.
    if !command.prefixes.uses_shell {
        check_program(command, versions)?;
    }
    let percents = command.arguments().flat_map(|it| percents_of(it.chars()));
    if let Some(error) = percents.into_iter().find_map(|it| it.error(Place::Text, versions)) {
        return Err(error);
    }
    let may_have_more = command.first.raw().contains(HOLE);
    if command.prefixes.names_program && !may_have_more && command.arguments().next().is_none() {
        let end = command.first.range.end;
        return Err(ValueError::new(end..end, "`@` wants a name for the program after its path")
            .with_help("delete `@`, or write the name as the next word"));
    }
    Ok(())
}

fn check_program(command: &Command<'_>, versions: Versions) -> Result<(), ValueError> {
    let mut percents = percents_of(command.program());
    if let Some(error) = percents.find_map(|it| it.error(Place::Text, versions)) {
        return Err(error);
    }
    let range = command.program_range();
    let (mut first, mut last) = (None, None);
    let mut slash = None;
    let mut is_known = true;
    let mut count = 0;
    for (at, ch) in resolved(command.program()) {
        if let Some(ch) = ch.filter(|it| matches!(it, '\0'..' ' | '"' | '\'' | '\\' | '\x7f')) {
            let name = if ch.is_ascii_graphic() {
                format!("`{ch}`")
            } else {
                ch.escape_default().to_string()
            };
            let message = format!("the path of a program cannot have {name} in it");
            return Err(ValueError::new(at, message));
        }
        is_known &= ch.is_some();
        count += 1;
        if count == 1 {
            first = ch;
        }
        last = ch;
        if ch == Some('/') && slash.is_none() {
            slash = Some(at);
        }
    }
    if count == 0 {
        return Err(no_program(command, range));
    }
    if last == Some('/') {
        let end = range.end - usize::from(command.first.raw().ends_with(['"', '\'']));
        return Err(ValueError::new(range.start..end, "this is a folder, not a program"));
    }
    if first.is_some_and(|it| it != '/') && slash.is_some() {
        return Err(relative(command, range));
    }
    if is_known {
        check_known(command, range, versions)?;
    }
    Ok(())
}

/// Checks a program of which every character is known.
fn check_known(
    command: &Command<'_>,
    range: Range<usize>,
    versions: Versions,
) -> Result<(), ValueError> {
    let chars = || resolved(command.program()).filter_map(|it| it.1);
    let ends = |end: &str| {
        let skip = chars().count().checked_sub(end.len());
        skip.is_some_and(|skip| chars().skip(skip).eq(end.chars()))
    };
    let is = |name: &str| chars().eq(name.chars());
    if is(".") || is("..") || (versions.all_since(257) && (ends("/.") || ends("/.."))) {
        return Err(ValueError::new(range, "this is a folder, not a program"));
    }
    let (mut whole, mut part) = (0, 0);
    for ch in chars() {
        whole += ch.len_utf8();
        part = if ch == '/' { 0 } else { part + ch.len_utf8() };
        if part > 255 || whole >= 4096 {
            return Err(ValueError::new(range, "no path is as long as this")
                .with_help("a path has at most 4095 bytes, and 255 between two slashes"));
        }
    }
    Ok(())
}

fn no_program(command: &Command<'_>, range: Range<usize>) -> ValueError {
    let prefix = &command.prefix_range;
    if prefix.is_empty() || command.first.has_quotes {
        return ValueError::new(command.first.range.clone(), "there is no program here");
    }
    let message = format!("there is no program after `{}`", command.first.raw());
    ValueError::new(range, message)
        .with_help("write its path directly after the prefix, without a blank")
}

fn relative(command: &Command<'_>, range: Range<usize>) -> ValueError {
    let start: String = command.program().map(|it| it.1).take_while(|&it| it != '/').collect();
    let error = |message: String| ValueError::new(range.clone(), message);
    if start == "~" {
        return error(
            "systemd does not expand `~`, and refuses a program that is no absolute path".into(),
        )
        .with_help("write `%h` for the home of the user that runs the service manager");
    }
    if start.starts_with('$') {
        return error(format!(
            "systemd expands no variables in the program: `{start}` stays as it is"
        ))
        .with_help("write the absolute path");
    }
    if let Some((name, _)) = start.split_once('=')
        && is_name(name)
    {
        return error(format!("`{name}=…` is taken for the program, as systemd is no shell"))
            .with_help(format!("set `{name}` with `environment` or `Environment=`"));
    }
    match start.chars().next() {
        Some('|') if !command.prefixes.uses_shell => {
            error("the prefix `|` is not known before systemd 258".into())
        }
        Some(ch @ ('+' | '!' | '-' | '@' | ':' | '|')) => {
            let message = format!("`{ch}` is not taken after `{}`", prefix_text(command));
            error(message)
                .with_help("each prefix may be there once, and `+` and `!` exclude each other")
        }
        _ => error("the program is neither an absolute path nor a name without slashes".into())
            .with_help("write the absolute path"),
    }
}

fn prefix_text(command: &Command<'_>) -> String {
    command
        .first
        .chars()
        .take_while(|it| it.0.end <= command.prefix_range.end)
        .map(|it| it.1)
        .collect()
}

/// Whether this is a name of a variable as shells take it.
pub(super) fn is_name(text: &str) -> bool {
    text.starts_with(|ch: char| ch.is_ascii_alphabetic() || ch == '_')
        && text.chars().all(|ch| ch.is_ascii_alphanumeric() || ch == '_')
}

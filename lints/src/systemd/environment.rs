//! Variables: `Environment=`, `PassEnvironment=`, `UnsetEnvironment=`.
//!
//! Facts: systemd.exec(5); observed on systemd 252, 257 and 262.

use super::holes::HOLE;
use super::specifiers::{Place, percents_of, resolved};
use super::words::{Word, Words};
use super::{ValueError, Versions};

/// What is in a list of variables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Variables {
    /// `NAME=VALUE`, as in `Environment=`.
    Assignments,
    /// `NAME`, as in `PassEnvironment=`.
    Names,
    /// Either, as in `UnsetEnvironment=`.
    Either,
}

/// The mistakes of a list of variables. systemd ignores each bad word, and everything from an
/// open quote or an unknown escape on.
#[must_use]
pub fn check(value: &str, variables: Variables, versions: Versions) -> Vec<ValueError> {
    let mut errors = Vec::new();
    for word in Words::new(value) {
        let word = match word {
            Ok(word) => word,
            Err(open) => {
                if !value.contains(HOLE) {
                    let message = "this quote is never closed: systemd ignores the rest";
                    errors.push(ValueError::new(open.quote, message).with_help("close it"));
                }
                break;
            }
        };
        if variables == Variables::Names && word.has_escapes {
            // Backslashes are something else there.
            continue;
        }
        if let Some(range) = word.unknown_escape.clone() {
            let message = "systemd knows no such escape, and ignores the rest";
            errors.push(ValueError::new(range, message).with_help("write two backslashes for one"));
            break;
        }
        errors.extend(check_word(&word, variables, versions).err());
        // What is not known may have a quote.
        if word.raw().contains(HOLE) {
            break;
        }
    }
    errors
}

fn check_word(word: &Word<'_>, variables: Variables, versions: Versions) -> Result<(), ValueError> {
    if let Some(error) = percents_of(word.chars()).find_map(|it| it.error(Place::Text, versions)) {
        return Err(error);
    }
    let mut is_known = true;
    let mut count = 0;
    for (range, ch) in resolved(word.chars()) {
        match ch {
            None => is_known = false,
            Some('=') if variables != Variables::Names => {
                if count == 0 && is_known {
                    let end = word.range.end;
                    return Err(ValueError::new(range.start..end, "there is no name before `=`")
                        .with_help("write `NAME=VALUE` without blanks around `=`"));
                }
                return Ok(());
            }
            Some(ch) => {
                let is_digit = ch.is_ascii_digit();
                if !(ch.is_ascii_alphanumeric() || ch == '_')
                    || (is_digit && count == 0 && is_known)
                {
                    return Err(bad_name(word, variables, range, ch));
                }
            }
        }
        count += 1;
    }
    if variables == Variables::Assignments && is_known {
        return Err(no_assignment(word));
    }
    if count == 0 {
        return Err(ValueError::new(word.range.clone(), "there is no name here"));
    }
    Ok(())
}

fn no_assignment(word: &Word<'_>) -> ValueError {
    let error = |message| ValueError::new(word.range.clone(), message);
    if word.is("export") {
        return error("`export` is a word of the shell, and no assignment").with_help("delete it");
    }
    error("this is no assignment").with_help(
        "write `NAME=VALUE`, without blanks around `=` and in quotes if the value has blanks",
    )
}

fn bad_name(
    word: &Word<'_>,
    variables: Variables,
    range: std::ops::Range<usize>,
    ch: char,
) -> ValueError {
    if variables == Variables::Assignments && !word.raw().contains('=') && !word.has_hole() {
        return no_assignment(word);
    }
    let message = if ch.is_ascii_digit() {
        "a name of a variable does not begin with a digit".to_owned()
    } else {
        format!("a name of a variable cannot have {} in it", shown(ch))
    };
    let error = ValueError::new(range, message);
    match ch {
        ',' => error.with_help("blanks separate variables"),
        '=' => error.with_help("write names only"),
        _ => error.with_help("names have letters, digits and `_`"),
    }
}

/// How a message shows a character.
pub(super) fn shown(ch: char) -> String {
    if ch == ' ' {
        "a blank".to_owned()
    } else if ch.is_control() {
        ch.escape_default().to_string()
    } else {
        format!("`{ch}`")
    }
}

#[cfg(test)]
mod tests;

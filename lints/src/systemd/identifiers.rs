//! Names that systemd checks: users, bus names, credentials, fields of the journal, interfaces;
//! and the addresses of documentation.
//!
//! Facts: systemd.exec(5), systemd.service(5), systemd.unit(5); observed on systemd 252 to 262.

use super::environment::shown;
use super::paths::{self, PathKind, each_word};
use super::scalar::{Part, scalar};
use super::specifiers::{Place, percents_of, resolved};
use super::words::Word;
use super::{ValueError, Versions};

/// `User=` and `Group=`. Empty resets.
///
/// # Errors
/// No version takes it for a name or a number of a user.
pub fn check_user(value: &str, versions: Versions) -> Result<(), ValueError> {
    scalar(value).map_or(Ok(()), |it| user(it, versions))
}

/// `SupplementaryGroups=`: names between blanks.
#[must_use]
pub fn check_groups(value: &str, versions: Versions) -> Vec<ValueError> {
    let Some(list) = scalar(value).filter(|it| !it.text.contains('\\')) else { return Vec::new() };
    list.plain_words().filter_map(|it| user(it, versions).err()).collect()
}

fn user(name: Part<'_>, versions: Versions) -> Result<(), ValueError> {
    name.check_percents(Place::Text, versions)?;
    if let Some((range, ch)) = name.find_bad(|it| !matches!(it, ':' | '/') && !it.is_control()) {
        let message = format!("a name of a user or group cannot have {} in it", shown(ch));
        return Err(ValueError::new(range, message));
    }
    if !name.is_literal() {
        return Ok(());
    }
    let digits = name.text.strip_prefix('-').unwrap_or(name.text);
    if matches!(name.text, "." | "..") {
        return Err(name.error("this is no name of a user or group"));
    }
    if digits.is_empty() || !digits.bytes().all(|it| it.is_ascii_digit()) {
        return Ok(());
    }
    let number = name.text.parse::<u32>().ok().filter(|it| !matches!(*it, 65535 | u32::MAX));
    let has_zeros = name.text.len() > 1 && name.text.starts_with('0');
    match number {
        None => Err(name
            .error("this is no number of a user or group")
            .with_help("numbers go from 0 to 4294967294, without 65535")),
        Some(_) if has_zeros && versions.all_since(252) => {
            Err(name.error("a number of a user or group does not begin with 0"))
        }
        Some(_) => Ok(()),
    }
}

/// `BusName=`.
///
/// # Errors
/// It has no dot, a part that is empty or begins with a digit, or another character.
pub fn check_bus_name(value: &str, versions: Versions) -> Result<(), ValueError> {
    let Some(name) = scalar(value) else { return Ok(()) };
    name.check_percents(Place::Text, versions)?;
    let name_rest = name.without(":");
    let is_unique = name_rest.start != name.start;
    let is_good = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '.');
    if let Some((range, ch)) = name_rest.find_bad(is_good) {
        let message = format!("a name on the bus cannot have {} in it", shown(ch));
        return Err(ValueError::new(range, message));
    }
    if !name.is_literal() {
        return Ok(());
    }
    for part in name_rest.split('.') {
        if part.text.is_empty() {
            return Err(ValueError::new(part.range(), "there is nothing between the dots"));
        }
        if !is_unique && part.text.starts_with(|it: char| it.is_ascii_digit()) {
            return Err(part.error("a part of a name on the bus does not begin with a digit"));
        }
    }
    if !name.text.contains('.') {
        return Err(name
            .error("a name on the bus has at least one dot")
            .with_help("write it like `org.example.Service`"));
    }
    if name.text.len() > 255 {
        return Err(name.error("a name on the bus has at most 255 bytes"));
    }
    Ok(())
}

/// `FileDescriptorName=`.
///
/// # Errors
/// A colon, a character that is no ASCII, or more than 255 bytes.
pub fn check_fd_name(value: &str, versions: Versions) -> Result<(), ValueError> {
    let Some(name) = scalar(value) else { return Ok(()) };
    name.check_percents(Place::Text, versions)?;
    if let Some((range, ch)) = name.find_bad(|it| matches!(it, ' '..='~') && it != ':') {
        let message = format!("a name of a descriptor cannot have {} in it", shown(ch));
        return Err(ValueError::new(range, message));
    }
    if name.is_literal() && name.text.len() > 255 {
        return Err(name.error("a name of a descriptor has at most 255 bytes"));
    }
    Ok(())
}

/// `LoadCredential=` and `LoadCredentialEncrypted=`: `NAME[:PATH]`, where the path may also be the
/// name of a credential.
///
/// # Errors
/// A bad name, or a path that is neither absolute nor a name.
pub fn check_load_credential(value: &str, versions: Versions) -> Result<(), ValueError> {
    let Some(whole) = scalar(value).filter(|it| !it.text.contains('\\')) else { return Ok(()) };
    let mut parts = whole.split(':');
    let Some(name) = parts.next() else { return Ok(()) };
    credential(name, versions)?;
    let Some(at) = whole.text.find(':').filter(|at| at + 1 < whole.text.len()) else {
        return Ok(());
    };
    let source = Part { text: &whole.text[at + 1..], start: whole.start + at + 1 };
    source.check_percents(Place::Text, versions)?;
    match resolved(source.chars()).next().and_then(|it| it.1) {
        Some('/') => paths::check(source.chars(), source.range(), PathKind::Absolute, versions),
        Some(_) => match source.find_bad(|it| !matches!(it, '/' | ':')) {
            Some(_) => Err(source
                .error("this is neither an absolute path nor a name of a credential")
                .with_help("begin the path with a slash")),
            None => Ok(()),
        },
        None => Ok(()),
    }
}

/// `SetCredential=` and `SetCredentialEncrypted=`: `NAME:VALUE`.
///
/// # Errors
/// A bad name, or no value.
pub fn check_set_credential(value: &str, versions: Versions) -> Result<(), ValueError> {
    let Some(whole) = scalar(value) else { return Ok(()) };
    let Some(name) = whole.split(':').next().filter(|it| !it.text.contains('\\')) else {
        return Ok(());
    };
    let is_open = super::has_hole(whole.text);
    if name.text.len() + 1 >= whole.text.len() && !is_open {
        return Err(whole
            .error("there is no value for the credential")
            .with_help("write `NAME:VALUE`"));
    }
    credential(name, versions)
}

fn credential(name: Part<'_>, versions: Versions) -> Result<(), ValueError> {
    name.check_percents(Place::Text, versions)?;
    if let Some((range, ch)) = name.find_bad(|it| matches!(it, ' '..='~') && it != '/') {
        let message = format!("a name of a credential cannot have {} in it", shown(ch));
        return Err(ValueError::new(range, message));
    }
    if matches!(name.text, "" | "." | "..") {
        return Err(name.error("there is no name of a credential here"));
    }
    if name.is_literal() && name.text.len() > 255 {
        return Err(name.error("a name of a credential has at most 255 bytes"));
    }
    Ok(())
}

/// `LogExtraFields=`: `FIELD=VALUE` between blanks.
#[must_use]
pub fn check_log_fields(value: &str, versions: Versions) -> Vec<ValueError> {
    each_word(value, |word| {
        if let Some(it) = percents_of(word.chars()).find_map(|it| it.error(Place::Text, versions)) {
            return Err(it);
        }
        let mut is_first = true;
        let mut is_known = true;
        for (range, ch) in resolved(word.chars()) {
            match ch {
                None => is_known = false,
                Some('=') => {
                    if is_first {
                        return Err(ValueError::new(range, "there is no field before `=`"));
                    }
                    return Ok(());
                }
                Some(ch) if ch.is_ascii_uppercase() => {}
                Some('0'..='9' | '_') if !is_first || !is_known => {}
                Some(ch) => {
                    let message = if is_first && matches!(ch, '0'..='9' | '_') {
                        format!(
                            "a field of the journal that is your own does not begin with {}",
                            shown(ch)
                        )
                    } else {
                        format!("a field of the journal cannot have {} in it", shown(ch))
                    };
                    let error = ValueError::new(range, message);
                    let error = error.with_help("fields have capital letters, digits and `_`");
                    return Err(match upper_field(value, word) {
                        Some(meant) => error.with_replacement(meant),
                        None => error,
                    });
                }
            }
            is_first = false;
        }
        if is_known {
            let error = ValueError::new(word.range.clone(), "there is no `=` here");
            return Err(error.with_help("write `FIELD=VALUE`, in quotes if the value has blanks"));
        }
        Ok(())
    })
}

/// The value with the field of one of its words in capitals.
fn upper_field(value: &str, word: &Word<'_>) -> Option<String> {
    let (field, _) = word.raw().split_once('=').filter(|_| !word.has_quotes)?;
    let start = word.range.start;
    let (before, after) = (&value[..start], &value[start + field.len()..]);
    Some(format!("{before}{}{after}", field.to_ascii_uppercase()))
}

/// `LogNamespace=`, `DelegateSubgroup=`: a name without slashes.
///
/// # Errors
/// It has a slash.
pub fn check_file_name(
    value: &str,
    takes_percents: bool,
    versions: Versions,
) -> Result<(), ValueError> {
    let Some(name) = scalar(value) else { return Ok(()) };
    if takes_percents {
        name.check_percents(Place::Text, versions)?;
    }
    match name.text.find('/') {
        Some(at) => {
            let at = name.start + at;
            Err(ValueError::new(at..at + 1, "this name cannot have a slash in it"))
        }
        None => Ok(()),
    }
}

/// `BindToDevice=` and `BindNetworkInterface=`: a name of an interface, or `*`.
///
/// # Errors
/// It is longer than 15 bytes, or has a character that no interface has.
pub fn check_interface(value: &str) -> Result<(), ValueError> {
    let Some(name) = scalar(value).filter(|it| it.is_literal() && it.text != "*") else {
        return Ok(());
    };
    let is_good = |it: char| matches!(it, '!'..='~') && !matches!(it, ':' | '/' | '%');
    if let Some((range, ch)) = name.find_bad(is_good) {
        let message = format!("a name of an interface cannot have {} in it", shown(ch));
        return Err(ValueError::new(range, message));
    }
    if name.text.len() > 15 {
        return Err(name.error("a name of an interface has at most 15 bytes"));
    }
    Ok(())
}

/// `Documentation=`: addresses between blanks. systemd ignores each that is none.
#[must_use]
pub fn check_documentation(value: &str, versions: Versions) -> Vec<ValueError> {
    if let Some(it) = scalar(value)
        && let Err(error) = it.check_percents(Place::Text, versions)
    {
        return vec![error];
    }
    each_word(value, |word| {
        if word.has_hole() || word.raw().contains('%') {
            return Ok(());
        }
        let text = word.text();
        let schemes = ["http://", "https://", "file:/", "info:", "man:"];
        let rest = schemes.iter().find_map(|it| text.strip_prefix(it));
        if rest.is_some_and(|it| !it.is_empty() && it.is_ascii()) {
            return Ok(());
        }
        let error = |message| ValueError::new(word.range.clone(), message);
        Err(match rest {
            Some("") => error("there is nothing after the scheme"),
            Some(_) => error("systemd takes only ASCII in addresses"),
            None => error("this is no address that systemd takes"),
        }
        .with_help("write `https://…`, `http://…`, `file:/…`, `info:…` or `man:name(1)`, with blanks between"))
    })
}

#[cfg(test)]
mod tests;

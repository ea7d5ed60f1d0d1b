//! Names of units, and lists of them.
//!
//! Facts: systemd.unit(5); observed on systemd 252, 257 and 262.

mod escape;

use super::environment::shown;
use super::holes::is_hole;
use super::scalar::{Part, scalar};
use super::specifiers::{Place, resolved};
use super::{ValueError, Versions};

pub use escape::{escape, path_to_unit_name, unescape, unit_name_to_path};

/// The kinds of units, as the end of a name says.
pub const SUFFIXES: [&str; 11] = [
    "service",
    "socket",
    "target",
    "device",
    "mount",
    "automount",
    "swap",
    "timer",
    "path",
    "slice",
    "scope",
];

/// A list of names, such as `After=` and `Wants=`: systemd ignores each bad one.
#[must_use]
pub fn check_list(value: &str, versions: Versions) -> Vec<ValueError> {
    let Some(list) = scalar(value) else { return Vec::new() };
    list.plain_words()
        .filter_map(|word| {
            let error = check_part(word, versions).err()?;
            // A replacement is of the whole value.
            Some(match error.replacement {
                Some(name) => {
                    let (before, after) = (&value[..word.start], &value[word.range().end..]);
                    ValueError { replacement: Some(format!("{before}{name}{after}")), ..error }
                }
                None => error,
            })
        })
        .collect()
}

/// One name, such as `Unit=` of a timer. With a `suffix`, the unit must be of that kind.
///
/// # Errors
/// systemd takes it for no name of a unit, or for one of another kind.
pub fn check_name(value: &str, suffix: Option<&str>, versions: Versions) -> Result<(), ValueError> {
    let Some(name) = scalar(value) else { return Ok(()) };
    check_part(name, versions)?;
    check_suffix(name, suffix)
}

/// A list of names of one kind, such as `Sockets=`.
#[must_use]
pub fn check_list_of(value: &str, suffix: &str, versions: Versions) -> Vec<ValueError> {
    let Some(list) = scalar(value) else { return Vec::new() };
    list.plain_words()
        .filter_map(|word| {
            check_part(word, versions).and_then(|()| check_suffix(word, Some(suffix))).err()
        })
        .collect()
}

fn check_suffix(name: Part<'_>, suffix: Option<&str>) -> Result<(), ValueError> {
    let Some(suffix) = suffix else { return Ok(()) };
    let Some((_, found)) = name.text.rsplit_once('.') else { return Ok(()) };
    if found == suffix || !SUFFIXES.contains(&found) {
        return Ok(());
    }
    let range = name.range().end - found.len()..name.range().end;
    Err(ValueError::new(range, format!("this must be a {suffix}"))
        .with_help(format!("write the name of a unit that ends in `.{suffix}`")))
}

fn check_part(name: Part<'_>, versions: Versions) -> Result<(), ValueError> {
    name.check_percents(Place::UnitName, versions)?;
    if let Some((range, ch)) = name.find_bad(is_good) {
        let error =
            ValueError::new(range, format!("a name of a unit cannot have {} in it", shown(ch)));
        return Err(match ch {
            ',' | ';' => {
                let error = error.with_help("blanks separate units");
                match separated(name.text) {
                    Some(text) => error.with_replacement(text),
                    None => error,
                }
            }
            '/' => match path_to_unit_name(name.text, "mount").filter(|_| name.is_literal()) {
                Some(unit) if name.text.starts_with('/') => {
                    error.with_help(format!("the mount of this path is called `{unit}`"))
                }
                _ => error.with_help("`systemd-escape` writes paths as names of units"),
            },
            _ => error.with_help("names have letters, digits and `:-_.\\`"),
        });
    }
    let mut chars = resolved(name.chars()).map(|it| it.1);
    if chars.next() == Some(Some('@')) {
        return Err(name.error("a name of a unit does not begin with `@`"));
    }
    if !name.is_literal() {
        return check_end(name);
    }
    match name.text.rsplit_once('.') {
        Some((stem, suffix)) if SUFFIXES.contains(&suffix) => {
            if stem.is_empty() {
                return Err(name.error("there is no name before the suffix"));
            }
            if name.text.len() > 255 {
                return Err(name.error("a name of a unit has at most 255 bytes"));
            }
            Ok(())
        }
        Some((_, suffix)) if matches!(suffix, "snapshot" | "busname") => {
            Err(name.error(format!("systemd has no units of the kind `.{suffix}` any more")))
        }
        _ => Err(no_suffix(name)),
    }
}

/// Whether a known end of a name that is not known as a whole can be right.
fn check_end(name: Part<'_>) -> Result<(), ValueError> {
    // What follows the last hole or percent sign is sure.
    let known = name.text.rfind(|ch| is_hole(ch) || ch == '%');
    let Some(at) = known else { return Ok(()) };
    let Some(dot) = name.text.rfind('.').filter(|&dot| dot > at) else { return Ok(()) };
    let suffix = &name.text[dot + 1..];
    // Some lists read escapes.
    if SUFFIXES.contains(&suffix) || suffix.contains('\\') {
        return Ok(());
    }
    let range = name.start + dot..name.range().end;
    Err(ValueError::new(range, format!("`.{suffix}` is no kind of unit"))
        .with_help("write `.service`, `.target`, `.socket` or another kind at the end"))
}

fn no_suffix(name: Part<'_>) -> ValueError {
    let error = name.error(format!("`{}` has no kind of unit at its end", name.text));
    if TARGETS.contains(&name.text) {
        let target = format!("{}.target", name.text);
        return error.with_help(format!("write `{target}`")).with_replacement(target);
    }
    if let Some((stem, suffix)) = name.text.rsplit_once('.')
        && let Some(near) = SUFFIXES.iter().find(|it| strsim::damerau_levenshtein(it, suffix) == 1)
        && !stem.is_empty()
    {
        let unit = format!("{stem}.{near}");
        return error.with_help(format!("did you mean `{unit}`?")).with_replacement(unit);
    }
    error.with_help(format!("write `{}.service`, or `.target`, `.socket` and so on", name.text))
}

/// The names of a list with commas between blanks, if each is a name.
fn separated(text: &str) -> Option<String> {
    let names: Vec<&str> = text.split([',', ';']).filter(|it| !it.is_empty()).collect();
    let is_name = |it: &&str| {
        it.rsplit_once('.').is_some_and(|it| !it.0.is_empty() && SUFFIXES.contains(&it.1))
            && it.chars().all(is_good)
    };
    (!names.is_empty() && names.iter().all(is_name)).then(|| names.join(" "))
}

fn is_good(ch: char) -> bool {
    ch.is_ascii_alphanumeric() || matches!(ch, '@' | ':' | '-' | '_' | '.' | '\\')
}

/// Targets of systemd whose names are often written without `.target`, and that are no services.
const TARGETS: &[&str] = &[
    "network-online",
    "multi-user",
    "graphical",
    "basic",
    "sysinit",
    "local-fs",
    "local-fs-pre",
    "remote-fs",
    "remote-fs-pre",
    "network-pre",
    "network",
    "nss-lookup",
    "nss-user-lookup",
    "time-sync",
    "time-set",
    "sockets",
    "timers",
    "paths",
    "swap",
    "shutdown",
    "sleep",
    "suspend",
    "hibernate",
    "default",
    "getty",
    "graphical-session",
    "graphical-session-pre",
];

#[cfg(test)]
mod tests;

//! Paths and lists of them.
//!
//! Facts: systemd.exec(5) and the other pages of the settings; the rules for paths were observed
//! on systemd 252, 257 and 262.

use std::ops::Range;

use super::holes::HOLE;
use super::scalar::{Part, scalar};
use super::specifiers::{Place, percents_of, resolved};
use super::words::{Unclosed, Word, Words};
use super::{ValueError, Versions};

/// What a path must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PathKind {
    /// It begins with a slash.
    Absolute,
    /// It begins without one.
    Relative,
}

/// A value that is one path, such as `RootDirectory=` and `PathExists=`. Empty resets.
///
/// # Errors
/// The path is of the other kind, has `..` in it, or a percent sign that systemd refuses.
pub fn check_path(value: &str, kind: PathKind, versions: Versions) -> Result<(), ValueError> {
    scalar(value).map_or(Ok(()), |it| check(it.chars(), it.range(), kind, versions))
}

/// `EnvironmentFile=`: one absolute path, after a `-` or not. It may have blanks.
///
/// # Errors
/// As [`check_path`].
pub fn check_optional_path(value: &str, versions: Versions) -> Result<(), ValueError> {
    let Some(path) = scalar(value).map(|it| it.without("-")) else { return Ok(()) };
    check(path.chars(), path.range(), PathKind::Absolute, versions)
}

/// `WorkingDirectory=`: an absolute path or `~`, after a `-` or not.
///
/// # Errors
/// As [`check_path`].
pub fn check_working_directory(value: &str, versions: Versions) -> Result<(), ValueError> {
    let Some(path) = scalar(value).map(|it| it.without("-")) else { return Ok(()) };
    if path.text == "~" {
        return Ok(());
    }
    check(path.chars(), path.range(), PathKind::Absolute, versions).map_err(|error| {
        if path.text.starts_with("~/") {
            return error.with_help("`~` stands alone here; write `%h/…` in a unit of a user");
        }
        error
    })
}

/// `PIDFile=`: a path, which is below `/run` if it is relative.
///
/// # Errors
/// The path has `..` in it, or a percent sign that systemd refuses.
pub fn check_pid_file(value: &str, versions: Versions) -> Result<(), ValueError> {
    let Some(path) = scalar(value) else { return Ok(()) };
    path.check_percents(Place::Text, versions)?;
    check_parts(path.chars(), versions)
}

/// A list of absolute paths, such as `ReadWritePaths=` (with `-` and then `+` before each) and
/// `RequiresMountsFor=` (without).
#[must_use]
pub fn check_paths(value: &str, has_prefixes: bool, versions: Versions) -> Vec<ValueError> {
    each_word(value, |word| {
        let mut chars = word.chars();
        let mut start = word.range.start;
        for prefix in ['-', '+'] {
            let mut ahead = chars.clone();
            if has_prefixes
                && let Some((range, ch)) = ahead.next()
                && ch == prefix
            {
                chars = ahead;
                start = range.end;
            }
        }
        check(chars, start..word.range.end, PathKind::Absolute, versions)
    })
}

/// `ExecSearchPath=`: absolute paths between colons.
#[must_use]
pub fn check_search_path(value: &str, versions: Versions) -> Vec<ValueError> {
    let Some(list) = scalar(value).filter(|it| !it.text.contains('\\')) else { return Vec::new() };
    list.split(':')
        .filter_map(|it| check(it.chars(), it.range(), PathKind::Absolute, versions).err())
        .collect()
}

/// `StateDirectory=` and its like: relative paths, each with a name of a link and flags after
/// colons. `directive` is the name of the setting.
#[must_use]
pub fn check_directories(value: &str, directive: &str, versions: Versions) -> Vec<ValueError> {
    each_word(value, |word| {
        let Some(word) = plain(word) else { return Ok(()) };
        // Older versions take the first of several colons for nothing.
        if word.text.starts_with(':') {
            return Ok(());
        }
        let mut parts = word.split(':');
        let (path, link) = (parts.next(), parts.next().filter(|it| !it.text.is_empty()));
        for part in path.into_iter().chain(link) {
            check(part.chars(), part.range(), PathKind::Relative, versions)
                .map_err(|error| below(part, directive, error))?;
            if part.text == "." {
                return Err(part.error("`.` is no name of a folder"));
            }
        }
        if let Some(path) =
            path.filter(|it| it.text == "private" || it.text.starts_with("private/"))
        {
            return Err(path.error("`private` is a folder that systemd keeps for itself"));
        }
        match link {
            Some(link) if directive == "ConfigurationDirectory" => {
                Err(link.error("`ConfigurationDirectory` takes no name of a link"))
            }
            _ => Ok(()),
        }
    })
}

/// Says where a path would be, if it is absolute and below the folder that is implied.
fn below(part: Part<'_>, directive: &str, error: ValueError) -> ValueError {
    let root = match directive {
        "StateDirectory" => "/var/lib/",
        "CacheDirectory" => "/var/cache/",
        "LogsDirectory" => "/var/log/",
        "RuntimeDirectory" => "/run/",
        "ConfigurationDirectory" => "/etc/",
        _ => return error,
    };
    match part.text.strip_prefix(root).filter(|it| !it.is_empty()) {
        Some(rest) => error.with_help(format!("write `{rest}`: it is below {root} anyway")),
        None => error.with_help(format!("write a path below {root} without it")),
    }
}

/// `BindPaths=` and `BindReadOnlyPaths=`: `SOURCE[:DESTINATION[:OPTIONS]]`, after a `-` or not.
#[must_use]
pub fn check_bind_paths(value: &str, versions: Versions) -> Vec<ValueError> {
    // A blank after a colon does not end the word.
    if value.contains(": ") || value.contains(":\t") {
        return Vec::new();
    }
    each_word(value, |word| {
        let Some(word) = plain(word) else { return Ok(()) };
        let mut parts = word.split(':');
        let source = parts.next().map(|it| it.without("-"));
        for part in source.into_iter().chain(parts.next()) {
            check(part.chars(), part.range(), PathKind::Absolute, versions)?;
        }
        let Some(options) = parts.next().filter(|it| it.is_literal()) else { return Ok(()) };
        // Newer ones may know more.
        if !versions.all_before(263) || matches!(options.text, "" | "rbind" | "norbind") {
            return Ok(());
        }
        Err(options
            .error(format!("`{}` is no option of a bind mount", options.text))
            .with_help("write `rbind` or `norbind`"))
    })
}

/// `TemporaryFileSystem=`: `PATH[:OPTIONS]`.
#[must_use]
pub fn check_temporary_file_systems(value: &str, versions: Versions) -> Vec<ValueError> {
    each_word(value, |word| {
        let Some(path) = plain(word).and_then(|it| it.split(':').next()) else { return Ok(()) };
        check(path.chars(), path.range(), PathKind::Absolute, versions)
    })
}

/// The commas that make one path of what looks like two, such as in `/a,/b`. systemd takes them
/// for a part of the name; blanks separate paths.
#[must_use]
pub fn commas(value: &str) -> Vec<ValueError> {
    each_word(value, |word| {
        let Some(at) = word.raw().find(",/").filter(|_| !word.has_quotes && !word.has_escapes)
        else {
            return Ok(());
        };
        let at = word.range.start + at;
        let message = "this comma is a part of the path: blanks separate paths";
        Err(ValueError::new(at..at + 1, message).with_help("write a blank instead"))
    })
}

/// A word without quotes and backslashes; others are not judged in part.
fn plain<'a>(word: &Word<'a>) -> Option<Part<'a>> {
    (!word.has_quotes && !word.has_escapes)
        .then(|| Part { text: word.raw(), start: word.range.start })
}

/// Checks the words of a list. A word with a backslash is not judged, as these lists do not take
/// the escapes that command lines take; and nothing is after a hole that may have a quote.
pub(super) fn each_word(
    value: &str,
    check: impl Fn(&Word<'_>) -> Result<(), ValueError>,
) -> Vec<ValueError> {
    let mut errors = Vec::new();
    for word in Words::new(value) {
        match word {
            Ok(word) if word.has_escapes => {}
            Ok(word) => {
                errors.extend(check(&word).err());
                if word.raw().contains(HOLE) {
                    break;
                }
            }
            Err(Unclosed { quote, .. }) => {
                if !value.contains(HOLE) && !value.contains('\\') {
                    errors.push(
                        ValueError::new(quote, "this quote is never closed").with_help("close it"),
                    );
                }
            }
        }
    }
    errors
}

/// Checks one path that is given as characters with their ranges.
pub(super) fn check(
    chars: impl Iterator<Item = (Range<usize>, char)> + Clone,
    range: Range<usize>,
    kind: PathKind,
    versions: Versions,
) -> Result<(), ValueError> {
    if let Some(error) = percents_of(chars.clone()).find_map(|it| it.error(Place::Text, versions)) {
        return Err(error);
    }
    match (resolved(chars.clone()).next().map(|it| it.1), kind) {
        (None, _) => return Err(ValueError::new(range, "there is no path here")),
        (Some(Some('/')), PathKind::Relative) => {
            return Err(ValueError::new(range, "this path must be relative"));
        }
        (Some(Some(ch)), PathKind::Absolute) if ch != '/' => {
            return Err(ValueError::new(range, "this path is not absolute")
                .with_help("begin it with a slash"));
        }
        _ => {}
    }
    check_parts(chars, versions)
}

/// Checks what is between the slashes.
fn check_parts(
    chars: impl Iterator<Item = (Range<usize>, char)>,
    versions: Versions,
) -> Result<(), ValueError> {
    let end = [(0..0, Some('/'))];
    // Newer versions take `/..` for `/`; a first part that is not known may be empty.
    let mut at_root = true;
    let mut is_absolute = None;
    let mut part: Option<Range<usize>> = None;
    let (mut len, mut is_known, mut is_dots) = (0, true, true);
    for (range, ch) in resolved(chars).chain(end) {
        let is_absolute = *is_absolute.get_or_insert(ch == Some('/') || ch.is_none());
        match ch {
            Some('/') => {
                if let Some(part) = part.take().filter(|_| is_known) {
                    let is_root = is_absolute && at_root && !versions.all_before(253);
                    if is_dots && len == 2 && !is_root {
                        return Err(ValueError::new(part, "systemd takes no `..` in this path")
                            .with_help("write the path without it"));
                    }
                    at_root &= is_dots && len <= 2;
                    if len > 255 {
                        return Err(ValueError::new(part, "no name in a path is as long as this")
                            .with_help("a name has at most 255 bytes"));
                    }
                }
                (len, is_known, is_dots) = (0, true, true);
                continue;
            }
            Some(ch) => {
                len += ch.len_utf8();
                is_dots &= ch == '.';
            }
            None => is_known = false,
        }
        part = Some(part.map_or(range.start, |it| it.start)..range.end);
    }
    Ok(())
}

#[cfg(test)]
mod tests;

//! Values of directives, by their type.
//!
//! Each check answers as systemd does when it reads the unit. Where the grammar of a type is not
//! certain, everything is taken.

mod limits;
mod lists;
mod names;
mod numbers;
mod strings;
mod words;

use super::tags::ValueType;
use super::{Directive, ValueError, Versions};

/// What systemd cuts off at both ends of a value, and takes for a gap between words.
const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// A value under check.
#[derive(Clone, Copy)]
struct Value<'a> {
    directive: Directive,
    text: &'a str,
    versions: Versions,
}

type Checked = Result<(), ValueError>;

/// Whether systemd takes `text`, as it stands after `=`, for the value of `directive`.
///
/// An empty value is taken: `errors` sees to it. So is a
/// value with specifiers where they are expanded, with a line break, or with text that is not known.
///
/// # Errors
/// If every one of `versions` ignores the value, a part of it, or the unit for it. A range in it is
/// of bytes of `text`, and its replacement is a value that [`check`] takes.
pub(super) fn check(directive: Directive, text: &str, versions: Versions) -> Checked {
    let trimmed = text.trim_matches(BLANKS);
    if trimmed.is_empty()
        || trimmed.contains(['\n', '\r', '\u{FFFB}', '\u{FFFC}'])
        || trimmed.ends_with('\\')
        || directive.expands_specifiers() && trimmed.contains('%')
    {
        return Ok(());
    }
    let value = Value { directive, text: trimmed, versions };
    value.check().map_err(|mut error| {
        let start = text.len() - text.trim_start_matches(BLANKS).len();
        error.range = error.range.start + start..error.range.end + start;
        error.replacement = error
            .replacement
            .filter(|other| other != trimmed && Value { text: other, ..value }.check().is_ok());
        error
    })
}

impl<'a> Value<'a> {
    fn check(self) -> Checked {
        match self.directive.value_type() {
            ValueType::AddressFamilies => names::address_families(self),
            ValueType::Bool | ValueType::Tristate => words::boolean(self),
            ValueType::Capabilities => names::capabilities(self),
            ValueType::CpuQuota => limits::cpu_quota(self),
            ValueType::CpuSet => lists::cpu_set(self),
            ValueType::DeviceSize => lists::device_size(self),
            ValueType::DeviceWeight => lists::device_weight(self),
            ValueType::Enum => words::one(self),
            ValueType::EnumOrArgument => words::one_or_argument(self),
            ValueType::EnumOrBool => words::one_or_boolean(self),
            ValueType::Errno => names::errno(self),
            ValueType::ExitStatuses => names::exit_statuses(self),
            ValueType::FileSystems => names::file_systems(self),
            ValueType::Memory => limits::memory(self),
            ValueType::Mode => limits::mode(self),
            ValueType::OpenFile => strings::open_file(self),
            ValueType::Percent => limits::percent(self),
            ValueType::Quota => limits::quota(self),
            ValueType::Rlimit => limits::rlimit(self, limits::number),
            ValueType::RlimitBytes => limits::rlimit(self, limits::bytes),
            ValueType::RlimitNice => limits::rlimit(self, limits::nice),
            ValueType::Signal => names::signal(self),
            ValueType::Size => limits::size(self),
            ValueType::SyscallFilter | ValueType::SyscallLog => names::syscalls(self),
            ValueType::Tasks => limits::tasks(self),
            ValueType::Int | ValueType::Unsigned => numbers::number(self),
            ValueType::UnsignedOrInfinity => match self.text {
                "infinity" => Ok(()),
                _ => numbers::number(self),
            },
            ValueType::Weight => words::one(self),
            ValueType::Words => lists::words(self),
            ValueType::WordsOrBool => lists::words_or_boolean(self),
            ValueType::WordsOrMask => lists::words_or_mask(self),
            _ => Ok(()),
        }
    }

    /// An error about all of the value.
    fn error(self, message: impl Into<String>) -> ValueError {
        ValueError::new(0..self.text.len(), message)
    }

    /// An error about `part`, which must be a slice of the value.
    fn error_at(self, part: &str, message: impl Into<String>) -> ValueError {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        ValueError::new(start..start + part.len(), message)
    }

    /// The value with `part`, a slice of it, written otherwise.
    fn with(self, part: &str, other: &str) -> String {
        let start = part.as_ptr() as usize - self.text.as_ptr() as usize;
        format!("{}{other}{}", &self.text[..start], &self.text[start + part.len()..])
    }

    /// Its words. None if there are quotes or escapes, whose words are not this simple.
    fn words(self) -> Option<impl Iterator<Item = &'a str>> {
        let is_plain = !self.text.contains(['"', '\'', '\\']);
        is_plain.then(|| self.text.split(BLANKS).filter(|word| !word.is_empty()))
    }

    /// Its words after the `~` that inverts a list.
    fn words_of_list(self) -> Option<impl Iterator<Item = &'a str>> {
        let rest = self.text.strip_prefix('~').unwrap_or(self.text);
        let is_plain = !self.text.contains(['"', '\'', '\\']);
        is_plain.then(|| rest.split(BLANKS).filter(|word| !word.is_empty()))
    }
}

#[cfg(test)]
mod tests;

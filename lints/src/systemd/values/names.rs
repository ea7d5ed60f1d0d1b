//! Names that are known by lists: signals, capabilities, system calls and so on.

use super::{BLANKS, Checked, Value, ValueError, numbers, words};
use crate::systemd::tags::{NameList, ValueType};

/// `SIGTERM`, `TERM`, `15`, `SIGRTMIN+3`
pub(super) fn signal(value: Value<'_>) -> Checked {
    if is_signal(value.text) {
        return Ok(());
    }
    Err(unknown(value, value.text, "signal", NameList::Signal))
}

fn is_signal(text: &str) -> bool {
    if let Some(number) = numbers::whole(text) {
        return (1..=64).contains(&number);
    }
    let name = text.strip_prefix("SIG").unwrap_or(text);
    let offset = |rest: &str, sign: char| {
        rest.is_empty()
            || rest.starts_with(sign)
                && numbers::whole(&rest[1..]).is_some_and(|offset| (0..=30).contains(&offset))
    };
    if let Some(rest) = name.strip_prefix("RTMIN") {
        return offset(rest, '+');
    }
    if let Some(rest) = name.strip_prefix("RTMAX") {
        return offset(rest, '-');
    }
    NameList::Signal.get(&format!("SIG{name}")).is_some()
}

/// `CAP_CHOWN` list. systemd drops a name that it does not know and says nothing.
pub(super) fn capabilities(value: Value<'_>) -> Checked {
    let is_known = |word: &str| {
        NameList::Capability.get(&word.to_ascii_uppercase()).is_some()
            || numbers::whole(word).is_some_and(|number| (0..=62).contains(&number))
    };
    each(value, is_known, "capability", NameList::Capability)
}

/// `AF_INET` list, or `none`.
pub(super) fn address_families(value: Value<'_>) -> Checked {
    let is_known = |word: &str| {
        word == "none" && value.text == "none"
            || NameList::AddressFamily.names().any(|it| it.name.eq_ignore_ascii_case(word))
            || numbers::whole(word).is_some()
    };
    each(value, is_known, "address family", NameList::AddressFamily)
}

/// `@network ext4` list. File systems that are not known may be new; sets are not.
pub(super) fn file_systems(value: Value<'_>) -> Checked {
    let is_known = |word: &str| !word.starts_with('@') || NameList::FileSystem.get(word).is_some();
    each(value, is_known, "set of file systems", NameList::FileSystem)
}

/// Checks each word of a list that `~` inverts.
fn each(value: Value<'_>, is_known: impl Fn(&str) -> bool, what: &str, list: NameList) -> Checked {
    let Some(mut words) = value.words_of_list() else { return Ok(()) };
    if let Some(word) = words.find(|word| !is_known(word)) {
        let parts = || word.split([',', ';', '|']).map(str::trim).filter(|it| !it.is_empty());
        if word.contains([',', ';', '|']) && parts().all(&is_known) {
            return Err(commas(value));
        }
        if let Some(rest) = word.strip_prefix('~') {
            return Err(value
                .error_at(word, "`~` stands before one word, and counts only before the first")
                .with_help(format!("write `~` once at the beginning, or `{rest}` without it")));
        }
        return Err(unknown(value, word, what, list));
    }
    Ok(())
}

/// Words with commas between.
fn commas(value: Value<'_>) -> ValueError {
    let text = value.text.replace([',', ';', '|'], " ");
    let meant = text.split(BLANKS).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    value
        .error("words of this list have blanks between them, nothing else")
        .with_help(format!("write `{meant}`"))
        .with_replacement(meant)
}

/// `word` is not in the list.
fn unknown(value: Value<'_>, word: &str, what: &str, list: NameList) -> ValueError {
    let prefix = match list {
        NameList::Signal => "SIG",
        NameList::Capability => "CAP_",
        NameList::AddressFamily => "AF_",
        _ => "",
    };
    let upper = word.to_ascii_uppercase();
    let with_prefix = match upper.starts_with(prefix) {
        true => word.to_owned(),
        false => format!("{prefix}{upper}"),
    };
    let meant = list.nearest(&with_prefix);
    let a = if what.starts_with(['a', 'e']) { "an " } else { "a " };
    let error = value.error_at(word, format!("`{word}` is not {a}{what} that systemd knows"));
    let error = match meant {
        Some(meant) => error.with_help(format!("did you mean `{meant}`?")),
        None if prefix.is_empty() => error,
        None => error.with_help(format!("names begin with `{prefix}`")),
    };
    words::with_meant(error, meant.map(|meant| value.with(word, meant)).as_deref())
}

/// `@system-service ~@mount read:EPERM` list.
pub(super) fn syscalls(value: Value<'_>) -> Checked {
    let Some(words) = value.words_of_list() else { return Ok(()) };
    for word in words {
        let (name, error) = word.split_once(':').unwrap_or((word, "kill"));
        if name.contains([',', ';']) || error.contains([',', ';']) {
            return Err(commas(value));
        }
        if word.contains(':') && value.directive.value_type() == ValueType::SyscallLog {
            let rest = &word[name.len()..];
            return Err(value
                .error_at(rest, format!("a call that is logged has no error `{rest}`"))
                .with_help(format!("write `{name}` alone"))
                .with_replacement(value.with(rest, "")));
        }
        if !is_errno(error) {
            return Err(unknown(value, error, "error", NameList::Errno));
        }
        if let Some(rest) = name.strip_prefix('~') {
            return Err(value
                .error_at(word, "`~` stands before one word, and counts only before the first")
                .with_help(format!("write `~` once at the beginning, or `{rest}` without it")));
        }
        if name.starts_with('@') {
            if NameList::SyscallSet.get(name).is_none() {
                return Err(unknown(value, name, "set of system calls", NameList::SyscallSet));
            }
        } else if NameList::Syscall.get(name).is_none() && numbers::whole(name).is_none() {
            // A name that resembles none may be a call of a newer kernel.
            let set = format!("@{name}");
            if NameList::SyscallSet.get(&set).is_some() {
                return Err(value
                    .error_at(name, format!("`{name}` is a set of system calls, no call"))
                    .with_help(format!("write `{set}`"))
                    .with_replacement(value.with(name, &set)));
            }
            if NameList::Syscall.nearest(name).is_some() {
                return Err(unknown(value, name, "system call", NameList::Syscall));
            }
        }
    }
    Ok(())
}

/// `EPERM`, a number, or `kill`.
pub(super) fn errno(value: Value<'_>) -> Checked {
    if is_errno(value.text) {
        return Ok(());
    }
    Err(unknown(value, value.text, "error", NameList::Errno))
}

fn is_errno(text: &str) -> bool {
    text == "kill"
        || NameList::Errno.get(&text.to_ascii_uppercase()).is_some()
        || numbers::whole(text).is_some_and(|number| (0..=4095).contains(&number))
}

/// Statuses by number or name, and signals.
pub(super) fn exit_statuses(value: Value<'_>) -> Checked {
    let Some(words) = value.words() else { return Ok(()) };
    for word in words {
        let is_status = NameList::ExitStatus.get(word).is_some()
            || numbers::whole(word).is_some_and(|number| (0..=255).contains(&number));
        if is_status || is_signal(word) {
            continue;
        }
        if word.contains([',', ';']) {
            return Err(commas(value));
        }
        let error = value
            .error_at(word, format!("`{word}` is neither an exit status nor a signal"))
            .with_help("write numbers from 0 to 255, names such as `DATAERR`, or signals");
        let upper = word.to_ascii_uppercase();
        let is_known = NameList::ExitStatus.get(&upper).is_some() || is_signal(&upper);
        let meant = is_known.then(|| value.with(word, &upper));
        return Err(words::with_meant(error, meant.as_deref()));
    }
    Ok(())
}

//! Names and other texts with few rules.

use super::{Checked, Value, numbers};

/// A name on D-Bus: `org.example.Name`.
pub(super) fn bus_name(value: Value<'_>) -> Checked {
    let text = value.text;
    let is_valid = |part: &str| {
        !part.is_empty()
            && !part.starts_with(|ch: char| ch.is_ascii_digit())
            && part.bytes().all(|it| it.is_ascii_alphanumeric() || matches!(it, b'_' | b'-'))
    };
    // A name that the bus itself gives; systemd takes it, whatever it is good for.
    if text.starts_with(':') {
        return Ok(());
    }
    match text.len() <= 255 && text.contains('.') && text.split('.').all(is_valid) {
        true => Ok(()),
        false => Err(value.error(format!("`{text}` is no name of a service on D-Bus")).with_help(
            "write the name that the program takes on the bus, such as `org.example.Name`",
        )),
    }
}

/// A name of a file descriptor.
pub(super) fn fd_name(value: Value<'_>) -> Checked {
    match value.text.find(':') {
        None => Ok(()),
        Some(at) => Err(value
            .error_at(&value.text[at..=at], "a name of a file descriptor has no colon")
            .with_help("write another character for it")),
    }
}

/// A name of a namespace of the journal.
pub(super) fn log_namespace(value: Value<'_>) -> Checked {
    match value.text.find(['/', ' ']) {
        None => Ok(()),
        Some(at) => Err(value
            .error_at(&value.text[at..=at], "a name of a namespace has neither slash nor blank")
            .with_help("write a word of letters, digits and dashes")),
    }
}

/// A name of a credential is one of a file.
fn credential_name(value: Value<'_>, name: &str) -> Checked {
    match name.is_empty() || name.contains('/') {
        false => Ok(()),
        true => Err(value
            .error_at(name, format!("`{name}` is no name of a credential"))
            .with_help("write the name, as the program asks for it, before the colon")),
    }
}

/// `ID`, or `ID:PATH` where the path is absolute or the name of another credential.
pub(super) fn load_credential(value: Value<'_>) -> Checked {
    let Some((name, source)) = value.text.split_once(':') else { return Ok(()) };
    if value.text.contains(['"', '\'', '\\']) {
        return Ok(());
    }
    credential_name(value, name)?;
    if source.starts_with('/') || !source.contains('/') {
        return Ok(());
    }
    Err(value
        .error_at(source, format!("`{source}` is neither an absolute path nor a credential"))
        .with_help("write the whole path, from `/` on"))
}

/// `ID:VALUE`
pub(super) fn set_credential(value: Value<'_>) -> Checked {
    if value.text.contains(['"', '\'', '\\', '%']) {
        return Ok(());
    }
    match value.text.split_once(':') {
        Some((name, _)) => credential_name(value, name),
        None => Err(value
            .error(format!("`{}` has no value", value.text))
            .with_help("write the name, a colon, and the value")),
    }
}

/// `PATH[:FDNAME[:OPTIONS]]`
pub(super) fn open_file(value: Value<'_>) -> Checked {
    match value.text.starts_with(['/', '"', '\'', '\\', '%']) {
        true => Ok(()),
        false => Err(value
            .error(format!("`{}` does not begin with an absolute path", value.text))
            .with_help("write the whole path, from `/` on")),
    }
}

/// A user or group, by name or number.
pub(super) fn user(value: Value<'_>) -> Checked {
    let text = value.text;
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    let number = numbers::whole(text).filter(|_| is_number);
    if is_number
        && (text.len() > 1 && text.starts_with('0')
            || number.is_none_or(|number| number == 65_535 || number >= i128::from(u32::MAX)))
    {
        return Err(value
            .error(format!("`{text}` is no number of a user or group"))
            .with_help("write a name, or a number below 4294967295 other than 65535"));
    }
    if matches!(text, "." | "..") {
        return Err(value.error(format!("`{text}` is no name of a user or group")));
    }
    match text.find(['/', ':']) {
        None => Ok(()),
        Some(at) => Err(value
            .error_at(
                &text[at..=at],
                format!("a name of a user or group has no `{}`", &text[at..=at]),
            )
            .with_help("write the name alone")),
    }
}

//! Paths and other texts as names of units, as `systemd-escape` writes them.

/// The name of the unit of this absolute path, such as `mnt-a.mount` for `/mnt/a` and `mount`.
/// `None` if the path has `..` in it, or if the name would be so long that systemd hashes it.
#[must_use]
pub fn path_to_unit_name(path: &str, suffix: &str) -> Option<String> {
    let mut name = String::with_capacity(path.len() + suffix.len() + 1);
    for part in path.split('/').filter(|it| !it.is_empty() && *it != ".") {
        if part == ".." {
            return None;
        }
        if !name.is_empty() {
            name.push('-');
        }
        push_escaped(&mut name, part);
    }
    if name.is_empty() {
        name.push('-');
    }
    name.push('.');
    name.push_str(suffix);
    (name.len() < 256).then_some(name)
}

/// The path of which this is the name of a unit: `/mnt/a` for `mnt-a.mount`. `None` if it is the
/// name of no path.
#[must_use]
pub fn unit_name_to_path(name: &str) -> Option<String> {
    let (stem, _) = name.rsplit_once('.')?;
    if stem == "-" {
        return Some("/".to_owned());
    }
    let path = unescape(stem)?;
    let is_normal = path.split('/').all(|it| !matches!(it, "" | "." | ".."));
    is_normal.then(|| format!("/{path}"))
}

/// Any text as a part of a name, as `systemd-escape TEXT`.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut name = String::with_capacity(text.len());
    push_escaped(&mut name, text);
    name
}

/// The text of a part of a name. `None` if it is not escaped as it should be, or no UTF-8.
#[must_use]
pub fn unescape(name: &str) -> Option<String> {
    let bytes = name.as_bytes();
    let mut text = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        at += 1;
        text.push(match byte {
            b'-' => b'/',
            b'\\' => {
                let [b'x', high, low] = *bytes.get(at..at + 3)? else { return None };
                at += 3;
                let digit =
                    |it: u8| char::from(it).to_digit(16).and_then(|it| u8::try_from(it).ok());
                digit(high)? << 4 | digit(low)?
            }
            byte => byte,
        });
    }
    String::from_utf8(text).ok()
}

fn push_escaped(name: &mut String, text: &str) {
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'/' => name.push('-'),
            // No name begins with a dot.
            b'.' if at == 0 && name.is_empty() => name.push_str("\\x2e"),
            b':' | b'_' | b'.' => name.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => name.push(char::from(byte)),
            _ => {
                let digit = |it: u8| char::from_digit(u32::from(it), 16).unwrap_or('0');
                name.push_str("\\x");
                name.push(digit(byte >> 4));
                name.push(digit(byte & 15));
            }
        }
    }
}

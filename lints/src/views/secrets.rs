//! What is a secret, and what only speaks of one.

use crate::model::{TextPart, Value, ValueKind};

/// Whether a value puts a secret into the store.
pub(crate) fn leaks(value: &Value, is_environment: bool) -> bool {
    match &value.kind {
        ValueKind::Path(path) => is_secret_path(path, is_environment),
        ValueKind::Call { arguments, .. } => {
            arguments.last().is_some_and(|text| match &text.kind {
                ValueKind::Str(text) => {
                    let text: String = text
                        .parts
                        .iter()
                        .map(|part| match part {
                            TextPart::Literal(text) => &**text,
                            TextPart::Hole(_) => HOLE,
                        })
                        .collect();
                    text.lines().any(is_secret_line)
                }
                _ => false,
            })
        }
        _ => false,
    }
}

/// Stands for an interpolation.
const HOLE: &str = "\u{1}";

fn is_secret_path(path: &str, is_environment: bool) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_ascii_lowercase();
    let is_encrypted = [".age", ".gpg", ".asc", ".enc"].iter().any(|end| name.ends_with(end))
        || path.contains("sops");
    let sounds_secret =
        ["secret", "cred", "passw", "token", "key"].iter().any(|word| name.contains(word));
    !is_encrypted && (!is_environment || sounds_secret || name.ends_with(".env"))
}

/// Values of switches, which are no secrets whatever the name says.
const SETTINGS: &[&str] = &[
    "", "true", "false", "yes", "no", "on", "off", "null", "none", "enabled", "disabled",
    "required", "optional", "unused",
];

/// `NAME=value` where the name speaks of a secret and the value is one.
pub(crate) fn is_secret_line(line: &str) -> bool {
    const NAMES: &[&str] = &[
        "PASSWORD",
        "PASSWD",
        "PASSPHRASE",
        "SECRET",
        "SECRET_KEY",
        "TOKEN",
        "API_KEY",
        "APIKEY",
        "PRIVATE_KEY",
    ];
    let line = line.trim();
    let Some((name, value)) = line.strip_prefix("export ").unwrap_or(line).split_once('=') else {
        return false;
    };
    let name = name.trim().to_ascii_uppercase();
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    let value = value.trim().trim_matches(['"', '\'']);
    let is_place = value.starts_with(['/', '$', '%', '{', '@', '<', '#', '!', '~'])
        || value.contains("://")
        || ["file:", "vault:", "env:", "op:"].iter().any(|it| value.starts_with(it));
    let lower = value.to_ascii_lowercase();
    let is_setting = SETTINGS.contains(&lower.as_str()) || value.parse::<f64>().is_ok();
    let is_mask = value.chars().all(|it| matches!(it, '*' | 'x' | 'X' | '.'));
    // What an interpolation makes a path or a host of is not known.
    let is_computed = value.contains(HOLE)
        && (!value.starts_with(|it: char| it.is_ascii_alphanumeric())
            || value.contains(['/', ':', '.']));
    is_name
        && NAMES.iter().any(|end| name.ends_with(end))
        && !(is_place || is_setting || is_mask || is_computed)
}

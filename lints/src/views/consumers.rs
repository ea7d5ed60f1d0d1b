//! Services that read certificates.

use super::cert_paths::cert_files;
use crate::facts::Fact;
use crate::model::{UnitPart, Value, ValueKind};

/// A part of a unit, and where it is said.
pub(crate) type Part<'a> = (Fact<'a>, UnitPart<'a>);

/// The certificates whose files a value names, also in texts that it writes into the store.
pub(crate) fn certs_in(value: &Value) -> Vec<String> {
    let mut certs = Vec::new();
    collect(value, &mut certs);
    certs
}

fn collect(value: &Value, certs: &mut Vec<String>) {
    match &value.kind {
        ValueKind::Str(text) => {
            let own = text.with_holes();
            for text in std::iter::once(own.as_str()).chain(text.written()) {
                for file in cert_files(text) {
                    if !certs.iter().any(|cert| cert == file.cert) {
                        certs.push(file.cert.to_owned());
                    }
                }
            }
        }
        ValueKind::List(list) => list.items.iter().for_each(|item| collect(&item.value, certs)),
        ValueKind::Call { arguments, .. } => {
            arguments.iter().for_each(|argument| collect(argument, certs));
        }
        _ => {}
    }
}

/// Whether a part of a service is something that it runs or reads.
pub(crate) fn is_read(part: &UnitPart<'_>) -> bool {
    match part.section {
        // What is kept from it is not read.
        "serviceConfig" => !part.key.contains("Paths") && !part.key.starts_with("Condition"),
        "" => ["environment", "script", "preStart"].contains(&part.key),
        _ => false,
    }
}

/// The texts of a list or a single string, with their holes; and whether these are all.
pub(crate) fn words(value: &Value) -> (Vec<String>, bool) {
    let is_complete = match &value.kind {
        ValueKind::List(list) => list.is_complete,
        ValueKind::Str(_) => true,
        _ => false,
    };
    let mut is_known = is_complete;
    let mut words = Vec::new();
    for item in value.items() {
        match &item.value.kind {
            ValueKind::Str(text) => words.push(text.with_holes()),
            _ => is_known = false,
        }
    }
    (words, is_known)
}

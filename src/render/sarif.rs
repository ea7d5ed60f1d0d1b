//! SARIF 2.1.0, which code scanning services read.

use std::collections::BTreeMap;

use cfglint_lints::{Diagnostic, FileId, Fix, LINTS, Lint, Severity, Suppressed};
use cfglint_syntax::TextRange;
use serde::Serialize;
use serde_json::{Value, json};

use super::fingerprint::fingerprints;
use crate::files::FileStore;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: u32,
    start_column: u32,
    end_line: u32,
    end_column: u32,
}

/// With `suppressed`, every result says whether something in the source silences it: the format
/// wants that of all results of a run or of none.
pub(super) fn render(
    files: &FileStore,
    found: &[Diagnostic],
    suppressed: Option<&[Suppressed]>,
) -> Vec<u8> {
    let silenced = suppressed.unwrap_or_default();
    // Those that are silenced come last, so that the fingerprints of the others do not change.
    let all: Vec<Diagnostic> =
        found.iter().chain(silenced.iter().map(|it| &it.diagnostic)).cloned().collect();
    let mut results: Vec<Value> = all
        .iter()
        .zip(fingerprints(files, &all))
        .map(|(diagnostic, fingerprint)| result(files, diagnostic, &fingerprint))
        .collect();
    if suppressed.is_some() {
        let suppressions = found.iter().map(|_| json!([])).chain(silenced.iter().map(suppressions));
        for (result, suppressions) in results.iter_mut().zip(suppressions) {
            result["suppressions"] = suppressions;
        }
    }
    super::json::pretty(&json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "cfglint",
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "version": env!("CARGO_PKG_VERSION"),
                "rules": LINTS.iter().map(|lint| rule(lint)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    }))
}

fn rule(lint: &Lint) -> Value {
    let text = lint.docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line));
    let markdown = text.collect::<Vec<_>>().join("\n");
    json!({
        "id": lint.name,
        "shortDescription": { "text": lint.summary() },
        "help": { "text": markdown, "markdown": markdown },
        "helpUri": lint.url(),
        "defaultConfiguration": {
            "enabled": lint.on_by_default,
            "level": level(lint.severity),
        },
        "properties": { "tags": [lint.group.name()] },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn result(files: &FileStore, diagnostic: &Diagnostic, fingerprint: &str) -> Value {
    let text = match &diagnostic.help {
        Some(help) => format!("{}\n{help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    let mut result = json!({
        "ruleId": diagnostic.lint,
        "level": level(diagnostic.severity),
        "message": { "text": text },
        "locations": [location(files, diagnostic.file, diagnostic.range)],
        "partialFingerprints": BTreeMap::from([("cfglint/v1", fingerprint)]),
    });
    if let Some(index) = LINTS.iter().position(|lint| lint.name == diagnostic.lint) {
        result["ruleIndex"] = json!(index);
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|related| {
            let mut place = location(files, related.file, related.range);
            place["message"] = json!({ "text": related.message });
            place
        });
        result["relatedLocations"] = related.collect();
    }
    if !diagnostic.fixes.is_empty() {
        result["fixes"] = diagnostic.fixes.iter().map(|it| fix(files, it)).collect();
    }
    result
}

fn suppressions(suppressed: &Suppressed) -> Value {
    let mut suppression = json!({ "kind": "inSource" });
    if let Some(reason) = &suppressed.reason {
        suppression["justification"] = json!(reason);
    }
    json!([suppression])
}

fn location(files: &FileStore, file: FileId, range: TextRange) -> Value {
    json!({ "physicalLocation": {
        "artifactLocation": artifact(files, file),
        "region": region(files, file, range),
    } })
}

fn artifact(files: &FileStore, file: FileId) -> Value {
    let uri = uri(files.raw_name(file));
    match uri.starts_with('/') {
        true => json!({ "uri": format!("file://{uri}") }),
        false => json!({ "uri": uri, "uriBaseId": "%SRCROOT%" }),
    }
}

/// A path as the path of a URI.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' | b'/' => uri.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(byte)),
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn region(files: &FileStore, file: FileId, range: TextRange) -> Region {
    let start = files.position(file, range.start());
    let end = files.position(file, range.end());
    Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
    }
}

fn fix(files: &FileStore, fix: &Fix) -> Value {
    let changes: Vec<Value> = fix
        .edits
        .iter()
        .map(|(file, edit)| {
            let replacements = edit.indels().iter().map(|indel| {
                json!({
                    "deletedRegion": region(files, *file, indel.delete),
                    "insertedContent": { "text": indel.insert },
                })
            });
            json!({
                "artifactLocation": artifact(files, *file),
                "replacements": replacements.collect::<Vec<_>>(),
            })
        })
        .collect();
    json!({
        "description": { "text": format!("{} ({})", fix.title, fix.applicability.name()) },
        "artifactChanges": changes,
    })
}

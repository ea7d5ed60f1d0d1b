//! Findings that are known and put up with, so that only new ones stand in the way.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use cfglint_lints::Diagnostic;
use miette::{NamedSource, SourceSpan};
use serde::{Deserialize, Serialize};

use crate::error::{Error, reason};
use crate::files::FileStore;
use crate::render::{fingerprints, json_pretty};

/// The file. The names are there for people; only fingerprints are compared.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Baseline {
    version: u32,
    findings: Vec<Known>,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Known {
    file: String,
    lint: String,
    message: String,
    fingerprint: String,
}

const VERSION: u32 = 1;

/// A file that cannot be understood, with the place.
#[derive(Debug, miette::Diagnostic)]
#[diagnostic(
    code(cfglint::baseline),
    help("`--write-baseline` makes it anew from the findings there are")
)]
struct Broken {
    message: String,
    #[source_code]
    text: NamedSource<String>,
    #[label("here")]
    place: SourceSpan,
}

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Broken {}

/// Writes a file that knows all of these findings.
pub(crate) fn write(path: &Path, files: &FileStore, found: &[Diagnostic]) -> miette::Result<()> {
    let known = |(diagnostic, fingerprint): (&Diagnostic, String)| Known {
        file: files.raw_name(diagnostic.file).to_owned(),
        lint: diagnostic.lint.to_owned(),
        message: diagnostic.message.clone(),
        fingerprint,
    };
    let findings = found.iter().zip(fingerprints(files, found)).map(known).collect();
    let bytes = json_pretty(&Baseline { version: VERSION, findings });
    fs::write(path, bytes).map_err(|error| Error::not_written(path, reason(&error)))?;
    Ok(())
}

/// The findings that the file does not know, and how many it knows that are gone.
pub(crate) fn subtract(
    path: &Path,
    files: &FileStore,
    found: Vec<Diagnostic>,
) -> miette::Result<(Vec<Diagnostic>, usize)> {
    let text = fs::read_to_string(path).map_err(|error| Error::unreadable(path, &error))?;
    let baseline = parse(path, &text)?;
    let mut known: HashSet<&str> =
        baseline.findings.iter().map(|known| known.fingerprint.as_str()).collect();
    let fingerprints = fingerprints(files, &found);
    let new = found
        .into_iter()
        .zip(fingerprints)
        .filter(|(_, fingerprint)| !known.remove(fingerprint.as_str()))
        .map(|(diagnostic, _)| diagnostic)
        .collect();
    Ok((new, known.len()))
}

fn parse(path: &Path, text: &str) -> miette::Result<Baseline> {
    let broken = |message: String, offset: usize| {
        let text = NamedSource::new(path.display().to_string(), text.to_owned());
        Broken { message, text, place: offset.into() }
    };
    let baseline: Baseline = serde_json::from_str(text).map_err(|error| {
        let before = text.lines().take(error.line().saturating_sub(1));
        let start: usize = before.map(|line| line.len() + 1).sum();
        let offset = (start + error.column().saturating_sub(1)).min(text.len());
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or(&message).to_owned();
        broken(format!("this is no baseline of cfglint: {message}"), offset)
    })?;
    if baseline.version != VERSION {
        let message = format!("this baseline has version {}, not {VERSION}", baseline.version);
        return Err(broken(message, text.find("version").unwrap_or(0)).into());
    }
    Ok(baseline)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_has_a_place() {
        let error = parse(Path::new("b.json"), "{\n  \"version\": 1,\n  \"findigs\": []\n}");
        let report = error.map(|_| ()).unwrap_err();
        assert!(report.to_string().contains("unknown field `findigs`"), "{report}");
        let label = report.labels().and_then(|mut labels| labels.next());
        assert!(label.is_some_and(|label| label.offset() > 18 && label.offset() < 32));
    }

    #[test]
    fn another_version_is_refused() {
        let error = parse(Path::new("b.json"), "{ \"version\": 2, \"findings\": [] }");
        assert!(error.is_err_and(|error| error.to_string().contains("version 2")));
    }
}

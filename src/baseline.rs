//! Findings that are known and put up with, so that only new ones stand in the way.

use std::collections::HashSet;
use std::path::Path;

use cfglint_lints::{Diagnostic, FileId, printable};
use miette::{NamedSource, SourceSpan};
use serde::{Deserialize, Serialize};

use crate::files::FileStore;
use crate::render::{fingerprints, json_pretty};
use crate::source_files;

/// The file. The names are there for people; only fingerprints are compared.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Baseline {
    version: u32,
    findings: Vec<Known>,
}

/// One finding that is put up with.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Known {
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

/// Writes a file that knows all of these findings. If it replaces one, says how many findings are
/// new in it and how many are gone.
pub(crate) fn write(
    path: &Path,
    files: &FileStore,
    found: &[Diagnostic],
) -> miette::Result<Option<(usize, usize)>> {
    let known = |(diagnostic, fingerprint): (&Diagnostic, String)| Known {
        file: files.raw_name(diagnostic.file).to_owned(),
        lint: diagnostic.lint.to_owned(),
        message: diagnostic.message.clone(),
        fingerprint,
    };
    let is_lasting = |it: &&Diagnostic| it.lint != "internal-error";
    let found: Vec<Diagnostic> = found.iter().filter(is_lasting).cloned().collect();
    let findings: Vec<Known> = found.iter().zip(fingerprints(files, &found)).map(known).collect();
    let old = source_files::read(path).ok().and_then(|it| parse(path, &it.text).ok());
    let difference = old.map(|old| {
        let prints = |findings: &[Known]| -> HashSet<String> {
            findings.iter().map(|known| known.fingerprint.clone()).collect()
        };
        let (old, new) = (prints(&old.findings), prints(&findings));
        (new.difference(&old).count(), old.difference(&new).count())
    });
    source_files::put(path, &json_pretty(&Baseline { version: VERSION, findings }))?;
    Ok(difference)
}

/// So many findings that are gone are named; the others are counted.
const SHOWN: usize = 3;

/// Findings that are gone, in words.
pub(crate) fn shown(gone: &[Known]) -> String {
    let named = gone.iter().take(SHOWN).map(|known| format!("{} in {}", known.lint, known.file));
    let mut parts: Vec<String> = named.collect();
    if gone.len() > SHOWN {
        parts.push(format!("{} more", gone.len() - SHOWN));
    }
    printable(&parts.join(", ")).into_owned()
}

impl Baseline {
    /// Reads a file that [`write`] has made.
    pub(crate) fn read(path: &Path) -> miette::Result<Baseline> {
        parse(path, &source_files::read(path)?.text)
    }

    /// The findings that the file does not know, and those that it knows of the files in `given`
    /// and that are gone, their files with them or not. Names of files count from `folder`, that of
    /// the baseline.
    pub(crate) fn subtract(
        &self,
        folder: &Path,
        files: &FileStore,
        given: &[FileId],
        found: Vec<Diagnostic>,
    ) -> (Vec<Diagnostic>, Vec<Known>) {
        let mut known: HashSet<&str> =
            self.findings.iter().map(|known| known.fingerprint.as_str()).collect();
        let fingerprints = fingerprints(files, &found);
        let new = found
            .into_iter()
            .zip(fingerprints)
            .filter(|(_, fingerprint)| !known.remove(fingerprint.as_str()))
            .map(|(diagnostic, _)| diagnostic)
            .collect();
        let given: HashSet<&str> = given.iter().map(|id| files.raw_name(*id)).collect();
        let is_gone = |it: &&Known| {
            let is_linted = given.contains(it.file.as_str()) || !folder.join(&it.file).exists();
            is_linted && known.contains(it.fingerprint.as_str())
        };
        let gone = self.findings.iter().filter(is_gone).cloned().collect();
        (new, gone)
    }
}

fn parse(path: &Path, text: &str) -> miette::Result<Baseline> {
    let broken = |message: String, offset: usize| {
        let name = path.display().to_string();
        let text = NamedSource::new(printable(&name), printable(text).into_owned());
        let message = printable(&message).into_owned();
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

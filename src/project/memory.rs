//! What a run has found, for the next one that asks the same.
//!
//! The answer of a run is a function of its question: the names, texts and settings of all files,
//! which of them are given, and which imports lead nowhere. All of that is looked up anew in every
//! run; only what the texts mean is remembered, for which they would have to be parsed.
//!
//! Which files belong to the question depends on what they import, so that is remembered for each
//! text by itself. What each file says by itself is kept as well, for a question in which only some
//! files are new.

mod files;

use std::collections::HashMap;

use cfglint_lints::{
    Applicability, Diagnostic, FileId, Fix, Indel, Related, Severity, Tag, TextEdit, by_name,
};
use cfglint_syntax::{TextRange, TextSize};
use serde::{Deserialize, Serialize};

use super::{Known, Project};
use crate::args::Check;
use crate::cache::{Cache, Digest, Digester};
pub(super) use files::Files;

/// What an earlier run of the same command has left.
pub(super) struct Memory {
    cache: Cache,
    /// The name of the entry: the command, and where it was given.
    name: Digest,
    imports: HashMap<Digest, Vec<Box<str>>>,
    answer: Option<(Digest, Vec<Finding>)>,
    /// What is known of single files, as it is on the disk.
    files: Vec<u8>,
}

/// The beginning of the entry on the disk; [`Files`] follow. The types of lints are written down as
/// plain numbers and texts, so that they need not know of it.
#[derive(Serialize, Deserialize)]
struct Entry {
    imports: Vec<(Digest, Vec<Box<str>>)>,
    question: Digest,
    findings: Vec<Finding>,
}

#[derive(Serialize, Deserialize)]
struct Finding {
    place: Place,
    lint: String,
    severity: u8,
    message: String,
    help: Option<String>,
    related: Vec<(Place, String)>,
    /// Whether each tag is [`Tag::Deprecated`].
    tags: Vec<bool>,
    fixes: Vec<Mending>,
}

#[derive(Serialize, Deserialize)]
struct Mending {
    title: String,
    is_safe: bool,
    /// By file: what is deleted, and what stands there then.
    edits: Vec<(u32, Vec<(Range, String)>)>,
}

/// A file's number and bytes of its text.
type Place = (u32, Range);
type Range = (u32, u32);

impl Memory {
    /// What is remembered of this command.
    pub(super) fn recall(cache: Cache, args: &Check) -> Memory {
        let name = name(args);
        let (mut imports, mut answer, mut files) = (HashMap::new(), None, Vec::new());
        let bytes = cache.get(&name).unwrap_or_default();
        if let Ok((entry, rest)) = postcard::take_from_bytes::<Entry>(&bytes) {
            imports = entry.imports.into_iter().collect();
            answer = Some((entry.question, entry.findings));
            files = rest.to_vec();
        }
        Memory { cache, name, imports, answer, files }
    }

    /// What is known of single files.
    pub(super) fn files(&self) -> Files<'_> {
        Files::read(&self.files)
    }

    /// What a text imports, as written.
    pub(super) fn imports(&self, text: Digest) -> Option<&[Box<str>]> {
        self.imports.get(&text).map(Vec::as_slice)
    }

    /// The findings, if the same question was answered.
    pub(super) fn answer(&self, question: Digest) -> Option<Vec<Diagnostic>> {
        let (_, findings) = self.answer.as_ref().filter(|(answered, _)| *answered == question)?;
        findings.iter().map(diagnostic).collect()
    }

    /// Keeps an answer in place of the last one. A bug is not worth remembering.
    pub(super) fn keep(&self, project: &Project, question: Digest, found: &[Diagnostic]) {
        let has_failed = |it: &Diagnostic| it.lint == "internal-error";
        if found.iter().chain(project.reports.iter().flat_map(|it| &it.diagnostics)).any(has_failed)
        {
            return;
        }
        let texts = project.files.iter().zip(&project.reports);
        let mut imports: Vec<_> = texts
            .filter_map(|(file, report)| Some((file.digest?, super::imports(report))))
            .collect();
        imports.sort();
        imports.dedup();
        let findings = found.iter().map(finding).collect();
        if let Ok(mut bytes) = postcard::to_stdvec(&Entry { imports, question, findings }) {
            files::write(project, &mut bytes);
            self.cache.put(&self.name, &bytes);
        }
    }
}

/// Tells commands apart, so that each has an entry of its own. Nothing else depends on it.
fn name(args: &Check) -> Digest {
    let mut digester = Digester::default();
    let here = std::env::current_dir().unwrap_or_default();
    digester.part(here.as_os_str().as_encoded_bytes());
    for path in &args.paths {
        digester.part(path.as_os_str().as_encoded_bytes());
    }
    let settings = format!("{:?} {} {}", args.settings, args.with_project, args.force_exclude);
    digester.part(settings.as_bytes()).finish()
}

/// All that the findings of a project follow from; `None` if a file has no digest.
pub(super) fn question(project: &Project, known: &[Known]) -> Option<Digest> {
    let all = project.all_settings();
    let mut digester = Digester::default();
    for (file, known) in project.files.iter().zip(known) {
        let settings = all
            .iter()
            .position(|it| std::sync::Arc::ptr_eq(it, &file.settings))
            .unwrap_or_default();
        digester
            .part(&file.digest?)
            .part(file.source.name.as_bytes())
            .part(file.source.config_path.as_bytes())
            .part(&(settings as u64).to_le_bytes())
            .part(&[u8::from(file.is_given)])
            .part(&(known.missing_imports.len() as u64).to_le_bytes());
        for missing in &known.missing_imports {
            digester.part(missing.as_bytes());
        }
    }
    for settings in all {
        digester.part(&settings.digest);
    }
    Some(digester.finish())
}

fn finding(it: &Diagnostic) -> Finding {
    Finding {
        place: (it.file.0, range(it.range)),
        lint: it.lint.to_owned(),
        severity: it.severity as u8,
        message: it.message.clone(),
        help: it.help.clone(),
        related: it
            .related
            .iter()
            .map(|it| ((it.file.0, range(it.range)), it.message.clone()))
            .collect(),
        tags: it.tags.iter().map(|it| *it == Tag::Deprecated).collect(),
        fixes: it.fixes.iter().map(mending).collect(),
    }
}

fn mending(it: &Fix) -> Mending {
    let edits = it.edits.iter().map(|(file, edit)| {
        let indels = edit.indels().iter().map(|it| (range(it.delete), it.insert.clone()));
        (file.0, indels.collect())
    });
    Mending {
        title: it.title.clone(),
        is_safe: it.applicability == Applicability::Safe,
        edits: edits.collect(),
    }
}

fn range(range: TextRange) -> Range {
    (range.start().into(), range.end().into())
}

fn diagnostic(it: &Finding) -> Option<Diagnostic> {
    let related = it.related.iter().map(|(place, message)| {
        let (file, range) = placed(*place)?;
        Some(Related { file, range, message: message.clone() })
    });
    let (file, range) = placed(it.place)?;
    Some(Diagnostic {
        file,
        range,
        lint: by_name(&it.lint)?.name,
        severity: match it.severity {
            0 => Severity::Hint,
            1 => Severity::Warning,
            2 => Severity::Error,
            _ => return None,
        },
        message: it.message.clone(),
        help: it.help.clone(),
        related: related.collect::<Option<_>>()?,
        tags: it
            .tags
            .iter()
            .map(|is_deprecated| match is_deprecated {
                true => Tag::Deprecated,
                false => Tag::Unnecessary,
            })
            .collect(),
        fixes: it.fixes.iter().map(fix).collect::<Option<_>>()?,
    })
}

fn fix(it: &Mending) -> Option<Fix> {
    let edits = it.edits.iter().map(|(file, indels)| {
        let indels = indels.iter().map(|(delete, insert)| {
            Some(Indel { delete: ranged(*delete)?, insert: insert.clone() })
        });
        let indels = indels.collect::<Option<Vec<_>>>()?;
        Some((FileId(*file), TextEdit::from_indels(indels)?))
    });
    Some(Fix {
        title: it.title.clone(),
        applicability: match it.is_safe {
            true => Applicability::Safe,
            false => Applicability::Unsafe,
        },
        edits: edits.collect::<Option<_>>()?,
    })
}

fn placed((file, range): Place) -> Option<(FileId, TextRange)> {
    Some((FileId(file), ranged(range)?))
}

fn ranged((start, end): Range) -> Option<TextRange> {
    (start <= end).then(|| TextRange::new(TextSize::new(start), TextSize::new(end)))
}

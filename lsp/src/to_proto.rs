//! From cfglint's terms to the protocol's.

use std::collections::HashMap;

use cfglint_lints::{Diagnostic, FileId, Severity, Tag, TextEdit};
use cfglint_syntax::TextRange;
use tower_lsp::ls_types as lsp;

use crate::report::{Files, ProjectFile};

/// What diagnostics are attributed to.
pub(crate) const SOURCE: &str = "cfglint";

pub(crate) fn range(file: &ProjectFile, range: TextRange) -> lsp::Range {
    file.encoding.range(file.text(), file.lines(), range)
}

/// A finding in `file`.
pub(crate) fn diagnostic(
    diagnostic: &Diagnostic,
    file: &ProjectFile,
    files: &Files,
) -> lsp::Diagnostic {
    let related = diagnostic.related.iter().filter_map(|related| {
        let file = files.get(&related.file)?;
        let location = lsp::Location { uri: file.uri.clone(), range: range(file, related.range) };
        let message = related.message.clone();
        Some(lsp::DiagnosticRelatedInformation { location, message })
    });
    let related: Vec<_> = related.collect();
    let tags: Vec<_> = diagnostic.tags.iter().map(|tag| tag_number(*tag)).collect();
    let message = match &diagnostic.help {
        Some(help) => format!("{}\nhelp: {help}", diagnostic.message),
        None => diagnostic.message.clone(),
    };
    lsp::Diagnostic {
        range: range(file, diagnostic.range),
        severity: Some(severity(diagnostic.severity)),
        code: Some(lsp::NumberOrString::String(diagnostic.lint.to_owned())),
        code_description: diagnostic.url().parse().ok().map(|href| lsp::CodeDescription { href }),
        source: Some(SOURCE.to_owned()),
        message,
        related_information: (!related.is_empty()).then_some(related),
        tags: (!tags.is_empty()).then_some(tags),
        data: None,
    }
}

/// A hint of cfglint is an information of the protocol: editors show a protocol's hint as three dots
/// under the first letters, or not at all.
fn severity(severity: Severity) -> lsp::DiagnosticSeverity {
    match severity {
        Severity::Error => lsp::DiagnosticSeverity::ERROR,
        Severity::Warning => lsp::DiagnosticSeverity::WARNING,
        Severity::Hint => lsp::DiagnosticSeverity::INFORMATION,
    }
}

fn tag_number(tag: Tag) -> lsp::DiagnosticTag {
    match tag {
        Tag::Unnecessary => lsp::DiagnosticTag::UNNECESSARY,
        Tag::Deprecated => lsp::DiagnosticTag::DEPRECATED,
    }
}

/// An edit of the workspace, with the versions it was made for if the client understands them.
///
/// `None` if it touches a file that is not known.
pub(crate) fn workspace_edit(
    edits: &[(FileId, TextEdit)],
    files: &Files,
    has_versions: bool,
) -> Option<lsp::WorkspaceEdit> {
    let edits: Option<Vec<(&ProjectFile, Vec<lsp::TextEdit>)>> = edits
        .iter()
        .map(|(id, edit)| files.get(id).map(|file| (&**file, text_edits(file, edit))))
        .collect();
    let edits = edits?;
    if !has_versions {
        let changes: HashMap<lsp::Uri, Vec<lsp::TextEdit>> =
            edits.into_iter().map(|(file, edits)| (file.uri.clone(), edits)).collect();
        return Some(lsp::WorkspaceEdit {
            changes: Some(changes),
            ..lsp::WorkspaceEdit::default()
        });
    }
    let edits = edits.into_iter().map(|(file, edits)| lsp::TextDocumentEdit {
        text_document: lsp::OptionalVersionedTextDocumentIdentifier {
            uri: file.uri.clone(),
            version: file.version,
        },
        edits: edits.into_iter().map(lsp::OneOf::Left).collect(),
    });
    Some(lsp::WorkspaceEdit {
        document_changes: Some(lsp::DocumentChanges::Edits(edits.collect())),
        ..lsp::WorkspaceEdit::default()
    })
}

fn text_edits(file: &ProjectFile, edit: &TextEdit) -> Vec<lsp::TextEdit> {
    let text_edit = |indel: &cfglint_lints::Indel| lsp::TextEdit {
        range: range(file, indel.delete),
        new_text: indel.insert.clone(),
    };
    edit.indels().iter().map(text_edit).collect()
}

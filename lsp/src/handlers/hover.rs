//! The explanation of the lints that found something under the cursor.

use cfglint_lints::{Diagnostic, by_name};
use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::capabilities::Client;
use crate::report::DocumentReport;
use crate::to_proto;

/// What a person needs to judge the findings at `position`; nothing where there is none.
pub(crate) fn hover(report: &DocumentReport, position: Position, client: Client) -> Option<Hover> {
    let document = report.document()?;
    let offset = client.encoding.offset(document.text(), document.lines(), position);
    let mut found: Vec<&Diagnostic> = Vec::new();
    for finding in &report.findings {
        let diagnostic = &finding.diagnostic;
        let is_new = found.iter().all(|other| other.lint != diagnostic.lint);
        if is_new && diagnostic.range.contains_inclusive(offset) {
            found.push(diagnostic);
        }
    }
    let first = found.first()?;
    let explanations: Vec<String> = found.iter().map(|it| explanation(it)).collect();
    let kind = match client.has_markdown {
        true => MarkupKind::Markdown,
        false => MarkupKind::PlainText,
    };
    let value = explanations.join("\n\n---\n\n");
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(to_proto::range(document, first.range)),
    })
}

fn explanation(diagnostic: &Diagnostic) -> String {
    let heading = format!("### [{}]({})", diagnostic.lint, diagnostic.url());
    match by_name(diagnostic.lint) {
        Some(lint) => format!("{heading}\n\n{}", unindented(lint.docs)),
        None => format!("{heading}\n\n{}", diagnostic.message),
    }
}

/// Documentation comments begin each line with the space after `///`.
fn unindented(docs: &str) -> String {
    let lines: Vec<&str> =
        docs.lines().map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    lines.join("\n").trim().to_owned()
}

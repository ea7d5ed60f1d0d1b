//! What is under the cursor: an option, a directive of systemd, a unit, a time, a finding.

mod directive;
mod kinds;
mod option;
mod unit;

use cfglint_lints::{Diagnostic, by_name};
use tower_lsp::ls_types::{Hover, HoverContents, MarkupContent, MarkupKind, Position};

use crate::capabilities::Client;
use crate::project::Project;
use crate::report::DocumentReport;
use crate::to_proto;

pub(crate) use directive::facts;

/// What a person needs to know of the place `position`; nothing where there is nothing to say.
///
/// `now` is the time in microseconds since the epoch.
pub(crate) fn hover(
    report: &DocumentReport,
    project: Option<&Project>,
    position: Position,
    now: u64,
    client: Client,
) -> Option<Hover> {
    let document = report.document()?;
    let offset = client.encoding.offset(document.text(), document.lines(), position);
    let mut found: Vec<&Diagnostic> = Vec::new();
    for finding in report.findings.iter() {
        let diagnostic = &finding.diagnostic;
        let is_new = found.iter().all(|other| other.lint != diagnostic.lint);
        if is_new && diagnostic.range.contains_inclusive(offset) {
            found.push(diagnostic);
        }
    }
    let mut parts = Vec::new();
    let mut range = found.first().map(|first| first.range);
    if let Some(project) = project.filter(|it| it.has(document)) {
        let reports = project.reports.borrow();
        let own = reports.iter().find(|it| it.source.id == document.source.id);
        let own = own.map(|own| (own, project.tree(&own.source.text)));
        let place = own.as_ref().and_then(|(own, tree)| option::at(own, tree.root(), offset));
        let unit =
            own.as_ref().and_then(|(own, tree)| unit::at(own, tree.root(), place.as_ref(), offset));
        let unit_text = unit.as_ref().and_then(|it| unit::text(it, &reports, &report.files));
        // In a value it is the unit that is meant, before the option that names it.
        let is_first = unit.as_ref().is_some_and(|it| it.is_in_value);
        if let Some(unit) = unit.filter(|_| unit_text.is_some()) {
            range = range.or(Some(unit.range));
        }
        if let Some(place) = place {
            range = range.or(Some(place.range));
            parts.push(option::text(&place, &reports, &report.files));
            parts.extend(directive::text(&place, now));
        }
        if let Some(text) = unit_text {
            parts.insert(if is_first { 0 } else { parts.len() }, text);
        }
    }
    parts.extend(found.iter().map(|it| explanation(it)));
    let range = range?;
    let kind = match client.has_markdown {
        true => MarkupKind::Markdown,
        false => MarkupKind::PlainText,
    };
    let value = parts.join("\n\n---\n\n");
    Some(Hover {
        contents: HoverContents::Markup(MarkupContent { kind, value }),
        range: Some(to_proto::range(document, range)),
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

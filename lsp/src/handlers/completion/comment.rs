//! `# cfglint: allow(…)`

use cfglint_lints::LINTS;
use cfglint_syntax::{TextRange, TextSize};
use serde_json::json;
use tower_lsp::ls_types::CompletionItemKind;

use super::{Cursor, Proposal};

/// Names of lints inside of the parentheses, and the comment itself before them.
pub(super) fn proposals(cursor: &Cursor<'_>, comment: TextRange) -> (TextRange, Vec<Proposal>) {
    let before = cursor.slice(TextRange::new(comment.start(), cursor.offset));
    let nothing = (TextRange::empty(cursor.offset), Vec::new());
    let body = before.trim_start_matches(['#', '/', '*']).trim_start();
    let back = |text: &str| cursor.offset - TextSize::of(text);
    let Some(rest) = body.strip_prefix("cfglint:") else {
        if body.len() < 2 || !"cfglint:".starts_with(body) {
            return nothing;
        }
        let whole = |label: &str| Proposal {
            insert: Some(format!("{label})")),
            snippet: Some(format!("{label}$1)$0")),
            label: format!("{label}…)"),
            kind: Some(CompletionItemKind::SNIPPET),
            ..Proposal::default()
        };
        let found = ["cfglint: allow(", "cfglint: allow-file("].map(whole).into();
        return (TextRange::new(back(body), cursor.offset), found);
    };
    let Some((_, names)) = rest.split_once('(').filter(|(_, names)| !names.contains(')')) else {
        return nothing;
    };
    let word = names.rsplit([',', ' ']).next().unwrap_or_default();
    let lint = |lint: &&'static cfglint_lints::Lint| Proposal {
        data: Some(json!({ "lint": lint.name })),
        ..Proposal::new(lint.name, CompletionItemKind::CONSTANT)
    };
    let found =
        LINTS.iter().filter(|it| cfglint_lints::can_be_allowed(it.name)).map(lint).collect();
    (TextRange::new(back(word), cursor.offset), found)
}

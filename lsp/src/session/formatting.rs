//! Formatting by the program that the settings of the editor name.

use std::ops::Range;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use cfglint_lints::LineIndex;
use cfglint_syntax::{TextRange, TextSize};
use similar::{ChangeTag, TextDiff};
use tower_lsp::jsonrpc::Error;
use tower_lsp::ls_types::*;

use super::Session;
use crate::event::{Event, Reply};
use crate::formatter;
use crate::position::PositionEncoding;
use crate::publish::Outgoing;

/// After this long, differences are told less finely.
const DIFFERENCE_LIMIT: Duration = Duration::from_millis(500);

/// The edits that a formatter's answer comes to, for a version of a document.
pub(crate) struct Formatted {
    uri: Uri,
    version: i32,
    /// The error is a sentence, if there is something to say.
    edits: Result<Vec<TextEdit>, Option<String>>,
    reply: Reply<Option<Vec<TextEdit>>>,
}

impl Session {
    pub(super) fn format(
        &mut self,
        params: &DocumentFormattingParams,
        reply: Reply<Option<Vec<TextEdit>>>,
    ) {
        let document = self.documents.get(&params.text_document.uri).filter(|it| it.is_nix);
        let command = self.configs.features().formatter;
        let Some(document) = document.filter(|_| !command.is_empty()) else {
            let _ = reply.send(Ok(None));
            return;
        };
        let (document, events, encoding) =
            (document.clone(), self.events.clone(), self.client.encoding);
        let limit = self.configs.features().formatter_limit.unwrap_or(formatter::LIMIT);
        let work = move || {
            let folder = document.path.as_deref().and_then(Path::parent);
            let text = Arc::clone(&document.text);
            let formatted =
                formatter::format(&command, &text, folder, limit, &|| reply.is_closed());
            let edits = formatted.map(|new| edits(&text, &new, encoding));
            let (uri, version) = (document.uri, document.version);
            // Nobody hears it only when the process is about to end.
            let _ = events.send(Event::Formatted(Formatted { uri, version, edits, reply }));
        };
        // Without a thread the reply is dropped, which the client hears of.
        let _ = std::thread::Builder::new().name("format".to_owned()).spawn(work);
    }

    pub(super) fn formatted(&mut self, formatted: Formatted) {
        let Formatted { uri, version, edits, reply } = formatted;
        let is_current = self.documents.get(&uri).is_some_and(|it| it.version == version);
        let answer = match edits {
            Ok(_) if !is_current => Err(Error::content_modified()),
            Ok(edits) => Ok(Some(edits)),
            Err(sentence) => {
                if let Some(sentence) = sentence {
                    self.send(Outgoing::Show(MessageType::WARNING, sentence));
                }
                Ok(None)
            }
        };
        let _ = reply.send(answer);
    }

    /// Offers to format as soon as a formatter is named, to clients that let a server do so.
    pub(super) fn offer_formatting(&mut self) {
        let has_formatter = !self.configs.features().formatter.is_empty();
        if has_formatter && self.client.registers_formatting && !self.offers_formatting {
            self.offers_formatting = true;
            self.send(Outgoing::Register(vec![Registration {
                id: "cfglint/textDocument/formatting".to_owned(),
                method: "textDocument/formatting".to_owned(),
                register_options: Some(serde_json::json!({
                    "documentSelector": [{ "language": "nix" }],
                })),
            }]));
        }
    }
}

/// Replacements of whole lines that turn one text into the other.
fn edits(old: &str, new: &str, encoding: PositionEncoding) -> Vec<TextEdit> {
    let diff = TextDiff::configure().timeout(DIFFERENCE_LIMIT).diff_lines(old, new);
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let mut at = 0;
    for change in diff.iter_all_changes() {
        let line = change.value();
        let (delete, insert) = match change.tag() {
            ChangeTag::Equal => {
                at += line.len();
                continue;
            }
            ChangeTag::Delete => (at..at + line.len(), ""),
            ChangeTag::Insert => (at..at, line),
        };
        at = delete.end;
        match found.last_mut() {
            Some((range, text)) if range.end == delete.start => {
                range.end = delete.end;
                text.push_str(insert);
            }
            _ => found.push((delete, insert.to_owned())),
        }
    }
    let lines = LineIndex::new(old);
    let size = |at: usize| TextSize::new(at as u32);
    let edit = |(range, new_text): (Range<usize>, String)| TextEdit {
        range: encoding.range(old, &lines, TextRange::new(size(range.start), size(range.end))),
        new_text,
    };
    found.into_iter().map(edit).collect()
}

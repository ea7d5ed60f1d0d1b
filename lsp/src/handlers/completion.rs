//! What can be written at the cursor.
//!
//! The text at the cursor is broken as a rule. So a name that no text has is put there, with what is
//! missing behind it, and the model of that text says where the cursor is: inside of `mkIf` as well.
//! Of a text without errors the tree says at once if the cursor is in an expression.

mod comment;
mod keys;
mod names;
mod spot;
mod values;

use std::sync::Arc;

use cfglint_lints::model::Module;
use cfglint_lints::{DOCS_URL, FileId, FileReport, LineIndex, by_name, systemd};
use cfglint_syntax::{Change, Element, Parse, SyntaxKind, TextRange, TextSize, parse};
use serde_json::json;
use tower_lsp::ls_types::*;

use crate::capabilities::Client;
use crate::documents::Document;
use crate::handlers::hover::facts;
use crate::project::Project;
use spot::Spot;

/// The name that no text has.
const MARK: &str = "cfglint'cursor'";

/// More than anyone reads.
const LIMIT: usize = 1000;

/// Something that can be written.
#[derive(Debug, Default)]
pub(super) struct Proposal {
    label: String,
    kind: Option<CompletionItemKind>,
    detail: Option<String>,
    /// What is written, if that is not the label.
    insert: Option<String>,
    /// What is written with places to fill in, for clients that have these.
    snippet: Option<String>,
    is_deprecated: bool,
    /// What the documentation is made of.
    data: Option<serde_json::Value>,
}

/// The text around the cursor.
pub(super) struct Cursor<'t> {
    text: &'t str,
    parse: &'t Parse,
    offset: TextSize,
    reports: &'t [FileReport],
    /// The file itself, if `reports` have an older text of it.
    stale: Option<FileId>,
}

/// What can be written at `position` of a document, which is `file` to its project.
pub(crate) fn completion(
    document: &Document,
    file: FileId,
    project: Option<&Project>,
    position: Position,
    client: Client,
) -> Option<CompletionResponse> {
    let text = &*document.text;
    let lines = LineIndex::new(text);
    let offset = client.encoding.offset(text, &lines, position);
    let reports = project.map(|project| project.reports.borrow());
    let reports = reports.as_deref().map_or(&[][..], Vec::as_slice);
    let is_stale =
        |it: &FileReport| it.source.id == file && !Arc::ptr_eq(&it.source.text, &document.text);
    let stale = reports.iter().any(is_stale).then_some(file);
    let known = project.map(|project| project.tree(&document.text));
    let parse = known.unwrap_or_else(|| Arc::new(parse(text)));
    let cursor = Cursor { text, parse: &parse, offset, reports, stale };
    let (range, mut proposals) = cursor.proposals();
    proposals.truncate(LIMIT);
    let range = client.encoding.range(text, &lines, range);
    let items = proposals.into_iter().map(|it| it.into_proto(range, client));
    Some(CompletionResponse::Array(items.collect()))
}

impl<'t> Cursor<'t> {
    /// What can be written, and what it takes the place of.
    fn proposals(&self) -> (TextRange, Vec<Proposal>) {
        let around = self.token();
        match around {
            Some((SyntaxKind::COMMENT, range)) => comment::proposals(self, range),
            _ => match self.string() {
                Some(string) => values::proposals(self, string),
                None => {
                    let word = self.word();
                    let found = match Spot::of(self, word) {
                        Spot::Nothing => Vec::new(),
                        Spot::Expression => names::proposals(self, (self.text, self.parse), word),
                        Spot::Other => {
                            let found = match self.is_behind_inherit(word) {
                                true => Vec::new(),
                                false => keys::proposals(self, word),
                            };
                            match found.is_empty() {
                                true => self.names(word),
                                false => found,
                            }
                        }
                    };
                    (word, found)
                }
            },
        }
    }

    /// Names that may stand at the cursor.
    fn names(&self, word: TextRange) -> Vec<Proposal> {
        let (text, parse) = self.with(word, MARK);
        let mark = TextRange::at(word.start(), TextSize::of(MARK));
        names::proposals(self, (&text, &parse), mark)
    }

    /// Whether the words before the cursor are those of an `inherit` that is being written.
    fn is_behind_inherit(&self, word: TextRange) -> bool {
        let before = &self.text[..word.start().into()];
        let statement = before.rsplit([';', '{', '}', '=']).next().unwrap_or_default();
        let is_name = |it: &str| cfglint_syntax::is_identifier(it);
        let mut words = statement.split_whitespace().skip_while(|it| *it == "let");
        words.next() == Some("inherit") && words.all(is_name)
    }

    /// The token that ends at the cursor or is around it.
    fn token(&self) -> Option<(SyntaxKind, TextRange)> {
        let mut node = self.parse.root();
        loop {
            let is_around =
                |range: TextRange| range.start() < self.offset && self.offset <= range.end();
            let found = node.elements().find(|element| match element {
                Element::Node(node) => is_around(node.range()),
                Element::Token(token) => is_around(token.range()),
            });
            match found? {
                Element::Node(inner) => node = inner,
                Element::Token(token) => return Some((token.kind(), token.range())),
            }
        }
    }

    /// What is inside the quotes around the cursor; a string without end ends with its line.
    fn string(&self) -> Option<TextRange> {
        let mut node = self.parse.root();
        let mut string = None;
        let is_around =
            |range: TextRange| range.start() < self.offset && self.offset <= range.end();
        while let Some(inner) = node.children().find(|it| is_around(it.range())) {
            match inner.kind() {
                SyntaxKind::STRING => string = Some(inner),
                SyntaxKind::INTERPOLATION | SyntaxKind::DYNAMIC => string = None,
                _ => {}
            }
            node = inner;
        }
        let string = string?;
        let start = string.range().start() + TextSize::new(1);
        let rest = &self.text[usize::from(start)..];
        let line = rest.find(['\n', '"']).unwrap_or(rest.len());
        let end = start + TextSize::new(line as u32);
        let inside = TextRange::new(start, end);
        let text = &self.text[std::ops::Range::<usize>::from(inside)];
        (inside.contains_inclusive(self.offset) && !text.contains("${")).then_some(inside)
    }

    /// The word around the cursor.
    fn word(&self) -> TextRange {
        let at = usize::from(self.offset);
        let is_word = |it: char| it.is_ascii_alphanumeric() || matches!(it, '_' | '-' | '\'');
        let before = &self.text[..at];
        let start = before.trim_end_matches(is_word).len();
        let after = &self.text[at..];
        let end = at + after.len() - after.trim_start_matches(is_word).len();
        TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
    }

    fn slice(&self, range: TextRange) -> &'t str {
        &self.text[std::ops::Range::<usize>::from(range)]
    }

    /// What the files say; `own` is what this one says, the name at the cursor aside.
    fn modules<'m>(&'m self, own: Option<&'m Module>) -> impl Iterator<Item = &'m Module> {
        let known = self.reports.iter().filter(|it| self.stale != Some(it.source.id));
        known.map(|it| &it.module).chain(own.filter(|_| self.stale.is_some()))
    }

    /// The text with something else in a range, and its tree.
    fn with(&self, range: TextRange, new: &str) -> (String, Parse) {
        let (before, after) =
            (&self.text[..range.start().into()], &self.text[range.end().into()..]);
        let text = format!("{before}{new}{after}");
        let change = Change { delete: range, insert: TextSize::of(new) };
        let parse = self.parse.changed(change, &text).0;
        (text, parse)
    }

    /// What the text says as a module, with something else in a range.
    fn module_with(&self, range: TextRange, new: &str) -> Module {
        let (text, parse) = self.with(range, new);
        Module::lower(parse.root(), &text)
    }
}

impl Proposal {
    pub(super) fn new(label: impl Into<String>, kind: CompletionItemKind) -> Proposal {
        Proposal { label: label.into(), kind: Some(kind), ..Proposal::default() }
    }

    fn into_proto(self, range: Range, client: Client) -> CompletionItem {
        let snippet = self.snippet.filter(|_| client.has_snippets);
        let format = snippet.is_some().then_some(InsertTextFormat::SNIPPET);
        let new_text = snippet.or(self.insert).unwrap_or_else(|| self.label.clone());
        let edit = TextEdit { range, new_text };
        CompletionItem {
            label: self.label,
            kind: self.kind,
            detail: self.detail,
            insert_text_format: format,
            text_edit: Some(CompletionTextEdit::Edit(edit)),
            tags: self.is_deprecated.then(|| vec![CompletionItemTag::DEPRECATED]),
            data: self.data,
            ..CompletionItem::default()
        }
    }
}

/// What is needed to find a directive again.
fn directive_data(unit: systemd::UnitType, section: &str, name: &str) -> serde_json::Value {
    json!({ "unit": unit.tag(), "section": section, "directive": name })
}

/// An item with its documentation.
pub(crate) fn completion_resolve(mut item: CompletionItem) -> CompletionItem {
    let Some(data) = &item.data else { return item };
    let word = |key: &str| data[key].as_str().unwrap_or_default();
    let lint = by_name(word("lint")).map(|lint| {
        format!("{}\n\n[{}]({DOCS_URL}/{}.md)", lint.docs.trim(), lint.name, lint.name)
    });
    let value = lint.or_else(|| {
        let unit = systemd::UnitType::ALL.iter().find(|unit| unit.tag() == word("unit"))?;
        let directive = systemd::directive(*unit, word("section"), word("directive"))?;
        Some(facts(directive, *unit, word("section")))
    });
    item.documentation = value.map(|value| {
        Documentation::MarkupContent(MarkupContent { kind: MarkupKind::Markdown, value })
    });
    item
}

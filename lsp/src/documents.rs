//! Open documents: their texts as the client has them.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{CONFIG_NAME, normalize};
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use crate::position::PositionEncoding;

/// The documents that the client has open.
///
/// **Invariant:** a text here is what the client has at that version, byte for byte. Disk never
/// has a say.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    by_uri: BTreeMap<Uri, Document>,
    /// Whose text counts as that of a file: of several names for it the one that was opened last.
    by_path: HashMap<PathBuf, Uri>,
}

/// One open document.
#[derive(Debug, Clone)]
pub(crate) struct Document {
    /// The client's name of it.
    pub(crate) uri: Uri,
    /// Where it lies, if it is a file.
    pub(crate) path: Option<PathBuf>,
    /// The version, as the client counts.
    pub(crate) version: i32,
    /// The text of that version.
    pub(crate) text: Arc<str>,
    /// Whether it is to be linted.
    pub(crate) is_nix: bool,
}

/// Why a change was not taken.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    NotOpen,
    OldVersion { ours: i32, theirs: i32 },
}

impl Documents {
    pub(crate) fn open(&mut self, item: TextDocumentItem) {
        let path = file_path(&item.uri);
        let is_config = path.as_deref().is_some_and(is_config);
        let has_suffix = item.uri.path().as_str().ends_with(".nix");
        let document = Document {
            is_nix: !is_config && (item.language_id.as_str() == "nix" || has_suffix),
            path,
            version: item.version,
            text: item.text.into(),
            uri: item.uri.clone(),
        };
        if let Some(path) = &document.path {
            self.by_path.insert(path.clone(), item.uri.clone());
        }
        self.by_uri.insert(item.uri, document);
    }

    /// Applies the changes of one notification, each to the result of the one before.
    pub(crate) fn change(
        &mut self,
        uri: &Uri,
        version: i32,
        changes: Vec<TextDocumentContentChangeEvent>,
        encoding: PositionEncoding,
    ) -> Result<(), Refused> {
        let document = self.by_uri.get_mut(uri).ok_or(Refused::NotOpen)?;
        if version <= document.version {
            return Err(Refused::OldVersion { ours: document.version, theirs: version });
        }
        document.text = apply_changes(&document.text, changes, encoding).into();
        document.version = version;
        Ok(())
    }

    pub(crate) fn close(&mut self, uri: &Uri) -> Option<Document> {
        let closed = self.by_uri.remove(uri)?;
        if let Some(path) = &closed.path
            && self.by_path.get(path) == Some(uri)
        {
            self.by_path.remove(path);
            let other = self.iter().find(|it| it.path.as_ref() == Some(path));
            if let Some(other) = other.map(|it| it.uri.clone()) {
                self.by_path.insert(path.clone(), other);
            }
        }
        Some(closed)
    }

    pub(crate) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.by_uri.get(uri)
    }

    pub(crate) fn at_path(&self, path: &Path) -> Option<&Document> {
        self.by_uri.get(self.by_path.get(path)?)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Document> {
        self.by_uri.values()
    }
}

fn apply_changes(
    text: &str,
    changes: Vec<TextDocumentContentChangeEvent>,
    encoding: PositionEncoding,
) -> String {
    let mut text = text.to_owned();
    for change in changes {
        let Some(range) = change.range else {
            text = change.text;
            continue;
        };
        let range = encoding.text_range_once(&text, range);
        text.replace_range(std::ops::Range::<usize>::from(range), &change.text);
    }
    text
}

/// The path of a `file:` URI, without `.` and `..`.
pub(crate) fn file_path(uri: &Uri) -> Option<PathBuf> {
    let is_file = uri.scheme().as_str().eq_ignore_ascii_case("file");
    is_file.then(|| uri.to_file_path().map(|path| normalize(&path))).flatten()
}

/// Whether a path is that of a configuration file.
pub(crate) fn is_config(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == CONFIG_NAME)
}

#[cfg(test)]
mod tests {
    use tower_lsp::ls_types::{Position, Range};

    use super::*;

    fn change(range: Option<[u32; 4]>, text: &str) -> TextDocumentContentChangeEvent {
        let range = range.map(|[line, character, end_line, end_character]| Range {
            start: Position { line, character },
            end: Position { line: end_line, character: end_character },
        });
        TextDocumentContentChangeEvent { range, range_length: None, text: text.to_owned() }
    }

    fn apply(text: &str, changes: Vec<TextDocumentContentChangeEvent>) -> String {
        apply_changes(text, changes, PositionEncoding::Utf16)
    }

    #[test]
    fn each_change_builds_on_the_one_before() {
        let changes = vec![
            change(Some([0, 0, 0, 0]), "a\nb\n"),
            change(Some([1, 1, 1, 1]), "😀"),
            change(Some([1, 3, 2, 0]), ""),
        ];
        assert_eq!(apply("c", changes), "a\nb😀c");
    }

    #[test]
    fn a_change_without_range_replaces_everything() {
        let changes = vec![change(Some([0, 0, 0, 1]), "x"), change(None, "new")];
        assert_eq!(apply("old", changes), "new");
    }

    /// The position of the character number `at`, counted anew from the start of the text.
    fn position(text: &[char], at: usize, encoding: PositionEncoding) -> Position {
        let line = text[..at].iter().filter(|it| **it == '\n').count();
        let start = text[..at].iter().rposition(|it| *it == '\n').map_or(0, |at| at + 1);
        let width = |it: &char| match encoding {
            PositionEncoding::Utf8 => it.len_utf8(),
            PositionEncoding::Utf16 => it.len_utf16(),
            PositionEncoding::Utf32 => 1,
        };
        let character: usize = text[start..at].iter().map(width).sum();
        Position { line: line as u32, character: character as u32 }
    }

    #[test]
    fn any_sequence_of_replacements_gives_the_text_that_the_editor_has() {
        let alphabet: Vec<char> = "ab \n\nü😀𝔘\t'".chars().collect();
        for encoding in [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32] {
            let mut seed: u64 = 7;
            let mut below = |limit: usize| {
                seed = seed.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
                (seed >> 33) as usize % limit
            };
            let mut model: Vec<char> = Vec::new();
            let mut text = String::new();
            for _ in 0..2000 {
                let start = below(model.len() + 1);
                let end = (start + below(4)).min(model.len());
                let new: Vec<char> =
                    (0..below(6)).map(|_| alphabet[below(alphabet.len())]).collect();
                let range = Some(Range {
                    start: position(&model, start, encoding),
                    end: position(&model, end, encoding),
                });
                let change = TextDocumentContentChangeEvent {
                    range,
                    range_length: None,
                    text: new.iter().collect(),
                };
                text = apply_changes(&text, vec![change], encoding);
                model.splice(start..end, new);
                assert_eq!(text, model.iter().collect::<String>(), "{encoding:?}");
            }
        }
    }

    #[test]
    fn of_two_names_of_a_file_the_one_that_is_open_counts() {
        let mut documents = Documents::default();
        let uri = |name: &str| -> Uri { format!("file:///w/{name}").parse().expect("a URI") };
        for (name, text) in [("a.nix", "first"), ("x/../a.nix", "second")] {
            let item = TextDocumentItem::new(uri(name), "nix".into(), 1, text.into());
            documents.open(item);
        }
        let path = Path::new("/w/a.nix");
        let text = |documents: &Documents| documents.at_path(path).map(|it| it.text.to_string());
        assert_eq!(text(&documents).as_deref(), Some("second"));
        documents.close(&uri("x/../a.nix"));
        assert_eq!(text(&documents).as_deref(), Some("first"));
        documents.close(&uri("a.nix"));
        assert_eq!(text(&documents), None);
    }

    #[test]
    fn line_ends_survive_and_ranges_are_clamped() {
        assert_eq!(apply("a\r\nb\r\n", vec![change(Some([0, 9, 0, 9]), "x")]), "ax\r\nb\r\n");
        assert_eq!(apply("a\r\nb", vec![change(Some([0, 1, 1, 0]), "")]), "ab");
        assert_eq!(apply("ab", vec![change(Some([7, 7, 0, 0]), "c")]), "abc");
    }
}

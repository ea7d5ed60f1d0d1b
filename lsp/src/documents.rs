//! Open documents: their texts as the client has them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::{CONFIG_NAME, LineIndex, normalize};
use tower_lsp::ls_types::{TextDocumentContentChangeEvent, TextDocumentItem, Uri};

use crate::position::PositionEncoding;

/// The documents that the client has open.
///
/// **Invariant:** a text here is what the client has at that version, byte for byte. Disk never
/// has a say.
#[derive(Debug, Default)]
pub(crate) struct Documents {
    by_uri: BTreeMap<Uri, Document>,
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
        self.by_uri.remove(uri)
    }

    pub(crate) fn get(&self, uri: &Uri) -> Option<&Document> {
        self.by_uri.get(uri)
    }

    pub(crate) fn at_path(&self, path: &Path) -> Option<&Document> {
        self.iter().find(|document| document.path.as_deref() == Some(path))
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
        let lines = LineIndex::new(&text);
        let range = encoding.text_range(&text, &lines, range);
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

    #[test]
    fn line_ends_survive_and_ranges_are_clamped() {
        assert_eq!(apply("a\r\nb\r\n", vec![change(Some([0, 9, 0, 9]), "x")]), "ax\r\nb\r\n");
        assert_eq!(apply("a\r\nb", vec![change(Some([0, 1, 1, 0]), "")]), "ab");
        assert_eq!(apply("ab", vec![change(Some([7, 7, 0, 0]), "c")]), "abc");
    }
}

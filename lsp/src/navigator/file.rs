//! One text, and what is known of it. Everything is made when it is first asked for.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cfglint_lints::model::Module;
use cfglint_lints::{LineIndex, import_candidates};
use cfglint_syntax::{Names, Node, Parse, TextRange, TextSize};
use tower_lsp::ls_types::{Location, Position, Range, Uri};

use crate::position::PositionEncoding;

/// A text at one version.
#[derive(Debug)]
pub(crate) struct File {
    pub(crate) uri: Uri,
    pub(crate) path: Option<PathBuf>,
    /// The version, if the client has it open.
    pub(crate) version: Option<i32>,
    pub(crate) text: Arc<str>,
    encoding: PositionEncoding,
    lines: OnceCell<LineIndex>,
    parse: OnceCell<Parse>,
    names: OnceCell<Names>,
    module: OnceCell<Module>,
    is_sound: OnceCell<bool>,
}

impl File {
    pub(crate) fn new(
        uri: Uri,
        path: Option<PathBuf>,
        version: Option<i32>,
        text: Arc<str>,
        encoding: PositionEncoding,
    ) -> File {
        let (lines, parse) = (OnceCell::new(), OnceCell::new());
        let (names, module, is_sound) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        File { uri, path, version, text, encoding, lines, parse, names, module, is_sound }
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    pub(crate) fn parse(&self) -> &Parse {
        self.parse.get_or_init(|| cfglint_syntax::parse(&self.text))
    }

    pub(crate) fn root(&self) -> Node<'_> {
        self.parse().root()
    }

    pub(crate) fn names(&self) -> &Names {
        self.names.get_or_init(|| Names::new(self.parse()))
    }

    /// Whether Nix would read the file; undefined names do not count.
    pub(crate) fn is_sound(&self) -> bool {
        let is_sound = || cfglint_syntax::check(self.parse()).syntax.is_empty();
        *self.is_sound.get_or_init(is_sound)
    }

    /// What the file says as a NixOS module.
    pub(crate) fn module(&self) -> &Module {
        self.module.get_or_init(|| Module::lower(self.root(), &self.text))
    }

    /// The text of a range; a range beyond the end is empty.
    pub(crate) fn slice(&self, range: TextRange) -> &str {
        self.text.get(std::ops::Range::<usize>::from(range)).unwrap_or_default()
    }

    /// The offset of a position; one beyond an end is moved to that end.
    pub(crate) fn offset(&self, position: Position) -> TextSize {
        self.encoding.offset(&self.text, self.lines(), position)
    }

    /// As [`File::offset`], for both ends.
    pub(crate) fn text_range(&self, range: Range) -> TextRange {
        self.encoding.text_range(&self.text, self.lines(), range)
    }

    pub(crate) fn position(&self, offset: TextSize) -> Position {
        self.encoding.position(&self.text, self.lines(), offset)
    }

    pub(crate) fn range(&self, range: TextRange) -> Range {
        self.encoding.range(&self.text, self.lines(), range)
    }

    /// How many columns a text without line end is wide.
    pub(crate) fn measure(&self, text: &str) -> u32 {
        self.encoding.measure(text)
    }

    /// The line of an offset, from 0.
    pub(crate) fn line(&self, offset: TextSize) -> u32 {
        self.lines().line_col(offset.min(TextSize::of(&*self.text))).line
    }

    pub(crate) fn location(&self, range: TextRange) -> Location {
        Location { uri: self.uri.clone(), range: self.range(range) }
    }

    /// The files that a path in this file may mean, best first: a folder stands for its
    /// `default.nix`.
    pub(crate) fn candidates(&self, written: &str) -> Vec<PathBuf> {
        let folder = self.path.as_deref().filter(|path| path.is_absolute()).and_then(Path::parent);
        folder.map(|folder| import_candidates(folder, written)).unwrap_or_default()
    }
}

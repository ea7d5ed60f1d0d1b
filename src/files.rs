//! Texts with their lines, for output.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use cfglint_lints::{FileId, LineIndex, SourceFile, printable};
use cfglint_syntax::{TextRange, TextSize};
use codespan_reporting::files::{Error, Files};

/// The files of a run; the number of a file is its place in the list.
pub(crate) struct FileStore {
    files: Vec<Stored>,
}

struct Stored {
    source: SourceFile,
    name: String,
    lines: OnceCell<LineIndex>,
    /// How many characters stand before each block of the text.
    characters: OnceCell<Vec<u32>>,
    printable: OnceCell<Option<String>>,
}

/// How many bytes of a text are counted together: a line may be all of a file.
const BLOCK: usize = 4096;

/// A place as people count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Position {
    /// From 1.
    pub(crate) line: u32,
    /// From 1, in Unicode code points.
    pub(crate) column: u32,
    /// From 0, in bytes.
    pub(crate) offset: u32,
}

impl FileStore {
    pub(crate) fn new(sources: Vec<SourceFile>) -> FileStore {
        let stored = |source: SourceFile| Stored {
            name: printable(&source.name).into_owned(),
            source,
            lines: OnceCell::new(),
            characters: OnceCell::new(),
            printable: OnceCell::new(),
        };
        FileStore { files: sources.into_iter().map(stored).collect() }
    }

    fn file(&self, id: FileId) -> &Stored {
        &self.files[id.0 as usize]
    }

    /// The name of a file, safe to print.
    pub(crate) fn name(&self, id: FileId) -> &str {
        &self.file(id).name
    }

    /// The name of a file as it is.
    pub(crate) fn raw_name(&self, id: FileId) -> &str {
        &self.file(id).source.name
    }

    pub(crate) fn text(&self, id: FileId) -> &str {
        &self.file(id).source.text
    }

    /// The text with control characters replaced, byte for byte.
    fn printable_text(&self, id: FileId) -> &str {
        let file = self.file(id);
        let printable = file.printable.get_or_init(|| match printable(&file.source.text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        });
        printable.as_deref().unwrap_or(&file.source.text)
    }

    fn lines(&self, id: FileId) -> &LineIndex {
        let file = self.file(id);
        file.lines.get_or_init(|| LineIndex::new(&file.source.text))
    }

    pub(crate) fn position(&self, id: FileId, offset: TextSize) -> Position {
        let lines = self.lines(id);
        let offset = offset.min(TextSize::of(self.text(id)));
        let place = lines.line_col(offset);
        let offset = u32::from(offset);
        let column = self.file(id).column(offset - place.col, offset);
        Position { line: place.line + 1, column: column + 1, offset }
    }

    /// The whole lines that `range` touches, without the last line end.
    pub(crate) fn whole_lines(&self, id: FileId, range: TextRange) -> TextRange {
        let lines = self.lines(id);
        let line = |offset| lines.line(lines.line_col(offset).line).unwrap_or(range);
        let (first, last) = (line(range.start()), line(range.end()));
        let has_end = self.text(id)[..last.end().into()].ends_with('\n');
        let end = last.end() - TextSize::new(u32::from(has_end && !last.is_empty()));
        TextRange::new(first.start(), end)
    }
}

impl Stored {
    /// How many characters stand before `offset` in its line.
    fn column(&self, line_start: u32, offset: u32) -> u32 {
        match offset - line_start < BLOCK as u32 {
            true => characters(&self.bytes()[line_start as usize..offset as usize]),
            false => self.characters_before(offset) - self.characters_before(line_start),
        }
    }

    fn characters_before(&self, offset: u32) -> u32 {
        let blocks = self.characters.get_or_init(|| {
            let before = self.bytes().chunks(BLOCK).scan(0, |count, block| {
                let before = *count;
                *count += characters(block);
                Some(before)
            });
            before.collect()
        });
        let offset = offset as usize;
        let before = blocks.get(offset / BLOCK).copied();
        // The place behind the last block may be the end of the text.
        let (start, before) = match before {
            Some(before) => (offset / BLOCK * BLOCK, before),
            None => {
                let last = blocks.len().saturating_sub(1);
                (last * BLOCK, blocks.last().copied().unwrap_or(0))
            }
        };
        before + characters(&self.bytes()[start..offset])
    }

    fn bytes(&self) -> &[u8] {
        self.source.text.as_bytes()
    }
}

/// How many characters begin in these bytes of UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count() as u32
}

impl<'a> Files<'a> for FileStore {
    type FileId = FileId;
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, id: FileId) -> Result<&'a str, Error> {
        Ok(self.name(id))
    }

    fn source(&'a self, id: FileId) -> Result<&'a str, Error> {
        Ok(self.printable_text(id))
    }

    fn line_index(&'a self, id: FileId, byte: usize) -> Result<usize, Error> {
        let offset = TextSize::new(byte.min(self.text(id).len()) as u32);
        Ok(self.lines(id).line_col(offset).line as usize)
    }

    fn line_range(&'a self, id: FileId, line: usize) -> Result<Range<usize>, Error> {
        let lines = self.lines(id);
        let given = u32::try_from(line).ok().and_then(|line| lines.line(line));
        match given {
            Some(range) => Ok(range.start().into()..range.end().into()),
            None => {
                Err(Error::LineTooLarge { given: line, max: self.text(id).matches('\n').count() })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_code_points() {
        let source = SourceFile::new(FileId(0), "a.nix", "{\n  \"ä😀\" = x; }");
        let store = FileStore::new(vec![source]);
        let at = store.text(FileId(0)).find('x').unwrap_or_default() as u32;
        let position = store.position(FileId(0), TextSize::new(at));
        assert_eq!(position, Position { line: 2, column: 10, offset: at });
    }

    #[test]
    fn columns_count_characters_in_lines_of_any_length() {
        for padding in [0, 10, BLOCK / 2, BLOCK - 1, BLOCK, 3 * BLOCK] {
            let text = format!("\n{}end", "aé😀".repeat(padding));
            let files = FileStore::new(vec![SourceFile::new(FileId(0), "a.nix", text.as_str())]);
            for back in [3, 0] {
                let offset = text.len() - back;
                let column = text[1..offset].chars().count() as u32 + 1;
                let position = files.position(FileId(0), TextSize::new(offset as u32));
                assert_eq!((position.line, position.column), (2, column), "{padding}");
            }
        }
    }
}

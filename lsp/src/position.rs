//! Positions of the protocol and offsets into a text.
//!
//! Lines end at `\n`; a `\r` before it belongs to the line end. A lone `\r` ends no line, as for
//! the rest of cfglint; editors do not send such texts.

use cfglint_lints::LineIndex;
use cfglint_syntax::{TextRange, TextSize};
use tower_lsp::ls_types::{Position, PositionEncodingKind, Range};

/// What a column counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum PositionEncoding {
    /// Bytes.
    Utf8,
    /// Units of UTF-16: two for a character beyond the basic plane.
    #[default]
    Utf16,
    /// Code points.
    Utf32,
}

impl PositionEncoding {
    /// UTF-8 if the client offers it, as it costs nothing; else what the client likes best.
    pub(crate) fn agree(offered: &[PositionEncodingKind]) -> PositionEncoding {
        let known = |kind: &PositionEncodingKind| match kind.as_str() {
            "utf-8" => Some(PositionEncoding::Utf8),
            "utf-16" => Some(PositionEncoding::Utf16),
            "utf-32" => Some(PositionEncoding::Utf32),
            _ => None,
        };
        match offered.contains(&PositionEncodingKind::UTF8) {
            true => PositionEncoding::Utf8,
            false => offered.iter().find_map(known).unwrap_or_default(),
        }
    }

    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            PositionEncoding::Utf8 => PositionEncodingKind::UTF8,
            PositionEncoding::Utf16 => PositionEncodingKind::UTF16,
            PositionEncoding::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    fn width(self, it: char) -> u32 {
        let width = match self {
            PositionEncoding::Utf8 => it.len_utf8(),
            PositionEncoding::Utf16 => it.len_utf16(),
            PositionEncoding::Utf32 => 1,
        };
        width as u32
    }

    /// How many columns a text without line end is wide.
    pub(crate) fn measure(self, text: &str) -> u32 {
        match self {
            PositionEncoding::Utf8 => text.len() as u32,
            _ if text.is_ascii() => text.len() as u32,
            _ => text.chars().map(|it| self.width(it)).sum(),
        }
    }

    /// The offset of a position. What lies beyond the end of a line or of the text is moved to that
    /// end, and what lies within a character to its start.
    pub(crate) fn offset(self, text: &str, lines: &LineIndex, position: Position) -> TextSize {
        match lines.line(position.line) {
            Some(range) => self.offset_in_line(text, range, position.character),
            None => TextSize::of(text),
        }
    }

    /// As [`PositionEncoding::offset`], for a text of which nothing more is asked.
    fn offset_once(self, text: &str, position: Position) -> TextSize {
        let mut start = 0;
        for _ in 0..position.line {
            match text[start..].find('\n') {
                Some(at) => start += at + 1,
                None => return TextSize::of(text),
            }
        }
        let end = text[start..].find('\n').map_or(text.len(), |at| start + at + 1);
        let range = TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32));
        self.offset_in_line(text, range, position.character)
    }

    fn offset_in_line(self, text: &str, range: TextRange, character: u32) -> TextSize {
        let line = without_line_end(&text[range]);
        if line.is_ascii() {
            return range.start() + TextSize::new(character.min(line.len() as u32));
        }
        let mut column = 0;
        for (at, it) in line.char_indices() {
            column += self.width(it);
            if column > character {
                return range.start() + TextSize::new(at as u32);
            }
        }
        range.start() + TextSize::of(line)
    }

    /// The position of an offset.
    pub(crate) fn position(self, text: &str, lines: &LineIndex, offset: TextSize) -> Position {
        let offset = floor_char_boundary(text, offset);
        let line_col = lines.line_col(offset);
        let start = usize::from(offset) - line_col.col as usize;
        let before = &text[start..usize::from(offset)];
        Position { line: line_col.line, character: self.measure(before) }
    }

    /// As [`PositionEncoding::offset`], for both ends; a range that ends before it begins is empty.
    pub(crate) fn text_range(self, text: &str, lines: &LineIndex, range: Range) -> TextRange {
        let start = self.offset(text, lines, range.start);
        TextRange::new(start, self.offset(text, lines, range.end).max(start))
    }

    /// As [`PositionEncoding::text_range`], for a text of which nothing more is asked.
    pub(crate) fn text_range_once(self, text: &str, range: Range) -> TextRange {
        let start = self.offset_once(text, range.start);
        TextRange::new(start, self.offset_once(text, range.end).max(start))
    }

    /// As [`PositionEncoding::position`], for both ends.
    pub(crate) fn range(self, text: &str, lines: &LineIndex, range: TextRange) -> Range {
        Range {
            start: self.position(text, lines, range.start()),
            end: self.position(text, lines, range.end()),
        }
    }
}

fn without_line_end(line: &str) -> &str {
    let Some(line) = line.strip_suffix('\n') else {
        return line;
    };
    line.strip_suffix('\r').unwrap_or(line)
}

fn floor_char_boundary(text: &str, offset: TextSize) -> TextSize {
    let mut at = usize::from(offset).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    TextSize::new(at as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [PositionEncoding; 3] =
        [PositionEncoding::Utf8, PositionEncoding::Utf16, PositionEncoding::Utf32];

    #[test]
    fn every_character_boundary_comes_back() {
        let text = "a😀ü\r\n\n𝔘x # é\nend";
        let lines = LineIndex::new(text);
        for encoding in ALL {
            for (at, _) in text.char_indices().filter(|(_, it)| *it != '\n') {
                let offset = TextSize::new(at as u32);
                let position = encoding.position(text, &lines, offset);
                assert_eq!(encoding.offset(text, &lines, position), offset, "{encoding:?} {at}");
            }
        }
    }

    #[test]
    fn columns_count_units_of_the_encoding() {
        let text = "😀x";
        let lines = LineIndex::new(text);
        let columns = ALL.map(|it| it.position(text, &lines, TextSize::new(4)).character);
        assert_eq!(columns, [4, 2, 1]);
    }

    #[test]
    fn positions_beyond_an_end_are_moved_to_it() {
        let text = "ab\r\ncd";
        let lines = LineIndex::new(text);
        for encoding in ALL {
            let at = |line, character| {
                u32::from(encoding.offset(text, &lines, Position { line, character }))
            };
            assert_eq!((at(0, 99), at(1, 99), at(9, 0), at(0, u32::MAX)), (2, 6, 6, 2));
        }
    }

    #[test]
    fn positions_within_a_character_are_moved_to_its_start() {
        let text = "a😀b";
        let lines = LineIndex::new(text);
        let at = |encoding: PositionEncoding, character| {
            u32::from(encoding.offset(text, &lines, Position { line: 0, character }))
        };
        assert_eq!([1, 2, 3].map(|it| at(PositionEncoding::Utf16, it)), [1, 1, 5]);
        assert_eq!([1, 2, 4, 5].map(|it| at(PositionEncoding::Utf8, it)), [1, 1, 1, 5]);
    }

    #[test]
    fn utf8_wins_wherever_it_is_offered() {
        let kinds = |names: &[&'static str]| -> Vec<PositionEncodingKind> {
            names.iter().map(|name| PositionEncodingKind::new(name)).collect()
        };
        assert_eq!(PositionEncoding::agree(&[]), PositionEncoding::Utf16);
        assert_eq!(PositionEncoding::agree(&kinds(&["utf-16", "utf-8"])), PositionEncoding::Utf8);
        assert_eq!(PositionEncoding::agree(&kinds(&["utf-32", "utf-16"])), PositionEncoding::Utf32);
        assert_eq!(PositionEncoding::agree(&kinds(&["utf-7"])), PositionEncoding::Utf16);
    }
}

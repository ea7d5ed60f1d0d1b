//! The inside of strings and indented strings.

use super::{Context, Lexer};
use crate::{SyntaxErrorKind, SyntaxKind};

const fn marks(bytes: &[u8]) -> [bool; 256] {
    let mut marks = [false; 256];
    let mut index = 0;
    while index < bytes.len() {
        marks[bytes[index] as usize] = true;
        index += 1;
    }
    marks
}

/// Bytes that are not simply text.
static STRING_MARKS: [bool; 256] = marks(b"\"\\$\0");
static IND_STRING_MARKS: [bool; 256] = marks(b"'$\0");

impl Lexer<'_> {
    pub(super) fn open_string(&mut self) {
        let start = self.pos;
        if self.by_layout && self.looks_like_outer_close(start) {
            self.contexts.truncate(self.contexts.len() - 2);
            return self.token(SyntaxKind::STRING_END, start + 1);
        }
        self.contexts.push(Context::String);
        self.token(SyntaxKind::STRING_START, start + 1);
    }

    /// One token of a `"` string: its text up to the next `${` or `"`, or one of these.
    pub(super) fn string(&mut self) {
        let start = self.pos;
        let mut at = start;
        let limit = match self.by_layout {
            true => self.unclosed_string_end(start).unwrap_or(self.bytes.len()),
            false => self.bytes.len(),
        };
        loop {
            at = self.skip_text(at, limit, &STRING_MARKS);
            if at >= limit {
                break;
            }
            match self.bytes[at] {
                b'"' => break,
                0 => at = self.nul(at),
                b'\\' if self.byte(at + 1) == 0 => at += 1,
                b'\\' => at += 2,
                b'$' => match self.byte(at + 1) {
                    b'{' => break,
                    b'"' | b'\\' | 0 => at += 1,
                    _ => at += 2,
                },
                _ => at += 1,
            }
        }
        let at = self.char_end(at.min(limit));
        if at > start {
            self.token(SyntaxKind::STRING_CONTENT, at);
        } else if limit == start {
            self.contexts.pop();
        } else if self.bytes[at] == b'"' {
            self.contexts.pop();
            self.token(SyntaxKind::STRING_END, at + 1);
        } else {
            self.contexts.push(Context::Braces);
            self.token(SyntaxKind::INTERPOLATION_START, at + 2);
        }
    }

    pub(super) fn open_ind_string(&mut self) {
        let start = self.pos;
        if self.by_layout && self.looks_like_stray_close(start) {
            self.error(SyntaxErrorKind::StrayStringEnd, start, start + 2);
            return self.token(SyntaxKind::ERROR_TOKEN, start + 2);
        }
        let indent = if self.by_layout { self.indent_of_line(start) } else { 0 };
        self.contexts.push(Context::IndString { indent });
        self.token(SyntaxKind::IND_STRING_START, start + 2);
    }

    /// One token of an indented string.
    pub(super) fn ind_string(&mut self, indent: usize) {
        let start = self.pos;
        let mut at = start;
        let limit = match self.by_layout {
            true => self.unclosed_ind_string_end(start, indent).unwrap_or(self.bytes.len()),
            false => self.bytes.len(),
        };
        loop {
            at = self.skip_text(at, limit, &IND_STRING_MARKS);
            if at >= limit {
                break;
            }
            match self.bytes[at] {
                0 => at = self.nul(at),
                b'$' => match self.byte(at + 1) {
                    b'{' => break,
                    b'\'' | 0 => at += 1,
                    _ => at += 2,
                },
                b'\'' => match (self.byte(at + 1), self.byte(at + 2)) {
                    (b'\'', b'$' | b'\'') => at += 3,
                    (b'\'', b'\\') if self.byte(at + 3) == 0 => at += 3,
                    (b'\'', b'\\') => at += 4,
                    (b'\'', _) => break,
                    (b'$' | 0, _) => at += 1,
                    _ => at += 2,
                },
                _ => at += 1,
            }
        }
        let at = self.char_end(at.min(limit));
        if at > start {
            self.token(SyntaxKind::IND_STRING_CONTENT, at);
        } else if limit == start {
            self.contexts.pop();
        } else if self.bytes[at] == b'\'' {
            self.contexts.pop();
            self.token(SyntaxKind::IND_STRING_END, at + 2);
        } else {
            self.contexts.push(Context::Braces);
            self.token(SyntaxKind::INTERPOLATION_START, at + 2);
        }
    }

    /// The next character boundary: an escape may have skipped only the first byte of a character.
    fn char_end(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at += 1;
        }
        at
    }

    /// Takes a NUL, with an error for the first one of a string's text.
    fn nul(&mut self, at: usize) -> usize {
        let repeats = self.out.errors.last().is_some_and(|last| {
            last.kind == SyntaxErrorKind::NulInString && usize::from(last.range.end()) > self.pos
        });
        if !repeats {
            self.error(SyntaxErrorKind::NulInString, at, at + 1);
        }
        at + 1
    }

    /// The next byte that is marked.
    #[inline]
    fn skip_text(&self, from: usize, limit: usize, marks: &[bool; 256]) -> usize {
        let text = self.bytes.get(from..limit).unwrap_or_default();
        let length = text.iter().position(|byte| marks[usize::from(*byte)]);
        from + length.unwrap_or(text.len())
    }
}

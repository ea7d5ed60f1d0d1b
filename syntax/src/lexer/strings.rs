//! The inside of strings and indented strings.

use super::{Context, Lexer};
use crate::{SyntaxErrorKind, SyntaxKind};

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
        while at < limit {
            match self.bytes[at] {
                b'"' => break,
                b'\\' => at += 2,
                b'$' => match self.byte(at + 1) {
                    b'{' => break,
                    b'"' | b'\\' => at += 1,
                    _ => at += 2,
                },
                _ => at += 1,
            }
        }
        let at = self.char_end(at.min(limit));
        if at > start {
            self.check_nul(start, at);
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
        while at < limit {
            match self.bytes[at] {
                b'$' => match self.byte(at + 1) {
                    b'{' => break,
                    b'\'' => at += 1,
                    _ => at += 2,
                },
                b'\'' => match (self.byte(at + 1), self.byte(at + 2)) {
                    (b'\'', b'$' | b'\'') => at += 3,
                    (b'\'', b'\\') => at += 4,
                    (b'\'', _) => break,
                    (b'$', _) => at += 1,
                    _ => at += 2,
                },
                _ => at += 1,
            }
        }
        let at = self.char_end(at.min(limit));
        if at > start {
            self.check_nul(start, at);
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

    fn check_nul(&mut self, start: usize, end: usize) {
        if let Some(length) = self.bytes[start..end].iter().position(|byte| *byte == 0) {
            self.error(SyntaxErrorKind::NulInString, start + length, start + length + 1);
        }
    }
}

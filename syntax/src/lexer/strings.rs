//! The inside of strings and indented strings.

use super::{Context, Lexer};
use crate::{SyntaxErrorKind, SyntaxKind};

impl Lexer<'_> {
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
        self.contexts.push(Context::IndString);
        self.token(SyntaxKind::IND_STRING_START, start + 2);
    }

    /// One token of an indented string.
    pub(super) fn ind_string(&mut self) {
        let start = self.pos;
        let mut at = start;
        let limit = match self.by_layout {
            true => self.unclosed_ind_string_end(start).unwrap_or(self.bytes.len()),
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

/// Guesses for a text in which some string is never closed.
impl Lexer<'_> {
    /// The end of the line, if the string that is open here seems to have lost its closing quote:
    /// it goes on over the line, and where it then closes, a word follows at once.
    fn unclosed_string_end(&self, from: usize) -> Option<usize> {
        let line_end = self.line_end(from);
        let mut at = from;
        while at < self.bytes.len() {
            match self.bytes[at] {
                b'"' => break,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        if at < line_end {
            return None;
        }
        let after = self.byte(at + 1);
        let runs_on = at >= self.bytes.len()
            || after.is_ascii_alphanumeric()
            || b"/$.%-_@{+".contains(&after);
        runs_on.then(|| {
            let mut end = line_end;
            while end > from
                && matches!(self.bytes[end - 1], b';' | b' ' | b'\r' | b')' | b']' | b'}')
            {
                end -= 1;
            }
            end
        })
    }

    /// The first line that is indented no deeper than the line that opened the string,
    /// unless the string closes before or at the beginning of that line.
    fn unclosed_ind_string_end(&self, from: usize) -> Option<usize> {
        let opener = self.line_start(self.last_ind_string_start()?);
        let outer = self.indent_at(opener);
        let mut line = self.line_end(from) + 1;
        if self.text[from..line.min(self.bytes.len())].contains("''") {
            return None;
        }
        while line < self.bytes.len() {
            let end = self.line_end(line);
            let content = self.text[line..end].trim();
            if !content.is_empty() && self.indent_at(line) <= outer {
                return (!content.starts_with("''")).then_some(line.saturating_sub(1).max(from));
            }
            if content.contains("''") {
                return None;
            }
            line = end + 1;
        }
        Some(self.bytes.len())
    }

    fn last_ind_string_start(&self) -> Option<usize> {
        let index =
            self.out.kinds.iter().rposition(|kind| *kind == SyntaxKind::IND_STRING_START)?;
        Some(self.out.starts[index] as usize)
    }

    /// `'';` at the beginning of a line closes a string; nobody opens one there.
    fn looks_like_stray_close(&self, at: usize) -> bool {
        let before = &self.text[self.line_start(at)..at];
        before.trim().is_empty() && matches!(self.byte(at + 2), b';' | b')' | b']' | b'}')
    }

    fn line_start(&self, at: usize) -> usize {
        self.bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |newline| newline + 1)
    }

    fn line_end(&self, at: usize) -> usize {
        self.skip_while(at, |byte| byte != b'\n')
    }

    fn indent_at(&self, line: usize) -> usize {
        self.skip_while(line, |byte| byte == b' ' || byte == b'\t') - line
    }
}

//! Guesses from the layout, for a text in which some string is never closed.
//!
//! Each question is asked at every piece of a string; what the last answer was found from is kept,
//! so that no byte is read for each piece again.

use super::{Context, Lexer};

/// Answers that hold for a stretch of the text.
#[derive(Default)]
pub(super) struct Guesses {
    line: Line,
    quote: Stretch,
    ind_string: Stretch,
    indent: usize,
    /// What `ind_string` says.
    ind_string_end: Option<usize>,
}

/// The line that was asked for last.
#[derive(Clone, Copy, Default)]
struct Line {
    start: usize,
    /// Where the indentation ends.
    content: usize,
    end: usize,
}

/// From where the text was read, and where something was found.
#[derive(Clone, Copy, Default)]
struct Stretch {
    from: usize,
    to: usize,
}

impl Stretch {
    fn covers(self, at: usize) -> bool {
        self.from <= at && at < self.to
    }
}

impl Lexer<'_> {
    /// The end of the line, if the string that is open here seems to have lost its closing quote:
    /// it goes on over the line, and where it then closes, a word follows at once.
    pub(super) fn unclosed_string_end(&mut self, from: usize) -> Option<usize> {
        if !self.guesses.quote.covers(from) {
            self.guesses.quote = Stretch { from, to: self.next_quote(from) };
        }
        let at = self.guesses.quote.to;
        let line_end = self.line(from).end;
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

    fn next_quote(&self, from: usize) -> usize {
        let mut at = from;
        while at < self.bytes.len() {
            match self.bytes[at] {
                b'"' => break,
                b'\\' => at += 2,
                _ => at += 1,
            }
        }
        at
    }

    /// The first line that is indented no deeper than the line that opened the string,
    /// unless the string closes before or at the beginning of that line.
    pub(super) fn unclosed_ind_string_end(&mut self, from: usize, indent: usize) -> Option<usize> {
        if self.guesses.indent != indent || !self.guesses.ind_string.covers(from) {
            let (to, end) = self.find_ind_string_end(from, indent);
            self.guesses.ind_string = Stretch { from, to };
            self.guesses.indent = indent;
            self.guesses.ind_string_end = end;
        }
        self.guesses.ind_string_end.map(|end| end.max(from))
    }

    /// Where the matter is decided, and how.
    fn find_ind_string_end(&self, from: usize, indent: usize) -> (usize, Option<usize>) {
        let mut line = from;
        loop {
            let end = self.skip_while(line, |byte| byte != b'\n');
            let content = self.skip_while(line, |byte| matches!(byte, b' ' | b'\t'));
            let is_outside = line > from && content < end && content - line <= indent;
            let close = self.text[line..end].find("''").map(|at| line + at);
            match close {
                Some(at) if !is_outside || at == content => return (at + 1, None),
                _ if is_outside => return (line, Some(line - 1)),
                _ => {}
            }
            if end == self.bytes.len() {
                return (end, Some(end));
            }
            line = end + 1;
        }
    }

    /// `'';` at the beginning of a line closes a string; nobody opens one there.
    pub(super) fn looks_like_stray_close(&mut self, at: usize) -> bool {
        self.line(at).content >= at && matches!(self.byte(at + 2), b';' | b')' | b']' | b'}')
    }

    /// `"a${b";`: the last quote of its line, in an interpolation, closes the string around that.
    pub(super) fn looks_like_outer_close(&mut self, at: usize) -> bool {
        let line_end = self.line(at).end;
        self.contexts.ends_with(&[Context::String, Context::Braces])
            && !self.bytes[at + 1..line_end].contains(&b'"')
    }

    pub(super) fn indent_of_line(&mut self, at: usize) -> usize {
        let line = self.line(at);
        line.content - line.start
    }

    fn line(&mut self, at: usize) -> Line {
        let known = self.guesses.line;
        if known.start <= at && at <= known.end && known.end > 0 {
            return known;
        }
        let before = self.bytes[..at].iter().rposition(|byte| *byte == b'\n');
        let start = before.map_or(0, |end| end + 1);
        self.guesses.line = Line {
            start,
            content: self.skip_while(start, |byte| matches!(byte, b' ' | b'\t')),
            end: self.skip_while(at, |byte| byte != b'\n'),
        };
        self.guesses.line
    }
}

//! Splitting a value into words as systemd does: quotes, escapes, continued lines.
//!
//! Facts: systemd.syntax(7), "Quoting"; what it does with escapes that it does not know was
//! observed on systemd 252, 257 and 262.

mod step;

use std::borrow::Cow;
use std::ops::Range;

use super::holes::{has_hole, is_hole};
use step::{Step, plain_len, step};

pub use step::value_end;

/// The words of a value, in order. After an error there are no more.
#[derive(Debug, Clone)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

/// A quote that is never closed: systemd does not read this word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclosed {
    /// The quote that opens, one byte.
    pub quote: Range<usize>,
    /// From the beginning of its word to the end of the value.
    pub word: Range<usize>,
}

/// A word of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word<'a> {
    value: &'a str,
    /// Where it is in the value, in bytes, with its quotes.
    pub range: Range<usize>,
    /// Whether it has quotes, around it or in it.
    pub has_quotes: bool,
    /// Whether it has backslashes.
    pub has_escapes: bool,
    /// The first escape that systemd does not know, and so keeps with its backslash.
    pub unknown_escape: Option<Range<usize>>,
}

impl<'a> Words<'a> {
    /// The words of this value.
    #[must_use]
    pub fn new(value: &'a str) -> Words<'a> {
        Words { text: value, at: 0 }
    }

    /// Where the next word would begin, in bytes.
    #[must_use]
    pub fn position(&self) -> usize {
        self.at
    }
}

impl<'a> Iterator for Words<'a> {
    type Item = Result<Word<'a>, Unclosed>;

    fn next(&mut self) -> Option<Result<Word<'a>, Unclosed>> {
        let text = self.text;
        let mut at = self.at;
        while let Step::Blank { len } = step(text, at) {
            at += len;
        }
        let start = at;
        let mut word = Word {
            value: text,
            range: start..start,
            has_quotes: false,
            has_escapes: false,
            unknown_escape: None,
        };
        let mut quote: Option<(char, usize)> = None;
        loop {
            at += plain_len(&text[at..]);
            let len = match step(text, at) {
                Step::End => {
                    if let Some((_, open)) = quote {
                        self.at = text.len();
                        let unclosed = Unclosed { quote: open..open + 1, word: start..at };
                        return Some(Err(unclosed));
                    }
                    break;
                }
                Step::Blank { .. } if quote.is_none() => break,
                Step::Blank { len } => len,
                Step::Quote { ch } => {
                    match quote {
                        None => quote = Some((ch, at)),
                        Some((open, _)) if open == ch => quote = None,
                        Some(_) => {}
                    }
                    word.has_quotes = true;
                    1
                }
                Step::Char { ch } => ch.len_utf8(),
                Step::Escape { len, .. } => {
                    word.has_escapes = true;
                    len
                }
                Step::UnknownEscape { len, .. } => {
                    word.has_escapes = true;
                    // A hole after it may complete it; the longest escape has nine characters.
                    let is_sure = !text[at..].chars().take(10).any(is_hole);
                    if is_sure && word.unknown_escape.is_none() {
                        word.unknown_escape = Some(at..at + len);
                    }
                    len
                }
            };
            at += len;
        }
        word.range.end = at;
        while let Step::Blank { len } = step(text, at) {
            at += len;
        }
        self.at = at;
        (!word.range.is_empty()).then_some(Ok(word))
    }
}

impl<'a> Word<'a> {
    /// The word as it is written, with quotes and backslashes.
    #[must_use]
    pub fn raw(&self) -> &'a str {
        &self.value[self.range.clone()]
    }

    /// The word as systemd takes it, before `%` and `$` are looked at. Bytes that are no UTF-8
    /// (`\xff`) are U+FFFD.
    #[must_use]
    pub fn text(&self) -> Cow<'a, str> {
        match self.plain() {
            Some(text) => Cow::Borrowed(text),
            None => self.chars().map(|(_, ch)| ch).collect(),
        }
    }

    /// The word, if systemd takes it just as it is written.
    #[must_use]
    pub fn plain(&self) -> Option<&'a str> {
        (!self.has_quotes && !self.has_escapes).then(|| self.raw())
    }

    /// Whether the word as systemd takes it is this text.
    #[must_use]
    pub fn is(&self, text: &str) -> bool {
        match self.plain() {
            Some(plain) => plain == text,
            None => self.chars().map(|(_, ch)| ch).eq(text.chars()),
        }
    }

    /// Whether a part of the word is not known.
    #[must_use]
    pub fn has_hole(&self) -> bool {
        has_hole(self.raw())
    }

    /// The characters that systemd takes, each with the range in the value that stands for it.
    #[must_use]
    pub fn chars(&self) -> Chars<'a> {
        let text = &self.value[..self.range.end];
        Chars { text, at: self.range.start, quote: None, kept: None }
    }
}

/// The characters of a word, each with its place in the value (bytes).
#[derive(Debug, Clone)]
pub struct Chars<'a> {
    text: &'a str,
    at: usize,
    quote: Option<char>,
    kept: Option<char>,
}

impl Chars<'_> {
    /// Whether what was given last is inside quotes.
    #[must_use]
    pub fn in_quotes(&self) -> bool {
        self.quote.is_some()
    }
}

impl Iterator for Chars<'_> {
    type Item = (Range<usize>, char);

    fn next(&mut self) -> Option<(Range<usize>, char)> {
        if let Some(ch) = self.kept.take() {
            let start = self.at;
            self.at += ch.len_utf8();
            return Some((start..self.at, ch));
        }
        loop {
            let start = self.at;
            let (len, ch) = match step(self.text, start) {
                Step::End => return None,
                Step::Quote { ch } => {
                    let is_syntax = match self.quote {
                        None => {
                            self.quote = Some(ch);
                            true
                        }
                        Some(open) if open == ch => {
                            self.quote = None;
                            true
                        }
                        Some(_) => false,
                    };
                    if is_syntax {
                        self.at += 1;
                        continue;
                    }
                    (1, ch)
                }
                Step::Blank { len: 1 } => (1, char::from(self.text.as_bytes()[start])),
                Step::Blank { len } => (len, ' '),
                Step::Char { ch } => (ch.len_utf8(), ch),
                Step::Escape { len, ch } => (len, ch),
                Step::UnknownEscape { kept, .. } => {
                    self.kept = kept;
                    (1, '\\')
                }
            };
            self.at += len;
            return Some((start..self.at, ch));
        }
    }
}

#[cfg(test)]
mod tests;

//! Text to tokens, as Nix's own lexer cuts them.
//!
//! Words, numbers and operators are recognised by logos.
//! Paths and URIs begin like names, and a regular expression for them reads to the end of a dotted
//! run at each of its segments; here one look ahead per run serves all of them (`Run`).
//! Strings, indented strings and interpolated paths keep a stack of contexts.
//!
//! **Invariant:** the tokens cover every byte of the text, in order.

mod layout;
mod strings;
mod words;

use crate::{SyntaxError, SyntaxErrorKind, SyntaxKind, TextRange, TextSize};
use layout::Guesses;
use words::Word;

/// The tokens of a text: `kinds[i]` covers the bytes from `starts[i]` to `starts[i + 1]`.
///
/// The last token is [`SyntaxKind::EOF`] and empty.
#[derive(Debug, Default)]
pub struct Lexed {
    /// What each token is.
    pub kinds: Vec<SyntaxKind>,
    /// Where each token begins, in bytes.
    pub starts: Vec<u32>,
    /// What the lexer alone can tell to be wrong.
    pub errors: Vec<SyntaxError>,
    /// Whether the text ended inside a string or a comment.
    pub(crate) unterminated: bool,
}

impl Lexed {
    /// The range of token `index`.
    pub fn range(&self, index: usize) -> TextRange {
        let start = self.starts[index];
        let end = self.starts.get(index + 1).copied().unwrap_or(start);
        TextRange::new(start.into(), end.into())
    }
}

/// Cuts `text` into tokens.
pub fn lex(text: &str) -> Lexed {
    Lexer::new(text, false).run()
}

/// As [`lex`], but goes on for no more than about so many tokens behind a place: to where no string is
/// open, or to the end of the text.
pub(crate) fn lex_up_to(text: &str, end: usize, ahead: usize) -> Lexed {
    let mut from = None;
    let length = text.len().min(end + 4 * ahead);
    Lexer::with_room(text, false, length).run_until(|lexer| {
        let count = lexer.out.kinds.len();
        let is_braces = |context: &Context| *context == Context::Braces;
        lexer.pos >= end
            && count >= *from.get_or_insert(count) + ahead
            && lexer.contexts.iter().all(is_braces)
    })
}

/// As [`lex`], but guesses from the layout where a string that was never closed should have ended.
pub(crate) fn lex_by_layout(text: &str) -> Lexed {
    Lexer::new(text, true).run()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Context {
    /// Between `{` or `${` and its `}`.
    Braces,
    String,
    /// Inside an indented string; the indentation of the line that opened it.
    IndString {
        indent: usize,
    },
    /// Inside a path; whether its text so far ends in a slash.
    Path {
        slash: bool,
    },
}

/// What is known of the run of path characters that ends at `end`.
#[derive(Clone, Copy, Default)]
struct Run {
    end: usize,
    /// One past the last `_` in the run: a URI scheme cannot contain one.
    scheme_from: usize,
}

struct Lexer<'t> {
    text: &'t str,
    bytes: &'t [u8],
    pos: usize,
    out: Lexed,
    contexts: Vec<Context>,
    run: Run,
    by_layout: bool,
    guesses: Guesses,
}

impl<'t> Lexer<'t> {
    fn new(text: &'t str, by_layout: bool) -> Self {
        Lexer::with_room(text, by_layout, text.len())
    }

    /// The same, where about so many bytes will be read.
    fn with_room(text: &'t str, by_layout: bool, length: usize) -> Self {
        let mut out = Lexed::default();
        out.kinds.reserve(length / 4 + 2);
        out.starts.reserve(length / 4 + 2);
        Lexer {
            text,
            bytes: text.as_bytes(),
            pos: 0,
            out,
            contexts: Vec::new(),
            run: Run::default(),
            by_layout,
            guesses: Guesses::default(),
        }
    }

    fn run(self) -> Lexed {
        self.run_until(|_| false)
    }

    fn run_until(mut self, mut is_done: impl FnMut(&Self) -> bool) -> Lexed {
        if self.text.starts_with('\u{feff}') {
            self.error(SyntaxErrorKind::ByteOrderMark, 0, '\u{feff}'.len_utf8());
            self.token(SyntaxKind::WHITESPACE, '\u{feff}'.len_utf8());
        }
        while self.pos < self.bytes.len() && !is_done(&self) {
            match self.contexts.last().copied() {
                None | Some(Context::Braces) => self.normal(),
                Some(Context::String) => self.string(),
                Some(Context::IndString { indent }) => self.ind_string(indent),
                Some(Context::Path { slash }) => self.path_rest(slash),
            }
        }
        match self.contexts.last() {
            Some(Context::Path { slash: true }) => {
                self.error(SyntaxErrorKind::PathTrailingSlash, self.pos - 1, self.pos);
            }
            Some(Context::String | Context::IndString { .. }) => self.out.unterminated = true,
            _ => {}
        }
        self.token(SyntaxKind::EOF, self.pos);
        self.out
    }

    /// Emits the bytes from here to `end` as one token.
    #[inline]
    fn token(&mut self, kind: SyntaxKind, end: usize) {
        self.out.kinds.push(kind);
        self.out.starts.push(self.pos as u32);
        self.pos = end;
    }

    fn error(&mut self, kind: SyntaxErrorKind, start: usize, end: usize) {
        self.out.errors.push(SyntaxError::new(kind, range(start, end)));
    }

    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn at(&self, at: usize, text: &[u8]) -> bool {
        self.bytes.get(at..).is_some_and(|rest| rest.starts_with(text))
    }

    fn normal(&mut self) {
        let start = self.pos;
        let first = self.bytes[start];
        match CLASS[usize::from(first)] {
            SPACE => {
                let end = self.skip_while(start, |byte| CLASS[usize::from(byte)] == SPACE);
                return self.token(SyntaxKind::WHITESPACE, end);
            }
            PATH_CHAR | SLASH if self.path_or_uri() => return,
            PATH_CHAR | SLASH => {}
            // The commonest tokens, of which no longer one begins in the same way.
            _ => {
                if let Some(kind) = words::single(first) {
                    return self.token(kind, start + 1);
                }
            }
        }
        match first {
            b'~' if self.byte(start + 1) == b'/' && self.path_goes_on(start + 2) => {
                self.path_from(start + 1);
            }
            b'<' => match self.search_path_end() {
                Some(end) => self.token(SyntaxKind::SEARCH_PATH, end),
                None => self.word(),
            },
            b'{' => {
                self.contexts.push(Context::Braces);
                self.token(SyntaxKind::L_BRACE, start + 1);
            }
            b'}' => {
                self.contexts.pop();
                self.token(SyntaxKind::R_BRACE, start + 1);
            }
            b'$' if self.byte(start + 1) == b'{' => {
                self.contexts.push(Context::Braces);
                self.token(SyntaxKind::INTERPOLATION_START, start + 2);
            }
            b'"' => self.open_string(),
            b'\'' if self.byte(start + 1) == b'\'' => self.open_ind_string(),
            b'#' => {
                let end = self.skip_while(start, |byte| byte != b'\n' && byte != b'\r');
                self.token(SyntaxKind::COMMENT, end);
            }
            b'/' if self.byte(start + 1) == b'*' => self.block_comment(),
            0 => self.token(SyntaxKind::AFTER_END, self.bytes.len()),
            _ => self.word(),
        }
    }

    fn word(&mut self) {
        match Word::read(&self.text[self.pos..]) {
            Some((Word::Kind(kind), length)) => {
                let start = self.pos;
                self.token(kind, start + length);
                words::check_number(
                    kind,
                    &self.text[start..start + length],
                    start,
                    &mut self.out.errors,
                );
            }
            Some((Word::Unknown, length)) => {
                let end = self.pos + length;
                self.error(SyntaxErrorKind::UnknownCharacter, self.pos, end);
                self.token(SyntaxKind::ERROR_TOKEN, end);
            }
            None => self.token(SyntaxKind::ERROR_TOKEN, self.bytes.len()),
        }
    }

    /// An unfinished `/*` is a division and a multiplication to Nix, which never parses;
    /// here it is a comment up to the end of the text.
    fn block_comment(&mut self) {
        let start = self.pos;
        let end = match self.text[start + 2..].find("*/") {
            Some(length) => start + 2 + length + 2,
            None => {
                self.error(SyntaxErrorKind::UnterminatedComment, start, start + 2);
                self.bytes.len()
            }
        };
        self.token(SyntaxKind::COMMENT, end);
    }

    /// Takes a path or a URI if one begins here, with a path character or a slash.
    #[inline]
    fn path_or_uri(&mut self) -> bool {
        let start = self.pos;
        if start >= self.run.end {
            let end = self.skip_while(start, is_path_char);
            let scheme_from = match self.bytes[start..end].iter().rposition(|byte| *byte == b'_') {
                Some(underscore) => start + underscore + 1,
                None => start,
            };
            self.run = Run { end, scheme_from };
        }
        let Run { end, scheme_from } = self.run;
        match self.byte(end) {
            b'/' if self.path_goes_on(end + 1) => {
                self.path_from(end);
                true
            }
            b':' if start >= scheme_from && end > start => {
                let is_uri =
                    self.bytes[start].is_ascii_alphabetic() && is_uri_char(self.byte(end + 1));
                if is_uri {
                    let end = self.skip_while(end + 1, is_uri_char);
                    self.token(SyntaxKind::URI, end);
                }
                is_uri
            }
            _ => false,
        }
    }

    /// Whether a slash that ends just before `at` belongs to a path.
    #[inline]
    fn path_goes_on(&self, at: usize) -> bool {
        is_path_char(self.byte(at)) || self.at(at, b"${")
    }

    /// A path whose first slash is at `slash`.
    fn path_from(&mut self, slash: usize) {
        let end = self.path_text_end(slash);
        self.check_double_slash(slash, end);
        let slash = self.bytes[end - 1] == b'/';
        self.contexts.push(Context::Path { slash });
        self.token(SyntaxKind::PATH_FRAGMENT, end);
    }

    /// Nix cuts `a/b//c` into `a/b/` and `/c`, and takes a second piece only in front of `${`.
    fn check_double_slash(&mut self, start: usize, end: usize) {
        let mut doubles = (start..end - 1).filter(|at| self.bytes[*at..].starts_with(b"//"));
        let Some(first) = doubles.next() else { return };
        if doubles.next().is_some() || !self.at(end, b"${") {
            self.error(SyntaxErrorKind::PathDoubleSlash, first, first + 2);
        }
    }

    /// The end of path text from `at`: path characters, and slashes that follow the rules of Nix.
    fn path_text_end(&self, mut at: usize) -> usize {
        loop {
            at = self.skip_while(at, is_path_char);
            if self.byte(at) != b'/' {
                return at;
            }
            at += 1;
        }
    }

    fn path_rest(&mut self, slash: bool) {
        let start = self.pos;
        if self.at(start, b"${") {
            self.contexts.pop();
            self.contexts.push(Context::Path { slash: false });
            self.contexts.push(Context::Braces);
            return self.token(SyntaxKind::INTERPOLATION_START, start + 2);
        }
        if is_path_char(self.bytes[start]) || self.bytes[start] == b'/' {
            let end = self.path_text_end(start);
            self.contexts.pop();
            self.contexts.push(Context::Path { slash: self.bytes[end - 1] == b'/' });
            return self.token(SyntaxKind::PATH_FRAGMENT, end);
        }
        if slash {
            self.error(SyntaxErrorKind::PathTrailingSlash, start - 1, start);
        }
        self.contexts.pop();
        self.run = Run::default();
    }

    /// `<a/b>`: segments of path characters with single slashes between.
    fn search_path_end(&self) -> Option<usize> {
        let mut at = self.pos + 1;
        loop {
            let segment_end = self.skip_while(at, is_path_char);
            if segment_end == at {
                return None;
            }
            match self.byte(segment_end) {
                b'/' => at = segment_end + 1,
                b'>' => return Some(segment_end + 1),
                _ => return None,
            }
        }
    }

    #[inline]
    fn skip_while(&self, from: usize, test: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|byte| !test(*byte)).unwrap_or(rest.len())
    }
}

const OTHER: u8 = 0;
const SPACE: u8 = 1;
const PATH_CHAR: u8 = 2;
const SLASH: u8 = 3;

const CLASS: [u8; 256] = {
    let mut table = [OTHER; 256];
    let mut index = 0;
    while index < 256 {
        let byte = index as u8;
        table[index] = match byte {
            b' ' | b'\t' | b'\r' | b'\n' => SPACE,
            b'.' | b'_' | b'-' | b'+' => PATH_CHAR,
            b'/' => SLASH,
            _ if byte.is_ascii_alphanumeric() => PATH_CHAR,
            _ => OTHER,
        };
        index += 1;
    }
    table
};

#[inline]
fn is_path_char(byte: u8) -> bool {
    CLASS[usize::from(byte)] == PATH_CHAR
}

fn is_uri_char(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"%/?:@&=+$,-_.!~*'".contains(&byte)
}

fn range(start: usize, end: usize) -> TextRange {
    TextRange::new(TextSize::new(start as u32), TextSize::new(end as u32))
}

//! A cursor over tokens that writes to a sink, and keeps the grammar honest.
//!
//! **Invariant:** every token reaches the sink once, in order, whatever the grammar does.

use std::cell::Cell;

use crate::lexer::Lexed;
use crate::sink::Sink;
use crate::{Place, SyntaxError, SyntaxErrorKind, SyntaxKind, TextRange, TextSize};

/// How deep a tree may get, counting the links of operator and application chains.
///
/// The deepest file of nixpkgs has 257. Both the parser and the drop of a tree recurse,
/// and at this depth they stay well within a stack of 2 MB.
pub const DEPTH_LIMIT: u32 = 1024;

pub(crate) struct Parser<'t, S> {
    text: &'t str,
    lexed: &'t Lexed,
    /// The next token that is not trivia.
    pos: usize,
    /// Its kind.
    current: SyntaxKind,
    /// The last token taken.
    previous: Option<usize>,
    /// The next token that has not reached the sink; `pos` or trivia before it.
    flushed: usize,
    pub(crate) sink: S,
    pub(crate) errors: Vec<SyntaxError>,
    depth: u32,
    /// How many sets and `let` are being read.
    pub(crate) open_bindings: u32,
    /// Whether to guess from the layout where brackets were forgotten.
    pub(crate) by_layout: bool,
    /// The line that was asked for last.
    line: Cell<Line>,
}

/// A line, as far as it has been looked at: without this, each question would read it again.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    start: usize,
    /// No line end lies between `start` and here.
    seen: usize,
    /// Where the indentation ends.
    content: usize,
}

impl<'t, S: Sink> Parser<'t, S> {
    pub(crate) fn new(text: &'t str, lexed: &'t Lexed, sink: S, by_layout: bool) -> Self {
        let mut parser = Parser {
            text,
            lexed,
            pos: 0,
            current: SyntaxKind::EOF,
            previous: None,
            flushed: 0,
            sink,
            errors: Vec::new(),
            depth: 0,
            open_bindings: 0,
            by_layout,
            line: Cell::default(),
        };
        parser.line.set(parser.line_from(0));
        parser.skip_trivia();
        parser
    }

    /// Begins behind the first token, with so many levels and lists around.
    pub(crate) fn resume(&mut self, depth: u32, open_bindings: u32) {
        self.advance();
        self.depth = depth;
        self.open_bindings = open_bindings;
    }

    /// The kind of the next token.
    #[inline]
    pub(crate) fn current(&self) -> SyntaxKind {
        self.current
    }

    #[inline]
    pub(crate) fn at(&self, kind: SyntaxKind) -> bool {
        self.current() == kind
    }

    /// The kind of the token after the next.
    pub(crate) fn second(&self) -> SyntaxKind {
        self.lexed.kinds[self.index_after(self.pos)]
    }

    /// The index of the token that follows `index`, without trivia.
    pub(crate) fn index_after(&self, index: usize) -> usize {
        let mut next = (index + 1).min(self.lexed.kinds.len() - 1);
        while self.lexed.kinds[next].is_trivia() {
            next += 1;
        }
        next
    }

    pub(crate) fn kind_at(&self, index: usize) -> SyntaxKind {
        self.lexed.kinds[index]
    }

    pub(crate) fn position(&self) -> usize {
        self.pos
    }

    /// A place to reduce to, before the next token and after the trivia in front of it.
    #[inline]
    pub(crate) fn mark(&mut self) -> usize {
        self.flush();
        self.sink.mark()
    }

    #[inline]
    pub(crate) fn reduce(&mut self, mark: usize, kind: SyntaxKind) {
        self.sink.reduce(mark, kind);
    }

    /// Writes the trivia before the next token.
    #[inline]
    fn flush(&mut self) {
        while self.flushed < self.pos {
            let index = self.flushed;
            self.flushed += 1;
            self.sink.token(self.lexed.kinds[index], &self.text[self.bytes(index)]);
        }
    }

    #[inline]
    fn bytes(&self, index: usize) -> std::ops::Range<usize> {
        self.lexed.starts[index] as usize..self.lexed.starts[index + 1] as usize
    }

    /// Takes the next token, whatever it is.
    #[inline]
    pub(crate) fn bump(&mut self) {
        if self.at(SyntaxKind::EOF) {
            return;
        }
        self.flush();
        let (kind, bytes) = (self.current(), self.bytes(self.pos));
        self.sink.token(kind, &self.text[bytes]);
        self.advance();
    }

    /// Takes the next token, a name, as `IDENT`.
    #[inline]
    pub(crate) fn bump_ident(&mut self) {
        self.flush();
        self.sink.ident(&self.text[self.bytes(self.pos)]);
        self.advance();
    }

    /// Takes the next token, a name, as `ATTR_PATH(IDENT)`.
    #[inline]
    pub(crate) fn bump_ident_path(&mut self) {
        self.flush();
        self.sink.ident_path(&self.text[self.bytes(self.pos)]);
        self.advance();
    }

    #[inline]
    fn advance(&mut self) {
        self.previous = Some(self.pos);
        self.pos += 1;
        self.flushed = self.pos;
        self.skip_trivia();
    }

    #[inline]
    fn skip_trivia(&mut self) {
        let kinds = &self.lexed.kinds[self.pos..];
        self.pos += kinds.iter().position(|kind| !kind.is_trivia()).unwrap_or(0);
        self.current = self.lexed.kinds[self.pos];
    }

    #[inline]
    pub(crate) fn eat(&mut self, kind: SyntaxKind) -> bool {
        let hit = self.at(kind);
        if hit {
            self.bump();
        }
        hit
    }

    /// Takes `kind`, or says that it is missing after what came before.
    #[inline]
    pub(crate) fn expect(&mut self, kind: SyntaxKind, place: Place) -> bool {
        if self.eat(kind) {
            return true;
        }
        self.missing(SyntaxErrorKind::Missing(kind, place));
        false
    }

    /// As [`Parser::expect`] for a closing bracket, with the range of the one that opened.
    pub(crate) fn expect_close(&mut self, kind: SyntaxKind, place: Place, open: TextRange) {
        if !self.expect(kind, place)
            && let Some(error) = self.errors.last_mut()
            && error.kind == SyntaxErrorKind::Missing(kind, place)
        {
            error.related = Some(open);
        }
    }

    /// Says that something is missing, just after the last token that is not trivia.
    pub(crate) fn missing(&mut self, kind: SyntaxErrorKind) {
        let end = self.end_of_previous();
        self.push_error(SyntaxError::new(kind, TextRange::empty(end)));
    }

    /// Says that the next token is wrong.
    pub(crate) fn error_here(&mut self, kind: SyntaxErrorKind) {
        self.push_error(SyntaxError::new(kind, self.current_range()));
    }

    pub(crate) fn error_at(&mut self, kind: SyntaxErrorKind, range: TextRange) {
        self.push_error(SyntaxError::new(kind, range));
    }

    /// One error a place: a second one there only repeats the first.
    fn push_error(&mut self, error: SyntaxError) {
        match self.errors.last_mut() {
            Some(last) if last.range.start() == error.range.start() => last.absorb(error.kind),
            _ => self.errors.push(error),
        }
    }

    /// Takes the next token into an `ERROR` node, with a message.
    pub(crate) fn bump_error(&mut self, kind: SyntaxErrorKind) {
        // The lexer has said what is wrong with an unknown character.
        if !self.at(SyntaxKind::ERROR_TOKEN) {
            self.error_here(kind);
        }
        let mark = self.mark();
        self.bump();
        self.reduce(mark, SyntaxKind::ERROR);
    }

    pub(crate) fn current_range(&self) -> TextRange {
        self.lexed.range(self.pos)
    }

    /// Where the last token ends that is not trivia; the beginning of the text if there is none.
    pub(crate) fn end_of_previous(&self) -> TextSize {
        match self.previous {
            Some(index) => self.lexed.range(index).end(),
            None => TextSize::new(0),
        }
    }

    /// Where that ends which has reached the sink.
    pub(crate) fn end_of_written(&self) -> TextSize {
        self.start_of(self.flushed)
    }

    /// The index of the last token that is not trivia.
    pub(crate) fn previous(&self) -> Option<usize> {
        self.previous
    }

    /// Goes one level deeper, if the limit allows it.
    #[inline]
    pub(crate) fn enter(&mut self) -> bool {
        if self.depth >= DEPTH_LIMIT {
            return false;
        }
        self.depth += 1;
        true
    }

    /// As many levels at once, or none.
    #[inline]
    pub(crate) fn enter_many(&mut self, levels: u32) -> bool {
        let fits = self.depth.saturating_add(levels) <= DEPTH_LIMIT;
        self.depth += if fits { levels } else { 0 };
        fits
    }

    #[inline]
    pub(crate) fn leave(&mut self, levels: u32) {
        self.depth -= levels;
    }

    /// Gives up on the rest of the file.
    pub(crate) fn too_deep(&mut self) {
        self.error_here(SyntaxErrorKind::NestingTooDeep);
        let mark = self.mark();
        while !self.at(SyntaxKind::EOF) {
            self.bump();
        }
        self.reduce(mark, SyntaxKind::ERROR);
    }

    /// Writes what trivia is left.
    pub(crate) fn finish(&mut self) {
        self.flush();
    }
}

/// Layout, asked only where something is wrong.
impl<S: Sink> Parser<'_, S> {
    /// Whether a line end lies between the previous token and the token at `index`.
    pub(crate) fn is_first_on_line(&self, index: usize) -> bool {
        self.is_first_in_line(self.start_of(index))
    }

    /// How far the line is indented on which the token at `index` stands.
    pub(crate) fn indent_of_line(&self, index: usize) -> usize {
        self.indent_at(self.start_of(index))
    }

    /// As [`Parser::is_first_on_line`], of the token that begins at a place.
    pub(crate) fn is_first_in_line(&self, start: TextSize) -> bool {
        self.line_of(start.into()).content >= start.into()
    }

    /// As [`Parser::indent_of_line`], of a place.
    pub(crate) fn indent_at(&self, start: TextSize) -> usize {
        let line = self.line_of(start.into());
        line.content - line.start
    }

    /// Where the token at `index` begins.
    pub(crate) fn start_of(&self, index: usize) -> TextSize {
        TextSize::new(self.lexed.starts[index])
    }

    fn line_of(&self, at: usize) -> Line {
        let known = self.line.get();
        let mut line = match known {
            Line { start, .. } if at < start => {
                self.line_from(self.text[..at].rfind('\n').map_or(0, |end| end + 1))
            }
            Line { seen, .. } if at > seen => match self.text[seen..at].rfind('\n') {
                Some(end) => self.line_from(seen + end + 1),
                None => known,
            },
            _ => known,
        };
        line.seen = line.seen.max(at);
        self.line.set(line);
        line
    }

    fn line_from(&self, start: usize) -> Line {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        let indent = self.text.as_bytes()[start..].iter().take_while(|byte| blank(byte)).count();
        Line { start, seen: start, content: start + indent }
    }
}

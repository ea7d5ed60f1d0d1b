//! What the text of a string means, and where each byte of it comes from.

use crate::{Element, Node, SyntaxKind, TextRange, TextSize, Token, work};

/// A decoded text with a map back to the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StringValue {
    text: String,
    /// Runs in order. Where value and source are equally long, they correspond byte by byte;
    /// else the run is one escape.
    runs: Vec<Run>,
    start: TextSize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    value_start: u32,
    value_length: u32,
    source: TextRange,
}

/// A piece of a string.
#[derive(Debug, Clone)]
pub enum Part<'t> {
    /// Decoded text.
    Text(StringValue),
    /// The `${…}` node.
    Interpolation(Node<'t>),
}

impl StringValue {
    /// The empty text at `start`.
    pub(crate) fn empty(start: TextSize) -> StringValue {
        StringValue { text: String::new(), runs: Vec::new(), start }
    }

    /// The decoded text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the bytes `start..end` of the decoded text stand in the file.
    pub fn source_range(&self, start: usize, end: usize) -> TextRange {
        let from = self.source_offset(start, false);
        let to = if end > start { self.source_offset(end - 1, true) } else { from };
        TextRange::new(from, to.max(from))
    }

    /// Where byte `at` of the decoded text begins (or ends) in the file.
    fn source_offset(&self, at: usize, end: bool) -> TextSize {
        let index = self.runs.partition_point(|run| run.value_start as usize <= at);
        let Some(run) = index.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return self.start;
        };
        let within = (at - run.value_start as usize) as u32;
        let linear = TextSize::new(run.value_length) == run.source.len();
        match (linear, end) {
            _ if within >= run.value_length => run.source.end(),
            (true, _) => run.source.start() + TextSize::new(within + u32::from(end)),
            (false, true) => run.source.end(),
            (false, false) => run.source.start(),
        }
    }

    fn push(&mut self, text: &str, source: TextRange) {
        if text.is_empty() {
            return;
        }
        let linear = TextSize::of(text) == source.len();
        let value_start = self.text.len() as u32;
        self.text.push_str(text);
        if let Some(last) = self.runs.last_mut()
            && linear
            && last.source.len() == TextSize::new(last.value_length)
            && last.source.end() == source.start()
        {
            last.value_length += text.len() as u32;
            last.source = TextRange::new(last.source.start(), source.end());
            return;
        }
        self.runs.push(Run { value_start, value_length: text.len() as u32, source });
    }

    fn truncate(&mut self, length: usize) {
        self.text.truncate(length);
        while let Some(last) = self.runs.last_mut() {
            let start = last.value_start as usize;
            if start >= length {
                self.runs.pop();
                continue;
            }
            let excess = (start + last.value_length as usize).saturating_sub(length) as u32;
            last.value_length -= excess;
            last.source =
                TextRange::new(last.source.start(), last.source.end() - TextSize::new(excess));
            break;
        }
    }
}

/// The parts of a `"…"` node.
pub(crate) fn plain(node: Node<'_>) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for element in node.elements() {
        match element {
            Element::Token(token) if token.kind() == SyntaxKind::STRING_CONTENT => {
                parts.push(Part::Text(unescape(token)));
            }
            Element::Node(inner) if inner.kind() == SyntaxKind::INTERPOLATION => {
                parts.push(Part::Interpolation(inner));
            }
            _ => {}
        }
    }
    parts
}

fn unescape(token: Token<'_>) -> StringValue {
    let text = token.text();
    work::step(text.len());
    let start = token.range().start();
    let mut value = StringValue::empty(start);
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let plain = rest.find(['\\', '\r']).unwrap_or(rest.len());
        value.push(&rest[..plain], source(start, at, plain));
        at += plain;
        let Some(special) = rest[plain..].chars().next() else {
            break;
        };
        let length = match special {
            '\\' => 1 + text[at + 1..].chars().next().map_or(0, char::len_utf8),
            _ => 1 + usize::from(text[at + 1..].starts_with('\n')),
        };
        let decoded = match (special, &text[at + 1..at + length]) {
            ('\r', _) | (_, "n") => "\n",
            (_, "r") => "\r",
            (_, "t") => "\t",
            (_, other) => other,
        };
        value.push(decoded, source(start, at, length));
        at += length;
    }
    value
}

fn source(start: TextSize, at: usize, length: usize) -> TextRange {
    TextRange::at(start + TextSize::new(at as u32), TextSize::new(length as u32))
}

/// A piece of an indented string before its indentation is taken away.
enum Piece<'t> {
    /// Text whose line starts count.
    Text(&'t str, TextSize),
    /// An escape: what it stands for.
    Escape(&'t str, TextRange),
    Interpolation(Node<'t>),
}

/// The parts of a `''…''` node, without the common indentation, as Nix takes it away.
pub(crate) fn indented(node: Node<'_>) -> Vec<Part<'_>> {
    let pieces = pieces(node);
    let indent = common_indent(&pieces);
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut line = LineStart { indent, at_line_start: true, dropped: 0 };
    let last = pieces.len().saturating_sub(1);
    for (index, piece) in pieces.into_iter().enumerate() {
        match piece {
            Piece::Interpolation(node) => {
                line.leave();
                parts.push(Part::Interpolation(node));
            }
            Piece::Escape(text, range) => {
                // An escaped line end begins a line here, though it does not in `common_indent`.
                if text.chars().fold(true, |_, character| line.keeps(character)) {
                    value_of(&mut parts, range.start()).push(text, range);
                }
            }
            Piece::Text(text, start) => {
                dedent(text, start, &mut line, index == last, &mut parts);
            }
        }
    }
    parts.retain(|part| !matches!(part, Part::Text(value) if value.text.is_empty()));
    parts
}

/// Where the walk stands in the indentation of a line.
struct LineStart {
    indent: usize,
    at_line_start: bool,
    /// How many spaces of this line have been passed.
    dropped: usize,
}

impl LineStart {
    fn leave(&mut self) {
        self.at_line_start = false;
        self.dropped = 0;
    }

    /// Whether the next character stays.
    fn keeps(&mut self, character: char) -> bool {
        match (self.at_line_start, character) {
            (true, ' ') => {
                self.dropped += 1;
                return self.dropped > self.indent;
            }
            (true, '\n') => self.dropped = 0,
            (true, _) => self.leave(),
            (false, '\n') => self.at_line_start = true,
            (false, _) => {}
        }
        true
    }
}

fn dedent(
    text: &str,
    start: TextSize,
    line: &mut LineStart,
    is_last: bool,
    parts: &mut Vec<Part<'_>>,
) {
    let value = value_of(parts, start);
    let before = value.text.len();
    for (at, character) in text.char_indices() {
        if line.keeps(character) {
            let length = character.len_utf8();
            value.push(&text[at..at + length], source(start, at, length));
        }
    }
    if is_last && let Some(newline) = value.text[before..].rfind('\n') {
        let end = before + newline + 1;
        if value.text[end..].bytes().all(|byte| byte == b' ') {
            value.truncate(end);
        }
    }
}

fn value_of<'v>(parts: &'v mut Vec<Part<'_>>, start: TextSize) -> &'v mut StringValue {
    if !matches!(parts.last(), Some(Part::Text(_))) {
        parts.push(Part::Text(StringValue::empty(start)));
    }
    match parts.last_mut() {
        Some(Part::Text(value)) => value,
        _ => unreachable!("a text part was pushed just above"),
    }
}

fn pieces(node: Node<'_>) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut is_first = true;
    for element in node.elements() {
        match element {
            Element::Token(token) if token.kind() == SyntaxKind::IND_STRING_CONTENT => {
                split_escapes(token, std::mem::take(&mut is_first), &mut pieces);
            }
            Element::Node(inner) if inner.kind() == SyntaxKind::INTERPOLATION => {
                is_first = false;
                pieces.push(Piece::Interpolation(inner));
            }
            _ => {}
        }
    }
    pieces
}

fn split_escapes<'t>(token: Token<'t>, is_first: bool, pieces: &mut Vec<Piece<'t>>) {
    let text = token.text();
    work::step(text.len());
    let start = token.range().start();
    let mut at = 0;
    if is_first && text.trim_start_matches(' ').starts_with('\n') {
        at = text.find('\n').map_or(0, |newline| newline + 1);
    }
    let mut plain = at;
    while at < text.len() {
        let rest = &text.as_bytes()[at..];
        let (length, decoded) = match rest {
            [b'\'', b'\'', b'$', ..] => (3, "$"),
            [b'\'', b'\'', b'\'', ..] => (3, "''"),
            [b'\'', b'\'', b'\\', ..] => {
                let escaped = &text[at + 3..];
                let width = escaped.chars().next().map_or(0, char::len_utf8);
                let decoded = match &escaped[..width] {
                    "n" => "\n",
                    "r" => "\r",
                    "t" => "\t",
                    other => other,
                };
                (3 + width, decoded)
            }
            // A pair that the lexer takes at once, so that its second character begins no escape.
            [b'$', second, ..] if *second != b'\'' => {
                at += 2;
                continue;
            }
            [b'\'', second, ..] if *second != b'\'' && *second != b'$' => {
                at += 2;
                continue;
            }
            [b'$', ..] => (1, "$"),
            [b'\'', ..] => (1, "'"),
            _ => {
                at += 1;
                continue;
            }
        };
        if at > plain {
            pieces.push(Piece::Text(&text[plain..at], start + TextSize::new(plain as u32)));
        }
        pieces.push(Piece::Escape(decoded, source(start, at, length)));
        at += length;
        plain = at;
    }
    if text.len() > plain {
        pieces.push(Piece::Text(&text[plain..], start + TextSize::new(plain as u32)));
    }
}

fn common_indent(pieces: &[Piece<'_>]) -> usize {
    let mut at_line_start = true;
    let mut least = usize::MAX;
    let mut current = 0;
    for piece in pieces {
        let Piece::Text(text, _) = piece else {
            if at_line_start {
                at_line_start = false;
                least = least.min(current);
            }
            continue;
        };
        for byte in text.bytes() {
            match (at_line_start, byte) {
                (true, b' ') => current += 1,
                (_, b'\n') => {
                    at_line_start = true;
                    current = 0;
                }
                (true, _) => {
                    at_line_start = false;
                    least = least.min(current);
                }
                (false, _) => {}
            }
        }
    }
    least
}

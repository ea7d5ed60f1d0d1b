//! What stands at one place of a value.

/// What stands at a place.
pub(super) enum Step {
    /// The end of the value.
    End,
    /// A blank, or a line break with the backslash before it and the comments after it.
    Blank { len: usize },
    /// `"` or `'`, which is a plain character inside the other.
    Quote { ch: char },
    /// Any other character.
    Char { ch: char },
    /// A backslash with what it needs. A byte that is no character by itself is U+FFFD.
    Escape { len: usize, ch: char },
    /// A backslash that stays, and the character after it that is not looked at again.
    UnknownEscape { len: usize, kept: Option<char> },
}

/// What stands at `at`. Splits no character.
pub(super) fn step(text: &str, at: usize) -> Step {
    let rest = &text[at..];
    let Some(ch) = rest.chars().next() else { return Step::End };
    match ch {
        '\n' => Step::End,
        ' ' | '\t' | '\r' => Step::Blank { len: 1 },
        '"' | '\'' => Step::Quote { ch },
        '\\' => match rest[1..].chars().next() {
            // The last line of a value runs into the next one.
            None => Step::Blank { len: 1 },
            Some('\n') => Step::Blank { len: 2 + comments(&rest[2..]) },
            Some(next) => match escape(&rest.as_bytes()[1..]) {
                Some((len, ch)) => Step::Escape { len: len + 1, ch },
                None => Step::UnknownEscape { len: 1 + next.len_utf8(), kept: Some(next) },
            },
        },
        ch => Step::Char { ch },
    }
}

/// How many bytes at the beginning of this text are characters that mean themselves.
pub(super) fn plain_len(text: &str) -> usize {
    let means_more = |it: &u8| matches!(it, b'\n' | b' ' | b'\t' | b'\r' | b'"' | b'\'' | b'\\');
    text.bytes().position(|it| means_more(&it)).unwrap_or(text.len())
}

/// Where the value ends, in bytes: at a line break without a backslash, or with the text.
#[must_use]
pub fn value_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(found) = bytes[at..].iter().position(|it| matches!(it, b'\\' | b'\n')) {
        at += found;
        match (bytes[at], bytes.get(at + 1)) {
            (b'\n', _) => return at,
            (_, Some(b'\n')) => at += 2 + comments(&text[at + 2..]),
            (_, Some(next)) if next.is_ascii() => at += 2,
            (_, Some(_)) => at += 1,
            (_, None) => return text.len(),
        }
    }
    text.len()
}

/// The length of the lines that are comments at the beginning of this text, which continues a
/// line: systemd leaves them out.
fn comments(text: &str) -> usize {
    let mut len = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim_start_matches([' ', '\t', '\r']).starts_with(['#', ';']) {
            break;
        }
        len += line.len();
    }
    len
}

/// The length (without the backslash) and the character of an escape that systemd knows.
fn escape(bytes: &[u8]) -> Option<(usize, char)> {
    let ch = match *bytes.first()? {
        b'a' => '\x07',
        b'b' => '\x08',
        b'f' => '\x0c',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'v' => '\x0b',
        b's' => ' ',
        it @ (b'\\' | b'"' | b'\'') => char::from(it),
        b'x' => return byte(number(bytes.get(1..3)?, 16)?).map(|it| (3, it)),
        b'0'..=b'7' => return byte(number(bytes.get(0..3)?, 8)?).map(|it| (3, it)),
        // A half of a pair is taken by systemd, but is no character.
        b'u' => {
            let code = number(bytes.get(1..5)?, 16).filter(|&it| it != 0)?;
            return Some((5, char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER)));
        }
        b'U' => {
            let code = number(bytes.get(1..9)?, 16).filter(|&it| it != 0)?;
            return Some((9, char::from_u32(code)?));
        }
        _ => return None,
    };
    Some((1, ch))
}

fn byte(code: u32) -> Option<char> {
    match u8::try_from(code).ok()? {
        0 => None,
        it if it.is_ascii() => Some(char::from(it)),
        _ => Some(char::REPLACEMENT_CHARACTER),
    }
}

fn number(digits: &[u8], base: u32) -> Option<u32> {
    let mut sum = 0_u32;
    for &digit in digits {
        sum = sum.checked_mul(base)?.checked_add(char::from(digit).to_digit(base)?)?;
    }
    Some(sum)
}

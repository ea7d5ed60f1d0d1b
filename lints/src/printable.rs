//! Text that a terminal can be given.

use std::borrow::Cow;

/// Text that cannot drive a terminal: each byte of a control character becomes a `?`, and a
/// character that turns the direction of writing becomes as many.
pub fn printable(text: &str) -> Cow<'_, str> {
    let is_control = |it: char| {
        (it.is_control() && !matches!(it, '\n' | '\t'))
            || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(is_control) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(it) = rest.next() {
        match it {
            '\r' if rest.peek() == Some(&'\n') => out.push('\r'),
            _ if is_control(it) => out.extend(std::iter::repeat_n('?', it.len_utf8())),
            _ => out.push(it),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::printable;

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let text = "a\u{1b}[2J\u{9b}\u{202e}b\r\n\tc\rd";
        let printable = printable(text);
        assert_eq!(printable, "a?[2J?????b\r\n\tc?d");
        assert_eq!(printable.len(), text.len());
    }
}

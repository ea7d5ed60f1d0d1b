//! Bytes as decisions.

use std::str;

/// Input that has not been used yet; at its end all decisions are the first ones.
pub(super) struct Bytes<'a>(pub(super) &'a [u8]);

impl<'a> Bytes<'a> {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn byte(&mut self) -> u8 {
        let Some((first, rest)) = self.0.split_first() else { return 0 };
        self.0 = rest;
        *first
    }

    /// A number below `limit`.
    pub(super) fn below(&mut self, limit: usize) -> usize {
        (usize::from(self.byte()) << 8 | usize::from(self.byte())) % limit
    }

    /// Bytes up to a zero.
    pub(super) fn piece(&mut self) -> &'a [u8] {
        let end = self.0.iter().position(|byte| *byte == 0).unwrap_or(self.0.len());
        let (piece, rest) = self.0.split_at(end);
        self.0 = rest.get(1..).unwrap_or_default();
        piece
    }

    /// As [`Bytes::piece`], as far as it is text.
    pub(super) fn text(&mut self) -> &'a str {
        let piece = self.piece();
        str::from_utf8(piece).unwrap_or_else(|error| {
            str::from_utf8(&piece[..error.valid_up_to()]).expect("it is valid up to here")
        })
    }
}

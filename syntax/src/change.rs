//! How one text became another.

use crate::{TextRange, TextSize};

/// A change of a text in one place: what stood at `delete` became `insert` other bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// What is gone, in the old text.
    pub delete: TextRange,
    /// How long that is which came instead, in bytes.
    pub insert: TextSize,
}

impl Change {
    /// The smallest change that makes `new` of `old`: all between what both begin and end with.
    /// Both texts are at most 4 GB long.
    pub fn between(old: &str, new: &str) -> Change {
        let is_boundary = |at: usize| old.is_char_boundary(at) && new.is_char_boundary(at);
        let mut start = common_prefix(old.as_bytes(), new.as_bytes());
        while !is_boundary(start) {
            start -= 1;
        }
        let (old_rest, new_rest) = (&old[start..], &new[start..]);
        let mut end = common_suffix(old_rest.as_bytes(), new_rest.as_bytes());
        while !old_rest.is_char_boundary(old_rest.len() - end)
            || !new_rest.is_char_boundary(new_rest.len() - end)
        {
            end -= 1;
        }
        let size = |bytes: usize| TextSize::new(bytes as u32);
        Change {
            delete: TextRange::new(size(start), size(old.len() - end)),
            insert: size(new_rest.len() - end),
        }
    }

    /// Where a place of the old text is in the new one, if it was not inside of the change.
    pub fn offset(&self, offset: TextSize) -> TextSize {
        match offset >= self.delete.end() && offset > self.delete.start() {
            true => offset - self.delete.len() + self.insert,
            false => offset,
        }
    }

    /// As [`Change::offset`], for a range that the change is not at the edge of.
    pub fn range(&self, range: TextRange) -> TextRange {
        TextRange::new(self.offset(range.start()), self.offset(range.end()))
    }
}

/// As many bytes are compared at once.
const BLOCK: usize = 64;

fn common_prefix(a: &[u8], b: &[u8]) -> usize {
    let blocks = a.chunks_exact(BLOCK).zip(b.chunks_exact(BLOCK));
    let start = blocks.take_while(|(a, b)| a == b).count() * BLOCK;
    start + a[start..].iter().zip(&b[start..]).take_while(|(a, b)| a == b).count()
}

fn common_suffix(a: &[u8], b: &[u8]) -> usize {
    let blocks = a.rchunks_exact(BLOCK).zip(b.rchunks_exact(BLOCK));
    let end = blocks.take_while(|(a, b)| a == b).count() * BLOCK;
    let (a, b) = (&a[..a.len() - end], &b[..b.len() - end]);
    end + a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_as_small_as_may_be_and_leaves_characters_whole() {
        let long = "x".repeat(200);
        for (old, new, delete, insert) in [
            ("ab", "aXb", 1..1, 1),
            ("a;b", "a;;b", 2..2, 1),
            ("aXb", "ab", 1..2, 0),
            ("", "ab", 0..0, 2),
            ("é", "è", 0..2, 2),
            ("aé", "a\u{1e9}", 1..3, 2),
        ] {
            for (before, after) in [("", ""), (&*long, ""), ("", &*long), (&*long, &*long)] {
                let text = |inner: &str| format!("{before}<{inner}>{after}");
                let at = |offset: usize| TextSize::new((before.len() + 1 + offset) as u32);
                let expected = Change {
                    delete: TextRange::new(at(delete.start), at(delete.end)),
                    insert: TextSize::new(insert),
                };
                assert_eq!(Change::between(&text(old), &text(new)), expected, "{old} {new}");
            }
        }
    }

    #[test]
    fn equal_texts_differ_in_nothing() {
        let change = Change::between("ab", "ab");
        assert!(change.delete.is_empty() && change.insert == TextSize::new(0), "{change:?}");
    }

    #[test]
    fn places_behind_a_change_move_with_it() {
        let change = Change { delete: TextRange::new(2.into(), 4.into()), insert: 1.into() };
        let offsets: Vec<u32> = [0u32, 2, 4, 5].map(|at| change.offset(at.into()).into()).into();
        assert_eq!(offsets, [0, 2, 3, 4]);
        let insertion = Change { delete: TextRange::empty(2.into()), insert: 3.into() };
        assert_eq!(insertion.offset(2.into()), 2.into());
        assert_eq!(insertion.offset(3.into()), 6.into());
    }
}

//! Characters that stand for text that is not known.

/// Stands for any text, which may be empty and may have blanks and quotes.
pub const HOLE: char = '\u{FFFC}';

/// Stands for an absolute path without blanks, quotes, `%`, `$` and backslashes, and without a
/// slash at its end: what a package or a file is in the Nix store.
pub const STORE_PATH: char = '\u{FFFB}';

/// Whether a part of this value is not known, so that it cannot be judged as a whole.
///
/// ```
/// use cfglint_lints::systemd::{HOLE, has_hole};
/// assert!(has_hole(&format!("{HOLE}M")));
/// assert!(!has_hole("512M"));
/// ```
#[must_use]
pub fn has_hole(text: &str) -> bool {
    // Both begin with these two bytes, and little else does.
    let bytes = text.as_bytes();
    bytes.contains(&0xEF) && bytes.windows(3).any(|it| matches!(it, [0xEF, 0xBF, 0xBB | 0xBC]))
}

/// Whether this character stands for text that is not known.
#[must_use]
pub fn is_hole(ch: char) -> bool {
    matches!(ch, HOLE | STORE_PATH)
}

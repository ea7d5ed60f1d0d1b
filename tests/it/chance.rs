//! Numbers that look like chance and are the same each time, and what is typed by them.

/// What is typed and pasted: what opens and closes, what is found, and what columns are counted by.
pub(crate) const PIECES: &[&str] = &[
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    "\"",
    "''",
    "${",
    ";",
    "=",
    ":",
    "#",
    "/*",
    "*/",
    ".",
    " ",
    "\n",
    "\r\n",
    "\t",
    "a",
    "Z9",
    "é",
    "ß",
    "€",
    "😀",
    "𝔘",
    "👩‍👩‍👧",
    "\u{feff}",
    "let",
    " in ",
    "with lib;",
    "rec ",
    "inherit ",
    "if a then b else c",
    "./timer.nix",
    "<nixpkgs>",
    "''${",
    "\\",
    "\u{0}",
];

pub(crate) struct Chance(pub(super) u64);

impl Chance {
    /// A number below a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % limit
    }

    pub(crate) fn one_of<'a, T>(&mut self, things: &'a [T]) -> &'a T {
        &things[self.below(things.len())]
    }
}

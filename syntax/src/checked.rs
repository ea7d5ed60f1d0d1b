//! The checks that Nix makes while it reads a file, and what of them has to be made again after a
//! change.

use crate::validation::{self, Found};
use crate::{Node, Parse, Problems, Region, SyntaxKind, TextRange, TextSize, UndefinedVariable};

/// What the checks of one text found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    found: Found,
}

impl Checked {
    /// Makes all checks.
    pub fn new(parse: &Parse) -> Checked {
        let mut found = validation::validate(parse);
        found.undefined.sort_by_key(|it| ends(it.range));
        found.met.sort_unstable_by_key(|it| ends(*it));
        found.met.dedup();
        Checked { found }
    }

    /// As [`Checked::new`] of `now`, which differs from `before` in a region. What stands outside of it
    /// means the same as before, as long as the same names are defined in it, and is not looked at.
    pub fn changed(&self, before: &Parse, now: &Parse, region: Region) -> Checked {
        self.around(before, now, region).unwrap_or_else(|| Checked::new(now))
    }

    /// The same, where that is possible.
    pub(crate) fn around(&self, before: &Parse, now: &Parse, region: Region) -> Option<Checked> {
        if !self.found.syntax.is_empty() {
            return None;
        }
        if keys_in(before, region.before) != keys_in(now, region.after) {
            return None;
        }
        if self.found.met.iter().any(|it| touches(*it, region.before)) {
            return None;
        }
        let met = self.found.met.iter().map(|it| region.moved(*it)).collect();
        let inside = validation::validate_in(now, region.after, met)?;
        if !inside.syntax.is_empty() {
            return None;
        }
        let is_outside = |it: &&UndefinedVariable| !region.before.contains_range(it.range);
        let stays = self.found.undefined.iter().filter(is_outside);
        let mut undefined: Vec<UndefinedVariable> = stays
            .map(|it| UndefinedVariable { name: it.name.clone(), range: region.moved(it.range) })
            .collect();
        let is_inside = |it: &UndefinedVariable| region.after.contains_range(it.range);
        undefined.extend(inside.undefined.into_iter().filter(is_inside));
        undefined.sort_by_key(|it| ends(it.range));
        Some(Checked { found: Found { syntax: Vec::new(), undefined, met: inside.met } })
    }

    /// What Nix would say of the text: `parse` is its tree.
    pub fn problems(&self, parse: &Parse) -> Problems {
        let mut syntax = parse.errors().to_vec();
        syntax.extend(&self.found.syntax);
        syntax.sort_by_key(|error| ends(error.range));
        let undefined = if syntax.is_empty() { self.found.undefined.clone() } else { Vec::new() };
        Problems { syntax, undefined }
    }
}

/// By these, ranges are in the order of the text.
pub(crate) fn ends(range: TextRange) -> (TextSize, TextSize) {
    (range.start(), range.end())
}

/// What the bindings in a range define, by their text.
fn keys_in(parse: &Parse, range: TextRange) -> Vec<(SyntaxKind, Vec<&str>)> {
    let mut keys = Vec::new();
    collect_keys(parse.root(), range, &mut keys);
    keys
}

fn collect_keys<'t>(node: Node<'t>, range: TextRange, keys: &mut Vec<(SyntaxKind, Vec<&'t str>)>) {
    for child in node.children().filter(|it| touches(it.range(), range)) {
        if !range.contains_range(child.range()) {
            collect_keys(child, range, keys);
            continue;
        }
        let key = match child.kind() {
            SyntaxKind::BINDING => child.child(SyntaxKind::ATTR_PATH),
            SyntaxKind::INHERIT => Some(child),
            // What is wrong defines nothing.
            _ => continue,
        };
        let tokens = key.into_iter().flat_map(Node::all_tokens);
        let words = tokens.filter(|it| !it.kind().is_trivia()).map(|it| it.text());
        keys.push((child.kind(), words.collect()));
    }
}

/// Whether two ranges have a byte in common, or one is empty and lies in the other.
pub(crate) fn touches(a: TextRange, b: TextRange) -> bool {
    a.start() <= b.end() && b.start() <= a.end()
}

impl Region {
    /// Where a place outside of the region is now.
    pub fn moved_offset(&self, offset: TextSize) -> TextSize {
        match offset >= self.before.end() && offset > self.before.start() {
            true => offset - self.before.len() + self.after.len(),
            false => offset,
        }
    }

    /// As [`Region::moved_offset`], for both ends of what lies outside of the region or around it.
    pub fn moved(&self, range: TextRange) -> TextRange {
        TextRange::new(self.moved_offset(range.start()), self.moved_offset(range.end()))
    }
}

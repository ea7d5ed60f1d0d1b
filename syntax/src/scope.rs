//! Names and where they are bound.
//!
//! Nix binds variables when it reads a file, before it evaluates anything, and refuses a name that
//! nothing defines. Under `with` it cannot know, and says nothing; so do we.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::TextRange;

/// A use of a name that nothing defines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UndefinedVariable {
    /// The name.
    pub name: String,
    /// Where it is used.
    pub range: TextRange,
}

/// The names that are defined everywhere, with the versions of Nix that define them.
///
/// A name that any version from 2.3 on defines is accepted.
static GLOBALS: LazyLock<FxHashSet<&'static str>> = LazyLock::new(|| {
    include_str!("../data/globals.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split('\t').next())
        .collect()
});

/// The names in scope at one place of a walk.
#[derive(Default)]
pub(crate) struct Scopes<'t> {
    /// How many enclosing constructs define each name.
    bound: FxHashMap<Cow<'t, str>, u32>,
    with_depth: u32,
    pub(crate) undefined: Vec<UndefinedVariable>,
}

impl<'t> Scopes<'t> {
    pub(crate) fn bind(&mut self, name: Cow<'t, str>) {
        *self.bound.entry(name).or_insert(0) += 1;
    }

    pub(crate) fn unbind(&mut self, name: &str) {
        if let Some(count) = self.bound.get_mut(name) {
            *count = count.saturating_sub(1);
        }
    }

    pub(crate) fn enter_with(&mut self) {
        self.with_depth += 1;
    }

    pub(crate) fn leave_with(&mut self) {
        self.with_depth -= 1;
    }

    pub(crate) fn usage(&mut self, name: &str, range: TextRange) {
        let is_known = self.with_depth > 0
            || self.bound.get(name).is_some_and(|count| *count > 0)
            || GLOBALS.contains(name)
            || name == "__curPos";
        if !is_known {
            self.undefined.push(UndefinedVariable { name: name.to_owned(), range });
        }
    }
}

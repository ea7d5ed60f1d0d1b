//! Names and where they are bound.
//!
//! Nix binds variables when it reads a file, before it evaluates anything, and refuses a name that
//! nothing defines. Under `with` it cannot know, and says nothing; so do we.

use std::borrow::Cow;
use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::TextRange;
use crate::names::{Meanings, RawBinder, RawTarget, WithId};

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

/// Whether a name is defined everywhere.
pub(crate) fn is_global(name: &str) -> bool {
    GLOBALS.contains(name) || name == "__curPos"
}

/// The names in scope at one place of a walk.
#[derive(Default)]
pub(crate) struct Scopes<'t> {
    /// The innermost construct that defines each name.
    bound: FxHashMap<Cow<'t, str>, RawBinder>,
    /// What each name meant before it was bound last.
    shadowed: Vec<(Cow<'t, str>, RawBinder)>,
    /// The sets of the `with`s that the walk is in, by number.
    withs: Vec<WithId>,
    pub(crate) undefined: Vec<UndefinedVariable>,
    /// What each name means, if somebody wants to know.
    pub(crate) recording: Option<Meanings>,
}

impl<'t> Scopes<'t> {
    /// How much is bound, for [`Scopes::release`].
    pub(crate) fn mark(&self) -> usize {
        self.shadowed.len()
    }

    pub(crate) fn bind(&mut self, name: Cow<'t, str>, binder: RawBinder) {
        let before = self.bound.insert(name.clone(), binder).unwrap_or(RawBinder::NONE);
        self.shadowed.push((name, before));
    }

    /// Forgets what was bound since the mark.
    pub(crate) fn release(&mut self, mark: usize) {
        while self.shadowed.len() > mark
            && let Some((name, before)) = self.shadowed.pop()
        {
            self.bound.insert(name, before);
        }
    }

    pub(crate) fn enter_with(&mut self, scope: Option<TextRange>) {
        let id = match &mut self.recording {
            Some(recording) => recording.enter_with(scope, self.withs.last().copied()),
            None => WithId::default(),
        };
        self.withs.push(id);
    }

    pub(crate) fn leave_with(&mut self) {
        self.withs.pop();
    }

    pub(crate) fn usage(&mut self, name: &str, range: TextRange) {
        let binder = self.bound.get(name).copied().filter(|it| *it != RawBinder::NONE);
        let target = match (binder, self.withs.last()) {
            (Some(binder), _) => RawTarget::Binder(binder),
            _ if is_global(name) => RawTarget::Global,
            (None, Some(with)) => RawTarget::With(*with),
            (None, None) => RawTarget::Undefined,
        };
        if target == RawTarget::Undefined {
            self.undefined.push(UndefinedVariable { name: name.to_owned(), range });
        }
        if let Some(recording) = &mut self.recording {
            recording.usages.push((range, target));
        }
    }
}

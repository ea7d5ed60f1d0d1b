//! Which lines git says have changed, so that only findings there are reported.

mod diff;
mod git;
mod repository;

use std::collections::HashMap;
use std::ops::RangeInclusive;
use std::path::{Path, PathBuf};

use similar::{ChangeTag, TextDiff};

use crate::source_files::Content;
use repository::Repository;

/// What is compared with what.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Scope {
    /// The work tree with the commit at which the present branch left this revision.
    Since(String),
    /// The index with the last commit.
    Staged,
}

/// What git says of the repositories of a run. Each is asked once, when a file of it turns up.
#[derive(Debug)]
pub(crate) struct Changes {
    scope: Scope,
    /// Whether files are named whose names do not end in `.nix`.
    has_other_names: bool,
    /// By their top folders.
    repositories: HashMap<PathBuf, Repository>,
    /// The top folder of the repository of each folder; `None` if it is in no repository.
    tops: HashMap<PathBuf, Option<PathBuf>>,
    /// What the user should know of the comparison.
    pub(crate) notes: Vec<String>,
}

/// The changed lines of a file, counted from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Lines {
    /// The file is new.
    All,
    /// These, in order; none of a file from which lines were only deleted.
    Some(Vec<RangeInclusive<usize>>),
    /// The file is as it was.
    None,
}

impl Changes {
    pub(crate) fn new(scope: Scope, paths: &[PathBuf]) -> Changes {
        let has_other_names = paths
            .iter()
            .any(|path| path.is_file() && path.extension().is_none_or(|it| it != "nix"));
        let (repositories, tops) = (HashMap::new(), HashMap::new());
        Changes { scope, has_other_names, repositories, tops, notes: Vec::new() }
    }

    /// Asks git of the repository around `folder`, an absolute path without links.
    pub(crate) fn open(&mut self, folder: &Path) -> miette::Result<()> {
        if self.tops.contains_key(folder) {
            return Ok(());
        }
        let top = repository::top(folder)?;
        if let Some(top) = &top
            && !self.repositories.contains_key(top)
        {
            let repository =
                Repository::open(top, &self.scope, self.has_other_names, &mut self.notes)?;
            self.repositories.insert(top.clone(), repository);
        }
        self.tops.insert(folder.to_owned(), top);
        Ok(())
    }

    fn repository(&self, path: &Path) -> Option<&Repository> {
        let top = self.tops.get(path.parent()?)?.as_ref()?;
        self.repositories.get(top)
    }

    /// Whether git knows the folder of this file.
    pub(crate) fn has_repository(&self, path: &Path) -> bool {
        self.repository(path).is_some()
    }

    /// The text to lint, if it is not that of the file on disk.
    pub(crate) fn staged(&self, path: &Path) -> Option<Content> {
        self.repository(path)?.staged(path)
    }

    /// Staged files below `folder` that are gone from the disk.
    pub(crate) fn staged_only(&self, folder: &Path) -> Vec<PathBuf> {
        let all = self.repositories.values().flat_map(|it| &it.staged_only);
        let mut found: Vec<PathBuf> =
            all.filter(|path| path.starts_with(folder)).cloned().collect();
        found.sort();
        found
    }

    /// The changed lines of a file, an absolute path without links.
    pub(crate) fn lines(&self, path: &Path) -> Lines {
        self.repository(path).map_or(Lines::None, |repository| repository.lines(path))
    }
}

impl Lines {
    /// Whether one of these lines has changed.
    pub(crate) fn touch(&self, lines: RangeInclusive<usize>) -> bool {
        match self {
            Lines::All => true,
            Lines::Some(ranges) => ranges
                .iter()
                .any(|range| range.start() <= lines.end() && lines.start() <= range.end()),
            Lines::None => false,
        }
    }

    /// The changed lines of `new`, which was `old` when git spoke of it: those that were changed
    /// and are still there, and those that have changed since.
    pub(crate) fn after(&self, old: &str, new: &str) -> Lines {
        if *self == Lines::All {
            return Lines::All;
        }
        let diff = TextDiff::from_lines(old, new);
        let changed = diff.iter_all_changes().filter_map(|change| {
            let new = change.new_index()?;
            let is_changed = match change.tag() {
                ChangeTag::Equal => change.old_index().is_some_and(|old| self.touch(old..=old)),
                _ => true,
            };
            is_changed.then_some(new..=new)
        });
        match (changed.collect::<Vec<_>>(), self) {
            (changed, Lines::None) if changed.is_empty() => Lines::None,
            (changed, _) => Lines::Some(changed),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Lines;

    #[test]
    fn lines_move_with_the_text() {
        let lines = Lines::Some(vec![1..=1]);
        let moved = lines.after("a\nb\nc\n", "x\na\nb\nc\n");
        assert_eq!(moved, Lines::Some(vec![0..=0, 2..=2]));
        assert!(moved.touch(2..=3) && !moved.touch(3..=9));
        assert_eq!(Lines::None.after("a\n", "a\n"), Lines::None);
        assert!(!Lines::Some(Vec::new()).touch(0..=9));
    }
}

//! What the names in settings and in allow comments stand for.

use super::error::nearest;
use crate::{Group, LINTS, Lint};

/// The name that stands for all lints.
pub(crate) const ALL: &str = "all";

/// A name that is neither a lint's nor a group's.
pub(crate) struct UnknownName {
    pub(crate) message: String,
    pub(crate) nearest: Option<String>,
}

impl UnknownName {
    pub(crate) fn sentence(&self) -> String {
        match &self.nearest {
            Some(nearest) => format!("{}; did you mean `{nearest}`?", self.message),
            None => self.message.clone(),
        }
    }
}

/// The lints that a lint's or group's name stands for, in the order of their names; `all` stands
/// for all of them. The error is a sentence with the nearest name, if there is one.
pub fn lints_by_name(name: &str) -> Result<Vec<&'static Lint>, String> {
    let indices = lints_named(name).map_err(|unknown| unknown.sentence())?;
    Ok(indices.into_iter().map(|index| LINTS[index]).collect())
}

/// The lints, as numbers, that a lint's or group's name stands for.
pub(crate) fn lints_named(name: &str) -> Result<Vec<usize>, UnknownName> {
    let is_meant = |lint: &Lint| lint.name == name || lint.group.name() == name || name == ALL;
    let lints: Vec<usize> = (0..LINTS.len()).filter(|index| is_meant(LINTS[*index])).collect();
    if !lints.is_empty() {
        return Ok(lints);
    }
    let names = LINTS.iter().map(|lint| lint.name).chain(Group::ALL.map(Group::name));
    let nearest = nearest(name, names);
    Err(UnknownName { message: format!("there is no lint or group called `{name}`"), nearest })
}

/// How much a name stands for. The narrower one outweighs, so it is applied later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Breadth {
    All,
    Group,
    Lint,
}

impl Breadth {
    /// That of a name that [`lints_named`] knows.
    pub(super) fn of(name: &str) -> Breadth {
        match name {
            ALL => Breadth::All,
            _ if Group::ALL.iter().any(|group| group.name() == name) => Breadth::Group,
            _ => Breadth::Lint,
        }
    }
}

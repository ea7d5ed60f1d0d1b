//! Definitions of all files, joined.

use rustc_hash::FxHashMap;

use crate::model::{Definition, Manager, Segment, UnitPart};
use crate::{FileId, FileReport};

/// A definition and the file it is in.
#[derive(Clone, Copy)]
pub struct Fact<'a> {
    /// The file.
    pub file: &'a FileReport,
    /// The definition.
    pub definition: &'a Definition,
}

impl<'a> Fact<'a> {
    /// Whether two facts speak of one module system: of the same root, or of two files; and can
    /// count together.
    pub fn joins(&self, other: &Fact<'a>) -> bool {
        let is_one_system = match self.file.source.id == other.file.source.id {
            true => self.definition.root == other.definition.root,
            false => !self.is_of_machine() && !other.is_of_machine(),
        };
        is_one_system && !self.definition.excludes(other.definition)
    }

    /// Whether it belongs to a machine that is defined within the file, such as a test's.
    fn is_of_machine(&self) -> bool {
        self.file.module.machines.contains(&self.definition.root)
    }

    /// Whether a definition of the same option with a higher priority may hide this one.
    pub fn is_hidden_by(&self, other: &Fact<'a>) -> bool {
        let hides = match (self.definition.priority, other.definition.priority) {
            (Some(ours), Some(theirs)) => theirs < ours,
            _ => true,
        };
        !std::ptr::eq(self.definition, other.definition) && hides && self.joins(other)
    }
}

/// A unit: whose it is, its name, and the file if the name is computed.
pub type UnitKey<'a> = (Manager, &'a Segment, Option<FileId>);

/// The parts of units, by unit, in the order of their first part.
#[derive(Default)]
pub struct Units<'a> {
    parts: FxHashMap<UnitKey<'a>, Vec<(Fact<'a>, UnitPart<'a>)>>,
    order: Vec<UnitKey<'a>>,
}

impl<'a> Units<'a> {
    pub(crate) fn push(&mut self, fact: Fact<'a>, part: UnitPart<'a>) {
        let file = part.name.name().is_none().then_some(fact.file.source.id);
        let key = (part.manager, part.name, file);
        let parts = self.parts.entry(key).or_insert_with(|| {
            self.order.push(key);
            Vec::new()
        });
        parts.push((fact, part));
    }

    /// The units with their parts.
    pub fn iter(&self) -> impl Iterator<Item = (UnitKey<'a>, &[(Fact<'a>, UnitPart<'a>)])> {
        self.order.iter().map(|key| (*key, self.parts[key].as_slice()))
    }

    /// Whether anything is said of a unit.
    pub fn has(&self, key: &UnitKey<'_>) -> bool {
        self.parts.contains_key(key)
    }

    /// The parts of one unit.
    pub fn get(&self, key: &UnitKey<'a>) -> &[(Fact<'a>, UnitPart<'a>)] {
        self.parts.get(key).map_or(&[], Vec::as_slice)
    }
}

/// Whether some fact of a unit switches it off for `fact`.
pub(crate) fn is_disabled(parts: &[(Fact<'_>, UnitPart<'_>)], fact: &Fact<'_>) -> bool {
    parts.iter().any(|(other, part)| {
        (part.section, part.key) == ("", "enable")
            && other.definition.value.truth() == Some(false)
            && other.joins(fact)
    })
}

/// Whether a stronger definition of the same part may hide `fact`.
pub(crate) fn is_hidden(
    parts: &[(Fact<'_>, UnitPart<'_>)],
    fact: &Fact<'_>,
    part: &UnitPart<'_>,
) -> bool {
    parts.iter().any(|(other, it)| {
        (it.section, it.key, it.rest) == (part.section, part.key, part.rest)
            && fact.is_hidden_by(other)
    })
}

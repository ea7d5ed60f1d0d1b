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

    /// Whether another definition may hide this one by its priority.
    pub fn is_hidden_by(&self, other: &Fact<'a>) -> bool {
        !std::ptr::eq(self.definition, other.definition)
            && self.definition.yields_to(other.definition)
            && self.joins(other)
    }
}

/// A unit: whose it is, its name, and the file if the name is computed.
pub type UnitKey<'a> = (Manager, &'a Segment, Option<FileId>);

/// The parts of units, by unit, in the order of their first part.
#[derive(Default)]
pub struct Units<'a> {
    units: FxHashMap<UnitKey<'a>, Unit<'a>>,
    order: Vec<UnitKey<'a>>,
    /// What is said of any other unit.
    nothing: Unit<'a>,
}

/// All that a project says of one unit.
#[derive(Default)]
pub struct Unit<'a> {
    parts: Vec<(Fact<'a>, UnitPart<'a>)>,
    /// By section and key.
    by_key: FxHashMap<(&'a str, &'a str), Vec<u32>>,
    /// Those whose priority is not the usual one.
    prioritized: Vec<u32>,
}

impl<'a> Units<'a> {
    pub(crate) fn push(&mut self, fact: Fact<'a>, part: UnitPart<'a>) {
        let file = part.name.name().is_none().then_some(fact.file.source.id);
        let key = (part.manager, part.name, file);
        let unit = self.units.entry(key).or_insert_with(|| {
            self.order.push(key);
            Unit::default()
        });
        let index = unit.parts.len() as u32;
        unit.by_key.entry((part.section, part.key)).or_default().push(index);
        if fact.definition.priority != Some(100) {
            unit.prioritized.push(index);
        }
        unit.parts.push((fact, part));
    }

    /// The units with their keys.
    pub fn iter(&self) -> impl Iterator<Item = (UnitKey<'a>, &Unit<'a>)> {
        self.order.iter().map(|key| (*key, &self.units[key]))
    }

    /// A unit of which something is said.
    pub fn unit(&self, key: &UnitKey<'a>) -> Option<&Unit<'a>> {
        self.units.get(key)
    }

    /// The parts of one unit; none if nothing is said of it.
    pub fn get(&self, key: &UnitKey<'a>) -> &Unit<'a> {
        self.units.get(key).unwrap_or(&self.nothing)
    }

    /// Whether anything is said of a unit.
    pub fn has(&self, key: &UnitKey<'_>) -> bool {
        self.units.contains_key(key)
    }
}

/// A unit is the list of its parts.
impl<'a> std::ops::Deref for Unit<'a> {
    type Target = [(Fact<'a>, UnitPart<'a>)];

    fn deref(&self) -> &Self::Target {
        &self.parts
    }
}

impl<'u, 'a> IntoIterator for &'u Unit<'a> {
    type Item = &'u (Fact<'a>, UnitPart<'a>);
    type IntoIter = std::slice::Iter<'u, (Fact<'a>, UnitPart<'a>)>;

    fn into_iter(self) -> Self::IntoIter {
        self.parts.iter()
    }
}

impl<'a> Unit<'a> {
    /// Everything, in order.
    pub fn parts(&self) -> &[(Fact<'a>, UnitPart<'a>)] {
        &self.parts
    }

    /// What is said of `key` in `section`, and not of something below it.
    pub fn all(&self, section: &'static str, key: &'static str) -> impl Iterator<Item = Fact<'a>> {
        let indices = self.by_key.get(&(section, key)).map_or(&[][..], Vec::as_slice);
        let parts = indices.iter().map(|&index| &self.parts[index as usize]);
        parts.filter(|(_, part)| part.rest.is_empty()).map(|(fact, _)| *fact)
    }

    /// Whether the unit is switched off where `fact` counts.
    pub fn is_disabled(&self, fact: &Fact<'a>) -> bool {
        self.all("", "enable")
            .any(|other| other.definition.value.truth() == Some(false) && other.joins(fact))
    }

    /// Whether a stronger definition of the same option may hide `fact`.
    pub fn hides(&self, fact: &Fact<'a>) -> bool {
        match fact.definition.priority {
            // Only one that is not usual can be stronger than the usual one.
            Some(100) => self
                .prioritized
                .iter()
                .any(|&index| fact.is_hidden_by(&self.parts[index as usize].0)),
            _ => self.parts.iter().any(|(other, _)| fact.is_hidden_by(other)),
        }
    }
}

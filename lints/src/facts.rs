//! Definitions of all files, joined.

use std::cell::OnceCell;
use std::rc::Rc;

use cfglint_syntax::work;
use rustc_hash::FxHashMap;

use crate::hiding::Hiding;
use crate::memory::{Join, JoinKey};
use crate::model::{Definition, Manager, Segment, UnitPart};
use crate::views::world::Imports;
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
        work::step(1);
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

/// The parts of units of one kind, by unit. What is said of a unit is put together when it is first
/// asked for.
pub struct Units<'a> {
    kind: &'static str,
    reports: &'a [FileReport],
    join: Rc<Join>,
    units: Vec<OnceCell<Box<Unit<'a>>>>,
    /// What is said of any other unit.
    nothing: Unit<'a>,
}

/// All that a project says of one unit.
#[derive(Default)]
pub struct Unit<'a> {
    parts: Vec<(Fact<'a>, UnitPart<'a>)>,
    /// By section and key.
    by_key: FxHashMap<(&'a str, &'a str), Vec<u32>>,
    hiding: Hiding,
    /// Those in files of which it is not known where they belong, once somebody asks.
    unplaced: OnceCell<Vec<u32>>,
}

/// The parts of units, by kind and unit.
pub(crate) struct PartKey;

impl JoinKey for PartKey {
    type Key<'a> = (&'a str, UnitKey<'a>);

    const GROUPS: &'static [usize] = &[0];

    fn of<'a>(file: &'a FileReport, definition: &'a Definition) -> Option<Self::Key<'a>> {
        let part = definition.unit_part()?;
        let own = part.name.name().is_none().then_some(file.source.id);
        Some((part.kind, (part.manager, part.name, own)))
    }
}

/// The unit that a fact is a part of.
pub(crate) fn unit_of<'a>(fact: &Fact<'a>) -> Option<UnitKey<'a>> {
    PartKey::of(fact.file, fact.definition).map(|(_, key)| key)
}

impl<'a> Units<'a> {
    pub(crate) fn new(kind: &'static str, reports: &'a [FileReport], join: Rc<Join>) -> Units<'a> {
        let units = (0..join.len()).map(|_| OnceCell::new()).collect();
        Units { kind, reports, join, units, nothing: Unit::default() }
    }

    fn key(&self, slot: u32) -> Option<UnitKey<'a>> {
        let (place, number) = *self.join.members(slot).first()?;
        let file = &self.reports[place as usize];
        let (kind, key) = PartKey::of(file, &file.module.definitions[number as usize])?;
        (kind == self.kind).then_some(key)
    }

    fn at(&self, slot: u32) -> &Unit<'a> {
        self.units[slot as usize].get_or_init(|| {
            let mut unit = Unit::default();
            for (place, number) in self.join.members(slot) {
                let file = &self.reports[*place as usize];
                let definition = &file.module.definitions[*number as usize];
                if let Some(part) = definition.unit_part() {
                    unit.push(Fact { file, definition }, part);
                }
            }
            Box::new(unit)
        })
    }

    /// The units with their keys, in the order of their first part.
    pub fn iter(&self) -> impl Iterator<Item = (UnitKey<'a>, &Unit<'a>)> {
        let slots = self.join.in_order().into_iter();
        slots.filter_map(|slot| Some((self.key(slot)?, self.at(slot))))
    }

    /// A unit of which something is said.
    pub fn unit(&self, key: &UnitKey<'_>) -> Option<&Unit<'a>> {
        let slot = self.join.get::<PartKey>(self.reports, &(self.kind, *key))?;
        Some(self.at(slot))
    }

    /// A unit by what a file says of it: one with a computed name is that of the file.
    pub(crate) fn find(
        &self,
        manager: Manager,
        name: &Segment,
        file: Option<FileId>,
    ) -> Option<&Unit<'a>> {
        let file = file.filter(|_| name.name().is_none());
        let key = (self.kind, (manager, name, file));
        let slot = self.join.get::<PartKey>(self.reports, &key)?;
        Some(self.at(slot))
    }

    /// The parts of one unit; none if nothing is said of it.
    pub fn get(&self, key: &UnitKey<'_>) -> &Unit<'a> {
        self.unit(key).unwrap_or(&self.nothing)
    }

    /// Whether anything is said of a unit.
    pub fn has(&self, key: &UnitKey<'_>) -> bool {
        self.join.get::<PartKey>(self.reports, &(self.kind, *key)).is_some()
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
    fn push(&mut self, fact: Fact<'a>, part: UnitPart<'a>) {
        let index = self.parts.len() as u32;
        self.by_key.entry((part.section, part.key)).or_default().push(index);
        self.hiding.push(index, fact.definition);
        self.parts.push((fact, part));
    }

    /// Everything, in order.
    pub fn parts(&self) -> &[(Fact<'a>, UnitPart<'a>)] {
        &self.parts
    }

    /// What is said of `key` in `section`, and not of something below it.
    pub fn all<'u>(
        &'u self,
        section: &'u str,
        key: &'u str,
    ) -> impl Iterator<Item = Fact<'a>> + use<'u, 'a> {
        let parts = self.of(section, key).filter(|(_, part)| part.rest.is_empty());
        parts.map(|(fact, _)| *fact)
    }

    /// As [`Unit::all`], of the files that may be parts of one machine with that of `own`, and maybe
    /// of some more.
    pub(crate) fn near<'u>(
        &'u self,
        (section, key): (&'u str, &'u str),
        own: &Fact<'a>,
        imports: &Imports,
    ) -> impl Iterator<Item = Fact<'a>> + use<'u, 'a> {
        let all = self.numbers(section, key);
        let place = |number: &u32| imports.place(self.parts[*number as usize].0.file.source.id);
        let places = imports.near(own.file.source.id).filter(|it| it.len() < all.len());
        let some = places.map(|places| {
            let unplaced = self.unplaced.get_or_init(|| {
                let numbers = 0..self.parts.len() as u32;
                let is_placed = |it: &u32| place(it).is_some_and(|it| imports.is_placed(it));
                numbers.filter(|it| !is_placed(it)).collect()
            });
            let mut some: Vec<u32> =
                unplaced.iter().filter(|it| all.binary_search(it).is_ok()).copied().collect();
            for wanted in places.iter().map(|it| Some(*it as usize)) {
                let first = all.partition_point(|it| place(it) < wanted);
                some.extend(all[first..].iter().take_while(|it| place(it) == wanted));
            }
            some.sort_unstable();
            some
        });
        let some = some.unwrap_or_else(|| all.to_vec()).into_iter();
        let parts = some.map(|number| &self.parts[number as usize]);
        parts.filter(|(_, part)| part.rest.is_empty()).map(|(fact, _)| *fact)
    }

    /// What is said of `key` in `section`, or of something below it.
    pub(crate) fn of<'u>(
        &'u self,
        section: &'u str,
        key: &'u str,
    ) -> impl Iterator<Item = &'u (Fact<'a>, UnitPart<'a>)> + use<'u, 'a> {
        let numbers = self.numbers(section, key).iter();
        numbers.map(|number| &self.parts[*number as usize])
    }

    fn numbers<'u>(&'u self, section: &'u str, key: &'u str) -> &'u [u32] {
        self.by_key.get(&(section, key)).map_or(&[], Vec::as_slice)
    }

    /// Whether the unit is switched off where `fact` counts.
    pub fn is_disabled(&self, fact: &Fact<'a>) -> bool {
        self.all("", "enable")
            .any(|other| other.definition.value.truth() == Some(false) && other.joins(fact))
    }

    /// Whether a stronger definition of the same option may hide `fact`.
    pub fn hides(&self, fact: &Fact<'a>) -> bool {
        self.hiding.hides(fact, self.parts.len(), |number| self.parts[number as usize].0)
    }
}

//! What is said of one unit: in a file, or in all of them.

use crate::facts::{Fact, Unit};
use crate::model::{Definition, Module, UnitPart, ValueKind};
use crate::views::world::Imports;

/// Everything in the same module that can count together with one definition of a unit.
pub(crate) struct LocalUnit<'a> {
    module: &'a Module,
    parts: Vec<(&'a Definition, UnitPart<'a>)>,
}

impl<'a> LocalUnit<'a> {
    /// The unit that `definition` belongs to.
    pub(crate) fn of(module: &'a Module, definition: &Definition, part: &UnitPart<'_>) -> Self {
        let same = module.of_unit(definition.root, part);
        LocalUnit { module, parts: same.filter(|(it, _)| !it.excludes(definition)).collect() }
    }

    /// The definitions of one option that no stronger one may hide.
    pub(crate) fn get(
        &self,
        section: &'a str,
        key: &'a str,
    ) -> impl Iterator<Item = &'a Definition> {
        self.parts.iter().filter_map(move |(definition, part)| {
            let is_it = (part.section, part.key) == (section, key)
                && part.rest.is_empty()
                && !self.module.hides(definition);
            is_it.then_some(*definition)
        })
    }

    /// Whether nothing is said of an option, nor anything that may hold it.
    pub(crate) fn is_silent_on(&self, section: &str, key: &str) -> bool {
        !self.parts.iter().any(|(definition, part)| may_say(definition, part, section, key))
    }
}

/// Everything in all files that can count together with one definition of a unit.
pub(crate) struct JoinedUnit<'a, 'b> {
    imports: &'b Imports,
    all: &'b Unit<'a>,
    fact: Fact<'a>,
}

impl<'a, 'b> JoinedUnit<'a, 'b> {
    /// What of `all`, the parts of a unit, joins `fact`.
    pub(crate) fn of(imports: &'b Imports, all: &'b Unit<'a>, fact: &Fact<'a>) -> Self {
        JoinedUnit { imports, all, fact: *fact }
    }

    /// The parts, also those of which it is not sure that they are of the same machine.
    pub(crate) fn parts(&self) -> impl Iterator<Item = &'b (Fact<'a>, UnitPart<'a>)> {
        let fact = self.fact;
        self.all.iter().filter(move |(other, _)| other.joins(&fact))
    }

    /// The definitions of one option that no stronger one may hide.
    pub(crate) fn get(&self, section: &'b str, key: &'b str) -> impl Iterator<Item = Fact<'a>> {
        let (all, imports, own) = (self.all, self.imports, self.fact);
        let near = all.near((section, key), &own, imports);
        near.filter(move |fact| imports.meet(fact, &own) && !all.hides(fact))
    }

    /// Whether `fact`, which it is joined around, is among what [`JoinedUnit::get`] gives.
    pub(crate) fn shows(&self, fact: &Fact<'a>, part: &UnitPart<'a>) -> bool {
        part.rest.is_empty() && fact.joins(fact) && !self.all.hides(fact)
    }

    /// The definition that switches an option on.
    pub(crate) fn is_true(&self, section: &'b str, key: &'b str) -> Option<Fact<'a>> {
        self.get(section, key).find(|it| it.definition.value.truth() == Some(true))
    }

    /// Whether nothing is said of an option, nor anything that may hold it.
    pub(crate) fn is_silent_on(&self, section: &str, key: &str) -> bool {
        let some = [(section, key), ("", ""), (section, "")];
        let mut some = some.into_iter().flat_map(|(section, key)| self.all.of(section, key));
        !some.any(|(fact, part)| {
            fact.joins(&self.fact) && may_say(fact.definition, part, section, key)
        })
    }
}

/// Whether a definition is one of the option, or of a set around it that the text does not say.
fn may_say(definition: &Definition, part: &UnitPart<'_>, section: &str, key: &str) -> bool {
    let is_empty = matches!(definition.value.kind, ValueKind::EmptySet);
    match (part.section, part.key) {
        ("", "") => !is_empty,
        (it, "") => it == section && !is_empty,
        it => it == (section, key),
    }
}

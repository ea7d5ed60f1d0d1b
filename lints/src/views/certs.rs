//! The certificates of all files, joined.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::syntax::named_binding;
use super::world::Imports;
use crate::facts::Fact;
use crate::memory::Selection;
use crate::model::{Condition, Definition, Segment, ValueKind};
use crate::{FileId, ProjectContext};
use cfglint_syntax::TextRange;

/// A certificate and all that is said of it.
pub(crate) struct Cert<'a> {
    pub(crate) name: &'a Segment,
    pub(crate) parts: Vec<Fact<'a>>,
}

/// All certificates, and what holds for all of them.
pub(crate) struct Certs<'a> {
    /// In the order of their first mention.
    pub(crate) all: Vec<Cert<'a>>,
    /// `security.acme.defaults.…`
    pub(crate) defaults: Vec<Fact<'a>>,
    /// `services.{nginx,httpd}.virtualHosts.…`
    pub(crate) hosts: Vec<Fact<'a>>,
    imports: Rc<Imports>,
}

/// What is said of certificates.
pub(crate) static CERTIFICATES: Selection = Selection {
    roots: Some(&["security"]),
    is_meant: |it| {
        it.is_below(&["security", "acme", "certs", "*"])
            || it.is_below(&["security", "acme", "defaults"])
    },
};

/// What is said of virtual hosts.
pub(crate) static HOSTS: Selection = Selection { roots: Some(&["services"]), is_meant: is_host };

impl<'a> Certs<'a> {
    /// The certificates that [`CERTIFICATES`] and [`HOSTS`] speak of.
    pub(crate) fn new(
        certificates: Vec<Fact<'a>>,
        hosts: Vec<Fact<'a>>,
        imports: Rc<Imports>,
    ) -> Certs<'a> {
        let (all, defaults) = (Vec::new(), Vec::new());
        let mut certs = Certs { all, defaults, hosts, imports };
        let mut numbers: FxHashMap<(&Segment, Option<FileId>), usize> = FxHashMap::default();
        for fact in certificates {
            let Fact { file, definition } = fact;
            if !definition.is_below(&["security", "acme", "certs", "*"]) {
                certs.defaults.push(fact);
                continue;
            }
            let name = &definition.path[3];
            let own = name.name().is_none().then_some(file.source.id);
            let number = *numbers.entry((name, own)).or_insert_with(|| {
                certs.all.push(Cert { name, parts: Vec::new() });
                certs.all.len() - 1
            });
            certs.all[number].parts.push(fact);
        }
        certs
    }

    /// Whether two facts certainly count together: some file leads to both, and where one counts,
    /// so does the other.
    pub(crate) fn meet(&self, one: &Fact<'a>, other: &Fact<'a>) -> bool {
        let (ours, theirs) = (&one.definition.conditions, &other.definition.conditions);
        let is_within = |a: &[Condition], b: &[Condition]| a.iter().all(|it| b.contains(it));
        one.joins(other)
            && (is_within(ours, theirs) || is_within(theirs, ours))
            && self.imports.are_together(one.file.source.id, other.file.source.id)
    }
}

impl<'a> Cert<'a> {
    /// What sets one option of this certificate.
    pub(crate) fn option(&self, key: &str) -> Vec<Fact<'a>> {
        let is_it =
            |fact: &&Fact<'a>| fact.definition.path.get(4).is_some_and(|it| it.name() == Some(key));
        self.parts.iter().filter(is_it).copied().collect()
    }

    /// The option if it is set for certain and nothing may hide it.
    pub(crate) fn set(&self, key: &str) -> Option<Fact<'a>> {
        set_in(&self.option(key))
    }

    /// Whether all that is said of it can be read.
    pub(crate) fn is_known(&self) -> bool {
        self.name.name().is_some()
            && self.parts.iter().all(|fact| {
                fact.definition.path.get(4).is_none_or(|it| it.name().is_some())
                    && (fact.definition.path.len() > 4
                        || matches!(fact.definition.value.kind, ValueKind::EmptySet))
            })
    }

    /// Where its name is written.
    pub(crate) fn name_range(&self, cx: &ProjectContext<'a>) -> Option<(Fact<'a>, TextRange)> {
        let first = *self.parts.first()?;
        let parse = cx.parse(first.file);
        let place = first.definition.place;
        let found = named_binding(parse.root(), place.statement, self.name.text());
        Some((first, found.map_or(place.key, |(_, range)| range)))
    }
}

/// The first of some definitions of one option that gives it a value which is not `null`, if
/// nothing may hide that one.
pub(crate) fn set_in<'a>(facts: &[Fact<'a>]) -> Option<Fact<'a>> {
    let is_free = |fact: &&Fact<'a>| !facts.iter().any(|other| fact.is_hidden_by(other));
    facts
        .iter()
        .filter(is_free)
        .find(|fact| {
            matches!(
                fact.definition.value.kind,
                ValueKind::Str(_) | ValueKind::Path(_) | ValueKind::Call { .. }
            )
        })
        .copied()
}

/// Facts of `facts` whose path ends in `key`.
pub(crate) fn ending<'a>(facts: &[Fact<'a>], key: &str) -> Vec<Fact<'a>> {
    facts.iter().filter(|fact| fact.definition.last_name() == Some(key)).copied().collect()
}

fn is_host(definition: &Definition) -> bool {
    definition.is_below(&["services", "nginx", "virtualHosts", "*"])
        || definition.is_below(&["services", "httpd", "virtualHosts", "*"])
}

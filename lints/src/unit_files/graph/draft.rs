//! A graph that grows.

use rustc_hash::FxHashMap;

use super::{UnitEdge, UnitGraph, UnitNode, UnitPlace};
use crate::FileId;
use crate::facts::Fact;
use crate::unit_files::{Edge, EdgeKind, UnitFiles, UnitManager};

/// A graph that is not in order yet.
#[derive(Default)]
pub(super) struct Draft<'a> {
    pub(super) graph: UnitGraph,
    /// The definitions behind each edge, by its index.
    pub(super) facts: Vec<Vec<Fact<'a>>>,
    numbers: FxHashMap<(UnitManager, String, Option<FileId>), usize>,
    edges: FxHashMap<(usize, usize, EdgeKind), usize>,
}

impl<'a> Draft<'a> {
    /// Adds the units of which something is said that `is_wanted` wants. The answer is the number of
    /// each of `units`, in their order.
    pub(super) fn add_units(
        &mut self,
        units: &UnitFiles<'a>,
        is_wanted: impl Fn(&Fact<'a>) -> bool,
    ) -> Vec<Option<usize>> {
        let mut number_of_unit = Vec::new();
        for unit in units.iter() {
            let mut members = unit.members.iter().filter(|it| is_wanted(&it.fact)).peekable();
            if !unit.id.unit_type.is_unit() || members.peek().is_none() {
                number_of_unit.push(None);
                continue;
            }
            let key = (unit.id.manager, unit.id.file_name(), unit.file);
            let nodes = &mut self.graph.nodes;
            let number = *self.numbers.entry(key).or_insert(nodes.len());
            if number == nodes.len() {
                nodes.push(UnitNode::new(&unit.id));
            }
            number_of_unit.push(Some(number));
            let node = &mut nodes[number];
            for member in members {
                let definition = member.fact.definition;
                node.may_be_off |=
                    member.setting.option == "enable" && definition.value.truth() == Some(false);
                let file = member.fact.file.source.id;
                if !node.places.iter().any(|it| it.file == file) {
                    node.places.push(UnitPlace { file, range: definition.place.key });
                }
            }
        }
        number_of_unit
    }

    /// Adds a relation, and the units that it names.
    pub(super) fn add_edge(&mut self, edge: &Edge<'a>, place: Option<UnitPlace>) {
        let (from, to) =
            (self.number(edge.manager, &edge.from), self.number(edge.manager, &edge.to));
        let edges = &mut self.graph.edges;
        let index = *self.edges.entry((from, to, edge.kind)).or_insert(edges.len());
        if index == edges.len() {
            edges.push(UnitEdge::new(from, to, edge.kind));
            self.facts.push(Vec::new());
        }
        let merged = &mut edges[index];
        if let Some(place) = place.filter(|it| !merged.places.contains(it)) {
            merged.places.push(place);
        }
        merged.is_conditional &= !edge.is_unconditional();
        self.facts[index].push(edge.fact);
    }

    fn number(&mut self, manager: UnitManager, name: &str) -> usize {
        let nodes = &mut self.graph.nodes;
        *self.numbers.entry((manager, name.to_owned(), None)).or_insert_with(|| {
            nodes.push(UnitNode::named(manager, name));
            nodes.len() - 1
        })
    }
}

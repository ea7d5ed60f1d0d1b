//! The units of a project as a graph: plain data for pictures and for sentences about a unit.

mod cycles;
mod describe;
mod draft;
mod marks;
#[cfg(test)]
mod tests;

use std::cell::RefCell;
use std::collections::VecDeque;

use cfglint_syntax::{Parse, TextRange};
use rustc_hash::FxHashMap;

use super::{EdgeKind, UnitFiles, UnitId, UnitManager};
use crate::facts::Fact;
use crate::model::RootId;
use crate::views::world::Imports;
use crate::{Diagnostic, FileId, FileReport};
use draft::Draft;

/// A place in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct UnitPlace {
    /// The file.
    pub file: FileId,
    /// In bytes.
    pub range: TextRange,
}

/// A unit that the files speak of, or that others name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitNode {
    /// Whose unit it is.
    pub manager: UnitManager,
    /// Its file name, as `a.service`; a computed one as it is written.
    pub name: String,
    /// Whether the text does not say the name: it has no edges then.
    pub is_computed: bool,
    /// Whether the files set something of it, so that it is not only named by others.
    pub is_defined: bool,
    /// Whether `enable = false` may switch it off.
    pub may_be_off: bool,
    /// The first definition of each file that speaks of it, at the name that is set.
    pub places: Vec<UnitPlace>,
    /// Findings in what is said of it, as indices of the given list, in its order.
    pub findings: Vec<usize>,
}

/// A relation of two units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitEdge {
    /// The index of the one that says it, or that is said to want the other.
    pub from: usize,
    /// The index of the other.
    pub to: usize,
    /// What the first is to the second.
    pub kind: EdgeKind,
    /// Where it is said; places of one file are in their order. None in [`UnitGraph::around`].
    pub places: Vec<UnitPlace>,
    /// Whether it is there on some condition only.
    pub is_conditional: bool,
    /// Whether it is a link of a circle of units that wait for each other.
    pub is_in_cycle: bool,
    /// Findings at the places where it is said, as indices of the given list, in its order.
    pub findings: Vec<usize>,
}

/// Units and their relations.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct UnitGraph {
    /// In the order of managers and names.
    pub nodes: Vec<UnitNode>,
    /// At most one of each kind between two units, in the order of their ends and kinds.
    pub edges: Vec<UnitEdge>,
}

impl UnitGraph {
    /// The graph of what `reports` say, with `findings` at the units and edges that they are about.
    ///
    /// `findings` are those of the same files; their numbers are those of the reports.
    pub fn new(reports: &[FileReport], findings: &[Diagnostic]) -> UnitGraph {
        let units = UnitFiles::new(reports);
        let mut draft = Draft::default();
        let number_of_unit = draft.add_units(&units, |_| true);
        let mut trees: FxHashMap<FileId, Parse> = FxHashMap::default();
        for edge in &units.edges() {
            let source = &edge.fact.file.source;
            let tree =
                trees.entry(source.id).or_insert_with(|| cfglint_syntax::parse(&source.text));
            let place = UnitPlace { file: source.id, range: edge.range(tree.root()) };
            draft.add_edge(edge, Some(place));
        }
        let Draft { mut graph, facts, .. } = draft;
        cycles::mark(&mut graph, &facts, &Imports::new(reports));
        marks::mark(&mut graph, &units, &number_of_unit, &mut trees, reports, findings);
        graph.sort();
        graph
    }

    /// The graph of what can be true on one machine together with the module `root` of `file`, as far
    /// as is known: what belongs to other machines only is left out. No findings are noted in it, and
    /// no places of relations, as these take as long as reading the files.
    pub fn around(reports: &[FileReport], file: FileId, root: RootId) -> UnitGraph {
        let imports = Imports::new(reports);
        let is_of_machine = |it: &FileReport, root| it.module.machines.contains(&root);
        let is_alone = reports.iter().any(|it| it.source.id == file && is_of_machine(it, root));
        let near: RefCell<FxHashMap<FileId, bool>> = RefCell::default();
        let is_near = |fact: &Fact<'_>| match fact.file.source.id {
            own if own == file => fact.definition.root == root,
            _ if is_alone || is_of_machine(fact.file, fact.definition.root) => false,
            other => {
                let mut known = near.borrow_mut();
                *known.entry(other).or_insert_with(|| imports.may_be_together(file, other))
            }
        };
        let units = UnitFiles::new(reports);
        let mut draft = Draft::default();
        draft.add_units(&units, is_near);
        for edge in units.edges().iter().filter(|it| is_near(&it.fact)) {
            draft.add_edge(edge, None);
        }
        let Draft { mut graph, facts, .. } = draft;
        cycles::mark(&mut graph, &facts, &imports);
        graph.sort();
        graph
    }

    /// Brings nodes and edges into the order that does not depend on the order of the files.
    fn sort(&mut self) {
        let mut order: Vec<usize> = (0..self.nodes.len()).collect();
        let key =
            |it: &UnitNode| (it.manager, it.name.clone(), it.places.first().map(|it| it.file));
        order.sort_by_cached_key(|&number| key(&self.nodes[number]));
        self.reorder(&order);
        self.edges.sort_by_key(|it| (it.from, it.to, it.kind));
    }

    /// The graph of the nodes with these numbers, in this order, and the edges between them.
    fn reorder(&mut self, order: &[usize]) {
        let mut places = vec![None; self.nodes.len()];
        let mut old: Vec<Option<UnitNode>> = self.nodes.drain(..).map(Some).collect();
        for (place, &number) in order.iter().enumerate() {
            places[number] = Some(place);
            self.nodes.extend(old[number].take());
        }
        self.edges.retain_mut(|edge| {
            let (Some(from), Some(to)) = (places[edge.from], places[edge.to]) else { return false };
            (edge.from, edge.to) = (from, to);
            true
        });
    }

    /// Leaves the units that `is_wanted` wants, and the relations between them.
    pub fn retain(&mut self, is_wanted: impl Fn(&UnitNode) -> bool) {
        let wanted = |&number: &usize| is_wanted(&self.nodes[number]);
        let order: Vec<usize> = (0..self.nodes.len()).filter(wanted).collect();
        self.reorder(&order);
    }

    /// Leaves the units of this name, those that are at most `depth` relations away from them, and
    /// the relations between all of these. `false`, and nothing is changed, if there is none.
    pub fn focus(&mut self, name: &str, depth: usize) -> bool {
        let mut distances = vec![None; self.nodes.len()];
        let mut queue = VecDeque::new();
        for (number, _) in self.nodes.iter().enumerate().filter(|(_, it)| it.name == name) {
            distances[number] = Some(0);
            queue.push_back(number);
        }
        if queue.is_empty() {
            return false;
        }
        let mut beside = vec![Vec::new(); self.nodes.len()];
        for edge in &self.edges {
            beside[edge.from].push(edge.to);
            beside[edge.to].push(edge.from);
        }
        while let Some(number) = queue.pop_front() {
            let distance = distances[number].unwrap_or(0);
            if distance == depth {
                continue;
            }
            for &other in &beside[number] {
                if distances[other].is_none() {
                    distances[other] = Some(distance + 1);
                    queue.push_back(other);
                }
            }
        }
        let order: Vec<usize> =
            (0..self.nodes.len()).filter(|number| distances[*number].is_some()).collect();
        self.reorder(&order);
        true
    }

    /// The unit of this manager and file name, as `a.service`.
    pub fn find(&self, manager: UnitManager, name: &str) -> Option<usize> {
        let mut nodes = self.nodes.iter();
        nodes.position(|it| it.manager == manager && it.name == name && !it.is_computed)
    }
}

impl UnitNode {
    fn new(id: &UnitId<'_>) -> UnitNode {
        let is_computed = id.name.known().is_none();
        let name = id.file_name();
        UnitNode { is_computed, is_defined: true, ..UnitNode::named(id.manager, &name) }
    }

    fn named(manager: UnitManager, name: &str) -> UnitNode {
        UnitNode {
            manager,
            name: name.to_owned(),
            is_computed: false,
            is_defined: false,
            may_be_off: false,
            places: Vec::new(),
            findings: Vec::new(),
        }
    }
}

impl UnitEdge {
    fn new(from: usize, to: usize, kind: EdgeKind) -> UnitEdge {
        UnitEdge {
            from,
            to,
            kind,
            places: Vec::new(),
            is_conditional: true,
            is_in_cycle: false,
            findings: Vec::new(),
        }
    }

    /// The number of the unit that waits, and of the one that it waits for, if the relation says so.
    ///
    /// systemd puts a timer, socket or path before what it starts: systemd.timer(5), systemd.path(5),
    /// systemd.socket(5), "Implicit Dependencies".
    pub fn order(&self) -> Option<(usize, usize)> {
        match self.kind {
            EdgeKind::After => Some((self.from, self.to)),
            EdgeKind::Before | EdgeKind::Triggers => Some((self.to, self.from)),
            _ => None,
        }
    }
}

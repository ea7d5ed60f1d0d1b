//! Which unit and which relation a finding is about.

use cfglint_syntax::{Parse, SyntaxKind, TextRange};
use rustc_hash::{FxHashMap, FxHashSet};

use super::UnitGraph;
use crate::edits::ancestors;
use crate::unit_files::UnitFiles;
use crate::{Diagnostic, FileId, FileReport};

/// The definitions of one file with the units that they speak of, by their begin.
#[derive(Default)]
struct Statements {
    rows: Vec<(TextRange, usize)>,
    /// The farthest end of the rows up to each one.
    ends: Vec<u32>,
}

/// Notes the findings at the nodes and edges. `numbers` are the nodes of `units`, in their order.
pub(super) fn mark(
    graph: &mut UnitGraph,
    units: &UnitFiles<'_>,
    numbers: &[Option<usize>],
    trees: &mut FxHashMap<FileId, Parse>,
    reports: &[FileReport],
    findings: &[Diagnostic],
) {
    let mut statements: FxHashMap<FileId, Statements> = FxHashMap::default();
    for (unit, number) in units.iter().zip(numbers) {
        let Some(number) = *number else { continue };
        for member in &unit.members {
            let of_file = statements.entry(member.fact.file.source.id).or_default();
            of_file.rows.push((member.fact.definition.place.statement, number));
        }
    }
    statements.values_mut().for_each(Statements::finish);
    let texts: FxHashMap<FileId, &FileReport> =
        reports.iter().map(|report| (report.source.id, report)).collect();
    for (index, finding) in findings.iter().enumerate() {
        let Some(of_file) = statements.get(&finding.file) else { continue };
        let mut about = of_file.around(finding.range);
        if about.is_empty()
            && let Some(report) = texts.get(&finding.file)
        {
            let tree = trees
                .entry(finding.file)
                .or_insert_with(|| cfglint_syntax::parse(&report.source.text));
            let path = ancestors(tree.root(), finding.range);
            let binding = path.iter().rev().find(|it| it.kind() == SyntaxKind::BINDING);
            about = binding.map(|it| of_file.within(it.range())).unwrap_or_default();
        }
        for number in about {
            graph.nodes[number].findings.push(index);
        }
    }
    mark_edges(graph, findings);
}

impl Statements {
    fn finish(&mut self) {
        self.rows.sort_by_key(|(range, number)| (range.start(), range.end(), *number));
        let mut farthest = 0;
        for (range, _) in &self.rows {
            farthest = farthest.max(range.end().into());
            self.ends.push(farthest);
        }
    }

    /// The units of the definitions that contain `range`.
    fn around(&self, range: TextRange) -> Vec<usize> {
        let behind = self.rows.partition_point(|(row, _)| row.start() <= range.start());
        let is_near = |at: &usize| self.ends[*at] >= range.end().into();
        let near = (0..behind).rev().take_while(is_near);
        unique(near.filter(|&at| self.rows[at].0.contains_range(range)).map(|at| self.rows[at].1))
    }

    /// The unit that all definitions inside of `range` speak of; none if they are several.
    fn within(&self, range: TextRange) -> Vec<usize> {
        let first = self.rows.partition_point(|(row, _)| row.start() < range.start());
        let rows = self.rows[first..].iter().take_while(|(row, _)| row.start() < range.end());
        let mut found = Vec::new();
        for (_, number) in rows {
            if !found.contains(number) {
                found.push(*number);
            }
            if found.len() > 1 {
                return Vec::new();
            }
        }
        found
    }
}

fn unique(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut numbers: Vec<usize> = numbers.collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A finding is about a relation if one of its places touches the word that says it.
fn mark_edges(graph: &mut UnitGraph, findings: &[Diagnostic]) {
    let mut words: FxHashMap<FileId, Vec<(TextRange, usize)>> = FxHashMap::default();
    for (index, edge) in graph.edges.iter().enumerate() {
        for place in &edge.places {
            words.entry(place.file).or_default().push((place.range, index));
        }
    }
    for of_file in words.values_mut() {
        of_file.sort_by_key(|(range, index)| (range.start(), range.end(), *index));
    }
    let mut seen = FxHashSet::default();
    for (number, finding) in findings.iter().enumerate() {
        let others = finding.related.iter().map(|it| (it.file, it.range));
        for (file, range) in std::iter::once((finding.file, finding.range)).chain(others) {
            let Some(of_file) = words.get(&file) else { continue };
            let first = of_file.partition_point(|(word, _)| word.start() < range.start());
            let inside = of_file[first..].iter().take_while(|(word, _)| word.end() <= range.end());
            for &(_, index) in inside {
                if seen.insert((index, number)) {
                    graph.edges[index].findings.push(number);
                }
            }
        }
    }
}

//! Circles of units that wait for each other.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::UnitGraph;
use crate::facts::Fact;
use crate::views::world::Imports;

/// As many edges as are looked at, over all searches. It is never reached by what people write, and
/// keeps nasty input from taking long.
const FUEL: usize = 1_000_000;

/// Marks the edges that lie on a circle of "waits for", all of whose links can count together on one
/// machine. `facts` are the definitions behind each edge, by its index.
pub(super) fn mark(graph: &mut UnitGraph, facts: &[Vec<Fact<'_>>], imports: &Imports) {
    let mut next: Vec<Vec<(usize, usize)>> = vec![Vec::new(); graph.nodes.len()];
    for (index, edge) in graph.edges.iter().enumerate() {
        if let Some((waiting, awaited)) = edge.order().filter(|(one, other)| one != other) {
            next[waiting].push((awaited, index));
        }
    }
    let component = components(&next);
    for (number, edges) in next.iter_mut().enumerate() {
        edges.retain(|(awaited, _)| component[*awaited] == component[number]);
    }
    let mut fuel = FUEL;
    for waiting in 0..next.len() {
        for &(awaited, index) in &next[waiting] {
            if graph.edges[index].is_in_cycle {
                continue;
            }
            for first in &facts[index] {
                let Some(circle) =
                    way_back(&next, facts, imports, (first, awaited), waiting, &mut fuel)
                else {
                    continue;
                };
                graph.edges[index].is_in_cycle = true;
                for link in circle {
                    graph.edges[link].is_in_cycle = true;
                }
                break;
            }
        }
    }
}

/// The edges of a shortest way from `start` to `goal`, if their definitions go together with `first`
/// and with each other.
fn way_back(
    next: &[Vec<(usize, usize)>],
    facts: &[Vec<Fact<'_>>],
    imports: &Imports,
    (first, start): (&Fact<'_>, usize),
    goal: usize,
    fuel: &mut usize,
) -> Option<Vec<usize>> {
    let mut came: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    let mut queue = VecDeque::from([start]);
    while let Some(number) = queue.pop_front() {
        for &(other, index) in &next[number] {
            *fuel = fuel.checked_sub(1)?;
            if other == start || came.contains_key(&other) {
                continue;
            }
            if facts[index].iter().any(|it| imports.meet(first, it)) {
                came.insert(other, (number, index));
                queue.push_back(other);
            }
        }
        if came.contains_key(&goal) {
            break;
        }
    }
    let mut links = Vec::new();
    let mut chosen: Vec<&Fact<'_>> = vec![first];
    let mut number = goal;
    while number != start {
        let &(before, index) = came.get(&number)?;
        links.push(index);
        // Facts of one definition need no second look.
        let mut candidates = facts[index].iter();
        let fits = candidates.find(|it| {
            chosen.iter().all(|other| {
                *fuel = fuel.saturating_sub(1);
                *fuel > 0 && imports.meet(it, other)
            })
        })?;
        if !chosen.iter().any(|it| is_alike(it, fits)) {
            chosen.push(fits);
        }
        number = before;
    }
    Some(links)
}

/// Whether two facts meet the same others.
fn is_alike(one: &Fact<'_>, other: &Fact<'_>) -> bool {
    one.file.source.id == other.file.source.id
        && one.definition.root == other.definition.root
        && one.definition.conditions == other.definition.conditions
}

/// For each node the number of its strongly connected component: Tarjan's algorithm, with a stack of
/// its own as chains of units may be long.
fn components(next: &[Vec<(usize, usize)>]) -> Vec<usize> {
    const NEW: usize = usize::MAX;
    let mut index = vec![NEW; next.len()];
    let mut low = vec![0; next.len()];
    let mut component = vec![NEW; next.len()];
    let (mut count, mut total) = (0, 0);
    let mut open = Vec::new();
    let mut calls: Vec<(usize, usize)> = Vec::new();
    for start in 0..next.len() {
        if index[start] != NEW {
            continue;
        }
        calls.push((start, 0));
        while let Some((number, done)) = calls.pop() {
            if done == 0 {
                (index[number], low[number]) = (count, count);
                count += 1;
                open.push(number);
            } else {
                low[number] = low[number].min(low[next[number][done - 1].0]);
            }
            let mut at = done;
            let deeper = loop {
                let Some(&(other, _)) = next[number].get(at) else { break None };
                at += 1;
                if index[other] == NEW {
                    break Some(other);
                }
                if component[other] == NEW {
                    low[number] = low[number].min(index[other]);
                }
            };
            if let Some(other) = deeper {
                calls.push((number, at));
                calls.push((other, 0));
            } else if low[number] == index[number] {
                while let Some(member) = open.pop() {
                    component[member] = total;
                    if member == number {
                        break;
                    }
                }
                total += 1;
            }
        }
    }
    component
}

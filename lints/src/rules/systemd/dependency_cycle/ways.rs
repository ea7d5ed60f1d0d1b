//! Ways from unit to unit.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{direction, has_item_conditions};
use crate::ProjectContext;
use crate::unit_files::{Edge, UnitManager};
use crate::views::whole::hold_together;
use crate::views::world::Imports;

/// As long a way as is looked for.
const LENGTH_LIMIT: usize = 12;

/// A unit of a manager.
pub(super) type Node<'e> = (UnitManager, &'e str);

/// For each unit, what it waits for, and the edge that says so.
pub(super) type Waits<'e> = FxHashMap<Node<'e>, Vec<(&'e str, usize)>>;

/// Whether the names alone have a circle. Few projects have one, and this is quick to see.
pub(super) fn may_have_circle(cx: &ProjectContext<'_>) -> bool {
    let mut numbers: FxHashMap<Node<'_>, usize> = FxHashMap::default();
    let mut number = |node| {
        let next = numbers.len();
        *numbers.entry(node).or_insert(next)
    };
    let pairs: Vec<(usize, usize)> = cx
        .orders()
        .map(|it| (number((it.manager, &*it.from)), number((it.manager, &*it.to))))
        .collect();
    // Units that nothing waits for are taken out until none is left.
    let (mut waits, mut awaited) = (vec![Vec::new(); numbers.len()], vec![0; numbers.len()]);
    for (from, to) in pairs {
        waits[from].push(to);
        awaited[to] += 1;
    }
    let mut free: Vec<usize> = (0..awaited.len()).filter(|it| awaited[*it] == 0).collect();
    let mut left = awaited.len();
    while let Some(unit) = free.pop() {
        left -= 1;
        for &to in &waits[unit] {
            awaited[to] -= 1;
            if awaited[to] == 0 {
                free.push(to);
            }
        }
    }
    left > 0
}

/// The shortest circle that begins with an edge, of edges that hold together.
pub(super) fn way_back(
    waits: &Waits<'_>,
    edges: &[Edge<'_>],
    imports: &Imports,
    first: usize,
) -> Option<Vec<usize>> {
    let manager = edges[first].manager;
    let (goal, start) = direction(&edges[first]);
    let is_template = |name: &str| name.contains("@.");
    if is_template(goal) {
        return None;
    }
    let mut paths = vec![(start, vec![first])];
    let mut seen: FxHashSet<&str> = FxHashSet::default();
    seen.insert(start);
    while !paths.is_empty() {
        let mut next = Vec::new();
        for (name, path) in paths {
            if name == goal {
                return Some(path);
            }
            if path.len() >= LENGTH_LIMIT || is_template(name) {
                continue;
            }
            for (to, index) in waits.get(&(manager, name)).into_iter().flatten() {
                let fits = path.iter().all(|it| {
                    let (one, other) = (&edges[*it].fact, &edges[*index].fact);
                    imports.meet(one, other) && hold_together(one, other)
                });
                if !has_item_conditions(&edges[*index]) && fits && (*to == goal || seen.insert(to))
                {
                    next.push((*to, [path.as_slice(), &[*index]].concat()));
                }
            }
        }
        paths = next;
    }
    None
}

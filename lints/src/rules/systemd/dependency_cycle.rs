//! Reports units that wait for one another.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lint::{Check, declare_lint};
use crate::unit_files::{Edge, EdgeKind};
use crate::{ProjectContext, Releases};
use ways::{Waits, may_have_circle, way_back};

#[cfg(test)]
mod tests;
mod ways;

declare_lint! {
    /// Units whose `after` and `before` lead in a circle.
    ///
    /// ## Why
    /// No order can start them together. At boot, systemd breaks the circle by not starting one of
    /// them, and which one may differ from boot to boot; a start by hand is refused.
    ///
    /// ## Example
    /// ```nix
    /// {
    ///   systemd.services.pool = { after = [ "ledger.service" ]; script = "pool"; };
    ///   systemd.services.ledger = { after = [ "pool.service" ]; script = "ledger"; };
    /// }
    /// ```
    /// Use instead:
    /// ```nix
    /// {
    ///   systemd.services.pool = { after = [ "ledger.service" ]; script = "pool"; };
    ///   systemd.services.ledger = { script = "ledger"; };
    /// }
    /// ```
    ///
    /// ## When it is silent
    /// The orders may not hold at once: they have different conditions, or are of two machines.
    ///
    /// ## References
    /// `systemd.unit(5)`; nixpkgs issue 360426.
    pub(crate) static DEPENDENCY_CYCLE = {
        name: "dependency-cycle", group: Systemd, severity: Warning,
        on_by_default: true, scope: Project, holds: Releases::ALL,
        fix: None, since: "0.1.0", check: Check::Project(check),
    }
}

fn check(cx: &mut ProjectContext<'_>) {
    if !may_have_circle(cx) {
        return;
    }
    let (files, imports) = (cx.unit_files(), cx.imports());
    let mut edges = files.edges();
    edges.retain(|it| matches!(it.kind, EdgeKind::After | EdgeKind::Before));
    let mut waits: Waits<'_> = FxHashMap::default();
    for (index, edge) in edges.iter().enumerate() {
        let (from, to) = direction(edge);
        waits.entry((edge.manager, from)).or_default().push((to, index));
    }
    let mut seen: FxHashSet<Vec<&str>> = FxHashSet::default();
    for (index, edge) in edges.iter().enumerate() {
        let (from, to) = direction(edge);
        // Most lead to units of which nothing is said.
        if from != to && !waits.contains_key(&(edge.manager, to)) {
            continue;
        }
        let Some(path) = way_back(&waits, &edges, &imports, index) else { continue };
        let mut names: Vec<&str> = path.iter().map(|it| direction(&edges[*it]).0).collect();
        names.sort_unstable();
        if seen.insert(names) {
            report(cx, &edges, &path);
        }
    }
}

/// Who waits, and for whom.
fn direction<'e>(edge: &'e Edge<'_>) -> (&'e str, &'e str) {
    match edge.kind {
        EdgeKind::Before => (&edge.to, &edge.from),
        _ => (&edge.from, &edge.to),
    }
}

/// Whether the name is in its list under conditions of its own.
fn has_item_conditions(edge: &Edge<'_>) -> bool {
    edge.said.as_ref().is_some_and(|(line, _)| !line.item_conditions.is_empty())
}

fn report<'a>(cx: &mut ProjectContext<'a>, edges: &[Edge<'a>], path: &[usize]) {
    // A circle has no beginning; the same one is chosen in whatever order the files come.
    let place = |edge: &Edge<'_>| {
        (edge.fact.file.source.name.to_string(), edge.fact.definition.place.statement.start())
    };
    let mut path = path.to_vec();
    let begin = (0..path.len()).min_by_key(|&at| place(&edges[path[at]])).unwrap_or(0);
    path.rotate_left(begin);
    let path = path.as_slice();
    let first = &edges[path[0]];
    if has_item_conditions(first) {
        return;
    }
    let mut names: Vec<&str> = path.iter().map(|it| direction(&edges[*it]).0).collect();
    names.push(names[0]);
    let (message, help) = match path {
        [_] => (
            format!("`{}` waits for itself; systemd drops this order", names[0]),
            "delete its own name",
        ),
        _ => (
            format!(
                "units wait for one another: {}; systemd will not start one of them",
                names.join(" → ")
            ),
            "take out one of the orders; what only has to run needs `wants` and no `after`",
        ),
    };
    let places: Vec<_> =
        path.iter().map(|it| edges[*it].range(cx.parse(edges[*it].fact.file).root())).collect();
    let mut report = cx.report(first.fact.file, places[0], message).help(help);
    for (index, place) in path.iter().zip(&places).skip(1) {
        let edge = &edges[*index];
        let (from, to) = direction(edge);
        let text = format!("`{from}` waits for `{to}`");
        report = report.related(&edge.fact.file.source, *place, text);
    }
    report.emit();
}

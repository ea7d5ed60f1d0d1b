//! A layered layout: boxes in columns, each right of those that point at it as far as that can be,
//! and lines between them that keep off the boxes.
//!
//! The steps are those of Sugiyama, Tagawa and Toda (1981): links that close a circle are turned
//! round, boxes get a column, long links get a bend in each column between, columns are ordered for
//! few crossings, and all is pulled straight. Nothing is random, and no step recurses.

mod columns;
mod order;
mod place;
#[cfg(test)]
mod tests;

/// A box; its upper left corner and its size, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(crate) struct Rect {
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// A point, in pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// Where everything goes.
#[derive(Debug, Default)]
pub(crate) struct Layout {
    /// The boxes, in the order that they were given.
    pub(crate) boxes: Vec<Rect>,
    /// Of each link, in the order that they were given: its points from the edge of the first box to
    /// that of the second. Between an even one and the next the line is straight and level, between
    /// an odd one and the next it swings.
    pub(crate) routes: Vec<Vec<Point>>,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

/// Between boxes of one column.
const ROW_GAP: f64 = 14.0;
/// Between parts that have nothing to do with each other.
const PART_GAP: f64 = 40.0;
/// What a row of small parts may take before the next one begins.
const ROOM: f64 = 1500.0;

/// Lays out boxes of these sizes (width and height) with links between two different ones each, by
/// number. The order of both decides between solutions that are as good.
pub(crate) fn layered(sizes: &[(f64, f64)], links: &[(usize, usize)]) -> Layout {
    let parts = parts(sizes.len(), links);
    let mut layout = Layout {
        boxes: vec![Rect::default(); sizes.len()],
        routes: vec![Vec::new(); links.len()],
        ..Layout::default()
    };
    let mut own_links: Vec<Vec<usize>> = vec![Vec::new(); parts.len()];
    let mut part_of = vec![(0, 0); sizes.len()];
    for (part, members) in parts.iter().enumerate() {
        for (place, &number) in members.iter().enumerate() {
            part_of[number] = (part, place);
        }
    }
    for (index, (from, _)) in links.iter().enumerate() {
        own_links[part_of[*from].0].push(index);
    }
    let (mut x, mut y, mut height) = (0.0, 0.0, 0.0_f64);
    for (members, own) in parts.iter().zip(&own_links) {
        let sizes: Vec<(f64, f64)> = members.iter().map(|&number| sizes[number]).collect();
        let inner = own.iter().map(|&index| {
            let (from, to) = links[index];
            (part_of[from].1, part_of[to].1)
        });
        let inner: Vec<(usize, usize)> = inner.collect();
        let part = one_part(&sizes, &inner);
        if x > 0.0 && x + part.width > ROOM.max(layout.width) {
            (x, y, height) = (0.0, y + height + PART_GAP, 0.0);
        }
        for (&number, at) in members.iter().zip(&part.boxes) {
            layout.boxes[number] = Rect { x: at.x + x, y: at.y + y, ..*at };
        }
        for (&index, route) in own.iter().zip(&part.routes) {
            layout.routes[index] =
                route.iter().map(|at| Point { x: at.x + x, y: at.y + y }).collect();
        }
        layout.width = layout.width.max(x + part.width);
        layout.height = layout.height.max(y + part.height);
        height = height.max(part.height);
        x += part.width + PART_GAP;
    }
    layout
}

/// The members of each part that hangs together, the largest part first.
fn parts(count: usize, links: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut beside = vec![Vec::new(); count];
    for &(from, to) in links {
        beside[from].push(to);
        beside[to].push(from);
    }
    let mut is_seen = vec![false; count];
    let mut parts = Vec::new();
    for start in 0..count {
        if std::mem::replace(&mut is_seen[start], true) {
            continue;
        }
        let mut members = vec![start];
        let mut done = 0;
        while done < members.len() {
            for &other in &beside[members[done]] {
                if !std::mem::replace(&mut is_seen[other], true) {
                    members.push(other);
                }
            }
            done += 1;
        }
        members.sort_unstable();
        parts.push(members);
    }
    parts.sort_by_key(|members| std::cmp::Reverse(members.len()));
    parts
}

fn one_part(sizes: &[(f64, f64)], links: &[(usize, usize)]) -> Layout {
    let mut net = columns::net(sizes.len(), links);
    order::order(&mut net);
    place::place(&net, sizes, links)
}

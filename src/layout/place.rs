//! From columns and their order to pixels.

use super::columns::Net;
use super::{Layout, Point, ROW_GAP, Rect};

/// How often all is pulled towards its neighbours.
const PULLS: usize = 24;
/// The height that a bend takes.
const BEND: f64 = 6.0;
/// What a bend weighs against a box: long lines shall be straight.
const BEND_WEIGHT: f64 = 4.0;
/// The room for lines between two columns, in pixels: the least, for each line, and the most.
const LANES: (f64, f64, f64) = (60.0, 3.0, 190.0);

pub(super) fn place(net: &Net, sizes: &[(f64, f64)], links: &[(usize, usize)]) -> Layout {
    let (starts, widths) = columns(net, sizes);
    let middles = rows(net, sizes);
    let mut layout = Layout::default();
    for (number, &(width, height)) in sizes.iter().enumerate() {
        let (x, y) = (starts[net.column[number]], middles[number] - height / 2.0);
        layout.boxes.push(Rect { x, y, width, height });
        layout.height = layout.height.max(y + height);
    }
    layout.width = starts.iter().zip(&widths).map(|(x, width)| x + width).fold(0.0, f64::max);
    for (index, way) in net.ways.iter().enumerate().take(links.len()) {
        let mut route = Vec::new();
        for (step, &number) in way.iter().enumerate() {
            let at = net.column[number];
            let y = middles[number];
            let (left, right) = (starts[at], starts[at] + widths[at]);
            // From the edge of the box to that of the column the line is level, so that it keeps
            // off wider boxes above and below.
            if step == 0 {
                route.push(Point { x: left + sizes[number].0, y });
                route.push(Point { x: right, y });
            } else if step + 1 == way.len() {
                route.push(Point { x: left - 1.0, y });
                route.push(Point { x: left, y });
            } else {
                route.push(Point { x: left, y });
                route.push(Point { x: right, y });
            }
            layout.height = layout.height.max(y);
        }
        if net.is_turned[index] {
            route.reverse();
        }
        layout.routes.push(route);
    }
    layout
}

/// Where each column begins, and how wide it is.
fn columns(net: &Net, sizes: &[(f64, f64)]) -> (Vec<f64>, Vec<f64>) {
    let mut x = 0.0;
    let (mut starts, mut widths) = (Vec::new(), Vec::new());
    for column in &net.columns {
        let boxes = column.iter().filter_map(|number| sizes.get(*number));
        let width = boxes.map(|size| size.0).fold(0.0, f64::max);
        let lines: usize = column.iter().map(|number| net.right[*number].len()).sum();
        let (least, each, most) = LANES;
        starts.push(x);
        widths.push(width);
        x += width + (least + each * lines as f64).min(most);
    }
    (starts, widths)
}

/// The middle of each box and bend, counted from above.
fn rows(net: &Net, sizes: &[(f64, f64)]) -> Vec<f64> {
    let height = |number: usize| sizes.get(number).map_or(BEND, |size| size.1);
    let is_bend = |number: usize| number >= sizes.len();
    let weight = |number: usize| if is_bend(number) { BEND_WEIGHT } else { 1.0 };
    let mut middle = vec![0.0; net.column.len()];
    let mut offsets = vec![0.0; net.column.len()];
    for column in &net.columns {
        let mut y = 0.0;
        for (row, &number) in column.iter().enumerate() {
            if row > 0 {
                let gap = match is_bend(number) && is_bend(column[row - 1]) {
                    true => 4.0,
                    false => ROW_GAP,
                };
                y += height(column[row - 1]) / 2.0 + gap + height(number) / 2.0;
            }
            (offsets[number], middle[number]) = (y, y);
        }
    }
    let pulls = (6_000_000 / net.column.len().max(1)).clamp(4, PULLS);
    for pull in 0..pulls {
        let last = net.columns.len();
        for step in 0..last {
            let at = if pull % 2 == 0 { step } else { last - 1 - step };
            let wish = |number: usize| {
                let (mut sum, mut total) = (0.0, 0.0);
                for &other in net.left[number].iter().chain(&net.right[number]) {
                    let own = if is_bend(number) && is_bend(other) { BEND_WEIGHT } else { 1.0 };
                    sum += own * middle[other];
                    total += own;
                }
                if total > 0.0 { sum / total } else { middle[number] }
            };
            let rows = net.columns[at]
                .iter()
                .map(|&number| (wish(number) - offsets[number], weight(number)));
            let settled = settle(rows);
            for (&number, y) in net.columns[at].iter().zip(settled) {
                middle[number] = y + offsets[number];
            }
        }
    }
    let above = |number: usize| middle[number] - height(number) / 2.0;
    let top = (0..middle.len()).map(above).fold(f64::INFINITY, f64::min);
    middle.iter().map(|y| (y - top).round()).collect()
}

/// The rising numbers that are nearest to the wishes, by weighted squares: neighbours whose wishes
/// are in the wrong order share one number.
fn settle(wishes: impl Iterator<Item = (f64, f64)>) -> Vec<f64> {
    let mut blocks: Vec<(f64, f64, usize)> = Vec::new();
    for (wish, weight) in wishes {
        let mut block = (wish, weight, 1);
        while let Some(&(before, heavy, count)) = blocks.last() {
            if before <= block.0 {
                break;
            }
            blocks.pop();
            let total = heavy + block.1;
            block = ((before * heavy + block.0 * block.1) / total, total, count + block.2);
        }
        blocks.push(block);
    }
    blocks.iter().flat_map(|&(at, _, count)| std::iter::repeat_n(at, count)).collect()
}

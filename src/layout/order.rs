//! The order within columns.

use super::columns::Net;

/// How often the columns are gone through, there and back.
const ROUNDS: usize = 16;
/// As many steps as ordering may take, in links looked at.
const FUEL: usize = 3_000_000;

/// Orders each column by the middle of the neighbours, back and forth, and keeps what crosses least.
pub(super) fn order(net: &mut Net) {
    let total: usize = net.right.iter().map(Vec::len).sum::<usize>() + net.column.len();
    let rounds = (FUEL / total.max(1)).clamp(2, ROUNDS);
    let mut place = vec![0; net.column.len()];
    note(net, &mut place);
    let mut best = (crossings(net, &place), net.columns.clone());
    for round in 0..rounds {
        if best.0 == 0 {
            break;
        }
        let last = net.columns.len();
        for step in 0..last {
            let (at, beside) = match round % 2 {
                0 => (step, &net.left),
                _ => (last - 1 - step, &net.right),
            };
            let middle = |number: &usize| {
                let others = &beside[*number];
                match others.len() {
                    0 => place[*number] as f64,
                    count => {
                        others.iter().map(|it| place[*it]).sum::<usize>() as f64 / count as f64
                    }
                }
            };
            let mut keyed: Vec<(f64, usize)> =
                net.columns[at].iter().map(|number| (middle(number), *number)).collect();
            keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
            net.columns[at] = keyed.into_iter().map(|(_, number)| number).collect();
            for (row, &number) in net.columns[at].iter().enumerate() {
                place[number] = row;
            }
        }
        let now = crossings(net, &place);
        if now < best.0 {
            best = (now, net.columns.clone());
        }
    }
    net.columns = best.1;
}

fn note(net: &Net, place: &mut [usize]) {
    for column in &net.columns {
        for (row, &number) in column.iter().enumerate() {
            place[number] = row;
        }
    }
}

/// How many pairs of links cross between neighbouring columns.
fn crossings(net: &Net, place: &[usize]) -> usize {
    let mut total = 0;
    for (at, column) in net.columns.iter().enumerate() {
        let height = net.columns.get(at + 1).map_or(0, Vec::len);
        // A Fenwick tree of how many links end at or above a row.
        let mut tree = vec![0_usize; height + 1];
        let mut count = 0;
        for &number in column {
            let mut rows: Vec<usize> = net.right[number].iter().map(|it| place[*it]).collect();
            rows.sort_unstable();
            for &row in &rows {
                let mut above = 0;
                let mut index = row + 1;
                while index > 0 {
                    above += tree[index];
                    index &= index - 1;
                }
                total += count - above;
            }
            for row in rows {
                count += 1;
                let mut index = row + 1;
                while index <= height {
                    tree[index] += 1;
                    index += index & index.wrapping_neg();
                }
            }
        }
    }
    total
}

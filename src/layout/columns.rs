//! Which box goes in which column, and the bends of links that pass others.

/// As many bends as a picture has. Where more would be needed, the longest links go straight across.
const MAX_BENDS: usize = 20_000;

/// Boxes and bends in columns. Boxes keep their numbers; bends have those that follow.
pub(super) struct Net {
    /// The column of each.
    pub(super) column: Vec<usize>,
    /// The members of each column, from above.
    pub(super) columns: Vec<Vec<usize>>,
    /// Neighbours in the column before and in the one after.
    pub(super) left: Vec<Vec<usize>>,
    pub(super) right: Vec<Vec<usize>>,
    /// Of each link its way from left to right, ends included.
    pub(super) ways: Vec<Vec<usize>>,
    /// Whether the way runs against the link.
    pub(super) is_turned: Vec<bool>,
}

pub(super) fn net(count: usize, links: &[(usize, usize)]) -> Net {
    let is_turned = turned(count, links);
    let straight = links.iter().zip(&is_turned).map(|(&(from, to), is_turned)| match is_turned {
        true => (to, from),
        false => (from, to),
    });
    let straight: Vec<(usize, usize)> = straight.collect();
    let mut column = columns(count, &straight);
    let limit = limit(&straight, &column);
    let mut left = vec![Vec::new(); count];
    let mut right = vec![Vec::new(); count];
    let mut ways = Vec::new();
    for &(from, to) in &straight {
        let mut way = vec![from];
        let span = column[to] - column[from];
        if span <= limit {
            for between in column[from] + 1..column[to] {
                way.push(column.len());
                column.push(between);
                left.push(Vec::new());
                right.push(Vec::new());
            }
        }
        way.push(to);
        if span <= limit {
            for pair in way.windows(2) {
                right[pair[0]].push(pair[1]);
                left[pair[1]].push(pair[0]);
            }
        }
        ways.push(way);
    }
    let last = column.iter().max().map_or(0, |last| last + 1);
    let mut columns = vec![Vec::new(); last];
    for (number, at) in column.iter().enumerate() {
        columns[*at].push(number);
    }
    Net { column, columns, left, right, ways, is_turned }
}

/// Which links lead back on the way from the boxes to which nothing leads, or else from the first.
fn turned(count: usize, links: &[(usize, usize)]) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum State {
        New,
        Open,
        Done,
    }
    let mut out = vec![Vec::new(); count];
    let mut is_root = vec![true; count];
    for (index, &(from, to)) in links.iter().enumerate() {
        out[from].push((to, index));
        is_root[to] = false;
    }
    let mut state = vec![State::New; count];
    let mut is_turned = vec![false; links.len()];
    let roots = (0..count).filter(|number| is_root[*number]);
    for start in roots.chain(0..count) {
        if state[start] != State::New {
            continue;
        }
        state[start] = State::Open;
        let mut path = vec![(start, 0)];
        while let Some((number, at)) = path.pop() {
            let Some(&(to, index)) = out[number].get(at) else {
                state[number] = State::Done;
                continue;
            };
            path.push((number, at + 1));
            match state[to] {
                State::New => {
                    state[to] = State::Open;
                    path.push((to, 0));
                }
                State::Open => is_turned[index] = true,
                State::Done => {}
            }
        }
    }
    is_turned
}

/// Each box right of all that lead to it, and no farther from those it leads to than it must be.
fn columns(count: usize, links: &[(usize, usize)]) -> Vec<usize> {
    let mut out = vec![Vec::new(); count];
    let mut waiting = vec![0_usize; count];
    for &(from, to) in links {
        out[from].push(to);
        waiting[to] += 1;
    }
    let incoming = waiting.clone();
    let mut column = vec![0; count];
    let mut sorted: Vec<usize> = (0..count).filter(|number| waiting[*number] == 0).collect();
    let mut done = 0;
    while done < sorted.len() {
        let number = sorted[done];
        done += 1;
        for &to in &out[number] {
            column[to] = column[to].max(column[number] + 1);
            waiting[to] -= 1;
            if waiting[to] == 0 {
                sorted.push(to);
            }
        }
    }
    for &number in sorted.iter().rev() {
        if out[number].len() > incoming[number]
            && let Some(nearest) = out[number].iter().map(|to| column[*to]).min()
        {
            column[number] = nearest - 1;
        }
    }
    column
}

/// The longest span of links that get bends.
fn limit(links: &[(usize, usize)], column: &[usize]) -> usize {
    let mut spans: Vec<usize> = links.iter().map(|&(from, to)| column[to] - column[from]).collect();
    spans.sort_unstable();
    let mut bends = 0;
    let mut limit = 1;
    for span in spans {
        bends += span - 1;
        if bends > MAX_BENDS {
            return limit.min(span - 1);
        }
        limit = span;
    }
    limit
}

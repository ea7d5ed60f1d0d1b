//! What holds for every layout.

use super::{Layout, layered};

/// Numbers that look random and are always the same.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % below as u64) as usize
    }
}

/// Sizes of boxes, and links.
type Graph = (Vec<(f64, f64)>, Vec<(usize, usize)>);

fn random(count: usize, links: usize) -> Graph {
    let mut numbers = Numbers(count as u64 * 7919 + links as u64 + 1);
    let sizes = (0..count).map(|_| (80.0 + numbers.next(200) as f64, 30.0)).collect();
    let mut ends: Vec<_> = (0..links).map(|_| (numbers.next(count), numbers.next(count))).collect();
    ends.retain(|(from, to)| from != to);
    (sizes, ends)
}

#[track_caller]
fn check(sizes: &[(f64, f64)], links: &[(usize, usize)]) -> Layout {
    let layout = layered(sizes, links);
    let mut boxes: Vec<_> = layout.boxes.iter().collect();
    boxes.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
    for (index, one) in boxes.iter().enumerate() {
        assert!(one.x >= 0.0 && one.y >= 0.0, "{one:?}");
        assert!(one.x + one.width <= layout.width && one.y + one.height <= layout.height);
        for other in &boxes[index + 1..] {
            if other.x >= one.x + one.width {
                break;
            }
            let is_apart = other.y >= one.y + one.height || one.y >= other.y + other.height;
            assert!(is_apart, "{one:?} lies over {other:?}");
        }
    }
    for (route, &(from, to)) in layout.routes.iter().zip(links) {
        let (first, last) = (route[0], route[route.len() - 1]);
        for (at, number) in [(first, from), (last, to)] {
            let it = layout.boxes[number];
            assert!(at.x == it.x || at.x == it.x + it.width, "{at:?} is not at {it:?}");
            assert!(at.y >= it.y && at.y <= it.y + it.height, "{at:?} is not at {it:?}");
        }
    }
    layout
}

#[test]
fn boxes_never_overlap_and_lines_end_at_them() {
    check(&[], &[]);
    check(&[(10.0, 10.0)], &[]);
    for count in [2, 3, 5, 9, 20, 60, 150] {
        for links in [1, count / 2, count, 3 * count] {
            let (sizes, links) = random(count, links);
            check(&sizes, &links);
        }
    }
}

#[test]
fn arrows_lead_to_the_right_unless_they_close_a_circle() {
    let sizes = [(50.0, 20.0); 4];
    let layout = check(&sizes, &[(0, 1), (1, 2), (2, 0), (0, 3), (3, 2)]);
    let x = |number: usize| layout.boxes[number].x;
    assert!(x(0) < x(1) && x(1) < x(2) && x(0) < x(3) && x(3) < x(2));
    let back = &layout.routes[2];
    assert!(back[0].x > back[back.len() - 1].x);
}

#[test]
fn lines_keep_off_the_boxes_that_they_pass() {
    let (sizes, links) = random(40, 60);
    let layout = check(&sizes, &links);
    for (route, &(from, to)) in layout.routes.iter().zip(&links) {
        for level in route.chunks(2) {
            for (number, it) in layout.boxes.iter().enumerate() {
                let (low, high) = (level[0].x.min(level[1].x), level[0].x.max(level[1].x));
                let is_over = level[0].y > it.y
                    && level[0].y < it.y + it.height
                    && low < it.x + it.width
                    && high > it.x;
                assert!(!is_over || number == from || number == to, "{level:?} crosses {it:?}");
            }
        }
    }
}

#[test]
fn a_link_without_crossings_is_straight() {
    let layout = check(&[(50.0, 20.0); 3], &[(0, 1), (1, 2)]);
    assert!(layout.routes.iter().flatten().all(|at| at.y == 10.0));
}

#[test]
fn large_and_nasty_graphs_are_laid_out() {
    let chain: Vec<_> = (1..5000).map(|to| (to - 1, to)).collect();
    check(&vec![(100.0, 30.0); 5000], &chain);
    let ring: Vec<_> = (0..5000).map(|from| (from, (from + 1) % 5000)).collect();
    check(&vec![(100.0, 30.0); 5000], &ring);
    // Each box of a chain leads to the last one too: bends would be millions.
    let both: Vec<_> = (1..5000).flat_map(|to| [(to - 1, to), (to - 1, 5000)]).collect();
    check(&vec![(100.0, 30.0); 5001], &both);
    let (sizes, links) = random(5000, 7500);
    check(&sizes, &links);
}

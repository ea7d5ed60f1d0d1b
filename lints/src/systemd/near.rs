//! "Did you mean".

use std::cmp::Ordering;

/// The one of `known` that was surely meant by `name`: another spelling by case, or the one that is
/// nearest, if it is near and no other is as near.
pub(super) fn nearest(
    name: &str,
    known: impl Iterator<Item = &'static str>,
) -> Option<&'static str> {
    let lower = name.to_ascii_lowercase();
    let mut best: Option<(usize, &'static str)> = None;
    let mut is_tie = false;
    for other in known {
        let limit = 1 + other.len().min(name.len()) / 5;
        if other.len().abs_diff(name.len()) > limit {
            continue;
        }
        let distance = strsim::osa_distance(&lower, &other.to_ascii_lowercase());
        if distance == 0 {
            return Some(other);
        }
        // Of names of one or two letters every other is near.
        if distance > limit || other.len() < 3 {
            continue;
        }
        match best.map_or(Ordering::Less, |(least, _)| distance.cmp(&least)) {
            Ordering::Less => (best, is_tie) = (Some((distance, other)), false),
            Ordering::Equal => is_tie = true,
            Ordering::Greater => {}
        }
    }
    best.filter(|_| !is_tie).map(|(_, name)| name)
}

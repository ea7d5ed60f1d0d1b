//! Edits as sets of disjoint changes.

use cfglint_syntax::{TextRange, TextSize};

use super::{Indel, TextEdit};

fn indel(start: u32, end: u32, insert: &str) -> Indel {
    let delete = TextRange::new(TextSize::new(start), TextSize::new(end));
    Indel { delete, insert: insert.to_owned() }
}

fn apply(text: &str, indels: &[Indel]) -> Option<String> {
    TextEdit::from_indels(indels.to_vec())?.apply(text)
}

#[test]
fn changes_in_any_order() {
    let indels = [indel(4, 5, "E"), indel(0, 1, ""), indel(2, 2, "-")];
    assert_eq!(apply("abcdef", &indels).as_deref(), Some("b-cdEf"));
}

#[test]
fn neighbours_are_disjoint() {
    assert_eq!(apply("abcd", &[indel(1, 2, "B"), indel(2, 3, "C")]).as_deref(), Some("aBCd"));
}

#[test]
fn overlaps_are_refused() {
    assert_eq!(apply("abcd", &[indel(0, 2, ""), indel(1, 3, "")]), None);
    assert_eq!(apply("abcd", &[indel(0, 3, ""), indel(1, 1, "x")]), None);
}

#[test]
fn characters_are_not_cut() {
    assert_eq!(apply("aüb", &[indel(2, 3, "")]), None);
    assert_eq!(apply("aüb", &[indel(1, 3, "u")]).as_deref(), Some("aub"));
}

#[test]
fn unions() {
    let edit = |indels: &[Indel]| TextEdit::from_indels(indels.to_vec());
    let (Some(first), Some(second)) = (edit(&[indel(0, 1, "x")]), edit(&[indel(3, 4, "y")])) else {
        panic!("both are disjoint");
    };
    let union = second.union(&first).and_then(|union| union.apply("abcd"));
    assert_eq!(union.as_deref(), Some("xbcy"));
    assert_eq!(first.union(&first), None);
    let (Some(third), Some(fourth)) = (edit(&[indel(2, 2, "x")]), edit(&[indel(2, 2, "y")])) else {
        panic!("both are disjoint");
    };
    assert_eq!(third.union(&fourth), None);
}

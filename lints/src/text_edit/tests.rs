//! Edits as sets of disjoint changes.

use cfglint_syntax::{TextRange, TextSize};

use super::{Indel, TextEdit, TextEdits};

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

#[test]
fn edits_that_go_together() {
    let range = |start: u32, end: u32| TextRange::new(start.into(), end.into());
    let edit = |start, end, text: &str| TextEdit::replace(range(start, end), text);
    let mut edits = TextEdits::default();
    assert_eq!(edits.all(), None);
    assert!(edits.add(&edit(4, 6, "x")));
    for (start, end) in [(4, 4), (4, 6), (5, 5), (3, 5), (5, 9), (0, 9), (4, 9)] {
        assert!(!edits.add(&edit(start, end, "y")), "{start}..{end}");
    }
    assert!(edits.add(&edit(2, 4, "")) && edits.add(&edit(6, 6, "z")));
    assert!(!edits.add(&edit(6, 6, "y")), "two insertions have no order");
    edits.remove_last(&edit(6, 6, "z"));
    assert!(edits.add(&edit(6, 7, "w")));
    assert_eq!(edits.all().and_then(|all| all.apply("abcdefgh")).as_deref(), Some("abxwh"));
}

//! Which variables are refused, and where.

#![expect(clippy::single_range_in_vec_init, reason = "a list of places may have one")]

use super::*;
use crate::systemd::STORE_PATH;

const NONE: [std::ops::Range<usize>; 0] = [];

fn places(value: &str, variables: Variables) -> Vec<std::ops::Range<usize>> {
    check(value, variables, Versions::ALL).into_iter().map(|it| it.range).collect()
}

#[test]
fn assignments() {
    let check = |value| places(value, Variables::Assignments);
    assert_eq!(check("A=b \"B=c d\" 'C=%n' D='x y'"), NONE);
    assert_eq!(check("A=b c"), [4..5]);
    assert_eq!(check("A = b"), [0..1, 2..3, 4..5]);
    assert_eq!(check("export A=1"), [0..6]);
    assert_eq!(check("1A=b"), [0..1]);
    assert_eq!(check("A-B=c"), [1..2]);
    assert_eq!(check("A=%z B=%20"), [2..4, 7..9]);
    assert_eq!(check("A=\"b"), [2..3]);
    assert_eq!(check(r"A=\q B"), [2..4]);
    assert_eq!(check(r"A\x3db"), NONE);
}

#[test]
fn holes_in_assignments() {
    let check = |value: String| places(&value, Variables::Assignments);
    assert_eq!(check(format!("A={HOLE} B")), NONE);
    assert_eq!(check(format!("{HOLE}")), NONE);
    assert_eq!(check(format!("{HOLE}=x")), NONE);
    assert_eq!(check(format!("A={STORE_PATH} B")), [6..7]);
    assert_eq!(check(format!("1A={HOLE}")), [0..1]);
    assert_eq!(check(format!("\"A={HOLE}")), NONE);
}

#[test]
fn names() {
    assert_eq!(places("A B_1", Variables::Names), NONE);
    assert_eq!(places("A,B C=d 1", Variables::Names), [1..2, 5..6, 8..9]);
    assert_eq!(places("A B=c", Variables::Either), NONE);
    assert_eq!(places("A-", Variables::Either), [1..2]);
}

#[test]
fn messages_say_what_to_write() {
    let error = &check("A=b c", Variables::Assignments, Versions::ALL)[0];
    assert_eq!(error.message, "this is no assignment");
    let error = &check("A,B", Variables::Names, Versions::ALL)[0];
    assert_eq!(error.message, "a name of a variable cannot have `,` in it");
    assert_eq!(error.help.as_deref(), Some("blanks separate variables"));
}

//! Which percent signs are what.

use super::*;
use crate::systemd::HOLE;
use crate::systemd::words::Words;

fn error(text: &str) -> Option<(Range<usize>, String)> {
    check(text, Place::Text, Versions::ALL).err().map(|it| (it.range, it.message))
}

#[test]
fn letters_that_are_not_known_are_errors() {
    let (range, message) = error("a %z").expect("refused");
    assert_eq!(range, 2..4);
    assert_eq!(message, "`%z` stands for nothing that systemd knows");
    assert_eq!(error("http://x/a%20b").map(|it| it.0), Some(10..12));
    // The second of three begins the specifier.
    assert_eq!(error("%%%z").map(|it| it.0), Some(2..4));
}

#[test]
fn other_percent_signs_are_not() {
    for text in ["", "%", "100%", "50% off", "%-", "%é", "%%z", "%n %i %t/x", "%%%%"] {
        assert_eq!(error(text), None, "{text}");
    }
}

#[test]
fn beside_a_hole_nothing_is_sure() {
    for text in [format!("{HOLE}%z"), format!("%{HOLE}z"), format!("%{HOLE}%z")] {
        assert_eq!(error(&text), None, "{text}");
    }
    assert!(error(&format!("{STORE_PATH}%z")).is_some());
    assert!(error(&format!("{HOLE}x%z")).is_some());
}

#[test]
fn names_of_units_take_fewer() {
    let error = check("x-%t.mount", Place::UnitName, Versions::ALL).expect_err("refused");
    assert_eq!(
        (error.range, error.message.as_str()),
        (2..4, "`%t` is not taken in names of units")
    );
    assert_eq!(check("x@%i.service", Place::UnitName, Versions::ALL), Ok(()));
}

#[test]
fn a_letter_has_an_age() {
    assert!(check("%D", Place::Text, Versions::only(252)).is_err());
    assert_eq!(check("%D", Place::Text, Versions::only(257)), Ok(()));
    assert_eq!(check("%D", Place::Text, Versions::ALL), Ok(()));
}

#[test]
fn escapes_come_before_percent_signs() {
    let word = Words::new(r"'a\x25z'").next().expect("a word").expect("closed");
    let found: Vec<Percent> = percents_of(word.chars()).collect();
    assert_eq!(found, [Percent { range: 2..7, kind: PercentKind::Unknown('z') }]);
}

#[test]
fn instances_are_found() {
    assert_eq!(instances("%i %%i %I").collect::<Vec<_>>(), [0..2, 7..9]);
}

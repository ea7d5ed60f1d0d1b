//! Which conditions are refused, and where.

use super::*;
use crate::systemd::HOLE;

fn place(directive: &str, value: &str) -> Option<std::ops::Range<usize>> {
    check(directive, value, Versions::ALL).err().map(|it| it.range)
}

#[test]
fn paths_follow_the_signs() {
    for value in ["/a", "!/a", "|/a", "|!/a", "%h/a", "", "/a b"] {
        assert_eq!(place("ConditionPathExists", value), None, "{value}");
    }
    assert_eq!(place("ConditionPathExists", "|!etc/x"), Some(2..7));
    assert_eq!(place("AssertFileNotEmpty", "!|/a"), Some(1..4));
    assert_eq!(place("ConditionPathExists", "! /a"), Some(1..4));
    assert_eq!(place("ConditionPathExists", &format!("!{HOLE}")), None);
}

#[test]
fn other_values_have_percent_signs_only() {
    assert_eq!(place("ConditionVirtualization", "nope"), None);
    assert_eq!(place("ConditionHost", "| ! a%z"), Some(5..7));
}

#[test]
fn booleans_are_read_later() {
    for value in ["yes", "!no", "| ! True", "1", "", &format!("{HOLE}")] {
        assert_eq!(check_readable("ConditionACPower", value), Ok(()), "{value}");
    }
    let error = check_readable("AssertFirstBoot", "| maybe").expect_err("refused");
    assert_eq!(error.range, 2..7);
    assert_eq!(check_readable("ConditionHost", "maybe"), Ok(()));
}

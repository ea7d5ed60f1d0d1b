//! Which names are refused, and where.

use super::*;
use crate::systemd::HOLE;
use std::ops::Range;

const ALL: Versions = Versions::ALL;
const NONE: [Range<usize>; 0] = [];

fn place(result: Result<(), ValueError>) -> Option<Range<usize>> {
    result.err().map(|it| it.range)
}

fn places(errors: Vec<ValueError>) -> Vec<Range<usize>> {
    errors.into_iter().map(|it| it.range).collect()
}

#[test]
fn users() {
    for value in ["root", "1000", "0", "foo bar", "foo.bar", "%i", "é", ""] {
        assert_eq!(place(check_user(value, ALL)), None, "{value}");
    }
    assert_eq!(place(check_user("a:b", ALL)), Some(1..2));
    assert_eq!(place(check_user("4294967295", ALL)), Some(0..10));
    assert_eq!(place(check_user("65535", ALL)), Some(0..5));
    assert_eq!(place(check_user(&format!("{HOLE}/x"), ALL)), Some(3..4));
    assert_eq!(place(check_user("007", ALL)), None);
    assert_eq!(place(check_user("007", Versions::only(252))), Some(0..3));
    assert_eq!(places(check_groups("a b:c 99999999999", ALL)), [3..4, 6..17]);
}

#[test]
fn bus_names() {
    assert_eq!(place(check_bus_name("org.foo-bar.B_1", ALL)), None);
    assert_eq!(place(check_bus_name("foo", ALL)), Some(0..3));
    assert_eq!(place(check_bus_name("org..foo", ALL)), Some(4..4));
    assert_eq!(place(check_bus_name("org.1foo", ALL)), Some(4..8));
    assert_eq!(place(check_bus_name("org/foo", ALL)), Some(3..4));
    assert_eq!(place(check_bus_name(&format!("{HOLE}"), ALL)), None);
    assert_eq!(place(check_bus_name("org.%p", ALL)), None);
}

#[test]
fn credentials() {
    for value in ["a", "a:/x", "a:b", "a:%t/x", "a:"] {
        assert_eq!(place(check_load_credential(value, ALL)), None, "{value}");
    }
    assert_eq!(place(check_load_credential("a:b/c", ALL)), Some(2..5));
    assert_eq!(place(check_load_credential("a/b:/c", ALL)), Some(1..2));
    assert_eq!(place(check_load_credential("a:/x/../y", ALL)), Some(5..7));
    assert_eq!(place(check_set_credential("a", ALL)), Some(0..1));
    assert_eq!(place(check_set_credential("a:b", ALL)), None);
    assert_eq!(place(check_set_credential(&format!("a{HOLE}"), ALL)), None);
}

#[test]
fn fields_of_the_journal() {
    assert_eq!(places(check_log_fields("A_1=b \"B=c d\"", ALL)), NONE);
    assert_eq!(places(check_log_fields("a=b _A=c A d", ALL)), [0..1, 4..5, 9..10, 11..12]);
}

#[test]
fn short_names() {
    assert_eq!(place(check_fd_name("a:b", ALL)), Some(1..2));
    assert_eq!(place(check_file_name("a/b", true, ALL)), Some(1..2));
    assert_eq!(place(check_interface("abcdefghijklmnop")), Some(0..16));
    assert_eq!(place(check_interface("a b")), Some(1..2));
    assert_eq!(place(check_interface("*")), None);
}

#[test]
fn documentation() {
    let good = "https://a.b man:foo(1) info:x file:/y";
    assert_eq!(places(check_documentation(good, ALL)), NONE);
    assert_eq!(places(check_documentation("see https:// man:x", ALL)), [0..3, 4..12]);
    assert_eq!(places(check_documentation(&format!("{HOLE} x"), ALL)), NONE);
}

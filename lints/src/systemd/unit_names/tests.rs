//! Which names of units are refused, and how paths are written as such.

use proptest::prelude::*;

use super::*;
use crate::systemd::HOLE;

fn list(value: &str) -> Vec<(std::ops::Range<usize>, String)> {
    check_list(value, Versions::ALL).into_iter().map(|it| (it.range, it.message)).collect()
}

fn replacement(value: &str) -> Option<String> {
    check_list(value, Versions::ALL).remove(0).replacement
}

#[test]
fn names_that_are_right() {
    for value in [
        "",
        "a.service  b@.target",
        "c@x@y.socket",
        "a\\x2db.mount",
        "-.slice",
        "%n %i.service",
        "x@%i.service",
    ] {
        assert_eq!(list(value), [], "{value}");
    }
}

#[test]
fn mistakes_are_found_in_their_words() {
    assert_eq!(
        list("a.service network"),
        [(10..17, "`network` has no kind of unit at its end".into())]
    );
    assert_eq!(
        list("a.target,b.target"),
        [(8..9, "a name of a unit cannot have `,` in it".into())]
    );
    assert_eq!(list("@x.service"), [(0..10, "a name of a unit does not begin with `@`".into())]);
    assert_eq!(list(".service"), [(0..8, "there is no name before the suffix".into())]);
    assert_eq!(list("%t.mount"), [(0..2, "`%t` is not taken in names of units".into())]);
    assert_eq!(list(&format!("{}.service", "x".repeat(248)))[0].0, 0..256);
    assert_eq!(list(&format!("{}.service", "x".repeat(247))), []);
}

#[test]
fn replacements_are_of_the_whole_value() {
    assert_eq!(
        replacement("a.service network-online b.target").as_deref(),
        Some("a.service network-online.target b.target")
    );
    assert_eq!(
        replacement("a.target,b.target c.service").as_deref(),
        Some("a.target b.target c.service")
    );
    assert_eq!(replacement("a.services").as_deref(), Some("a.service"));
    assert_eq!(replacement("mine"), None);
    assert_eq!(
        check_list("/mnt/a", Versions::ALL)[0].help.as_deref(),
        Some("the mount of this path is called `mnt-a.mount`")
    );
}

#[test]
fn holes_leave_names_open() {
    for value in
        [format!("{HOLE}"), format!("a-{HOLE}"), format!("{HOLE}.service"), format!("{HOLE}@x")]
    {
        assert_eq!(list(&value), [], "{value}");
    }
    assert_eq!(list(&format!("{HOLE}.servic"))[0].0, 3..10);
    assert_eq!(list(&format!("a,{HOLE}"))[0].0, 1..2);
}

#[test]
fn kinds_are_asked_for() {
    let check =
        |value, suffix| check_name(value, Some(suffix), Versions::ALL).err().map(|it| it.range);
    assert_eq!(check("a.slice", "slice"), None);
    assert_eq!(check("a.service", "slice"), Some(2..9));
    assert_eq!(check("%i.slice", "slice"), None);
    assert_eq!(check_list_of("a.socket b.service", "socket", Versions::ALL)[0].range, 11..18);
}

#[test]
fn paths_are_names() {
    for (path, name) in [
        ("/", "-.mount"),
        ("//", "-.mount"),
        ("/mnt/a", "mnt-a.mount"),
        ("/mnt//a/./", "mnt-a.mount"),
        ("/foo-bar", "foo\\x2dbar.mount"),
        ("/.x/.y", "\\x2ex-.y.mount"),
        ("/a b", "a\\x20b.mount"),
        ("/é", "\\xc3\\xa9.mount"),
    ] {
        assert_eq!(path_to_unit_name(path, "mount").as_deref(), Some(name), "{path}");
    }
    assert_eq!(path_to_unit_name("/a/../b", "mount"), None);
    assert_eq!(path_to_unit_name(&format!("/{}", "x".repeat(250)), "mount"), None);
    assert_eq!(unit_name_to_path("a--b.mount"), None);
    assert_eq!(unit_name_to_path("a\\x2"), None);
    assert_eq!(unit_name_to_path("-.mount").as_deref(), Some("/"));
}

proptest! {
    #[test]
    fn escapes_there_and_back(text in "\\PC*") {
        prop_assert_eq!(unescape(&escape(&text)), Some(text.clone()));
        prop_assert!(escape(&text).chars().all(is_good));
    }

    #[test]
    fn paths_there_and_back(path in "(/[a-z. @é%-]{1,8}){0,6}") {
        if let Some(name) = path_to_unit_name(&path, "mount") {
            let back = unit_name_to_path(&name).expect("a path");
            prop_assert_eq!(path_to_unit_name(&back, "mount"), Some(name.clone()));
            prop_assert_eq!(check_name(&name, Some("mount"), Versions::ALL), Ok(()));
        }
    }
}

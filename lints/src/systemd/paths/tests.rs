//! Which paths are refused, and where.

use super::*;
use crate::systemd::STORE_PATH;

const ALL: Versions = Versions::ALL;

fn places(errors: &[ValueError]) -> Vec<(Range<usize>, &str)> {
    errors.iter().map(|it| (it.range.clone(), it.message.as_str())).collect()
}

#[test]
fn one_path() {
    let check = |value: &str| check_path(value, PathKind::Absolute, ALL).err().map(|it| it.range);
    assert_eq!(check("/a/b"), None);
    assert_eq!(check(" a/b "), Some(1..4));
    assert_eq!(check("/a/../b"), Some(3..5));
    assert_eq!(check("/a/%z"), Some(3..5));
    assert_eq!(check("/a/..b/..."), None);
    assert_eq!(check(&format!("/{}", "x".repeat(256))), Some(1..257));
    assert_eq!(check("%h/a"), None);
    assert_eq!(check("%%h/a"), Some(0..5));
}

#[test]
fn holes_leave_open_what_they_may_be() {
    let check = |value: String| check_path(&value, PathKind::Absolute, ALL).is_err();
    assert!(!check(format!("{HOLE}")));
    assert!(!check(format!("{HOLE}/a")));
    assert!(!check(format!("{STORE_PATH}/a")));
    assert!(!check(format!("/a/{HOLE}../b")));
    assert!(check(format!("a/{HOLE}")));
    assert!(check(format!("{HOLE}/a/../b")));
    assert!(check_path(&format!("{STORE_PATH}/a"), PathKind::Relative, ALL).is_err());
}

#[test]
fn lists_say_which_word() {
    let errors = check_paths("-/a a \"/b c\" -+/d +-/e ~/f", true, ALL);
    let text = "this path is not absolute";
    assert_eq!(places(&errors), [(4..5, text), (19..22, text), (23..26, text)]);
    let errors = check_paths("-/a", false, ALL);
    assert_eq!(places(&errors), [(0..3, text)]);
    let errors = check_paths("/a \"/b", true, ALL);
    assert_eq!(places(&errors), [(3..4, "this quote is never closed")]);
    assert_eq!(check_paths(&format!("/a {HOLE} b"), true, ALL), []);
    assert_eq!(places(&check_paths(&format!("a {HOLE} b"), true, ALL)), [(0..1, text)]);
    assert_eq!(places(&commas("/a,/b /c,d /e")).len(), 1);
    assert_eq!(commas("/a,/b")[0].range, 2..3);
}

#[test]
fn working_directories_and_files_of_variables() {
    for value in ["~", "-~", "-/a", "/a b", "", "%h"] {
        assert_eq!(check_working_directory(value, ALL), Ok(()), "{value}");
    }
    let error = check_working_directory("-~/a", ALL).expect_err("refused");
    assert_eq!(error.range, 1..4);
    assert_eq!(
        error.help.as_deref(),
        Some("`~` stands alone here; write `%h/…` in a unit of a user")
    );
    assert_eq!(check_optional_path("-/a b", ALL), Ok(()));
    assert_eq!(check_optional_path("-a", ALL).expect_err("refused").range, 1..2);
    assert_eq!(check_pid_file("x.pid", ALL), Ok(()));
    assert_eq!(check_pid_file("a/../x.pid", ALL).expect_err("refused").range, 2..4);
}

#[test]
fn directories_are_relative() {
    let errors = check_directories("a /var/lib/b c:/d private", "StateDirectory", ALL);
    assert_eq!(
        errors.iter().map(|it| it.range.clone()).collect::<Vec<_>>(),
        [2..12, 15..17, 18..25]
    );
    assert_eq!(errors[0].help.as_deref(), Some("write `b`: it is below /var/lib/ anyway"));
    assert_eq!(check_directories("a:b", "ConfigurationDirectory", ALL)[0].range, 2..3);
    assert_eq!(check_directories("a:b", "StateDirectory", ALL), []);
}

#[test]
fn mounts_have_parts() {
    let errors = check_bind_paths("-/a:/b /c:d e:/f /g:/h:x", Versions::only(252));
    assert_eq!(
        errors.iter().map(|it| it.range.clone()).collect::<Vec<_>>(),
        [10..11, 12..13, 23..24]
    );
    assert_eq!(check_bind_paths("/g:/h:x", ALL), []);
    assert_eq!(check_temporary_file_systems("/a:ro b:ro", ALL)[0].range, 6..7);
    assert_eq!(check_search_path("/a:b:/c", ALL)[0].range, 3..4);
}

#[test]
fn the_root_is_above_itself_in_newer_versions() {
    assert!(check_path("/../a", PathKind::Absolute, Versions::only(252)).is_err());
    assert_eq!(check_path("/../a", PathKind::Absolute, Versions::only(257)), Ok(()));
    assert!(check_path("../a", PathKind::Relative, Versions::only(257)).is_err());
}

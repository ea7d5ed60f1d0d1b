//! Which addresses are refused, and where.

use super::*;
use crate::systemd::HOLE;
use std::ops::Range;

const ALL: Versions = Versions::ALL;

fn place(result: Result<(), ValueError>) -> Option<Range<usize>> {
    result.err().map(|it| it.range)
}

#[test]
fn sockets() {
    for value in [
        "80",
        "/run/x",
        "@x",
        "127.0.0.1:80",
        "[::1]:80",
        "vsock:2:1234",
        "%t/x",
        "",
        &format!("{HOLE}:80"),
    ] {
        assert_eq!(place(check_listen(value, ALL)), None, "{value}");
    }
    assert_eq!(place(check_listen("65536", ALL)), Some(0..5));
    assert_eq!(place(check_listen("127.0.0.1", ALL)), Some(0..9));
    assert_eq!(place(check_listen("127.0.0.1:0", ALL)), None);
    assert_eq!(place(check_listen("127.0.0.1:x", ALL)), Some(10..11));
    assert_eq!(place(check_listen("localhost:80", ALL)), Some(0..9));
    assert_eq!(place(check_listen("*:80", ALL)), Some(0..4));
    assert_eq!(place(check_listen("[::1]", ALL)), Some(0..5));
}

#[test]
fn networks() {
    assert_eq!(check_networks("10.0.0.0/8 ::1 any localhost"), []);
    let errors = check_networks("10.0.0.1/33 Any 10.0.0.0/8,::1");
    assert_eq!(
        errors.iter().map(|it| it.range.clone()).collect::<Vec<_>>(),
        [9..11, 12..15, 16..30]
    );
    assert_eq!(errors[2].help.as_deref(), Some("blanks separate addresses"));
}

#[test]
fn rules_for_ports() {
    for value in ["any", "ipv4:tcp:80", "udp:1-9", "ipv6", "tcp"] {
        assert_eq!(place(check_bind_rule(value, ALL)), None, "{value}");
    }
    assert_eq!(place(check_bind_rule("http", ALL)), Some(0..4));
    assert_eq!(place(check_bind_rule("tcp:9-1", ALL)), Some(4..7));
    assert_eq!(place(check_bind_rule("tcp:ipv4", ALL)), Some(4..8));
    assert_eq!(place(check_bind_rule("0", ALL)), None);
    assert_eq!(place(check_bind_rule("0", Versions::only(252))), Some(0..1));
}

#[test]
fn devices() {
    for value in ["/dev/null rwm", "char-pts", "/dev", "%n x", &format!("{HOLE} x")] {
        assert_eq!(place(check_device_allow(value, ALL)), None, "{value}");
    }
    assert_eq!(place(check_device_allow("null rw", ALL)), Some(0..4));
    assert_eq!(place(check_device_allow("/dev/null rwx", ALL)), Some(12..13));
}

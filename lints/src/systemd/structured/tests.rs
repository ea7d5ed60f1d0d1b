//! Values with the verdicts of systemd 252, 257 and 262, as they were observed.

use super::*;
use crate::systemd::{UnitType, directive};

/// Directive, value, and whether each version takes it.
#[rustfmt::skip]
const CASES: &[(&str, &str, [bool; 3])] = &[
    ("IPAddressAllow", "10.0.0.1/33", [false, false, false]),
    ("IPAddressAllow", "10.0.0.0/8 localhost", [true, true, true]),
    ("IPAddressDeny", "any", [true, true, true]),
    ("DeviceAllow", "/dev/null rwm", [true, true, true]),
    ("DeviceAllow", "/dev/null rwx", [false, false, false]),
    ("DeviceAllow", "null", [false, false, false]),
    ("DeviceAllow", "char-pts", [true, true, true]),
    ("StateDirectory", "foo bar/baz", [true, true, true]),
    ("StateDirectory", "foo:bar", [true, true, true]),
    ("StateDirectory", "foo/../bar", [false, false, false]),
    ("StateDirectory", "/var/lib/foo", [false, false, false]),
    ("LoadCredential", "a:/etc/x", [true, true, true]),
    ("LoadCredential", "a", [true, true, true]),
    ("LoadCredential", "a:b/c", [false, false, false]),
    ("SetCredential", "a:b", [true, true, true]),
    ("SetCredential", "a", [false, false, false]),
    ("Slice", "foo", [false, false, false]),
    ("Slice", "foo.slice", [true, true, true]),
    ("TemporaryFileSystem", "/x:ro", [true, true, true]),
    ("TemporaryFileSystem", "x", [false, false, false]),
    ("BindPaths", "/a:/b", [true, true, true]),
    ("BindPaths", "a:b", [false, false, false]),
    ("ReadWritePaths", "-/x +/y", [true, true, true]),
    ("ReadWritePaths", "/var/lib/x,/var/lib/y", [true, true, true]),
    ("PassEnvironment", "A B", [true, true, true]),
    ("PassEnvironment", "A=b", [false, false, false]),
    ("UnsetEnvironment", "A", [true, true, true]),
    ("Environment", "A=b", [true, true, true]),
    ("Environment", "A = b", [false, false, false]),
    ("Environment", r#""A=b c""#, [true, true, true]),
    ("Environment", "1A=b", [false, false, false]),
    ("EnvironmentFile", "-/etc/x", [true, true, true]),
    ("EnvironmentFile", "etc/x", [false, false, false]),
    ("User", "1000", [true, true, true]),
    ("User", "4294967295", [false, false, false]),
    ("User", "foo.bar", [true, true, true]),
    ("User", "foo bar", [true, true, true]),
    ("User", "-foo", [true, true, true]),
    ("Group", "", [true, true, true]),
    ("WorkingDirectory", "~", [true, true, true]),
    ("WorkingDirectory", "-/x", [true, true, true]),
    ("WorkingDirectory", "x", [false, false, false]),
    ("RootDirectory", "x", [false, false, false]),
    ("PIDFile", "x.pid", [true, true, true]),
    ("BusName", "org.foo", [true, true, true]),
    ("BusName", "foo", [false, false, false]),
    ("LogNamespace", "a/b", [false, false, false]),
    ("LogExtraFields", "A=b", [true, true, true]),
    ("LogExtraFields", "a=b", [false, false, false]),
    ("SocketBindAllow", "ipv4:tcp:80", [true, true, true]),
    ("SocketBindAllow", "tcp:80-90", [true, true, true]),
    ("SocketBindAllow", "http", [false, false, false]),
];

fn service(name: &str) -> Directive {
    let find = |section| directive(UnitType::Service, section, name);
    find("Service").or_else(|| find("Unit")).unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn verdicts_are_those_of_systemd() {
    for (name, value, verdicts) in CASES {
        for (version, is_taken) in [252, 257, 262].into_iter().zip(verdicts) {
            let found = check(service(name), value, Versions::only(version));
            let errors = found.unwrap_or_else(|| panic!("{name} has a validator"));
            assert_eq!(errors.is_empty(), *is_taken, "{name}={value} on {version}: {errors:?}");
        }
    }
}

#[test]
fn other_types_are_not_judged() {
    for name in ["PrivateTmp", "MemoryMax", "SystemCallFilter", "TimeoutStopSec", "UMask"] {
        assert_eq!(check(service(name), "/", Versions::ALL), None);
    }
    let netlink = directive(UnitType::Socket, "Socket", "ListenNetlink").expect("is known");
    assert_eq!(check(netlink, "x", Versions::ALL), None);
}

#[test]
fn empty_values_reset() {
    for (name, ..) in CASES {
        assert_eq!(check(service(name), "", Versions::ALL), Some(Vec::new()), "{name}");
        assert_eq!(check(service(name), " \n", Versions::ALL), Some(Vec::new()), "{name}");
    }
}

//! Values by example, and all there are.

mod all;

use super::*;
use crate::systemd::{Availability, UnitType, directive};

fn service(name: &str) -> Directive {
    let find = |section| directive(UnitType::Service, section, name);
    find("Service").or_else(|| find("Unit")).unwrap_or_else(|| panic!("{name}"))
}

/// The first thing that is wrong, by the one entry for values.
pub(super) fn check(directive: Directive, text: &str, versions: Versions) -> Checked {
    crate::systemd::errors(directive, text, versions).into_iter().next().map_or(Ok(()), Err)
}

#[test]
fn what_systemd_says_is_what_is_said() {
    // systemd drops the capability and says nothing; the service then lacks it.
    let silent = ["CapabilityBoundingSet=CAP_NOPE"];
    let mut count = 0;
    for line in include_str!("../../../test_data/systemd-values.tsv").lines().skip(1) {
        let cells: Vec<&str> = line.split('\t').collect();
        let (name, text) = cells[0].split_once('=').unwrap();
        // A line that begins with a quote assigns nothing.
        let Some(directive) = directive(UnitType::Service, "Service", name) else {
            assert!(name.starts_with("Environment"), "{name}");
            continue;
        };
        if silent.contains(&cells[0]) {
            continue;
        }
        for (version, verdict) in [252, 257, 262].into_iter().zip(&cells[1..]) {
            let versions = Versions::only(version);
            if matches!(directive.availability(versions), Availability::NotYet(_)) {
                continue;
            }
            let result = check(directive, text, versions);
            assert_eq!(result.is_ok(), *verdict == "ok", "{line} ({version}): {result:?}");
            count += 1;
        }
        let is_refused = cells[1..].iter().all(|verdict| *verdict != "ok");
        let result = check(directive, text, Versions::SUPPORTED);
        assert_eq!(result.is_err(), is_refused, "{line}: {result:?}");
    }
    assert!(count > 400, "{count}");
}

/// The error about a value: the text it points at, the message, the replacement.
fn error(name: &str, text: &str) -> (String, String, Option<String>) {
    let error = check(service(name), text, Versions::SUPPORTED).unwrap_err();
    (text[error.range].to_owned(), error.message, error.replacement)
}

#[test]
fn sizes_that_wrap_around_are_taken_as_systemd_takes_them() {
    let max = u64::MAX;
    for (name, text, is_taken) in [
        ("MemoryMax", format!("{max}.5M"), true),
        ("MemoryMax", format!("{max}.05K"), true),
        ("MemoryMax", format!("{max}.0M"), false),
        ("MemoryMax", format!("{max}M"), false),
        ("MemoryMax", format!("1G {max}.5M"), false),
        ("MemoryMax", format!("{max}.5"), false),
        ("MemoryMax", format!("{}.5", max - 1), true),
        ("MemoryMax", max.to_string(), false),
    ] {
        let result = check(service(name), &text, Versions::SUPPORTED);
        assert_eq!(result.is_ok(), is_taken, "{name}={text}: {result:?}");
    }
}

#[test]
fn what_was_surely_meant() {
    let cases = [
        ("MemoryMax", "1GB", "1GB", "1G"),
        ("MemoryMax", "512m", "512m", "512M"),
        ("MemoryMax", "10Ki", "10Ki", "10K"),
        ("CPUQuota", "50", "50", "50%"),
        ("Type", "Simple", "Simple", "simple"),
        ("Type", "onehsot", "onehsot", "oneshot"),
        ("ProtectSystem", "Strict", "Strict", "strict"),
        ("ProtectSystem", "enabled", "enabled", "yes"),
        ("NoNewPrivileges", "enabled", "enabled", "yes"),
        ("UMask", "0o22", "0o22", "022"),
        ("LimitNOFILE", "64K", "64K", "65536"),
        ("LimitNOFILE", "unlimited", "unlimited", "infinity"),
        ("LimitNOFILE", "5:3", "5:3", "3:5"),
        ("KillSignal", "sigint", "sigint", "SIGINT"),
        ("CapabilityBoundingSet", "CAP_SYS_ADMN", "CAP_SYS_ADMN", "CAP_SYS_ADMIN"),
        ("CapabilityBoundingSet", "NET_ADMIN", "NET_ADMIN", "CAP_NET_ADMIN"),
        ("AmbientCapabilities", "CAP_CHOWN,CAP_KILL", "CAP_CHOWN,CAP_KILL", "CAP_CHOWN CAP_KILL"),
        ("SystemCallFilter", "~@mounts read", "@mounts", "~@mount read"),
        ("SystemCallFilter", "system-service", "system-service", "@system-service"),
        ("SystemCallFilter", "@clock,@mount", "@clock,@mount", "@clock @mount"),
        ("SystemCallErrorNumber", "EPERMS", "EPERMS", "EPERM"),
        ("RestrictAddressFamilies", "unix", "unix", "AF_UNIX"),
        ("RestrictAddressFamilies", "AF_INET, AF_UNIX", "AF_INET,", "AF_INET AF_UNIX"),
        ("RestrictNamespaces", "net,mnt", "net,mnt", "net mnt"),
        ("SuccessExitStatus", "143 dataerr", "dataerr", "143 DATAERR"),
        ("CPUAffinity", "3-1", "3-1", "1-3"),
        ("LogExtraFields", "a=b", "a", "A=b"),
        ("IPAddressAllow", "10.0.0.0/8,localhost", "10.0.0.0/8,localhost", "10.0.0.0/8 localhost"),
        ("Nice", "08", "08", "8"),
    ];
    for (name, text, place, meant) in cases {
        let error = check(service(name), text, Versions::SUPPORTED);
        let error = error.expect_err(&format!("{name}={text}"));
        assert_eq!(error.replacement.as_deref(), Some(meant), "{name}={text}: {error:?}");
        if !error.message.contains("between them") {
            assert_eq!(&text[error.range], place, "{name}={text}");
        }
    }
}

#[test]
fn messages() {
    assert_eq!(
        error("ProtectHome", " readonly "),
        (
            "readonly".into(),
            "`readonly` is no value of `ProtectHome`".into(),
            Some("read-only".into())
        )
    );
    assert_eq!(error("Nice", "20"), ("20".into(), "`20` is not between -20 and 19".into(), None));
    let help = |name, text| check(service(name), text, Versions::SUPPORTED).unwrap_err().help;
    assert_eq!(
        help("KillMode", "always").as_deref(),
        Some("write one of `control-group`, `mixed`, `process` or `none`")
    );
    assert_eq!(
        help("CPUWeight", "0").as_deref(),
        Some("write one of a number from 1 to 10000 or `idle`")
    );
}

#[test]
fn what_is_not_judged() {
    for (name, text) in [
        ("MemoryMax", ""),
        ("Type", " oneshot "),
        ("Slice", "%i.slice"),
        ("MemoryMax", "\u{FFFC}M"),
        ("Type", "simple\nFoo=bar"),
        ("CapabilityBoundingSet", "\"CAP_CHOWN\" \\\n"),
        ("SystemCallFilter", "a_call_of_tomorrow"),
        ("StandardOutput", "syslog"),
        ("ProtectHostname", "private:web"),
    ] {
        assert_eq!(check(service(name), text, Versions::SUPPORTED), Ok(()), "{name}={text}");
    }
    assert!(check(service("Type"), "%i", Versions::SUPPORTED).is_err());
}

#[test]
fn versions_decide() {
    let is_ok = |name, text, version| check(service(name), text, Versions::only(version)).is_ok();
    assert!(!is_ok("Type", "notify-reload", 252) && is_ok("Type", "notify-reload", 257));
    assert!(!is_ok("PrivateTmp", "disconnected", 246) && is_ok("PrivateTmp", "yes", 246));
    assert!(!is_ok("OnFailureJobMode", "lenient", 257));
    assert!(is_ok("OnFailureJobMode", "lenient", 262));
}

//! The tables as a whole.

use super::*;

#[test]
fn sections_of_a_unit() {
    let sections = |unit: UnitType| unit.sections().collect::<Vec<_>>();
    assert_eq!(sections(UnitType::Service), ["Install", "Service", "Unit"]);
    assert_eq!(sections(UnitType::Target), ["Install", "Unit"]);
    assert!(sections(UnitType::Network).contains(&"DHCPv4"));
    assert_eq!(UnitType::split("a@b.timer"), Some(("a@b", UnitType::Timer)));
    assert_eq!(UnitType::split("timer"), None);
}

#[test]
fn a_directive_is_known_where_it_belongs() {
    let exec = directive(UnitType::Service, "Service", "ExecStart").unwrap();
    assert_eq!(exec.value_type(), ValueType::Command);
    assert_eq!(exec.list(), ListKind::List);
    assert_eq!(exec.invalid(), Invalid::Unit);
    assert_eq!(exec.man(), Some("systemd.service"));
    assert!(exec.expands_specifiers());
    assert_eq!(directive(UnitType::Service, "Unit", "ExecStart"), None);
    assert_eq!(directive(UnitType::Service, "Service", "execstart"), None);
    assert_eq!(directive(UnitType::Timer, "Service", "ExecStart"), None);
    assert_eq!(directive(UnitType::Target, "Target", "ExecStart"), None);
    assert!(directive(UnitType::Network, "Network", "DHCP").is_some());
    assert_eq!(sections_with(UnitType::Service, "After").collect::<Vec<_>>(), ["Unit"]);
    assert_eq!(sections_with(UnitType::Service, "OnCalendar").count(), 0);
    assert_eq!(units_with("OnCalendar").collect::<Vec<_>>(), [UnitType::Timer]);
    assert!(is_extension("X-RestartIfChanged") && !is_extension("RestartIfChanged"));
}

#[test]
fn what_holds_depends_on_the_version() {
    let of = |name, versions| {
        directive(UnitType::Service, "Service", name).unwrap().availability(versions)
    };
    let only = Versions::only;
    assert_eq!(of("MemoryLimit", only(230)), Availability::Current);
    assert_eq!(of("MemoryLimit", Versions::SUPPORTED), Availability::Deprecated(231));
    assert_eq!(of("MemoryLimit", only(258)), Availability::Removed(258));
    assert_eq!(of("CPUAccounting", only(257)), Availability::Current);
    assert_eq!(of("CPUAccounting", Versions::SUPPORTED), Availability::Current);
    assert_eq!(of("RestartSteps", only(253)), Availability::NotYet(254));
    assert_eq!(of("RestartSteps", Versions::SUPPORTED), Availability::Current);
    let limit = directive(UnitType::Service, "Service", "StartLimitBurst").unwrap();
    assert_eq!(limit.replacement(), Some("[Unit] StartLimitBurst"));
}

#[test]
fn near_names() {
    let near = |section, name| nearest(UnitType::Service, section, name);
    assert_eq!(near("Service", "ExecStrat"), Some("ExecStart"));
    assert_eq!(near("Service", "execstart"), Some("ExecStart"));
    assert_eq!(near("Unit", "after"), Some("After"));
    assert_eq!(near("Service", "preStart"), Some("ExecStartPre"));
    assert_eq!(near("Service", "stopIfChanged"), None);
    assert_eq!(near("Service", "Frobnicate"), None);
    assert_eq!(near("Service", "OnCalendar"), None);
}

#[test]
fn names_of_a_section_are_sorted_and_found() {
    let mut count = 0;
    for unit in UnitType::ALL {
        for section in unit.sections() {
            let names: Vec<_> = directives(*unit, section).map(Directive::name).collect();
            assert!(names.is_sorted() && !names.is_empty(), "{section}");
            for name in names {
                assert_eq!(directive(*unit, section, name).map(Directive::name), Some(name));
                count += 1;
            }
        }
    }
    assert!(count > 2_500, "{count}");
}

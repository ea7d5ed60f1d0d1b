//! The one question about values: what would systemd not take?

use super::time_span::{Bare, Rule};
use super::{
    Directive, ValueError, ValueType, Versions, calendar, check, exec_line, has_hole, structured,
};

/// What is wrong with `text` as the value of a directive, as it stands after `=`.
///
/// Empty if some of `versions` takes it, if an unknown part of it may make it right, or if the
/// grammar of its type is not certain. Ranges are bytes of `text`.
pub fn errors(directive: Directive, text: &str, versions: Versions) -> Vec<ValueError> {
    let kind = directive.value_type();
    if let Some(parser) = parser_of(kind) {
        let found = structured::check(parser, directive.name(), text, versions);
        return found.unwrap_or_default();
    }
    let is_simple = !has_hole(text) && !text.contains(['\n', '\r', '%', '\\']) && !text.is_empty();
    let found = match kind {
        ValueType::Calendar if is_simple => calendar::parse(text).err(),
        ValueType::Calendar => None,
        _ => match rule_of(kind) {
            Some(rule) if is_simple => rule.parse(text).err(),
            Some(_) => None,
            None => check(directive, text, versions).err(),
        },
    };
    found.into_iter().collect()
}

/// Whether the whole unit is refused for this value, and not only its line ignored.
pub fn refuses_unit(directive: Directive, text: &str, versions: Versions) -> bool {
    match directive.value_type() {
        ValueType::Command => {
            exec_line::check(text, versions).is_err_and(|error| error.refuses_unit)
        }
        _ => directive.invalid() == super::Invalid::Unit,
    }
}

fn rule_of(kind: ValueType) -> Option<Rule> {
    Some(match kind {
        ValueType::TimeSpan => Rule::default(),
        ValueType::TimeSpanFinite => Rule { is_finite_second: true, ..Rule::default() },
        ValueType::TimeSpanNs => Rule { bare: Bare::Nanoseconds, ..Rule::default() },
        ValueType::TimeSpanZeroInfinity => Rule { zero_is_infinity: true, ..Rule::default() },
        _ => return None,
    })
}

/// The name of the parser in systemd, for [`structured`].
fn parser_of(kind: ValueType) -> Option<&'static str> {
    Some(match kind {
        ValueType::AddressPrefixes => "in_addr_prefixes",
        ValueType::BindPaths => "bind_paths",
        ValueType::BusName => "bus_name",
        ValueType::CgroupName => "delegate_subgroup",
        ValueType::ColonPaths => "colon_separated_paths",
        ValueType::Command => "exec",
        ValueType::Condition => "unit_condition_string",
        ValueType::ConditionPath => "unit_condition_path",
        ValueType::DeviceAccess => "device_allow",
        ValueType::Environment => "environ",
        ValueType::EnvironmentFile => "unit_env_file",
        ValueType::FdName => "fdname",
        ValueType::Groups => "user_group_strv_compat",
        ValueType::Interface => "socket_bindtodevice",
        ValueType::LoadCredential => "load_credential",
        ValueType::LogFields => "log_extra_fields",
        ValueType::LogNamespace => "log_namespace",
        ValueType::Path => "unit_path_printf",
        ValueType::Paths => "unit_path_strv_printf",
        ValueType::PidFile => "pid_file",
        ValueType::SandboxPaths => "namespace_path_strv",
        ValueType::SetCredential => "set_credential",
        ValueType::SocketAddress => "socket_listen",
        ValueType::SocketBind => "cgroup_socket_bind",
        ValueType::StateDirectories => "exec_directories",
        ValueType::TemporaryFileSystems => "temporary_filesystems",
        ValueType::Units => "unit_deps",
        ValueType::Uris => "documentation",
        ValueType::User => "user_group_compat",
        ValueType::Variables => "pass_environ",
        ValueType::VariablesOrAssignments => "unset_environ",
        ValueType::WorkingDirectory => "working_directory",
        _ => return None,
    })
}

/// Where a span of time stands for a number: whether a type is one.
pub fn is_time_span(kind: ValueType) -> bool {
    rule_of(kind).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::systemd::{UnitType, directive};

    fn said(section: &str, name: &str, text: &str) -> Vec<String> {
        let unit = if section == "Timer" { UnitType::Timer } else { UnitType::Service };
        let directive = directive(unit, section, name).unwrap();
        let found = errors(directive, text, Versions::SUPPORTED);
        found.into_iter().map(|it| text[it.range].to_owned()).collect()
    }

    #[test]
    fn each_type_has_its_grammar() {
        assert_eq!(said("Timer", "OnCalendar", "0 4 * * *"), ["0 4 * * *"]);
        assert_eq!(said("Service", "TimeoutStartSec", "5mins"), ["mins"]);
        assert_eq!(said("Service", "TimeoutStartSec", "infinity"), <[&str; 0]>::default());
        assert_eq!(said("Service", "MemoryMax", "1GB"), ["1GB"]);
        assert_eq!(said("Service", "StateDirectory", "/var/lib/a"), ["/var/lib/a"]);
        assert_eq!(said("Unit", "After", "a.service,b.service"), [","]);
        assert_eq!(said("Service", "Type", "Simple"), ["Simple"]);
    }

    #[test]
    fn what_is_not_known_is_taken() {
        for text in ["\u{fffc}", "5\u{fffc}", ""] {
            assert!(said("Timer", "OnCalendar", text).is_empty());
            assert!(said("Service", "TimeoutStartSec", text).is_empty());
            assert!(said("Service", "MemoryMax", text).is_empty());
        }
    }
}

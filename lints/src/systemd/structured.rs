//! Which validator is for which type of structured values.

use super::paths::PathKind;
use super::{
    Directive, ValueError, ValueType, Versions, addresses, conditions, environment, exec_line,
    identifiers, paths, unit_names,
};

/// The mistakes of a value of a structured type; `None` if the type of `directive` is none.
pub(super) fn check(
    directive: Directive,
    value: &str,
    versions: Versions,
) -> Option<Vec<ValueError>> {
    let one = |result: Result<(), ValueError>| result.err().into_iter().collect();
    // What names of units must end in, if it is one kind.
    let suffix = || directive.words().next().map(|word| word.text.trim_start_matches('.'));
    Some(match directive.value_type() {
        ValueType::Command => one(exec_line::check(value, versions).map_err(|it| it.error)),
        ValueType::Unit => one(unit_names::check_name(value, suffix(), versions)),
        ValueType::Units => match suffix() {
            Some(suffix) => unit_names::check_list_of(value, suffix, versions),
            None => unit_names::check_list(value, versions),
        },
        ValueType::Environment => {
            environment::check(value, environment::Variables::Assignments, versions)
        }
        ValueType::Variables => environment::check(value, environment::Variables::Names, versions),
        ValueType::VariablesOrAssignments => {
            environment::check(value, environment::Variables::Either, versions)
        }
        ValueType::EnvironmentFile => one(paths::check_optional_path(value, versions)),
        ValueType::Condition | ValueType::ConditionPath => {
            one(conditions::check(directive.name(), value, versions))
        }
        ValueType::Path => one(paths::check_path(value, PathKind::Absolute, versions)),
        ValueType::Paths => paths::check_paths(value, false, versions),
        ValueType::SandboxPaths => paths::check_paths(value, true, versions),
        ValueType::ColonPaths => paths::check_search_path(value, versions),
        ValueType::WorkingDirectory => one(paths::check_working_directory(value, versions)),
        ValueType::PidFile => one(paths::check_pid_file(value, versions)),
        ValueType::StateDirectories => paths::check_directories(value, directive.name(), versions),
        ValueType::BindPaths => paths::check_bind_paths(value, versions),
        ValueType::TemporaryFileSystems => paths::check_temporary_file_systems(value, versions),
        ValueType::User => one(identifiers::check_user(value, versions)),
        ValueType::Groups => identifiers::check_groups(value, versions),
        ValueType::BusName => one(identifiers::check_bus_name(value, versions)),
        ValueType::FdName => one(identifiers::check_fd_name(value, versions)),
        ValueType::LoadCredential => one(identifiers::check_load_credential(value, versions)),
        ValueType::SetCredential => one(identifiers::check_set_credential(value, versions)),
        ValueType::LogFields => identifiers::check_log_fields(value, versions),
        ValueType::LogNamespace => one(identifiers::check_file_name(value, true, versions)),
        ValueType::CgroupName => one(identifiers::check_file_name(value, false, versions)),
        ValueType::Interface => one(identifiers::check_interface(value)),
        ValueType::Uris => identifiers::check_documentation(value, versions),
        ValueType::AddressPrefixes => addresses::check_networks(value),
        ValueType::SocketAddress => one(addresses::check_listen(value, versions)),
        ValueType::SocketBind => one(addresses::check_bind_rule(value, versions)),
        ValueType::DeviceAccess => one(addresses::check_device_allow(value, versions)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;

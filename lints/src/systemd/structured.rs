//! Which validator is for which setting.

use super::paths::PathKind;
use super::{
    ValueError, Versions, addresses, conditions, environment, exec_line, identifiers, paths,
    unit_names,
};

/// The mistakes of a value whose setting is read by this parser of systemd; `None` if no validator
/// of structured values is for it. `directive` is the name of the setting.
///
/// Parsers are called as in the column of that name of the facts about directives, such as `exec`
/// and `unit_deps`.
#[must_use]
pub fn check(
    parser: &str,
    directive: &str,
    value: &str,
    versions: Versions,
) -> Option<Vec<ValueError>> {
    let one = |result: Result<(), ValueError>| result.err().into_iter().collect();
    Some(match parser {
        "exec" => one(exec_line::check(value, versions).map_err(|it| it.error)),
        "unit_deps" => unit_names::check_list(value, versions),
        "trigger_unit" => one(unit_names::check_name(value, None, versions)),
        "unit_slice" => one(unit_names::check_name(value, Some("slice"), versions)),
        "socket_service" => one(unit_names::check_name(value, Some("service"), versions)),
        "service_sockets" => unit_names::check_list_of(value, "socket", versions),
        "environ" => environment::check(value, environment::Variables::Assignments, versions),
        "pass_environ" => environment::check(value, environment::Variables::Names, versions),
        "unset_environ" => environment::check(value, environment::Variables::Either, versions),
        "unit_env_file" => one(paths::check_optional_path(value, versions)),
        "unit_condition_path" | "unit_condition_string" => {
            one(conditions::check(directive, value, versions))
        }
        "unit_path_printf" | "path_spec" | "ip_filter_bpf_progs" => {
            one(paths::check_path(value, PathKind::Absolute, versions))
        }
        "socket_listen" => match directive {
            "ListenStream" | "ListenDatagram" | "ListenSequentialPacket" => {
                one(addresses::check_listen(value, versions))
            }
            "ListenNetlink" => return None,
            _ => one(paths::check_path(value, PathKind::Absolute, versions)),
        },
        "working_directory" => one(paths::check_working_directory(value, versions)),
        "pid_file" => one(paths::check_pid_file(value, versions)),
        "namespace_path_strv" => paths::check_paths(value, true, versions),
        "unit_mounts_for" | "unit_path_strv_printf" => paths::check_paths(value, false, versions),
        "colon_separated_paths" => paths::check_search_path(value, versions),
        "exec_directories" => paths::check_directories(value, directive, versions),
        "bind_paths" => paths::check_bind_paths(value, versions),
        "temporary_filesystems" => paths::check_temporary_file_systems(value, versions),
        "user_group_compat" => one(identifiers::check_user(value, versions)),
        "user_group_strv_compat" => identifiers::check_groups(value, versions),
        "bus_name" => one(identifiers::check_bus_name(value, versions)),
        "fdname" => one(identifiers::check_fd_name(value, versions)),
        "load_credential" => one(identifiers::check_load_credential(value, versions)),
        "set_credential" => one(identifiers::check_set_credential(value, versions)),
        "log_extra_fields" => identifiers::check_log_fields(value, versions),
        "log_namespace" => one(identifiers::check_file_name(value, true, versions)),
        "delegate_subgroup" => one(identifiers::check_file_name(value, false, versions)),
        "socket_bindtodevice" | "bind_network_interface" => {
            one(identifiers::check_interface(value))
        }
        "documentation" => identifiers::check_documentation(value, versions),
        "in_addr_prefixes" => addresses::check_networks(value),
        "cgroup_socket_bind" => one(addresses::check_bind_rule(value, versions)),
        "device_allow" => one(addresses::check_device_allow(value, versions)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests;

//! Values with the verdicts of systemd 252, 257 and 262, as they were observed.

use super::*;

/// Parser, setting, value, and whether each version takes it.
#[rustfmt::skip]
const CASES: &[(&str, &str, &str, [bool; 3])] = &[
    ("in_addr_prefixes", "IPAddressAllow", "10.0.0.1/33", [false, false, false]),
    ("in_addr_prefixes", "IPAddressAllow", "10.0.0.0/8 localhost", [true, true, true]),
    ("in_addr_prefixes", "IPAddressDeny", "any", [true, true, true]),
    ("device_allow", "DeviceAllow", "/dev/null rwm", [true, true, true]),
    ("device_allow", "DeviceAllow", "/dev/null rwx", [false, false, false]),
    ("device_allow", "DeviceAllow", "null", [false, false, false]),
    ("device_allow", "DeviceAllow", "char-pts", [true, true, true]),
    ("exec_directories", "StateDirectory", "foo bar/baz", [true, true, true]),
    ("exec_directories", "StateDirectory", "foo:bar", [true, true, true]),
    ("exec_directories", "StateDirectory", "foo/../bar", [false, false, false]),
    ("exec_directories", "StateDirectory", "/var/lib/foo", [false, false, false]),
    ("load_credential", "LoadCredential", "a:/etc/x", [true, true, true]),
    ("load_credential", "LoadCredential", "a", [true, true, true]),
    ("load_credential", "LoadCredential", "a:b/c", [false, false, false]),
    ("set_credential", "SetCredential", "a:b", [true, true, true]),
    ("set_credential", "SetCredential", "a", [false, false, false]),
    ("unit_slice", "Slice", "foo", [false, false, false]),
    ("unit_slice", "Slice", "foo.slice", [true, true, true]),
    ("temporary_filesystems", "TemporaryFileSystem", "/x:ro", [true, true, true]),
    ("temporary_filesystems", "TemporaryFileSystem", "x", [false, false, false]),
    ("bind_paths", "BindPaths", "/a:/b", [true, true, true]),
    ("bind_paths", "BindPaths", "a:b", [false, false, false]),
    ("namespace_path_strv", "ReadWritePaths", "-/x +/y", [true, true, true]),
    ("namespace_path_strv", "ReadWritePaths", "/var/lib/x,/var/lib/y", [true, true, true]),
    ("pass_environ", "PassEnvironment", "A B", [true, true, true]),
    ("pass_environ", "PassEnvironment", "A=b", [false, false, false]),
    ("unset_environ", "UnsetEnvironment", "A", [true, true, true]),
    ("environ", "Environment", "A=b", [true, true, true]),
    ("environ", "Environment", "A = b", [false, false, false]),
    ("environ", "Environment", r#""A=b c""#, [true, true, true]),
    ("environ", "Environment", "1A=b", [false, false, false]),
    ("unit_env_file", "EnvironmentFile", "-/etc/x", [true, true, true]),
    ("unit_env_file", "EnvironmentFile", "etc/x", [false, false, false]),
    ("user_group_compat", "User", "1000", [true, true, true]),
    ("user_group_compat", "User", "4294967295", [false, false, false]),
    ("user_group_compat", "User", "foo.bar", [true, true, true]),
    ("user_group_compat", "User", "foo bar", [true, true, true]),
    ("user_group_compat", "User", "-foo", [true, true, true]),
    ("user_group_compat", "Group", "", [true, true, true]),
    ("working_directory", "WorkingDirectory", "~", [true, true, true]),
    ("working_directory", "WorkingDirectory", "-/x", [true, true, true]),
    ("working_directory", "WorkingDirectory", "x", [false, false, false]),
    ("unit_path_printf", "RootDirectory", "x", [false, false, false]),
    ("pid_file", "PIDFile", "x.pid", [true, true, true]),
    ("bus_name", "BusName", "org.foo", [true, true, true]),
    ("bus_name", "BusName", "foo", [false, false, false]),
    ("log_namespace", "LogNamespace", "a/b", [false, false, false]),
    ("log_extra_fields", "LogExtraFields", "A=b", [true, true, true]),
    ("log_extra_fields", "LogExtraFields", "a=b", [false, false, false]),
    ("cgroup_socket_bind", "SocketBindAllow", "ipv4:tcp:80", [true, true, true]),
    ("cgroup_socket_bind", "SocketBindAllow", "tcp:80-90", [true, true, true]),
    ("cgroup_socket_bind", "SocketBindAllow", "http", [false, false, false]),
];

#[test]
fn verdicts_are_those_of_systemd() {
    for (parser, directive, value, verdicts) in CASES {
        for (version, is_taken) in [252, 257, 262].into_iter().zip(verdicts) {
            let found = check(parser, directive, value, Versions::only(version));
            let errors = found.unwrap_or_else(|| panic!("{parser} has a validator"));
            assert_eq!(
                errors.is_empty(),
                *is_taken,
                "{directive}={value} on {version}: {errors:?}"
            );
        }
    }
}

#[test]
fn other_settings_are_not_judged() {
    for parser in ["", "bool", "syscall_filter", "socket_listen_x"] {
        assert_eq!(check(parser, "X", "/", Versions::ALL), None);
    }
    assert_eq!(check("socket_listen", "ListenNetlink", "x", Versions::ALL), None);
}

#[test]
fn empty_values_reset() {
    for (parser, directive, ..) in CASES {
        assert_eq!(check(parser, directive, "", Versions::ALL), Some(Vec::new()), "{directive}");
        assert_eq!(check(parser, directive, " \n", Versions::ALL), Some(Vec::new()), "{directive}");
    }
}

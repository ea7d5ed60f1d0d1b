//! Makes values: valid ones, and such with a mistake or two.

use super::pieces::*;

/// Numbers at random from a seed (SplitMix64).
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Random {
        Random(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut it = self.0;
        it = (it ^ (it >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        it = (it ^ (it >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        it ^ (it >> 31)
    }

    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % limit
    }

    pub(crate) fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// A setting of which values are made.
pub(crate) struct Kind {
    pub(crate) directive: &'static str,
    pub(crate) parser: &'static str,
    /// Whether a bad value refuses the unit, so that each needs a unit of its own.
    pub(crate) refuses_unit: bool,
    /// The kind of unit, as its name ends.
    pub(crate) suffix: &'static str,
    before: &'static str,
    /// What words are made of.
    words: &'static [&'static str],
    /// How many words there may be.
    most: usize,
    /// What stands between words.
    between: &'static [&'static str],
}

const SERVICE: &str = "[Service]\nType=oneshot\nExecStart=/bin/true\n";
const SOCKET: &str = "[Socket]\nListenStream=/run/x\n";

impl Kind {
    pub(crate) fn value(&self, random: &mut Random) -> String {
        let count = 1 + random.below(self.most);
        let mut value = String::new();
        for at in 0..count {
            if at > 0 {
                value.push_str(random.of(self.between));
            }
            if self.parser == "exec" && at == 0 {
                value.push_str(random.of(PREFIXES));
                value.push_str(random.of(PROGRAMS));
            } else {
                value.push_str(random.of(self.words));
            }
        }
        for _ in 0..random.below(8).saturating_sub(5) {
            mutate(&mut value, random);
        }
        // A backslash at the end continues the line, and a value has no blanks around it.
        value.trim_matches([' ', '\t', '\\']).to_owned()
    }

    /// A unit with these values, one a line.
    pub(crate) fn unit(&self, values: &[String]) -> String {
        let mut unit = self.before.to_owned();
        for value in values {
            unit.push_str(self.directive);
            unit.push('=');
            unit.push_str(value);
            unit.push('\n');
        }
        unit
    }

    /// The number of the line with the first value.
    pub(crate) fn first_line(&self) -> usize {
        self.before.lines().count() + 1
    }
}

/// Puts in, takes out or changes a character.
fn mutate(value: &mut String, random: &mut Random) {
    let piece = random.of(PIECES);
    let places: Vec<usize> = value.char_indices().map(|it| it.0).collect();
    if places.is_empty() {
        value.push_str(piece);
        return;
    }
    let at = places[random.below(places.len())];
    match random.below(3) {
        0 => value.insert_str(at, piece),
        1 => {
            value.remove(at);
        }
        _ => {
            value.remove(at);
            value.insert_str(at, piece);
        }
    }
}

const fn service(
    directive: &'static str,
    parser: &'static str,
    words: &'static [&'static str],
    most: usize,
) -> Kind {
    Kind {
        directive,
        parser,
        refuses_unit: false,
        suffix: "service",
        before: SERVICE,
        words,
        most,
        between: &[" ", " ", "  ", "\t"],
    }
}

const fn fatal(kind: Kind) -> Kind {
    Kind { refuses_unit: true, ..kind }
}

/// In [Unit] of a service.
const fn unit(kind: Kind) -> Kind {
    Kind { before: "[Service]\nType=oneshot\nExecStart=/bin/true\n[Unit]\n", ..kind }
}

const fn socket(kind: Kind) -> Kind {
    Kind { before: SOCKET, suffix: "socket", ..kind }
}

pub(crate) const KINDS: &[Kind] = &[
    Kind { before: "[Service]\nType=oneshot\n", ..fatal(service("ExecStart", "exec", WORDS, 5)) },
    service("Environment", "environ", ASSIGNMENTS, 3),
    service("PassEnvironment", "pass_environ", NAMES, 3),
    service("UnsetEnvironment", "unset_environ", ASSIGNMENTS, 3),
    service("EnvironmentFile", "unit_env_file", PATHS, 2),
    unit(service("After", "unit_deps", UNITS, 3)),
    unit(service("Wants", "unit_deps", UNITS, 3)),
    service("Slice", "unit_slice", UNITS, 1),
    service("Sockets", "service_sockets", UNITS, 2),
    unit(service("ConditionPathExists", "unit_condition_path", CONDITIONS, 1)),
    unit(service("AssertFirstBoot", "unit_condition_string", CONDITIONS, 1)),
    service("ReadWritePaths", "namespace_path_strv", PATHS, 3),
    unit(service("RequiresMountsFor", "unit_mounts_for", PATHS, 3)),
    service("BindPaths", "bind_paths", BINDS, 2),
    service("TemporaryFileSystem", "temporary_filesystems", PATHS, 2),
    service("StateDirectory", "exec_directories", FOLDERS, 3),
    service("ConfigurationDirectory", "exec_directories", FOLDERS, 2),
    service("ExecSearchPath", "colon_separated_paths", PATHS, 1),
    fatal(service("WorkingDirectory", "working_directory", PATHS, 1)),
    fatal(service("RootDirectory", "unit_path_printf", PATHS, 1)),
    fatal(service("PIDFile", "pid_file", PATHS, 1)),
    fatal(service("User", "user_group_compat", USERS, 1)),
    fatal(service("SupplementaryGroups", "user_group_strv_compat", USERS, 2)),
    service("BusName", "bus_name", BUSES, 1),
    unit(service("Documentation", "documentation", URIS, 3)),
    service("LoadCredential", "load_credential", CREDENTIALS, 1),
    service("SetCredential", "set_credential", CREDENTIALS, 1),
    service("LogExtraFields", "log_extra_fields", FIELDS, 2),
    service("LogNamespace", "log_namespace", FOLDERS, 1),
    service("IPAddressAllow", "in_addr_prefixes", NETWORKS, 3),
    service("SocketBindAllow", "cgroup_socket_bind", RULES, 1),
    service("DeviceAllow", "device_allow", DEVICES, 1),
    socket(service("ListenStream", "socket_listen", LISTENS, 1)),
    socket(service("ListenFIFO", "socket_listen", PATHS, 1)),
    socket(service("FileDescriptorName", "fdname", FOLDERS, 1)),
    socket(service("BindToDevice", "socket_bindtodevice", INTERFACES, 1)),
];

//! Makes values: valid ones, and such with a mistake or two.

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

const PIECES: &[&str] = &[
    "\"", "'", "\\", "%", "$", " ", ";", "/", "-", "@", ":", "+", "!", "|", "=", ",", ".", "..",
    "%z", "%%", "\\x", "\\x41", "\\101", "\\u00e9", "{", "}", "~", "*", "0", "7", "a", "Z", "é",
    "\t", "_", "#", "[", "]", "//", "%i", "%n", "\\s", "\\q",
];

const PREFIXES: &[&str] = &[
    "", "", "", "", "-", "@", ":", "+", "!", "!!", "|", "-@", "@-", "-+", "+-", "+!", "!+", "!!!",
    "--", "::", "@@", "++", "-:@!", "- ", "@ ", "|-", "-|", "\"-\"", "'@'",
];

const PROGRAMS: &[&str] = &[
    "/bin/true",
    "/bin/true",
    "/bin/echo",
    "true",
    "./x",
    "bin/x",
    "~/x",
    "${X}/y",
    "$X",
    "%h/x",
    "%i",
    "%n",
    "/%i",
    "\"/bin/true\"",
    "'/bin/true'",
    "\"/bin/a b\"",
    "/bin/",
    "/bin/.",
    "/bin/..",
    ".",
    "..",
    "",
    "\"\"",
    "/bin/%z",
    "/bin/%%z",
    "/bin/tr\\x22ue",
    "/bin/\\x74rue",
    "/a/../b",
    "A=b",
    "A=/b",
    ";",
    "\";\"",
    "\\;",
    "//bin/true",
    "/bin\\strue",
];

const WORDS: &[&str] = &[
    "a",
    "b",
    "'a b'",
    "\"c d\"",
    ";",
    "\\;",
    "a;",
    ";;",
    "';'",
    "$X",
    "${X}",
    "${X:-y}",
    "$$X",
    "%n",
    "%i",
    "%%",
    "%",
    "50%",
    "%-",
    "%z",
    "%e",
    "%20",
    "\\n",
    "\\x41",
    "\\x4",
    "\\x25z",
    "\\q",
    "\\ ",
    "\\$",
    "\"a",
    "'b",
    "a\"b c\"d",
    "|",
    "&&",
    ">",
    "2>&1",
    "$(x)",
    "`x`",
    "*",
    "~",
    "/bin/true",
    "@x",
    "-x",
    "\\\\",
    "\\\"",
    "\\'",
    "'it\\'s'",
    "\"%z\"",
    "é",
    "\"\"",
    "\\u00e9",
    "\\U0000d800",
    "\\400",
    "\\000",
    "+%Y-%m-%d",
    "\\x25\\x25",
];

const ASSIGNMENTS: &[&str] = &[
    "A=b",
    "A=",
    "FOO_1=x",
    "\"A=b c\"",
    "'A=b c'",
    "A='b c'",
    "A=\"b c",
    "1A=b",
    "_=x",
    "=b",
    "A",
    "export",
    "A-B=c",
    "A.B=c",
    "A=%z",
    "A=%s",
    "A=50%",
    "A=%%",
    "A=\\n",
    "A=\\q",
    "A=b=c",
    "\"A=b\"c",
    "é=x",
    "A=é",
    "A=$B",
    "%n=x",
    "%i=x",
    "A%i=x",
    "\\x41=b",
    "A\\x3db",
    "\"=x\"",
    "A,B=c",
    "A=b;",
    "A=\\xff",
    "\"\"",
];

const NAMES: &[&str] = &[
    "A", "B1", "_", "1A", "A=b", "A-B", "\"A\"", "'A B'", "\"", "A,B", "%n", "%z", "%i", "A%i",
    "\"\"", "é",
];

const UNITS: &[&str] = &[
    "a.service",
    "b.target",
    "c@.service",
    "c@x.service",
    "c@%i.service",
    "network.target",
    "network-online",
    "network",
    "a.services",
    "a.Service",
    "a.target,b.target",
    "a.target,",
    ",",
    "/mnt/a",
    "mnt-a.mount",
    "a b.service",
    "x.snapshot",
    "x.busname",
    ".service",
    "@x.service",
    "x@y@z.service",
    "é.service",
    "a\\x2db.service",
    "\"a.service\"",
    "a.service;",
    "%n",
    "%p.socket",
    "%t.mount",
    "%z.service",
    "%N.timer",
    "%%.service",
    "dev-sda.device",
    "x.scope",
    "x.slice",
    "-.mount",
    "-.slice",
    "a",
    "a.",
    "a..service",
    "a:b.path",
    "a+b.service",
    "x.swap",
    "x.automount",
    "x.timer",
];

const PATHS: &[&str] = &[
    "/a", "/a/b", "-/a", "+/a", "-+/a", "+-/a", "a", "./a", "../a", "/a/../b", "/..", "/a/.",
    "/a//b", "/", "-", "+", "", "\"/a b\"", "'/a'", "\"/a", "~/a", "~", "%h/a", "%t/a", "%i",
    "/%i", "/a,/b", "/a,", "/%z", "/50%", "/a%", "$X/a", "/a:ro", "/a:/b", "/a:b", "/...", "/..a",
    "/é", "--/a", "%%/a", "%n/a", "\"\"",
];

const BINDS: &[&str] = &[
    "/a",
    "/a:/b",
    "/a:/b:rbind",
    "/a:/b:norbind",
    "/a:/b:ro",
    "-/a:/b",
    "/a:-/b",
    "a:/b",
    "/a:b",
    "/a:",
    ":/a",
    "/a::",
    "/a/../b:/c",
    "/a:/b/..",
    "%h:/b",
    "/a:%z",
    "/a:/b:",
    "+/a",
    "\"/a:/b\"",
    "/a,/b",
];

const FOLDERS: &[&str] = &[
    "a",
    "a/b",
    "a:b",
    "a:b/c",
    "/a",
    "a/../b",
    "..",
    "a:/b",
    "a:..",
    "private",
    "private/x",
    "privatex",
    "a:",
    ":a",
    "",
    "./a",
    "a/",
    "a//b",
    "%n",
    "%i",
    "%z",
    "\"a b\"",
    "\"a",
    "a,b",
    ".a",
    "é",
    "%t/x",
    "%h",
];

const USERS: &[&str] = &[
    "root",
    "1000",
    "0",
    "00",
    "007",
    "65535",
    "65534",
    "4294967295",
    "4294967294",
    "4294967296",
    "-1",
    "-",
    "-foo",
    "foo bar",
    "a:b",
    "a/b",
    ".",
    "..",
    "...",
    "é",
    "foo$",
    "foo.bar",
    "%n",
    "%i",
    "%z",
    "%u",
    "\"a\"",
    "a@b",
    "99999999999",
    "1a",
    "+1",
    "%%",
    "50%",
];

const URIS: &[&str] = &[
    "https://a.b",
    "http://x",
    "man:foo(1)",
    "info:foo",
    "file:/x",
    "file:x",
    "file:///x",
    "https://",
    "man:",
    "see",
    "www.x.y",
    "HTTPS://x",
    "ftp://x",
    "https://é",
    "\"https://a b\"",
    "\"man:x",
    "https://a%20b",
    "https://a%%20b",
    "https://x,",
    "man:x(1),man:y(1)",
    "%n",
    "https://%H/",
    "'man:x'",
    "file:/",
];

const BUSES: &[&str] = &[
    "org.foo",
    "org.foo.Bar",
    "foo",
    "org..foo",
    ".org.foo",
    "org.foo.",
    "1org.foo",
    "org.1foo",
    "org.foo-bar",
    "org.foo_bar",
    ":1.5",
    ":1",
    "org.%p",
    "org.%z",
    "org.foo%i",
    "%i",
    "org/foo",
    "org.é",
    "%p.%i",
];

const LISTENS: &[&str] = &[
    "80",
    "0",
    "65535",
    "65536",
    "080",
    "/run/x",
    "run/x",
    "@x",
    "127.0.0.1:80",
    "127.0.0.1",
    "127.0.0.1:0",
    "127.0.0.1:65536",
    "1.2.3:80",
    "[::1]:80",
    "[::1]",
    "::1",
    "localhost:80",
    "localhost",
    "vsock:2:1234",
    "vsock::1234",
    "*:80",
    ":80",
    "0.0.0.0:80",
    "%t/x",
    "%z",
    "80 81",
    "[::]:80%lo",
    "tcp:80",
    "%i",
    "-1",
];

const NETWORKS: &[&str] = &[
    "10.0.0.0/8",
    "10.0.0.1",
    "10.0.0.1/33",
    "::1",
    "::/0",
    "::1/129",
    "any",
    "localhost",
    "link-local",
    "multicast",
    "Any",
    "10.0.0.0/8,10.1.0.0/16",
    "10.0.0",
    "10.0.0.256",
    "10.0.0.0/",
    "10.0.0.0/a",
    "example.org",
    "fe80::1%lo",
    "all",
    "none",
    "010.0.0.1",
    "10.0.0.0/08",
    "1",
    "\"any\"",
];

const RULES: &[&str] = &[
    "any",
    "ipv4",
    "ipv6",
    "tcp",
    "udp",
    "80",
    "80-90",
    "90-80",
    "0",
    "65536",
    "http",
    "ipv4:tcp:80",
    "tcp:ipv4",
    "tcp:80-90",
    "ipv4:any",
    "ipv4:",
    "tcp:",
    ":80",
    "80:tcp",
    "ipv4:ipv6",
    "any:80",
    "ipv4:80",
    "80-",
    "-80",
    "80-80",
    "sctp:80",
    "ipv4:tcp:any",
    "1-2-3",
    "ipv6:udp:1-65535",
    "",
    "tcp:tcp",
    "0-5",
];

const DEVICES: &[&str] = &[
    "/dev/null",
    "/dev/null rwm",
    "/dev/null r",
    "/dev/null rwx",
    "/dev/null rw m",
    "null",
    "/etc/x",
    "char-pts",
    "char-*",
    "block-sd",
    "block-",
    "char",
    "/dev",
    "/dev/",
    "/dev/../x rw",
    "%n",
    "/dev/%i rw",
    "/dev/%z",
    "/dev/null rr",
    "\"/dev/null\" rw",
    "/dev/null RW",
    "/dev//null r",
    "//dev/null r",
];

const CREDENTIALS: &[&str] = &[
    "a",
    "a:/x",
    "a:x",
    "a:x/y",
    "a:/x/../y",
    "a/b:/x",
    ":",
    ":/x",
    "a:",
    "..:/x",
    "a:b:c",
    "a b:/x",
    "%n:/x",
    "a:%t/x",
    "a:%z",
    "%z:/x",
    "é:/x",
    "a:é",
    "a:/é",
    "a:..",
    "a:.",
    "%i:/x",
    "a:%h",
];

const FIELDS: &[&str] = &[
    "A=b",
    "a=b",
    "_A=b",
    "A_=b",
    "1A=b",
    "A1=b",
    "A",
    "=b",
    "\"A=b c\"",
    "A='b c'",
    "A=%n",
    "A=%z",
    "A-B=c",
    "\"A=b",
    "A=",
    "é=b",
    "A=\\n",
    "%n=b",
];

const CONDITIONS: &[&str] = &[
    "/a", "!/a", "|/a", "|!/a", "!|/a", "! /a", "| /a", "a", "!a", "/a/../b", "%h/a", "%z", "/%z",
    "/50%", "", "!", "|", "/a b", "%i", "~", "/a*", "\"/a\"", "yes", "no", "!yes", "maybe",
];

const INTERFACES: &[&str] = &[
    "eth0",
    "lo",
    "*",
    "a/b",
    "a:b",
    "a b",
    "abcdefghijklmnop",
    "abcdefghijklmno",
    "é",
    "wg-0",
    "a.b",
    "a@b",
];

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

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
            if self.directive == "ExecStart" && at == 0 {
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

const fn service(directive: &'static str, words: &'static [&'static str], most: usize) -> Kind {
    Kind {
        directive,
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
    Kind { before: "[Service]\nType=oneshot\n", ..fatal(service("ExecStart", WORDS, 5)) },
    service("Environment", ASSIGNMENTS, 3),
    service("PassEnvironment", NAMES, 3),
    service("UnsetEnvironment", ASSIGNMENTS, 3),
    service("EnvironmentFile", PATHS, 2),
    unit(service("After", UNITS, 3)),
    unit(service("Wants", UNITS, 3)),
    service("Slice", UNITS, 1),
    service("Sockets", UNITS, 2),
    unit(service("ConditionPathExists", CONDITIONS, 1)),
    unit(service("AssertFirstBoot", CONDITIONS, 1)),
    service("ReadWritePaths", PATHS, 3),
    unit(service("RequiresMountsFor", PATHS, 3)),
    service("BindPaths", BINDS, 2),
    service("TemporaryFileSystem", PATHS, 2),
    service("StateDirectory", FOLDERS, 3),
    service("ConfigurationDirectory", FOLDERS, 2),
    service("ExecSearchPath", PATHS, 1),
    fatal(service("WorkingDirectory", PATHS, 1)),
    fatal(service("RootDirectory", PATHS, 1)),
    fatal(service("PIDFile", PATHS, 1)),
    fatal(service("User", USERS, 1)),
    fatal(service("SupplementaryGroups", USERS, 2)),
    service("BusName", BUSES, 1),
    unit(service("Documentation", URIS, 3)),
    service("LoadCredential", CREDENTIALS, 1),
    service("SetCredential", CREDENTIALS, 1),
    service("LogExtraFields", FIELDS, 2),
    service("LogNamespace", FOLDERS, 1),
    service("IPAddressAllow", NETWORKS, 3),
    service("SocketBindAllow", RULES, 1),
    service("DeviceAllow", DEVICES, 1),
    socket(service("ListenStream", LISTENS, 1)),
    socket(service("ListenFIFO", PATHS, 1)),
    socket(service("FileDescriptorName", FOLDERS, 1)),
    socket(service("BindToDevice", INTERFACES, 1)),
];

//! What directives take, in words.

use cfglint_lints::systemd::{Directive, ListKind, ValueType, Versions, Word};

/// As many words are shown; some directives know hundreds.
const LIMIT: usize = 24;

/// What a directive takes: `a size in bytes, such as …`. `None` where nothing is known of it.
pub(super) fn takes(directive: Directive) -> Option<String> {
    let kind = directive.value_type();
    let noun = noun(kind)?;
    let is_said = |it: &Word| kind == ValueType::WordsOrBool && matches!(it.text, "yes" | "no");
    let known = directive.words().filter(|it| !it.is_deprecated && !is_said(it));
    let known: Vec<Word> = known.collect();
    let shown: Vec<String> = known.iter().take(LIMIT).map(|it| word(*it)).collect();
    let mut words = shown.join(", ");
    if known.len() > LIMIT {
        words += &format!(" and {} more", known.len() - LIMIT);
    }
    Some(match kind {
        ValueType::Int | ValueType::Unsigned | ValueType::UnsignedOrInfinity => {
            let range = known.first().and_then(|it| range(it.text)).unwrap_or_default();
            noun.replace(" #", &range)
        }
        _ if known.is_empty() => noun.to_owned(),
        ValueType::Unit | ValueType::Units => format!("{noun} with the suffix {words}"),
        ValueType::Enum
        | ValueType::EnumOrBool
        | ValueType::EnumOrArgument
        | ValueType::Words
        | ValueType::WordsOrBool
        | ValueType::Weight => format!("{noun} {words}"),
        _ => format!("{noun}; known words: {words}"),
    })
}

/// What several values do, if that is worth saying.
pub(super) fn lines(kind: ListKind) -> Option<&'static str> {
    Some(match kind {
        ListKind::List | ListKind::ListTriggers | ListKind::ListPaths => {
            "several values add up, and an empty one drops those before it"
        }
        ListKind::ListConditions => {
            "several values add up, and an empty one drops all conditions before it"
        }
        ListKind::ListPermanent => "several values add up",
        ListKind::ScalarFirst => "of several values the first counts",
        ListKind::Scalar | ListKind::ScalarReset | ListKind::Unknown => return None,
    })
}

/// A word, form or range.
fn word(word: Word) -> String {
    let text = match range(word.text) {
        Some(range) => format!("a number{range}"),
        None => format!("`{}`", word.text),
    };
    match word.above.filter(|above| *above >= Versions::SUPPORTED.oldest) {
        Some(above) => format!("{text} (newer than systemd {above})"),
        None => text,
    }
}

/// ` from 0 to 7`; empty if it is as large as the machine's numbers are.
fn range(text: &str) -> Option<String> {
    let (first, last) = text.split_once("..")?;
    let last: i64 = last.parse().ok()?;
    let is_open = [i64::from(i32::MAX), i64::from(u32::MAX), i64::MAX].contains(&last);
    Some(match (is_open, first) {
        (true, "0") => " from 0".to_owned(),
        (true, _) => String::new(),
        (false, first) => format!(" from {first} to {last}"),
    })
}

/// The type of a value; `#` stands for a range.
fn noun(kind: ValueType) -> Option<&'static str> {
    Some(match kind {
        ValueType::Any | ValueType::Removed => return None,
        ValueType::AddressFamilies => {
            "names of address families such as `AF_INET`, with `~` before them all others, or `none`"
        }
        ValueType::AddressPrefixes => {
            "addresses with or without a prefix, such as `10.0.0.0/8`, or `any`, `localhost`, `link-local`, `multicast`"
        }
        ValueType::Base64 => "bytes in Base64",
        ValueType::BindPaths => {
            "paths as `SOURCE`, `SOURCE:DESTINATION` or `SOURCE:DESTINATION:OPTIONS`"
        }
        ValueType::Bool => "yes or no",
        ValueType::BpfProgram => "the type of a BPF program and its path, as `TYPE:PATH`",
        ValueType::BusName => "a name on D-Bus, such as `org.example.Name`",
        ValueType::Calendar => "a calendar expression, such as `daily` or `Mon *-*-* 04:00`",
        ValueType::Capabilities => {
            "names of capabilities such as `CAP_NET_ADMIN`, with `~` before them all others"
        }
        ValueType::CgroupName => "the name of a control group",
        ValueType::ColonPaths => "absolute paths with colons between them",
        ValueType::Command => {
            "a command line: the path of a program and its arguments, without a shell"
        }
        ValueType::Condition => {
            "a condition; `!` before it turns it round, `|` makes it one of several that suffice"
        }
        ValueType::ConditionPath => {
            "an absolute path; `!` before it turns the condition round, `|` makes it one of several that suffice"
        }
        ValueType::CpuQuota => {
            "a share of one CPU's time, such as `20%`; more than `100%` is more than one CPU"
        }
        ValueType::CpuSet => "numbers and ranges of CPUs or memory nodes, such as `0-3,5`",
        ValueType::CredentialGlob => {
            "names of credentials, with `*` as the last character for all that begin so"
        }
        ValueType::DeviceAccess => {
            "a device or a class of devices, and what is allowed, such as `/dev/null rw`"
        }
        ValueType::DeviceSize => {
            "a device or file and bytes per second or operations, such as `/dev/sda 5M`"
        }
        ValueType::DeviceTimeSpan => "a device or file and a span of time, such as `/dev/sda 10ms`",
        ValueType::DeviceWeight => {
            "a device or file and a weight from 1 to 10000, such as `/dev/sda 200`"
        }
        ValueType::Enum | ValueType::EnumOrArgument | ValueType::EnumOrBool => "one of",
        ValueType::Environment => "variables as `NAME=VALUE`, in quotes if a value has blanks",
        ValueType::EnvironmentFile => {
            "the absolute path of a file with variables; `-` before it: if it is there"
        }
        ValueType::Errno => "the name or number of an error such as `EPERM`, or `kill`",
        ValueType::ExitStatuses => {
            "exit codes as numbers or names, and signals, such as `143 SIGTERM`"
        }
        ValueType::ExtensionImages => "paths of images, each with options behind colons",
        ValueType::FdName => "a name of at most 255 characters without `:`",
        ValueType::FileSystems => {
            "names of file systems such as `ext4`, with `~` before them all others"
        }
        ValueType::Groups => "names or numbers of groups",
        ValueType::ImagePolicy => {
            "a policy for partitions of images, such as `root=verity:usr=absent`"
        }
        ValueType::Int | ValueType::Unsigned => "a whole number #",
        ValueType::Interface => "the name of a network interface",
        ValueType::Interfaces => "names of network interfaces, with `~` before them all others",
        ValueType::LoadCredential => "a name and where the credential is read from, as `NAME:PATH`",
        ValueType::LogFields => "fields of the journal as `NAME=VALUE`, with names in capitals",
        ValueType::LogNamespace => "the name of a namespace of the journal",
        ValueType::Memory => {
            "a size in bytes such as `512M` or `2G`, a share of the memory such as `10%`, or `infinity`"
        }
        ValueType::Mode => "access bits in octal digits, such as `0750`",
        ValueType::MountImages => {
            "paths as `SOURCE:DESTINATION`, with options behind another colon"
        }
        ValueType::MountSource => "what is mounted: a device, a file or a name",
        ValueType::Netlink => "a family of netlink, and perhaps the number of a group",
        ValueType::NftSets => "sets of the firewall, as `SOURCE:FAMILY:TABLE:SET`",
        ValueType::OpenFile => "a path, and perhaps a name and options, as `PATH:NAME:OPTIONS`",
        ValueType::PartitionOptions => {
            "options for mounting, or those of each partition as `PARTITION:OPTIONS`"
        }
        ValueType::Path => "an absolute path",
        ValueType::Paths => "absolute paths",
        ValueType::Percent => "a share such as `50%`",
        ValueType::PidFile => "the path of a file, below `/run` if it is relative",
        ValueType::Quota => "a size in bytes such as `1G`, a share such as `50%`, or `off`",
        ValueType::Regex => "a regular expression; with `~` before it what matches is left out",
        ValueType::Rlimit => "a number or `infinity`, or two as `SOFT:HARD`",
        ValueType::RlimitBytes => {
            "a size in bytes such as `1G` or `infinity`, or two as `SOFT:HARD`"
        }
        ValueType::RlimitMicroseconds => {
            "a span of time, without a unit in microseconds, or two as `SOFT:HARD`"
        }
        ValueType::RlimitNice => {
            "a nice level such as `+5` or a limit from 0 to 40, or two as `SOFT:HARD`"
        }
        ValueType::RlimitSeconds => {
            "a span of time, without a unit in seconds, or two as `SOFT:HARD`"
        }
        ValueType::RootHash => "an absolute path, or the bytes themselves",
        ValueType::SandboxPaths => {
            "absolute paths; `-` before one: if it is there, `+`: below the root of the service"
        }
        ValueType::SetCredential => "a name and a value, as `NAME:VALUE`",
        ValueType::Signal => "the name or number of a signal, such as `SIGTERM`",
        ValueType::Size => "a size in bytes, such as `64K`",
        ValueType::SocketAddress => {
            "an absolute path, `@NAME`, a port, `IP:PORT` or `[IP]:PORT`, or `vsock:CID:PORT`"
        }
        ValueType::SocketBind => "what may be bound, as `FAMILY:PROTOCOL:PORTS`, or `any`",
        ValueType::StateDirectories => {
            "relative paths, each perhaps with a link to it, as `PATH:LINK`"
        }
        ValueType::String => "a text",
        ValueType::SyscallFilter => {
            "system calls and sets such as `@system-service`, with `~` before them all others"
        }
        ValueType::SyscallLog => {
            "system calls and sets such as `@clock`, with `~` before them all others"
        }
        ValueType::Tasks => "a number, a share such as `10%`, or `infinity`",
        ValueType::TemporaryFileSystems => {
            "absolute paths, each perhaps with options, as `PATH:OPTIONS`"
        }
        ValueType::TimeSpan => "a span of time such as `5min 20s`, without a unit in seconds",
        ValueType::TimeSpanFinite => {
            "a span of time such as `5min 20s`, without a unit in seconds, of at least one"
        }
        ValueType::TimeSpanNs => "a span of time such as `50us`, without a unit in nanoseconds",
        ValueType::TimeSpanZeroInfinity => {
            "a span of time such as `5min 20s`, without a unit in seconds; 0 stands for `infinity`"
        }
        ValueType::Tristate => "yes or no, or nothing for the default",
        ValueType::Unit => "the name of a unit",
        ValueType::Units => "names of units",
        ValueType::UnsignedOrInfinity => "a whole number # or `infinity`",
        ValueType::Uris => "addresses such as `https://…`, `file:/…` or `man:NAME(5)`",
        ValueType::User => "a name or number of a user or group",
        ValueType::Variables => "names of variables",
        ValueType::VariablesOrAssignments => "names of variables, or `NAME=VALUE`",
        ValueType::Weight => "one of",
        ValueType::Words => "some of",
        ValueType::WordsOrBool => "yes or no, or some of",
        ValueType::WordsOrMask => "a mask in hexadecimal digits, or some of these",
        ValueType::WorkingDirectory => {
            "an absolute path, or `~` for the home of the user; `-` before it: if it is there"
        }
        ValueType::Xattr => "an extended attribute, as `user.NAME=VALUE`",
    })
}

//! The words of the tables in `data/`. The build script reads this file too, so that a table with
//! another word does not build.

/// Declares an enumeration whose variants are words of a table.
macro_rules! tags {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $tag:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];
            /// Their words in the tables.
            pub const TAGS: &'static [&'static str] = &[$($tag,)*];

            /// The word in the tables.
            pub const fn tag(self) -> &'static str {
                $name::TAGS[self as usize]
            }
        }
    };
}

tags! {
    /// Files that have their own sections and names.
    FileKind {
        /// Units: services, sockets, timers and so on.
        Unit = "unit",
        /// `.network`
        Network = "network",
        /// `.netdev`
        Netdev = "netdev",
        /// `.link`
        Link = "link",
        /// `.nspawn`
        Nspawn = "nspawn",
    }
}

tags! {
    /// Files that systemd reads, by the end of their names.
    UnitType {
        /// `.service`
        Service = "service",
        /// `.socket`
        Socket = "socket",
        /// `.timer`
        Timer = "timer",
        /// `.path`
        Path = "path",
        /// `.mount`
        Mount = "mount",
        /// `.automount`
        Automount = "automount",
        /// `.swap`
        Swap = "swap",
        /// `.slice`
        Slice = "slice",
        /// `.scope`
        Scope = "scope",
        /// `.target`
        Target = "target",
        /// `.device`
        Device = "device",
        /// `.network`
        Network = "network",
        /// `.netdev`
        Netdev = "netdev",
        /// `.link`
        Link = "link",
        /// `.nspawn`
        Nspawn = "nspawn",
    }
}

/// The sections that units have or had.
pub const UNIT_SECTIONS: &[&str] = &[
    "Automount",
    "BusName",
    "Install",
    "Mount",
    "Path",
    "Scope",
    "Service",
    "Slice",
    "Socket",
    "Swap",
    "Timer",
    "Unit",
];

tags! {
    /// What a second line with the same name does, and what an empty value does.
    ListKind {
        /// The last line counts.
        Scalar = "scalar",
        /// The last line counts; an empty value stands for the default.
        ScalarReset = "scalar-reset",
        /// The first line counts; a second one is reported.
        ScalarFirst = "scalar-first",
        /// Lines add up; an empty value drops those before it.
        List = "list",
        /// Lines add up; an empty value drops those before it, and all other conditions or
        /// assertions with them.
        ListConditions = "list-conditions",
        /// Lines add up; an empty value drops all triggers of the timer.
        ListTriggers = "list-triggers",
        /// Lines add up; an empty value drops all paths of the path unit.
        ListPaths = "list-paths",
        /// Lines add up, and nothing drops them.
        ListPermanent = "list-permanent",
        /// Not known.
        Unknown = "unknown",
    }
}

tags! {
    /// What systemd does with a value that it cannot read.
    Invalid {
        /// Ignores the line, with a warning in the journal.
        Line = "line",
        /// Refuses the whole unit.
        Unit = "unit",
        /// Ignores the value and says nothing.
        Silent = "silent",
        /// Nothing; `systemctl enable` reads it.
        Enable = "enable",
    }
}

tags! {
    /// Lists of names.
    NameList {
        /// `AF_INET`
        AddressFamily = "address-family",
        /// `x86-64`
        Architecture = "architecture",
        /// `CAP_CHOWN`, with its number
        Capability = "capability",
        /// `EPERM`, with its number
        Errno = "errno",
        /// `DATAERR`, with its number
        ExitStatus = "exit-status",
        /// `ext4` and `@network`
        FileSystem = "file-system",
        /// `SIGHUP`, with its number on x86
        Signal = "signal",
        /// The letter after `%`. Its value has `u` if unit names may have it, `n` if names of users
        /// and groups may, `e` if all else may; its note says what it stands for.
        Specifier = "specifier",
        /// `read`
        Syscall = "syscall",
        /// `@chown`, with the number of its calls
        SyscallSet = "syscall-set",
        /// `.service`
        UnitSuffix = "unit-suffix",
    }
}

tags! {
    /// How NixOS writes what an option says to a unit.
    Rendering {
        /// One line: the items of the list, with blanks between.
        Joined = "joined",
        /// One line for each item.
        Lines = "lines",
        /// One line.
        String = "string",
        /// One line: a script in the store, if the text is not empty.
        Script = "script",
        /// `Environment=` for each variable.
        Environment = "environment",
        /// `Environment=` with `PATH`.
        SearchPath = "search-path",
        /// Links in `<target>.wants` and the like; nothing, or the same words, in `[Install]`.
        Symlinks = "symlinks",
        /// A timer of the same name.
        Timer = "timer",
        /// One line with a file in the store.
        Triggers = "triggers",
        /// `true` if it is true; no line otherwise.
        IfTrue = "if-true",
        /// `false` if it is false; no line otherwise.
        IfFalse = "if-false",
        /// Each attribute is a directive.
        Raw = "raw",
        /// No line of its own.
        None = "none",
    }
}

tags! {
    /// Types of values. `words` of a directive has the words that its type takes, separated by
    /// blanks: a literal, a range of whole numbers `0..7`, or a form with a part in capitals such as
    /// `file:PATH`. After `word>252` only versions above that take it; `word!` is still taken but
    /// never proposed.
    ValueType {
        /// Not known.
        Any = "any",
        /// The directive is gone, and its type forgotten.
        Removed = "removed",
        /// `AF_*` list
        AddressFamilies = "address-families",
        /// `10.0.0.0/8 localhost`
        AddressPrefixes = "address-prefixes",
        /// Base64
        Base64 = "base64",
        /// `SOURCE:DESTINATION:OPTIONS` list
        BindPaths = "bind-paths",
        /// `yes`
        Bool = "bool",
        /// `TYPE:PATH`
        BpfProgram = "bpf-program",
        /// `org.example.Name`
        BusName = "bus-name",
        /// `OnCalendar=`
        Calendar = "calendar",
        /// `CAP_*` list
        Capabilities = "capabilities",
        /// A name of a control group
        CgroupName = "cgroup-name",
        /// Paths with colons between
        ColonPaths = "colon-paths",
        /// `ExecStart=`
        Command = "command",
        /// `ConditionUser=`
        Condition = "condition",
        /// `ConditionPathExists=`
        ConditionPath = "condition-path",
        /// `150%`
        CpuQuota = "cpu-quota",
        /// `0-3,5`
        CpuSet = "cpu-set",
        /// `ImportCredential=`
        CredentialGlob = "credential-glob",
        /// `DeviceAllow=`
        DeviceAccess = "device-access",
        /// `/dev/sda 1M`
        DeviceSize = "device-size",
        /// `/dev/sda 10ms`
        DeviceTimeSpan = "device-time-span",
        /// `/dev/sda 100`
        DeviceWeight = "device-weight",
        /// One of the words
        Enum = "enum",
        /// One of the words, some with an argument
        EnumOrArgument = "enum-or-argument",
        /// One of the words, or a boolean
        EnumOrBool = "enum-or-bool",
        /// `Environment=`
        Environment = "environment",
        /// `EnvironmentFile=`
        EnvironmentFile = "environment-file",
        /// `EPERM`
        Errno = "errno",
        /// `SuccessExitStatus=`
        ExitStatuses = "exit-statuses",
        /// `ExtensionImages=`
        ExtensionImages = "extension-images",
        /// `FileDescriptorName=`
        FdName = "fd-name",
        /// `RestrictFileSystems=`
        FileSystems = "file-systems",
        /// Groups
        Groups = "groups",
        /// `RootImagePolicy=`
        ImagePolicy = "image-policy",
        /// A whole number in the range
        Int = "int",
        /// A name of a network interface
        Interface = "interface",
        /// `RestrictNetworkInterfaces=`
        Interfaces = "interfaces",
        /// `ID:PATH`
        LoadCredential = "load-credential",
        /// `LogExtraFields=`
        LogFields = "log-fields",
        /// `LogNamespace=`
        LogNamespace = "log-namespace",
        /// `1G`, `50%`, `infinity`
        Memory = "memory",
        /// `0755`
        Mode = "mode",
        /// `MountImages=`
        MountImages = "mount-images",
        /// `What=` of a mount
        MountSource = "mount-source",
        /// `ListenNetlink=`
        Netlink = "netlink",
        /// `NFTSet=`
        NftSets = "nft-sets",
        /// `OpenFile=`
        OpenFile = "open-file",
        /// `RootImageOptions=`
        PartitionOptions = "partition-options",
        /// A path
        Path = "path",
        /// Paths
        Paths = "paths",
        /// `50%`
        Percent = "percent",
        /// `PIDFile=`
        PidFile = "pid-file",
        /// `1G`, `50%`, `off`
        Quota = "quota",
        /// `LogFilterPatterns=`
        Regex = "regex",
        /// `1024:65536`
        Rlimit = "rlimit",
        /// `1M:infinity`
        RlimitBytes = "rlimit-bytes",
        /// `LimitRTTIME=`
        RlimitMicroseconds = "rlimit-microseconds",
        /// `LimitNICE=`
        RlimitNice = "rlimit-nice",
        /// `LimitCPU=`
        RlimitSeconds = "rlimit-seconds",
        /// `RootHash=` and its signature
        RootHash = "root-hash",
        /// `ReadWritePaths=`
        SandboxPaths = "sandbox-paths",
        /// `ID:VALUE`
        SetCredential = "set-credential",
        /// `SIGTERM`
        Signal = "signal",
        /// `64K`
        Size = "size",
        /// `ListenStream=`
        SocketAddress = "socket-address",
        /// `SocketBindAllow=`
        SocketBind = "socket-bind",
        /// `StateDirectory=`
        StateDirectories = "state-directories",
        /// Any text
        String = "string",
        /// `SystemCallFilter=`
        SyscallFilter = "syscall-filter",
        /// `SystemCallLog=`
        SyscallLog = "syscall-log",
        /// `TasksMax=`
        Tasks = "tasks",
        /// `TemporaryFileSystem=`
        TemporaryFileSystems = "temporary-file-systems",
        /// `5min`
        TimeSpan = "time-span",
        /// `5min`, at least a second
        TimeSpanFinite = "time-span-finite",
        /// `50us`; without a unit nanoseconds
        TimeSpanNs = "time-span-ns",
        /// `5min`; 0 stands for `infinity`
        TimeSpanZeroInfinity = "time-span-zero-infinity",
        /// `yes`, or empty
        Tristate = "tristate",
        /// A unit, with the suffix in the words
        Unit = "unit",
        /// Units
        Units = "units",
        /// A whole number that is not negative
        Unsigned = "unsigned",
        /// The same, or `infinity`
        UnsignedOrInfinity = "unsigned-or-infinity",
        /// `Documentation=`
        Uris = "uris",
        /// A user or group
        User = "user",
        /// Names of variables
        Variables = "variables",
        /// Names of variables, or assignments
        VariablesOrAssignments = "variables-or-assignments",
        /// `1..10000`, or one of the words
        Weight = "weight",
        /// Some of the words
        Words = "words",
        /// Some of the words, or a boolean; `~` inverts
        WordsOrBool = "words-or-bool",
        /// Some of the words, or a hexadecimal mask
        WordsOrMask = "words-or-mask",
        /// `WorkingDirectory=`
        WorkingDirectory = "working-directory",
        /// `user.NAME=VALUE`
        Xattr = "xattr",
    }
}

//! Values to begin with, with bars between.

use cfglint_lints::systemd::ValueType;

/// What is given to every directive.
pub(crate) const EVERYTHING: &str = "yes|no|on|OFF|True|y|t|1|0|2|enabled|none|auto|infinity|-1|+5|08|010|\
             0x10|65536|4294967296|1G|1GB|64K|1.5M|50%|150%|0%|5min|5mins|10s|\
             /dev/null|/x|x/y|foo|foo.service|foo.slice|SIGTERM|CAP_CHOWN|AF_INET|\
             @mount|read|a=b|A=b|org.foo.Bar|10.0.0.0/8|tcp:80";

/// What is given to directives of this type: right, nearly right, wrong.
pub(crate) fn samples(value_type: ValueType) -> &'static str {
    match value_type {
        ValueType::AddressFamilies => {
            "AF_UNIX|AF_INET6|none|~AF_NETLINK|unix|AF_PACKET|AF_FOO|af_inet|\
             AF_LOCAL|AF_VSOCK|AF_MCTP"
        }
        ValueType::AddressPrefixes => {
            "any|localhost|link-local|multicast|10.0.0.0/8|10.0.0.1/33|::1|fe80::/10|\
             ::1/129|10.0.0|1.2.3.4|01.2.3.4|::ffff:1.2.3.4|fe80::1%lo"
        }
        ValueType::Capabilities => "CAP_CHOWN|~CAP_KILL|cap_net_admin|CAP_NET_BIND_SERVICE|5|all",
        ValueType::CpuQuota | ValueType::Percent => {
            "50%|0%|0.01%|50.5%|50.555%|500%|50‰|50.5‰|5‱|50|1%|+5%|-5%|0x10%| 5%|\
             5 %|99999999%|100.01%"
        }
        ValueType::CpuSet => "0|0-3|3-1|1,2|1 2|0-|-1|8191|8192|9000|a|1-2-3|0x3|all|numa|1,,2|,",
        ValueType::DeviceAccess => {
            "/dev/null rwm|/dev/null|/dev/null rwx|char-pts|char-* rw|block-foo r|\
             /tmp/x|null|/dev|/dev/|/run/systemd/inaccessible/chr|/dev/null rw m"
        }
        ValueType::DeviceSize => {
            "/dev/sda 1M|/dev/sda 1m|/dev/sda 0|/dev/sda|/dev/sda infinity|sda 1M|\
             / 1K|/dev/sda 1 K|/dev/sda 1.5G|/dev/sda 5%"
        }
        ValueType::DeviceWeight => {
            "/dev/sda 100|/dev/sda 0|/dev/sda 10001|/dev/sda|sda 5|/x 0x10|/x idle"
        }
        ValueType::Errno => {
            "EPERM|EPERMS|kill|0|1|4095|4096|-1|eperm|EWOULDBLOCK|ENOTSUP|EOPNOTSUPP|\
             01|0x1"
        }
        ValueType::ExitStatuses => {
            "0|255|256|SIGKILL|KILL|DATAERR|dataerr|TEMPFAIL 75|1 2 SIGUSR1|-1|\
             SIGRTMIN+3|SUCCESS|010|0x10"
        }
        ValueType::FdName => "foo|a:b|a b|ü",
        ValueType::FileSystems => "ext4|~ext4|@network|@foo|@basic-api tmpfs|tmpfs",
        ValueType::Int
        | ValueType::Unsigned
        | ValueType::UnsignedOrInfinity
        | ValueType::Weight => {
            "0|1|5|-5|+5|19|20|-20|-21|99|100|255|256|1000|10000|10001|32767|32768|\
             08|017|0x1f|0b11|0o17|0X1F|2147483648|4294967295|4294967296|- 5|5 |--5|\
             -0|infinity|idle|1.5"
        }
        ValueType::LoadCredential => "a:/x|a|a:b|a:b/c|a/b:/x|:|a:|:x|a:b:c",
        ValueType::LogFields => "A=b|A=b C=d|a=b|_A=b|A|A1_=b|1A=b|=b|A-B=c|A=",
        ValueType::LogNamespace => "foo|a/b|a.b|a b|foo-bar_1",
        ValueType::Memory | ValueType::Size | ValueType::Quota | ValueType::RlimitBytes => {
            "1G|1.5G|1GB|1g|10Ki|1B|0|0M|infinity|50%|50.55%|50.555%|120%|5‰|1G 500M|\
             1G500M|500M1G|1 G|10.M|.5M|1E|16E|15E|18446744073709551615|\
             18446744073709551616|1T|-1|-1M|+1M|1K:2K|2K:1K|1M:infinity|off|0%|1P|\
             100%|0x10|010"
        }
        ValueType::Mode => "0755|755|7|07777|010000|0888|0o22|u=rwx|-1|+7|00000755|1777|0x1",
        ValueType::OpenFile => {
            "/x|x|/x:foo|/x:foo:read-only|/x:foo:append,graceful|/x::read-only|\
             /x:foo:bar"
        }
        ValueType::Rlimit | ValueType::RlimitNice => {
            "0|1|65536|1024:65536|5:3|infinity|5:infinity|infinity:5|1K|+5|-5|+19|\
             -20|+20|-21|40|41|:|5:|:5|1:2:3|0x10|010|08|unlimited|\
             18446744073709551615|18446744073709551614|1 : 2"
        }
        ValueType::SetCredential => "a:b|a|a:|:b|a:b c|a/b:c",
        ValueType::Signal => {
            "SIGTERM|TERM|15|0|64|65|sigterm|SIGRTMIN|RTMIN+3|SIGRTMIN+30|\
             SIGRTMIN+31|SIGRTMAX-5|SIGRTMAX|RTMIN-1|SIGFOO|SIGCLD|SIGPOLL|SIGRTMIN+|\
             015|0x0f|SIGSIGTERM"
        }
        ValueType::SocketBind => {
            "any|tcp:80|ipv4:tcp:80-90|80|90-80|0|65535|65536|http|udp:any|ipv6:any|\
             ipv4|tcp|ipv4:|ipv4:tcp|tcp:|ipv6:udp:|tcp:ipv4:80|any:80|1-2-3"
        }
        ValueType::SyscallFilter | ValueType::SyscallLog => {
            "@mount|~@mount|@mounts|read write|read:EPERM|read:EFOO|read:kill|read:5|\
             read:4096|~@mount:EPERM|raed|mount-foo|@system-service|@known|5|\
             read: write|@mount:0|read::EPERM"
        }
        ValueType::Tasks => {
            "0|1|50%|infinity|0%|101%|-1|18446744073709551615|18446744073709551614|\
             1K|08|0x10|5‰"
        }
        ValueType::User => {
            "root|1000|4294967295|4294967296|65535|foo.bar|foo bar|-foo|a/b|a:b|foo$|\
             ü|..|0|007|-1|1a|."
        }
        ValueType::WordsOrMask => "0x33|33|zz|0x|ffffffffffffffffff|all|default|all 33|elf-headers",
        ValueType::Words | ValueType::WordsOrBool => {
            "net|mnt|~user|~|cpu memory|native|x86_64|cpu,io|noroot|foo|yes no|true|\
             user|extensions|any"
        }
        ValueType::BusName => {
            "org.foo|org.foo.Bar-baz|foo|org.1foo|org..foo|.org|org.foo_|org.f+o|\
             :1.5"
        }
        _ => "",
    }
}

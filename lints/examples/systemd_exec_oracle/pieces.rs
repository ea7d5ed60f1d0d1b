//! What values are made of: what is right, and what is nearly so.

#[rustfmt::skip]
pub(super) const PIECES: &[&str] = &[
    "\"", "'", "\\", "%", "$", " ", ";", "/", "-", "@", ":", "+", "!", "|", "=", ",", ".", "..",
    "%z", "%%", "\\x", "\\x41", "\\101", "\\u00e9", "{", "}", "~", "*", "0", "7", "a", "Z", "é",
    "\t", "_", "#", "[", "]", "//", "%i", "%n", "\\s", "\\q",
];

#[rustfmt::skip]
pub(super) const PREFIXES: &[&str] = &[
    "", "", "", "", "-", "@", ":", "+", "!", "!!", "|", "-@", "@-", "-+", "+-", "+!", "!+",
    "!!!", "--", "::", "@@", "++", "-:@!", "- ", "@ ", "|-", "-|", "\"-\"", "'@'",
];

#[rustfmt::skip]
pub(super) const PROGRAMS: &[&str] = &[
    "/bin/true", "/bin/true", "/bin/echo", "true", "./x", "bin/x", "~/x", "${X}/y", "$X",
    "%h/x", "%i", "%n", "/%i", "\"/bin/true\"", "'/bin/true'", "\"/bin/a b\"", "/bin/",
    "/bin/.", "/bin/..", ".", "..", "", "\"\"", "/bin/%z", "/bin/%%z", "/bin/tr\\x22ue",
    "/bin/\\x74rue", "/a/../b", "A=b", "A=/b", ";", "\";\"", "\\;", "//bin/true", "/bin\\strue",
];

#[rustfmt::skip]
pub(super) const WORDS: &[&str] = &[
    "a", "b", "'a b'", "\"c d\"", ";", "\\;", "a;", ";;", "';'", "$X", "${X}", "${X:-y}", "$$X",
    "%n", "%i", "%%", "%", "50%", "%-", "%z", "%e", "%20", "\\n", "\\x41", "\\x4", "\\x25z",
    "\\q", "\\ ", "\\$", "\"a", "'b", "a\"b c\"d", "|", "&&", ">", "2>&1", "$(x)", "`x`", "*",
    "~", "/bin/true", "@x", "-x", "\\\\", "\\\"", "\\'", "'it\\'s'", "\"%z\"", "é", "\"\"",
    "\\u00e9", "\\U0000d800", "\\400", "\\000", "+%Y-%m-%d", "\\x25\\x25",
];

#[rustfmt::skip]
pub(super) const ASSIGNMENTS: &[&str] = &[
    "A=b", "A=", "FOO_1=x", "\"A=b c\"", "'A=b c'", "A='b c'", "A=\"b c", "1A=b", "_=x", "=b",
    "A", "export", "A-B=c", "A.B=c", "A=%z", "A=%s", "A=50%", "A=%%", "A=\\n", "A=\\q", "A=b=c",
    "\"A=b\"c", "é=x", "A=é", "A=$B", "%n=x", "%i=x", "A%i=x", "\\x41=b", "A\\x3db", "\"=x\"",
    "A,B=c", "A=b;", "A=\\xff", "\"\"",
];

#[rustfmt::skip]
pub(super) const NAMES: &[&str] = &[
    "A", "B1", "_", "1A", "A=b", "A-B", "\"A\"", "'A B'", "\"", "A,B", "%n", "%z", "%i", "A%i",
    "\"\"", "é",
];

#[rustfmt::skip]
pub(super) const UNITS: &[&str] = &[
    "a.service", "b.target", "c@.service", "c@x.service", "c@%i.service", "network.target",
    "network-online", "network", "a.services", "a.Service", "a.target,b.target", "a.target,",
    ",", "/mnt/a", "mnt-a.mount", "a b.service", "x.snapshot", "x.busname", ".service",
    "@x.service", "x@y@z.service", "é.service", "a\\x2db.service", "\"a.service\"",
    "a.service;", "%n", "%p.socket", "%t.mount", "%z.service", "%N.timer", "%%.service",
    "dev-sda.device", "x.scope", "x.slice", "-.mount", "-.slice", "a", "a.", "a..service",
    "a:b.path", "a+b.service", "x.swap", "x.automount", "x.timer",
];

#[rustfmt::skip]
pub(super) const PATHS: &[&str] = &[
    "/a", "/a/b", "-/a", "+/a", "-+/a", "+-/a", "a", "./a", "../a", "/a/../b", "/..", "/a/.",
    "/a//b", "/", "-", "+", "", "\"/a b\"", "'/a'", "\"/a", "~/a", "~", "%h/a", "%t/a", "%i",
    "/%i", "/a,/b", "/a,", "/%z", "/50%", "/a%", "$X/a", "/a:ro", "/a:/b", "/a:b", "/...",
    "/..a", "/é", "--/a", "%%/a", "%n/a", "\"\"",
];

#[rustfmt::skip]
pub(super) const BINDS: &[&str] = &[
    "/a", "/a:/b", "/a:/b:rbind", "/a:/b:norbind", "/a:/b:ro", "-/a:/b", "/a:-/b", "a:/b",
    "/a:b", "/a:", ":/a", "/a::", "/a/../b:/c", "/a:/b/..", "%h:/b", "/a:%z", "/a:/b:", "+/a",
    "\"/a:/b\"", "/a,/b",
];

#[rustfmt::skip]
pub(super) const FOLDERS: &[&str] = &[
    "a", "a/b", "a:b", "a:b/c", "/a", "a/../b", "..", "a:/b", "a:..", "private", "private/x",
    "privatex", "a:", ":a", "", "./a", "a/", "a//b", "%n", "%i", "%z", "\"a b\"", "\"a", "a,b",
    ".a", "é", "%t/x", "%h",
];

#[rustfmt::skip]
pub(super) const USERS: &[&str] = &[
    "root", "1000", "0", "00", "007", "65535", "65534", "4294967295", "4294967294",
    "4294967296", "-1", "-", "-foo", "foo bar", "a:b", "a/b", ".", "..", "...", "é", "foo$",
    "foo.bar", "%n", "%i", "%z", "%u", "\"a\"", "a@b", "99999999999", "1a", "+1", "%%", "50%",
];

#[rustfmt::skip]
pub(super) const URIS: &[&str] = &[
    "https://a.b", "http://x", "man:foo(1)", "info:foo", "file:/x", "file:x", "file:///x",
    "https://", "man:", "see", "www.x.y", "HTTPS://x", "ftp://x", "https://é",
    "\"https://a b\"", "\"man:x", "https://a%20b", "https://a%%20b", "https://x,",
    "man:x(1),man:y(1)", "%n", "https://%H/", "'man:x'", "file:/",
];

#[rustfmt::skip]
pub(super) const BUSES: &[&str] = &[
    "org.foo", "org.foo.Bar", "foo", "org..foo", ".org.foo", "org.foo.", "1org.foo", "org.1foo",
    "org.foo-bar", "org.foo_bar", ":1.5", ":1", "org.%p", "org.%z", "org.foo%i", "%i",
    "org/foo", "org.é", "%p.%i",
];

#[rustfmt::skip]
pub(super) const LISTENS: &[&str] = &[
    "80", "0", "65535", "65536", "080", "/run/x", "run/x", "@x", "127.0.0.1:80", "127.0.0.1",
    "127.0.0.1:0", "127.0.0.1:65536", "1.2.3:80", "[::1]:80", "[::1]", "::1", "localhost:80",
    "localhost", "vsock:2:1234", "vsock::1234", "*:80", ":80", "0.0.0.0:80", "%t/x", "%z",
    "80 81", "[::]:80%lo", "tcp:80", "%i", "-1",
];

#[rustfmt::skip]
pub(super) const NETWORKS: &[&str] = &[
    "10.0.0.0/8", "10.0.0.1", "10.0.0.1/33", "::1", "::/0", "::1/129", "any", "localhost",
    "link-local", "multicast", "Any", "10.0.0.0/8,10.1.0.0/16", "10.0.0", "10.0.0.256",
    "10.0.0.0/", "10.0.0.0/a", "example.org", "fe80::1%lo", "all", "none", "010.0.0.1",
    "10.0.0.0/08", "1", "\"any\"",
];

#[rustfmt::skip]
pub(super) const RULES: &[&str] = &[
    "any", "ipv4", "ipv6", "tcp", "udp", "80", "80-90", "90-80", "0", "65536", "http",
    "ipv4:tcp:80", "tcp:ipv4", "tcp:80-90", "ipv4:any", "ipv4:", "tcp:", ":80", "80:tcp",
    "ipv4:ipv6", "any:80", "ipv4:80", "80-", "-80", "80-80", "sctp:80", "ipv4:tcp:any", "1-2-3",
    "ipv6:udp:1-65535", "", "tcp:tcp", "0-5",
];

#[rustfmt::skip]
pub(super) const DEVICES: &[&str] = &[
    "/dev/null", "/dev/null rwm", "/dev/null r", "/dev/null rwx", "/dev/null rw m", "null",
    "/etc/x", "char-pts", "char-*", "block-sd", "block-", "char", "/dev", "/dev/",
    "/dev/../x rw", "%n", "/dev/%i rw", "/dev/%z", "/dev/null rr", "\"/dev/null\" rw",
    "/dev/null RW", "/dev//null r", "//dev/null r",
];

#[rustfmt::skip]
pub(super) const CREDENTIALS: &[&str] = &[
    "a", "a:/x", "a:x", "a:x/y", "a:/x/../y", "a/b:/x", ":", ":/x", "a:", "..:/x", "a:b:c",
    "a b:/x", "%n:/x", "a:%t/x", "a:%z", "%z:/x", "é:/x", "a:é", "a:/é", "a:..", "a:.", "%i:/x",
    "a:%h",
];

#[rustfmt::skip]
pub(super) const FIELDS: &[&str] = &[
    "A=b", "a=b", "_A=b", "A_=b", "1A=b", "A1=b", "A", "=b", "\"A=b c\"", "A='b c'", "A=%n",
    "A=%z", "A-B=c", "\"A=b", "A=", "é=b", "A=\\n", "%n=b",
];

#[rustfmt::skip]
pub(super) const CONDITIONS: &[&str] = &[
    "/a", "!/a", "|/a", "|!/a", "!|/a", "! /a", "| /a", "a", "!a", "/a/../b", "%h/a", "%z",
    "/%z", "/50%", "", "!", "|", "/a b", "%i", "~", "/a*", "\"/a\"", "yes", "no", "!yes",
    "maybe",
];

#[rustfmt::skip]
pub(super) const INTERFACES: &[&str] = &[
    "eth0", "lo", "*", "a/b", "a:b", "a b", "abcdefghijklmnop", "abcdefghijklmno", "é", "wg-0",
    "a.b", "a@b",
];

//! Where `trailing-backslash` speaks, and where it is silent.

use super::TRAILING_BACKSLASH;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &TRAILING_BACKSLASH,
        r#"
{ systemd.services.a.serviceConfig.ExecStart = "/bin/a --x \\"; }
                                                         # ^^ warning: the backslash at the end makes the next line of the unit a part of this one
                                                         #  | help: delete it
"#,
    );
}

#[test]
fn firing_in_lists() {
    check(
        &TRAILING_BACKSLASH,
        r#"
{ systemd.services.a.serviceConfig.ExecStartPre = [ ''/bin/a \'' "/bin/b" ]; }
                                                           # ^ warning: the backslash at the end makes the next line of the unit a part of this one
                                                           # | help: delete it
"#,
    );
}

#[test]
fn silent() {
    check(
        &TRAILING_BACKSLASH,
        r#"
{
  systemd.services.a.serviceConfig.ExecStart = "/bin/a \\\\";
  systemd.services.b.serviceConfig.ExecStart = "/bin/b \\
    --x";
}
"#,
    );
}

#[test]
fn elsewhere() {
    check(
        &TRAILING_BACKSLASH,
        r#"
{ systemd.services.a.script = "a \\"; }
"#,
    );
}

//! Where `deprecated-value` speaks, and where it is silent.

use super::DEPRECATED_VALUE;
use crate::testing::check;

#[test]
fn folders() {
    check(
        &DEPRECATED_VALUE,
        r#"
{
  systemd.services.a.serviceConfig.PIDFile = "/var/run/a.pid";
                                            # ^^^^^^^^ hint: `/var/run` is a link to `/run`, and systemd uses that instead
  systemd.sockets.b.listenStreams = [ "/var/run/b" "80" ];
                                     # ^^^^^^^^ hint: `/var/run` is a link to `/run`, and systemd uses that instead
}
#-- unsafe fix
{
  systemd.services.a.serviceConfig.PIDFile = "/run/a.pid";
  systemd.sockets.b.listenStreams = [ "/run/b" "80" ];
}
#-- unsafe fix
{
  systemd.services.a.serviceConfig.PIDFile = "/run/a.pid";
  systemd.sockets.b.listenStreams = [ "/run/b" "80" ];
}
#-- unsafe fix
{
  systemd.services.a.serviceConfig.PIDFile = "/run/a.pid";
  systemd.sockets.b.listenStreams = [ "/run/b" "80" ];
}
#-- fix
{
  systemd.services.a.serviceConfig.PIDFile = "/run/a.pid";
  systemd.sockets.b.listenStreams = [ "/run/b" "80" ];
}
"#,
    );
}

#[test]
fn nobody() {
    check(
        &DEPRECATED_VALUE,
        r#"
{ systemd.services.a.serviceConfig.User = "nobody"; }
                                         # ^^^^^^ warning: systemd warns that this is not safe: `nobody` owns what belongs to no one, and other services run as it
                                         #      | help: use `DynamicUser = true`, or a user of its own
"#,
    );
}

#[test]
fn silent() {
    check(
        &DEPRECATED_VALUE,
        r#"
{
  systemd.services.a.serviceConfig = { PIDFile = "/run/a.pid"; User = "a"; Group = "nobody"; };
  systemd.sockets.b.listenStreams = [ "/var/running/b" ];
}
"#,
    );
}

#[test]
fn old_versions() {
    check(
        &DEPRECATED_VALUE,
        r#"
{ systemd.services.a.serviceConfig = { PIDFile = "/var/run/a.pid"; User = "nobody"; }; }
#-- config
release = "19.03"
"#,
    );
}

#[test]
fn prefixes() {
    check(
        &DEPRECATED_VALUE,
        r#"
{ systemd.services.a.serviceConfig.ExecStart = "-!!/bin/a"; }
                                              # ^^^ hint: systemd does not know the prefix `!!` since 258, and ignores it
                                              #   | help: delete `!!`
#-- config
systemd-version = 258
#-- unsafe fix
{ systemd.services.a.serviceConfig.ExecStart = "-/bin/a"; }
"#,
    );
}

#[test]
fn prefixes_in_lists() {
    check(
        &DEPRECATED_VALUE,
        r#"
{ systemd.services.a.serviceConfig.ExecStartPre = [ "!!/bin/a" ]; }
                                                   # ^^ hint: systemd does not know the prefix `!!` since 258, and ignores it
                                                   #  | help: delete `!!`
#-- config
release = "26.05"
#-- unsafe fix
{ systemd.services.a.serviceConfig.ExecStartPre = [ "/bin/a" ]; }
"#,
    );
}

#[test]
fn prefixes_that_a_version_may_know() {
    check(
        &DEPRECATED_VALUE,
        r#"
{ systemd.services.a.serviceConfig.ExecStart = "!!/bin/a"; }
"#,
    );
}

#[test]
fn other_prefixes() {
    check(
        &DEPRECATED_VALUE,
        r#"
{ systemd.services.a.serviceConfig.ExecStart = "!/bin/a !!"; }
#-- config
systemd-version = 258
"#,
    );
}

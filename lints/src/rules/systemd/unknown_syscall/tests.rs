//! Where `unknown-syscall` speaks, and where it is silent.

use super::UNKNOWN_SYSCALL;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &UNKNOWN_SYSCALL,
        r#"
{
  systemd.services.web.serviceConfig.SystemCallFilter = [ "@system-service" "~@priviledged" ];
                                                                            # ^^^^^^^^^^^^ warning: systemd leaves this out of `SystemCallFilter`: `@priviledged` is not a set of system calls that systemd knows
                                                                            #            | help: did you mean `@privileged`?
}
#-- unsafe fix
{
  systemd.services.web.serviceConfig.SystemCallFilter = [ "@system-service" "~@privileged" ];
}
"#,
    );
}

#[test]
fn firing_on_calls() {
    check(
        &UNKNOWN_SYSCALL,
        r#"
{
  systemd.services.web.serviceConfig.SystemCallFilter = "~chown fchownatt";
                                                              # ^^^^^^^^^ warning: systemd leaves this out of `SystemCallFilter`: `fchownatt` is not a system call that systemd knows
                                                              #         | help: did you mean `fchownat`?
}
#-- unsafe fix
{
  systemd.services.web.serviceConfig.SystemCallFilter = "~chown fchownat";
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &UNKNOWN_SYSCALL,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig.SystemCallFilter = [ "@system-service" "~@privileged @resources:EPERM" ];
  systemd.services.b.serviceConfig.SystemCallFilter = "~${config.b.calls}";
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &UNKNOWN_SYSCALL,
        r#"
{
  systemd.services.c.serviceConfig.SystemCallFilter = "@sytem-service";
  systemd.services.c.enable = false;
  services.d.SystemCallFilter = "@sytem-service";
}
"#,
    );
}

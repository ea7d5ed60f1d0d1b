//! Where `unknown-section` speaks, and where it is silent.

use super::UNKNOWN_SECTION;
use crate::testing::check;

#[test]
fn of_home_manager() {
    check(
        &UNKNOWN_SECTION,
        r#"
{ systemd.user.services.sync.Serivce.ExecStart = "/bin/sync"; }
                                   # ^^^^^^^^^ warning: systemd ignores all of [Serivce]: a service unit has no such section
                                   #         | help: its sections are [Install], [Service], [Unit]
"#,
    );
}

#[test]
fn in_a_text() {
    check(
        &UNKNOWN_SECTION,
        r#"
{
  systemd.units."a.timer".text = ''
    [Unit]
    Description=A
    [Service]
    Type=oneshot
  # ^^^^ warning: systemd ignores all of [Service]: a timer unit has no such section
  #    | help: its sections are [Install], [Timer], [Unit]
    ExecStart=/bin/a
  '';
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &UNKNOWN_SECTION,
        r#"
{ config, ... }: {
  systemd.user.services.sync = { Unit.Description = "x"; Service.ExecStart = "/bin/x"; Install.WantedBy = [ "default.target" ]; };
  systemd.user.services.other = { X-Own.Key = "x"; };
  systemd.services.web.serviceConfig.ExecStart = "/bin/web";
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &UNKNOWN_SECTION,
        r#"
{
  systemd.units."a.service".text = ''
    [Service]
    ExecStart=/bin/a
    [X-Own]
    Key=1
  '';
  programs.x.Serivce.ExecStart = "/bin/x";
}
"#,
    );
}

//! Where `unescaped-percent` speaks, and where it is silent.

use super::UNESCAPED_PERCENT;
use crate::testing::check;

#[test]
fn commands() {
    check(
        &UNESCAPED_PERCENT,
        r#"
{ pkgs, ... }: {
  systemd.services.a.serviceConfig.ExecStart = "${pkgs.coreutils}/bin/date +%s";
                                                                          # ^^ warning: systemd replaces `%s` by the shell of the user of the manager before the program sees it
                                                                          #  | help: write `%%s`
  systemd.services.b.serviceConfig.ExecStart = "/bin/sh -c 'touch $(date +%Y-%m-%d)'";
                                                                        # ^^ warning: systemd replaces `%Y` by the folder of the unit file before the program sees it
                                                                        #  | help: write `%%Y`
  systemd.services.c.serviceConfig.ExecStart = "/bin/c https://x/%C3%A9";
                                                               # ^^ warning: systemd replaces `%C` by the root of caches, such as /var/cache before the program sees it
                                                               #  | help: write `%%C`
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services.a.serviceConfig.ExecStart = "${pkgs.coreutils}/bin/date +%%s";
  systemd.services.b.serviceConfig.ExecStart = "/bin/sh -c 'touch $(date +%%Y-%%m-%%d)'";
  systemd.services.c.serviceConfig.ExecStart = "/bin/c https://x/%%C3%%A9";
}
"#,
    );
}

#[test]
fn other_values() {
    check(
        &UNESCAPED_PERCENT,
        r#"
{
  systemd.services.a.environment.FORMAT = "%Y-%m-%d";
                                         # ^^ warning: systemd replaces `%Y` by the folder of the unit file before the program sees it
                                         #  | help: write `%%Y`
  systemd.services.b.serviceConfig.Environment = [ "FORMAT=%H:%M" ];
                                                         # ^^ warning: systemd replaces `%H` by the host name before the program sees it
                                                         #  | help: write `%%H`
}
#-- unsafe fix
{
  systemd.services.a.environment.FORMAT = "%%Y-%%m-%%d";
  systemd.services.b.serviceConfig.Environment = [ "FORMAT=%%H:%%M" ];
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &UNESCAPED_PERCENT,
        r#"
{
  systemd.services."a@".serviceConfig.ExecStart = "/bin/a %i %n /run/%p-%H";
  systemd.services.b.serviceConfig.ExecStart = "/bin/date +%%s";
  systemd.services.b.environment.FORMAT = "%%Y-%%m";
  systemd.services.c.environment.X = "%h/x";
}
"#,
    );
}

#[test]
fn elsewhere() {
    check(
        &UNESCAPED_PERCENT,
        r#"
{
  systemd.services.a.script = "date +%Y-%m";
  systemd.services.b.environment.FORMAT = "%Y-%m";
  systemd.services.b.enable = false;
}
"#,
    );
}

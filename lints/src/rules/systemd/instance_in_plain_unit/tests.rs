//! Where `instance-in-plain-unit` speaks, and where it is silent.

use super::INSTANCE_IN_PLAIN_UNIT;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INSTANCE_IN_PLAIN_UNIT,
        r#"
{
  systemd.services.a.serviceConfig.ExecStart = "/bin/a %i";
                                                     # ^^ warning: `%i` is empty here: `a.service` has no `@` in its name, so no instance
                                                     #  | help: make the unit a template, or write `%%i`
  systemd.services.b = { description = "b %I"; environment.B = "x-%i"; };
                                        # ^^ warning: `%I` is empty here: `b.service` has no `@` in its name, so no instance
                                        #  | help: make the unit a template, or write `%%I`
                                                                # ^^ warning: `%i` is empty here: `b.service` has no `@` in its name, so no instance
                                                                #  | help: make the unit a template, or write `%%i`
}
"#,
    );
}

#[test]
fn firing_in_texts() {
    check(
        &INSTANCE_IN_PLAIN_UNIT,
        r#"
{
  systemd.units."a.service".text = ''
    [Service]
    ExecStart=/bin/a %i
                   # ^^ warning: `%i` is empty here: `a.service` has no `@` in its name, so no instance
                   #  | help: make the unit a template, or write `%%i`
  '';
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &INSTANCE_IN_PLAIN_UNIT,
        r#"
{ name, ... }: {
  systemd.services."a@".serviceConfig.ExecStart = "/bin/a %i";
  systemd.services."a@b".serviceConfig.ExecStart = "/bin/a %I";
  systemd.services.${name}.serviceConfig.ExecStart = "/bin/a %i";
  systemd.services.c.serviceConfig.ExecStart = "/bin/a %%i %j %p";
}
"#,
    );
}

#[test]
fn elsewhere() {
    check(
        &INSTANCE_IN_PLAIN_UNIT,
        r#"
{
  systemd.services.a.script = "echo %i";
  systemd.services.b = { serviceConfig.ExecStart = "/bin/a %i"; enable = false; };
  systemd.tmpfiles.rules = [ "d /run/%i" ];
}
"#,
    );
}

//! Where `not-an-assignment` speaks, and where it is silent.

use super::NOT_AN_ASSIGNMENT;
use crate::testing::check;

#[test]
fn texts() {
    check(
        &NOT_AN_ASSIGNMENT,
        r#"
{
  systemd.units."a.service".text = ''
    [Service]
    ExecStart=/bin/echo a
      b c
    # ^^^ warning: systemd ignores this line: it assigns nothing
    #   | help: end the line before with a backslash if this one goes on with it, or write a directive and `=`
    =x
  # ^^ warning: systemd ignores this line: no directive stands before `=`
  #  | help: write the name of a directive before `=`
  '';
}
"#,
    );
}

#[test]
fn files() {
    check(
        &NOT_AN_ASSIGNMENT,
        r#"
{
  environment.etc."systemd/system/a.service.d/b.conf".text = "[Unit]\nAfter\n";
                                                                    # ^^^^^ warning: systemd ignores this line: it assigns nothing
                                                                    #     | help: end the line before with a backslash if this one goes on with it, or write a directive and `=`
}
"#,
    );
}

#[test]
fn lines_that_are_read_or_may_be() {
    check(
        &NOT_AN_ASSIGNMENT,
        r#"
{ config, lib, ... }: {
  systemd.units."a.service".text = ''
    outside
    [Service]
    ; a comment
    # another
    ExecStart=/bin/echo \
    # within
      a \
      b

    ${config.lines}
    c${config.d}
    perhaps of another section
    [Unit]
    After = \
    x.service
    [X-Own]
    what not
    [Servce]
    what not
  '';
  systemd.units."b.service".text = config.b;
  systemd.units."c.service" = lib.mkMerge [
    { text = lib.mkForce "[Service]\n"; }
    { text = "[Service]\nhidden\n"; }
  ];
  systemd.services.d.serviceConfig.ExecStart = "a\nb";
}
"#,
    );
}

#[test]
fn includes() {
    check(
        &NOT_AN_ASSIGNMENT,
        r#"
{ systemd.units."a.service".text = "[Service]\n.include /a\n"; }
#-- config
release = "19.09"
"#,
    );
    check(
        &NOT_AN_ASSIGNMENT,
        r#"
{
  systemd.units."a.service".text = ''
    [Service]
    .include /a
  # ^^^^^^^^^^^ warning: systemd ignores this line: it assigns nothing
  #           | help: end the line before with a backslash if this one goes on with it, or write a directive and `=`
  '';
}
"#,
    );
}

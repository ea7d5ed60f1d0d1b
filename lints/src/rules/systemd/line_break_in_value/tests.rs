//! Where `line-break-in-value` speaks, and where it is silent.

use super::LINE_BREAK_IN_VALUE;
use crate::testing::check;

#[test]
fn commands() {
    check(
        &LINE_BREAK_IN_VALUE,
        r#"
{
  systemd.services.a.serviceConfig.ExecStart = ''
    /bin/a
      --port 80
    # ^^^^^^^^^ warning: the value of `ExecStart` ends before this line, which systemd ignores as a directive that it does not know
    #         | help: write all of it in one line, or end each line with a backslash
      --verbose
  '';
}
"#,
    );
}

#[test]
fn other_values() {
    check(
        &LINE_BREAK_IN_VALUE,
        r#"
{
  systemd.services.a.serviceConfig.Environment = "A=b\nc d";
                                                     # ^^^ warning: the value of `Environment` ends before this line, which systemd ignores as a directive that it does not know
                                                     #   | help: write all of it in one line, or end each line with a backslash
  systemd.services.b.serviceConfig.ExecStart = [ ''
    /bin/b

    --x
  # ^^^ warning: the value of `ExecStart` ends before this line, which systemd ignores as a directive that it does not know
  #   | help: write all of it in one line, or end each line with a backslash
  '' ];
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &LINE_BREAK_IN_VALUE,
        r#"
{ x, ... }: {
  systemd.services.a.serviceConfig.ExecStart = ''
    /bin/a \
      --port 80
  '';
  systemd.services.b.serviceConfig.ExecStart = "/bin/b\n";
  systemd.services.c.serviceConfig.ExecStart = "/bin/c\nRestart=always\n# x";
  systemd.services.d.serviceConfig.ExecStart = "/bin/d\n${x}";
}
"#,
    );
}

#[test]
fn elsewhere() {
    check(
        &LINE_BREAK_IN_VALUE,
        r#"
{
  systemd.services.a = { script = "a\nb"; environment.B = "a\nb"; };
  systemd.services.b = { serviceConfig.ExecStart = "/bin/b\n--x"; enable = false; };
}
"#,
    );
}

//! Where `variable-in-command` speaks, and where it is silent.

use super::VARIABLE_IN_COMMAND;
use crate::testing::check;

#[test]
fn parts_of_words() {
    check(
        &VARIABLE_IN_COMMAND,
        r#"
{
  systemd.services.a.serviceConfig.ExecStart = "/bin/a --root=$STATE_DIRECTORY/www";
                                                            # ^^^^^^^^^^^^^^^^ warning: `$STATE_DIRECTORY` stays as it is: inside a word systemd expands only `${STATE_DIRECTORY}`
                                                            #                | help: write `${STATE_DIRECTORY}`
  systemd.services.b.serviceConfig.ExecStart = ''/bin/b $HOME/x'';
                                                      # ^^^^^ warning: systemd takes all of `HOME/x` for the name of a variable, and drops the word
                                                      #     | help: write `${HOME}`
}
#-- unsafe fix
{
  systemd.services.a.serviceConfig.ExecStart = "/bin/a --root=\${STATE_DIRECTORY}/www";
  systemd.services.b.serviceConfig.ExecStart = ''/bin/b ''${HOME}/x'';
}
"#,
    );
}

#[test]
fn programs() {
    check(
        &VARIABLE_IN_COMMAND,
        r#"
{ systemd.services.a.serviceConfig.ExecStart = "$A_PROGRAM --x"; }
                                              # ^^^^^^^^^^ warning: systemd expands no variables in the program: it looks for one that is called `$A_PROGRAM`
                                              #          | help: write the absolute path
"#,
    );
}

#[test]
fn silent() {
    check(
        &VARIABLE_IN_COMMAND,
        r#"
{ pkgs, ... }: {
  systemd.services.a.serviceConfig.ExecStart = "/bin/a $ARGS \${ROOT}/x a$word $$HOME/x";
  systemd.services.b.serviceConfig.ExecStart = "/bin/sh -c 'x $HOME/y'";
  systemd.services.c.serviceConfig.ExecStart = ":/bin/c $HOME/y";
}
"#,
    );
}

#[test]
fn elsewhere() {
    check(
        &VARIABLE_IN_COMMAND,
        r#"
{
  systemd.services.a.script = "x $HOME/y";
  systemd.services.a.environment.B = "$HOME/x";
  systemd.services.c.serviceConfig.ExecStart = "/bin/c $HOME/y";
  systemd.services.c.enable = false;
}
"#,
    );
}

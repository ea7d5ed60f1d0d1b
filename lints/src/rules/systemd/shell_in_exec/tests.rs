//! Where `shell-in-exec` speaks, and where it is silent.

use super::SHELL_IN_EXEC;
use crate::testing::check;

#[test]
fn operators() {
    check(
        &SHELL_IN_EXEC,
        r#"
{ pkgs, ... }: {
  systemd.services.dump.serviceConfig.ExecStart = "${pkgs.postgresql}/bin/pg_dumpall | ${pkgs.gzip}/bin/gzip > /var/x.gz";
                                                                                   # ^ warning: the program gets `|` as an argument: systemd is no shell
                                                                                   # | help: put the commands into `script`, or into `pkgs.writeShellScript`
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services.dump.serviceConfig.ExecStart = "${pkgs.writeShellScript "dump" ''
    ${pkgs.postgresql}/bin/pg_dumpall | ${pkgs.gzip}/bin/gzip > /var/x.gz
  ''}";
}
"#,
    );
}

#[test]
fn prefixes_and_lists() {
    check(
        &SHELL_IN_EXEC,
        r#"
{ pkgs, ... }: {
  systemd.services."a b@".serviceConfig = {
    ExecStartPre = [ "-+/bin/rm -f /tmp/*.sock" "/bin/true" ];
                                      # ^ warning: systemd does not expand patterns: the program gets `*` as it stands
                                      # | help: put the commands into `script`, or into `pkgs.writeShellScript`
    ExecStop = "/bin/stop 2>&1 &";
                        # ^^^^ warning: the program gets `2>&1` as an argument: systemd is no shell
                        #    | help: put the commands into `script`, or into `pkgs.writeShellScript`
    ExecStart = "cd /srv && exec /bin/a";
               # ^^ warning: `cd` is a word of the shell, and systemd is none: there is no such program
               #  | help: set `WorkingDirectory=`, or put the commands into `script`
    ExecReload = "/bin/a %n > /tmp/x";
                          # ^ warning: the program gets `>` as an argument: systemd is no shell
                          # | help: put the commands into `script`, or into `pkgs.writeShellScript`
  };
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services."a b@".serviceConfig = {
    ExecStartPre = [ "-+${pkgs.writeShellScript "command" ''
      /bin/rm -f /tmp/*.sock
    ''}" "/bin/true" ];
    ExecStop = "/bin/stop 2>&1 &";
    ExecStart = "${pkgs.writeShellScript "command" ''
      cd /srv && exec /bin/a
    ''}";
    ExecReload = "/bin/a %n > /tmp/x";
  };
}
"#,
    );
}

#[test]
fn words_of_the_shell() {
    check(
        &SHELL_IN_EXEC,
        r#"
{
  systemd.services.a.serviceConfig.ExecStart = "A=b /bin/a";
                                              # ^^^ warning: `A=…` is taken for the program, as systemd is no shell
                                              #   | help: set `A` with `environment` or `Environment=`
  systemd.services.b.serviceConfig.ExecStart = "/bin/b $(date)";
                                                     # ^^ warning: the program gets `$(` as it stands: systemd is no shell
                                                     #  | help: put the commands into `script`, or into `pkgs.writeShellScript`
  systemd.services.c.serviceConfig.ExecStart = "/bin/c \${C:-d}";
                                                     # ^^^^^^^^ warning: systemd expands only `${C}`, without defaults and the like
                                                     #        | help: set the default with `environment` or `Environment=`, or use a script
  systemd.user.services.d.Service.ExecStart = "export D=e";
                                             # ^^^^^^ warning: `export` is a word of the shell, and systemd is none: there is no such program
                                             #      | help: set variables with `environment` or `Environment=`
}
#-- unsafe fix
{
  systemd.services.a.script = "A=b /bin/a";
  systemd.services.b.script = "/bin/b $(date)";
  systemd.services.c.serviceConfig.ExecStart = "/bin/c \${C:-d}";
  systemd.user.services.d.Service.ExecStart = "export D=e";
}
"#,
    );
}

#[test]
fn option_script() {
    check(
        &SHELL_IN_EXEC,
        r#"
{
  systemd.services.a = { serviceConfig = { ExecStart = "/bin/a && /bin/b"; Type = "oneshot"; }; };
                                                             # ^^ warning: the program gets `&&` as an argument: systemd is no shell
                                                             #  | help: put the commands into `script`, or into `pkgs.writeShellScript`
  systemd.services.b = { serviceConfig.ExecStart = "/bin/a && /bin/b"; };
                                                         # ^^ warning: the program gets `&&` as an argument: systemd is no shell
                                                         #  | help: put the commands into `script`, or into `pkgs.writeShellScript`
}
#-- unsafe fix
{
  systemd.services.a = { serviceConfig = { Type = "oneshot"; }; script = ''
    /bin/a && /bin/b
  ''; };
  systemd.services.b = { script = "/bin/a && /bin/b"; };
}
"#,
    );
}

#[test]
fn shared_lines_have_no_fix() {
    check(
        &SHELL_IN_EXEC,
        r#"
{ pkgs, ... }: let start = "/bin/a || /bin/b"; in {
                                 # ^^ warning: the program gets `||` as an argument: systemd is no shell
                                 #  | help: put the commands into `script`, or into `pkgs.writeShellScript`
  systemd.services.a.serviceConfig.ExecStart = start;
  systemd.services.b.serviceConfig.ExecStart = start;
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &SHELL_IN_EXEC,
        r#"
{ pkgs, config, ... }: {
  systemd.services.a.serviceConfig.ExecStart = "${pkgs.bash}/bin/bash -c 'a | b > c'";
  systemd.services.b.serviceConfig.ExecStart = "${config.b} -c a | b";
  systemd.services.c.serviceConfig.ExecStart = "/bin/c '|' --min>=2 <name> a;";
  systemd.services.d.serviceConfig.ExecStart = "${pkgs.jq}/bin/jq .a | .b";
  systemd.services.e.serviceConfig.ExecStart = "/bin/e ; /bin/f";
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &SHELL_IN_EXEC,
        r#"
{ lib, ... }: {
  systemd.services.a = { script = "a | b"; scriptArgs = "a | b"; preStart = "cd x && y"; };
  systemd.services.b.serviceConfig.ExecStart = "/bin/b | c";
  systemd.services.b.enable = false;
  services.c.ExecStart = "/bin/c | d";
  systemd.services.d.environment.X = "a | b";
  systemd.services.e.serviceConfig = lib.mkMerge [
    { ExecStart = "/bin/e | f"; }
    { ExecStart = lib.mkForce "/bin/e"; }
  ];
}
"#,
    );
}

//! Where `password-in-command` speaks, and where it is silent.

use super::PASSWORD_IN_COMMAND;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &PASSWORD_IN_COMMAND,
        r#"
{ pkgs, ... }: {
  systemd.services.a.serviceConfig.ExecStart = "${pkgs.hello}/bin/a --password=opensesame -x";
                                                                  # ^^^^^^^^^^^^^^^^^^^^^ warning: the secret after `--password` is readable by every user (unit file in the store, list of processes)
                                                                  #                     | help: hand it over with EnvironmentFile or LoadCredential, and change it: it has been published
  systemd.services.b.serviceConfig.ExecStartPre = [ "/bin/b --passwd 'open sesame'" ];
                                                                   # ^^^^^^^^^^^^^ warning: the secret after `--passwd` is readable by every user (unit file in the store, list of processes)
                                                                   #             | help: hand it over with EnvironmentFile or LoadCredential, and change it: it has been published
  systemd.user.services.c.Service.ExecStart = "/bin/c --api-key=0123456789abcdef0123";
                                                    # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: the secret after `--api-key` is readable by every user (unit file in the store, list of processes)
                                                    #                              | help: hand it over with EnvironmentFile or LoadCredential, and change it: it has been published
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &PASSWORD_IN_COMMAND,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig.ExecStart = "/bin/a --password=${config.a.password} --password \${PW}";
  systemd.services.b.serviceConfig.ExecStart = "/bin/b --password-file=/x --no-password foo --password=prompt";
  systemd.services.c.serviceConfig.ExecStart = "/bin/c --token=auto --password /run/x --password --x";
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &PASSWORD_IN_COMMAND,
        r#"
{
  systemd.services.a.scriptArgs = "--password=opensesame";
  systemd.services.b = { serviceConfig.ExecStart = "/bin/b --password=opensesame"; enable = false; };
  services.c.ExecStart = "/bin/c --password=opensesame";
}
"#,
    );
}

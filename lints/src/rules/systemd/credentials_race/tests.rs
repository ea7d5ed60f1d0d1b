//! Where `credentials-race` speaks, and where it is silent.

use super::CREDENTIALS_RACE;
use crate::testing::check;

#[test]
fn in_either_spelling() {
    check(
        &CREDENTIALS_RACE,
        r#"
{
  systemd.services.a.serviceConfig = {
    Type = "simple";
    ExecStart = "/bin/true";
    ExecStartPost = [ "/bin/true" "/bin/false" ];
  # ^^^^^^^^^^^^^ warning: with `Type=simple` this command runs while systemd sets up the credentials of the service
  #             | help: set `Type = "exec"`, with which it runs once the program is started
    SetCredential = "a:b";
  };
  systemd.services.b = {
    script = "b";
    postStart = "c";
  # ^^^^^^^^^ warning: with `Type=simple` this command runs while systemd sets up the credentials of the service
  #         | help: set `Type = "exec"`, with which it runs once the program is started
    serviceConfig = { Type = "simple"; LoadCredential = [ "a:/run/a" ]; };
  };
}
#-- config
systemd-version = 257
"#,
    );
}

#[test]
fn others() {
    check(
        &CREDENTIALS_RACE,
        r#"
{ config, lib, ... }: {
  systemd.services.a = { script = "a"; postStart = "b"; serviceConfig = { Type = "exec"; LoadCredential = "a:/a"; }; };
  systemd.services.b = { script = "a"; postStart = "b"; serviceConfig.Type = "simple"; };
  systemd.services.c = { script = "a"; serviceConfig = { Type = "simple"; LoadCredential = "a:/a"; }; };
  systemd.services.d = { script = "a"; postStart = "b"; serviceConfig = { Type = config.d; LoadCredential = "a:/a"; }; };
  systemd.services.e = { script = "a"; postStart = "b"; serviceConfig = { Type = "simple"; LoadCredential = config.e; }; };
  systemd.services.f = { script = "a"; postStart = "b"; serviceConfig = { Type = "simple"; LoadCredential = [ "a:/a" "" ]; }; };
  systemd.services.g = { script = "a"; postStart = config.g; serviceConfig = { Type = "simple"; LoadCredential = "a:/a"; }; };
  systemd.services.h = { script = "a"; postStart = lib.mkIf config.h "b"; serviceConfig = { Type = "simple"; LoadCredential = lib.mkIf config.i "a:/a"; }; };
  systemd.services.i = { script = "a"; postStart = "b"; serviceConfig.LoadCredential = "a:/a"; };
}
#-- config
systemd-version = 257
"#,
    );
}

#[test]
fn versions_that_are_not_known() {
    check(
        &CREDENTIALS_RACE,
        r#"
{
  systemd.services.a = {
    script = "a";
    postStart = "b";
  # ^^^^^^^^^ hint: with `Type=simple` this command runs while systemd sets up the credentials of the service
  #         | help: set `Type = "exec"`, with which it runs once the program is started
    serviceConfig = { Type = "simple"; LoadCredential = "a:/a"; };
  };
}
"#,
    );
}

#[test]
fn versions_that_say_nothing() {
    check(
        &CREDENTIALS_RACE,
        r#"
{ systemd.services.a = { script = "a"; postStart = "b"; serviceConfig = { Type = "simple"; LoadCredential = "a:/a"; }; }; }
#-- config
release = "23.11"
"#,
    );
}

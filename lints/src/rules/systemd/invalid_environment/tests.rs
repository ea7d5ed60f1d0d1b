//! Where `invalid-environment` speaks, and where it is silent.

use super::INVALID_ENVIRONMENT;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INVALID_ENVIRONMENT,
        r#"
{
  systemd.services.web.serviceConfig.Environment = [ "A=1" "B=2 three" ];
                                                              # ^^^^^ warning: systemd leaves this out of `Environment`: this is no assignment
                                                              #     | help: write `NAME=VALUE`, without blanks around `=` and in quotes if the value has blanks
}
"#,
    );
}

#[test]
fn firing_on_names() {
    check(
        &INVALID_ENVIRONMENT,
        r#"
{ systemd.services.web.serviceConfig.PassEnvironment = "HOME MY-VAR"; }
                                                             # ^ warning: systemd leaves this out of `PassEnvironment`: a name of a variable cannot have `-` in it
                                                             # | help: names have letters, digits and `_`
"#,
    );
}

#[test]
fn silent() {
    check(
        &INVALID_ENVIRONMENT,
        r#"
{ config, ... }: {
  systemd.services.a = {
    environment = { A = "one two"; B = "100"; };
    serviceConfig.Environment = [ "C=3" "\"D=4 5\"" "E=${config.a.e}" ];
    serviceConfig.UnsetEnvironment = "F G=1";
  };
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &INVALID_ENVIRONMENT,
        r#"
{
  systemd.services.b.serviceConfig.Environment = "x";
  systemd.services.b.enable = false;
  services.c.Environment = "x";
}
"#,
    );
}

//! Cases of `secret-in-unit-environment`.

use super::SECRET_IN_UNIT_ENVIRONMENT;
use crate::testing::check;

#[test]
fn lists() {
    check(
        &SECRET_IN_UNIT_ENVIRONMENT,
        r#"
{
  systemd.services.etl.serviceConfig.Environment = [
    "A=1"
    "S3_SECRET_KEY=wJalrXUtnFEMI"
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: S3_SECRET_KEY is readable by every user (unit file in the store); use EnvironmentFile or LoadCredential
  # | help: change the secret as well: it has been published
  ];
  systemd.user.services.sync.Service.Environment = "SYNC_TOKEN=abcdef";
                                   # ^^^^^^^^^^^ warning: SYNC_TOKEN is readable by every user (unit file in the store); use EnvironmentFile or LoadCredential
                                   # | help: change the secret as well: it has been published
}
"#,
    );
}

#[test]
fn a_set() {
    check(
        &SECRET_IN_UNIT_ENVIRONMENT,
        r#"
let password = "hunter2hunter2";
in {
  systemd.services.app.environment = {
    DB_PASSWORD = password;
  # ^^^^^^^^^^^ warning: DB_PASSWORD is readable by every user (unit file in the store); use EnvironmentFile or LoadCredential
  # | help: change the secret as well: it has been published
    DB_HOST = "db.example";
  };
}
"#,
    );
}

#[test]
fn a_test() {
    check(
        &SECRET_IN_UNIT_ENVIRONMENT,
        r#"
{ system.stateVersion = "24.05"; }
#-- tests/app.nix
{ systemd.services.app.environment.DB_PASSWORD = "hunter2hunter2"; }
                                 # ^^^^^^^^^^^ hint: DB_PASSWORD is readable by every user (unit file in the store); use EnvironmentFile or LoadCredential
                                 # | help: change the secret as well: it has been published
"#,
    );
}

#[test]
fn places_of_secrets() {
    check(
        &SECRET_IN_UNIT_ENVIRONMENT,
        r#"
{ config, ... }: {
  systemd.services.app.environment = {
    API_TOKEN = "";
    OIDC_TOKEN_ENDPOINT = "https://id.example/t";
    DB_PASSWORD_FILE = "%d/pw";
    A_PASSWORD = "$__file{/run/pw}";
    B_PASSWORD = "{PLACEHOLDER}";
    C_PASSWORD = "unused";
    G_PASSWORD = "file:/run/pw";
    D_PASSWORD = "/run/secrets/d";
    E_PASSWORD = config.x.password;
    F_PASSWORD = "${config.sops.placeholder.f}";
    USE_PASSWORD = "true";
    TOKEN_EXPIRATION = "3600";
  };
}
"#,
    );
}

#[test]
fn other_options() {
    check(
        &SECRET_IN_UNIT_ENVIRONMENT,
        r#"
{ lib, ... }: {
  environment.variables.A_PASSWORD = "hunter2";
  services.app.environment.A_PASSWORD = "hunter2";
  systemd.services.off = { enable = false; environment.A_PASSWORD = "hunter2"; };
  systemd.services.forced.environment.A_PASSWORD = lib.mkMerge [ "hunter2" (lib.mkForce "/run/x") ];
}
"#,
    );
}

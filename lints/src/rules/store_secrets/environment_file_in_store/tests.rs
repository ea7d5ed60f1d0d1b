//! Cases of `environment-file-in-store`.

use super::ENVIRONMENT_FILE_IN_STORE;
use crate::testing::check;

#[test]
fn a_written_text() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{ pkgs, ... }: {
  systemd.services.crm.serviceConfig.EnvironmentFile = pkgs.writeText "crm" "CRM_SECRET=swordfish";
                                   # ^^^^^^^^^^^^^^^ error: EnvironmentFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services.crm.serviceConfig.EnvironmentFile = "/run/secrets/crm";
}
"#,
    );
}

#[test]
fn through_let_in_a_list_and_as_path() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{ pkgs, ... }:
let e = builtins.toFile "e" ''
    MODE=live
    export SMTP_PASSWORD='tr0ub4dor'
  '';
in {
  systemd.services.crm.serviceConfig.EnvironmentFile = [ "/etc/crm.env" e ];
                                   # ^^^^^^^^^^^^^^^ error: EnvironmentFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
  services.crm.tokenFile = ./token;
             # ^^^^^^^^^ error: tokenFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
}
#-- unsafe fix
{ pkgs, ... }:
let e = builtins.toFile "e" ''
    MODE=live
    export SMTP_PASSWORD='tr0ub4dor'
  '';
in {
  systemd.services.crm.serviceConfig.EnvironmentFile = [ "/etc/crm.env" "/run/secrets/crm" ];
  services.crm.tokenFile = "/run/secrets/crm";
}
"#,
    );
}

#[test]
fn interpolated() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{ pkgs, ... }:
let file = pkgs.writeText "e" "API_KEY=abcdef0123";
in {
  systemd.services.crm.serviceConfig.EnvironmentFile = "-${file}";
                                   # ^^^^^^^^^^^^^^^ error: EnvironmentFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
}
#-- unsafe fix
{ pkgs, ... }:
let file = pkgs.writeText "e" "API_KEY=abcdef0123";
in {
  systemd.services.crm.serviceConfig.EnvironmentFile = "/run/secrets/crm";
}
"#,
    );
}

#[test]
fn no_secret_inside() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{ pkgs, config, ... }: {
  systemd.services.a.serviceConfig.EnvironmentFile = pkgs.writeText "a" "CRM_SECRET_FILE=/run/secrets/crm";
  systemd.services.b.serviceConfig.EnvironmentFile = pkgs.writeText "b" ''ADMIN_TOKEN=""'';
  systemd.services.c.serviceConfig.EnvironmentFile = pkgs.writeText "c" "TOKEN=${config.x}";
  systemd.services.d.serviceConfig.EnvironmentFile = ./defaults.conf;
  services.d.tokenFile = ./token.age;
}
"#,
    );
}

#[test]
fn outside_the_store() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{ config, ... }: {
  systemd.services.crm.serviceConfig.EnvironmentFile = config.sops.secrets.crm.path;
  services.crm.passwordFile = "/run/secrets/crm";
}
"#,
    );
}

#[test]
fn comments_within_are_not_lost() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{ pkgs, ... }: {
  services.crm.environmentFiles = [
             # ^^^^^^^^^^^^^^^^ error: environmentFiles points into the world-readable Nix store; give a path outside it (/run/secrets/..)
    (pkgs.writeTextFile {
      name = "crm.env";
      # For the demo.
      text = "DB_PASSWD=correct-horse";
    })
  ];
}
"#,
    );
}

#[test]
fn in_a_test_it_is_a_hint() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
#-- tests/crm.nix
{ services.crm.passwordFile = ./password; }
             # ^^^^^^^^^^^^ hint: passwordFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
#-- unsafe fix
{ services.crm.passwordFile = "/run/secrets/crm"; }
"#,
    );
}

#[test]
fn a_path_literal_of_a_service() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{
  systemd.services.crm.serviceConfig = {
    EnvironmentFile = [ ./defaults.conf ./crm.env ];
  # ^^^^^^^^^^^^^^^ error: EnvironmentFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
  };
}
#-- unsafe fix
{
  systemd.services.crm.serviceConfig = {
    EnvironmentFile = [ ./defaults.conf "/run/secrets/crm" ];
  };
}
"#,
    );
}

#[test]
fn an_option_that_the_project_declares() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
#-- options.nix
{ lib, ... }: { options.services.crm.tokenFile = lib.mkOption { type = lib.types.path; }; }
#-- use.nix
{ services.crm.tokenFile = ./token; }
"#,
    );
}

#[test]
fn options_outside_of_nixos() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{ mine.crm.tokenFile = ./token; tokenFile = ./token; }
"#,
    );
}

#[test]
fn settings_and_places_are_no_secrets() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{ pkgs, config, ... }: {
  systemd.services.a.serviceConfig.EnvironmentFile = pkgs.writeText "a" ''
    // SMTP_PASSWORD=old
    RESET_PASSWORD=yes
    USE_TOKEN=false
    MAX_TOKEN=4096
    CLIENT_SECRET=${config.dir}/secret
    API_KEY=https://keys.example.org
    A_TOKEN=%d/token
    B_TOKEN=$TOKEN
    C_SECRET=@secret@
    D_PASSWORD=*****
    E_PASSWORD=
  '';
}
"#,
    );
}

#[test]
fn a_path_as_text_is_not_copied() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{ services.crm.passwordFile = toString ./password; }
"#,
    );
}

#[test]
fn overridden() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{ lib, ... }: {
  services.crm = lib.mkMerge [ { passwordFile = ./pw; } { passwordFile = lib.mkForce "/run/pw"; } ];
  systemd.services.b = { enable = false; serviceConfig.EnvironmentFile = ./secret; };
}
"#,
    );
}

#[test]
fn an_absolute_path_is_copied_only_by_quotes() {
    check(
        &ENVIRONMENT_FILE_IN_STORE,
        r#"
{
  services.a.environmentFile = /var/secrets/a;
  services.b.environmentFile = "${/var/secrets/b}";
           # ^^^^^^^^^^^^^^^ error: environmentFile points into the world-readable Nix store; give a path outside it (/run/secrets/..)
}
#-- unsafe fix
{
  services.a.environmentFile = /var/secrets/a;
  services.b.environmentFile = "/run/secrets/b";
}
"#,
    );
}

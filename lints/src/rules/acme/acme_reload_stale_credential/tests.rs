//! Cases of `acme-reload-stale-credential`.

use super::ACME_RELOAD_STALE_CREDENTIAL;
use crate::testing::check;

#[test]
fn among_others_in_another_file() {
    check(
        &ACME_RELOAD_STALE_CREDENTIAL,
        r#"
{ imports = [ ./ircd.nix ]; security.acme.certs."i.example" = { reloadServices = [ "nginx.service" "ircd.service" ]; }; }
                                                                                                 # ^^^^^^^^^^^^^^ warning: "ircd" gets its certificate by LoadCredential, which is read at start only; a reload keeps the old one. Restart it
#-- unsafe fix
{ imports = [ ./ircd.nix ]; security.acme.certs."i.example" = { reloadServices = [ "nginx.service" ]; postRun = "systemctl --no-block try-restart ircd.service"; }; }
#-- ircd.nix
{
  systemd.services.ircd = {
    reload = "kill -HUP $MAINPID";
    serviceConfig.LoadCredential = [ "cert:/var/lib/acme/i.example/fullchain.pem" "key:/var/lib/acme/i.example/key.pem" ];
  };
}
"#,
    );
}

#[test]
fn for_all_certificates() {
    check(
        &ACME_RELOAD_STALE_CREDENTIAL,
        r#"
{
  systemd.services.ircd.serviceConfig = { ExecReload = "kill -HUP $MAINPID"; LoadCredential = "cert:/var/lib/acme/i.example/full.pem"; };
  security.acme.defaults.reloadServices = [ "ircd.service" ];
                                          # ^^^^^^^^^^^^^^ warning: "ircd" gets its certificate by LoadCredential, which is read at start only; a reload keeps the old one. Restart it
}
#-- unsafe fix
{
  systemd.services.ircd.serviceConfig = { ExecReload = "kill -HUP $MAINPID"; LoadCredential = "cert:/var/lib/acme/i.example/full.pem"; };
  security.acme.defaults.postRun = "systemctl --no-block try-restart ircd.service";
}
"#,
    );
}

#[test]
fn under_a_name_that_is_written_elsewhere() {
    for services in ["\"nginx.service\" ", ""] {
        let space = " ".repeat(services.len());
        check(
            &ACME_RELOAD_STALE_CREDENTIAL,
            &format!(
                r#"
{{ lib, ... }}: let before = [ "reloadServices" ]; in {{
  systemd.services.ircd.serviceConfig = {{ ExecReload = "x"; LoadCredential = "cert:/var/lib/acme/i.example/full.pem"; }};
  security.acme.defaults = lib.genAttrs before (_: [ {services}"ircd.service" ]);
                                                   # {space}^^^^^^^^^^^^^^ warning: "ircd" gets its certificate by LoadCredential, which is read at start only; a reload keeps the old one. Restart it
}}
"#
            ),
        );
    }
}

#[test]
fn restarted() {
    check(
        &ACME_RELOAD_STALE_CREDENTIAL,
        r#"
{
  systemd.services.ircd.serviceConfig.LoadCredential = "cert:/var/lib/acme/i.example/full.pem";
  security.acme.certs."i.example".reloadServices = [ "ircd.service" ];
}
"#,
    );
}

#[test]
fn read_from_the_folder_or_of_another_certificate() {
    check(
        &ACME_RELOAD_STALE_CREDENTIAL,
        r#"
{
  systemd.services.a.serviceConfig = { ExecReload = "x"; LoadCredential = "cert:/run/secrets/key"; Environment = "CERT=/var/lib/acme/i.example/full.pem"; };
  systemd.services.b.serviceConfig = { ExecReload = "x"; LoadCredential = "cert:/var/lib/acme/j.example/full.pem"; };
  systemd.services.c.serviceConfig = { ExecReload = "x"; LoadCredential = "cert:/var/lib/acme/i.example/full.pem"; RefreshOnReload = "credentials"; };
  security.acme.certs."i.example".reloadServices = [ "a.service" "b.service" "c.service" ];
}
"#,
    );
}

#[test]
fn another_machine() {
    check(
        &ACME_RELOAD_STALE_CREDENTIAL,
        r#"
{ security.acme.certs."i.example".reloadServices = [ "ircd.service" ]; }
#-- other.nix
{ systemd.services.ircd.serviceConfig = { ExecReload = "x"; LoadCredential = "cert:/var/lib/acme/i.example/full.pem"; }; }
"#,
    );
}

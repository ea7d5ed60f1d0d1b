//! Cases of `acme-postrun-reload`.

use super::ACME_POSTRUN_RELOAD;
use crate::testing::check;

#[test]
fn what_reload_services_runs() {
    check(
        &ACME_POSTRUN_RELOAD,
        r#"
{ pkgs, ... }: {
  security.acme.defaults.postRun = ''
                       # ^^^^^^^ hint: use reloadServices instead of a postRun that only reloads
    ${pkgs.systemd}/bin/systemctl --no-block try-reload-or-restart lighttpd haproxy.service
  '';
}
#-- fix
{ pkgs, ... }: {
  security.acme.defaults.reloadServices = [ "lighttpd.service" "haproxy.service" ];
}
"#,
    );
}

#[test]
fn in_a_function() {
    check(
        &ACME_POSTRUN_RELOAD,
        r#"
let cert = group: {
  inherit group;
  webroot = "/w";
  postRun = ''
# ^^^^^^^ hint: use reloadServices instead of a postRun that only reloads
    systemctl --no-block try-reload-or-restart lighttpd
  '';
};
in { security.acme.certs."a.example" = cert "lighttpd"; }
#-- unsafe fix
let cert = group: {
  inherit group;
  webroot = "/w";
  reloadServices = [ "lighttpd.service" ];
};
in { security.acme.certs."a.example" = cert "lighttpd"; }
"#,
    );
}

#[test]
fn two_lines_one_of_which_may_fail() {
    check(
        &ACME_POSTRUN_RELOAD,
        r#"
{
  security.acme.certs."a.example".postRun = "systemctl reload a\nsystemctl reload-or-restart b || true";
                                # ^^^^^^^ hint: use reloadServices instead of a postRun that only reloads
}
#-- unsafe fix
{
  security.acme.certs."a.example".reloadServices = [ "a.service" "b.service" ];
}
"#,
    );
}

#[test]
fn restarts_and_other_commands() {
    check(
        &ACME_POSTRUN_RELOAD,
        r#"
{ config, ... }: {
  security.acme.certs."a.example".postRun = "systemctl restart slapd.service";
  security.acme.certs."b.example".postRun = "systemctl try-restart slapd.service";
  security.acme.certs."c.example".postRun = "cp key.pem /srv\nsystemctl reload slapd";
  security.acme.certs."d.example".postRun = "systemctl reload slapd && touch /run/done";
  security.acme.certs."e.example".postRun = "systemctl reload $unit";
  security.acme.certs."f.example".postRun = config.my.script;
  security.acme.certs."g.example".postRun = "";
}
"#,
    );
}

#[test]
fn other_scripts() {
    check(
        &ACME_POSTRUN_RELOAD,
        r#"
{ services.backup.jobs.a = { postRun = "systemctl reload nginx"; group = "backup"; }; }
"#,
    );
}

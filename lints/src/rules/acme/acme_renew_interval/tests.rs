//! Cases of `acme-renew-interval`.

use super::ACME_RENEW_INTERVAL;
use crate::testing::check;

#[test]
fn of_one_certificate() {
    check(
        &ACME_RENEW_INTERVAL,
        r#"
{ security.acme.certs."a.example" = { webroot = "/w"; renewInterval = "monthly"; }; }
                                                    # ^^^^^^^^^^^^^ warning: renewInterval "monthly" checks too rarely; a failed attempt is noticed late. Use "daily" (renewal still happens only when due)
#-- unsafe fix
{ security.acme.certs."a.example" = { webroot = "/w"; renewInterval = "daily"; }; }
"#,
    );
}

#[test]
fn of_all_certificates_as_it_was_once_written() {
    check(
        &ACME_RENEW_INTERVAL,
        r#"
let interval = "weekly";
in {
  security.acme.renewInterval = interval;
              # ^^^^^^^^^^^^^ warning: renewInterval "weekly" checks too rarely; a failed attempt is noticed late. Use "daily" (renewal still happens only when due)
}
"#,
    );
}

#[test]
fn calendar_expressions() {
    check(
        &ACME_RENEW_INTERVAL,
        r#"
{ config, ... }: {
  security.acme.defaults.renewInterval = "*-*-* 04,16:20:00";
  security.acme.certs."a.example".renewInterval = "hourly";
  security.acme.certs."b.example".renewInterval = config.my.interval;
}
"#,
    );
}

#[test]
fn a_stronger_definition_and_other_options() {
    check(
        &ACME_RENEW_INTERVAL,
        r#"
{ lib, ... }: {
  config = lib.mkMerge [
    { services.backup.renewInterval = "weekly"; }
    { security.acme.defaults.renewInterval = "weekly"; }
    { security.acme.defaults.renewInterval = lib.mkForce "daily"; }
  ];
}
"#,
    );
}

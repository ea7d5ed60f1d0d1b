//! Cases of `acme-valid-min-seconds`.

use super::ACME_VALID_MIN_SECONDS;
use crate::testing::check;

#[test]
fn a_product() {
    check(
        &ACME_VALID_MIN_SECONDS,
        r#"
{
  security.acme.defaults.validMinDays = 30 * (24 * 60 * 60);
                       # ^^^^^^^^^^^^ error: validMinDays counts days; 30 * (24 * 60 * 60) looks like seconds, every check would renew the certificate
}
#-- unsafe fix
{
  security.acme.defaults.validMinDays = 30;
}
"#,
    );
}

#[test]
fn an_unknown_number_of_days() {
    check(
        &ACME_VALID_MIN_SECONDS,
        r#"
{ config, ... }: {
  security.acme.certs."a.example".validMinDays = config.my.days * 86400;
                                # ^^^^^^^^^^^^ error: validMinDays counts days; config.my.days * 86400 looks like seconds, every check would renew the certificate
}
"#,
    );
}

#[test]
fn a_number_through_let() {
    check(
        &ACME_VALID_MIN_SECONDS,
        r#"
let month = 2592000;
in { security.acme.certs."a.example".validMinDays = month; }
                                   # ^^^^^^^^^^^^ error: validMinDays counts days; 2592000 looks like seconds, every check would renew the certificate
"#,
    );
}

#[test]
fn days() {
    check(
        &ACME_VALID_MIN_SECONDS,
        r#"
{
  security.acme.certs."a.internal".validMinDays = 200;
  security.acme.certs."b.internal".validMinDays = 4 * 30;
  security.acme.certs."c.internal".validMinDays = 3600 / 60;
}
"#,
    );
}

#[test]
fn computed_or_divided() {
    check(
        &ACME_VALID_MIN_SECONDS,
        r#"
{ config, ... }: {
  security.acme.certs."a.example".validMinDays = config.my.seconds / 86400;
  security.acme.certs."b.example".validMinDays = toDays (14 * 86400);
  services.ca.validMinDays = 1000000;
}
"#,
    );
}

//! Cases of `acme-many-accounts`.

use super::ACME_MANY_ACCOUNTS;
use crate::testing::check;

#[test]
fn two_certificates() {
    check(
        &ACME_MANY_ACCOUNTS,
        r#"
{
  security.acme.certs."a.example".email = "a@x.example";
  security.acme.certs."b.example".email = "b@x.example";
                                # ^^^^^ hint: a second ACME e-mail makes a second account (account rate limits); use one address
}
"#,
    );
}

#[test]
fn a_default_in_a_file_that_is_imported() {
    check(
        &ACME_MANY_ACCOUNTS,
        r#"
{
  imports = [ ./acme.nix ];
  security.acme.certs."a.example" = { webroot = "/w"; email = "a@x.example"; };
                                                    # ^^^^^ hint: a second ACME e-mail makes a second account (account rate limits); use one address
}
#-- unsafe fix
{
  imports = [ ./acme.nix ];
  security.acme.certs."a.example" = { webroot = "/w"; };
}
#-- acme.nix
{ security.acme.defaults.email = "root@x.example"; }
"#,
    );
}

#[test]
fn one_address_or_another_server() {
    check(
        &ACME_MANY_ACCOUNTS,
        r#"
{ config, ... }: {
  security.acme.defaults.email = "a@x.example";
  security.acme.certs."a.example".email = "a@x.example";
  security.acme.certs."b.example" = { email = "b@x.example"; server = "https://ca.internal/directory"; };
  security.acme.certs."c.example" = { email = "c@x.example"; inheritDefaults = false; };
  security.acme.certs."d.example".email = config.my.email;
}
"#,
    );
}

#[test]
fn two_machines() {
    check(
        &ACME_MANY_ACCOUNTS,
        r#"
{ security.acme.defaults.email = "a@x.example"; }
#-- other.nix
{ security.acme.defaults.email = "b@x.example"; }
"#,
    );
}

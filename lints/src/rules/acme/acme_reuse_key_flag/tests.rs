//! Cases of `acme-reuse-key-flag`.

use super::ACME_REUSE_KEY_FLAG;
use crate::testing::check;

#[test]
fn among_other_flags() {
    check(
        &ACME_REUSE_KEY_FLAG,
        r#"
{
  security.acme.certs."a.example" = {
    extraLegoFlags = [ "--reuse-key" "--dns.disable-cp" ];
                     # ^^^^^^^^^^^^^ error: "lego run" has no --reuse-key and always makes a new key; the flag belongs in extraLegoRenewFlags
  };
}
#-- unsafe fix
{
  security.acme.certs."a.example" = {
    extraLegoFlags = [ "--dns.disable-cp" ];
    extraLegoRenewFlags = [ "--reuse-key" ];
  };
}
"#,
    );
}

#[test]
fn where_the_other_option_is_set() {
    check(
        &ACME_REUSE_KEY_FLAG,
        r#"
{
  security.acme.defaults = {
    extraLegoRunFlags = [ "--reuse-key" ];
                        # ^^^^^^^^^^^^^ error: "lego run" has no --reuse-key and always makes a new key; the flag belongs in extraLegoRenewFlags
    extraLegoRenewFlags = [ "--days" "40" ];
  };
}
"#,
    );
}

#[test]
fn of_renewals() {
    check(
        &ACME_REUSE_KEY_FLAG,
        r#"
{ security.acme.defaults.extraLegoRenewFlags = [ "--reuse-key" ]; }
"#,
    );
}

#[test]
fn other_flags_and_newer_releases() {
    check(
        &ACME_REUSE_KEY_FLAG,
        r#"
{ security.acme.defaults.extraLegoRunFlags = [ "--preferred-chain" "X" ]; }
#-- config
release = "26.11"
"#,
    );
}

#[test]
fn computed() {
    check(
        &ACME_REUSE_KEY_FLAG,
        r#"
{ config, ... }: { security.acme.defaults.extraLegoRunFlags = config.my.flags; }
"#,
    );
}

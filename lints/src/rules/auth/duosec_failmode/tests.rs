//! Cases of `duosec-failmode`.

use super::DUOSEC_FAILMODE;
use crate::testing::check;

#[test]
fn another_word() {
    check(
        &DUOSEC_FAILMODE,
        r#"
{ lib, ... }: {
  security.duosec = { enable = true; failmode = lib.mkDefault "deny"; };
                                   # ^^^^^^^^ error: failmode must be "safe" (let in when Duo is unreachable) or "secure" (refuse)
}
"#,
    );
}

#[test]
fn the_mistake_of_old() {
    check(
        &DUOSEC_FAILMODE,
        r#"
{ security.duosec.failmode = "enum"; }
                # ^^^^^^^^ error: failmode must be "safe" (let in when Duo is unreachable) or "secure" (refuse)
#-- unsafe fix
{ security.duosec.failmode = "secure"; }
"#,
    );
}

#[test]
fn known_words() {
    check(
        &DUOSEC_FAILMODE,
        r#"
{ lib, config, ... }: {
  security.duosec.failmode = lib.mkIf config.x "safe";
  services.duosec.failmode = "deny";
}
#-- b.nix
{ config, ... }: { security.duosec.failmode = config.x.mode; }
"#,
    );
}

#[test]
fn overridden() {
    check(
        &DUOSEC_FAILMODE,
        r#"
{ lib, ... }: {
  security.duosec.failmode = lib.mkMerge [ "deny" (lib.mkForce "secure") ];
}
"#,
    );
}

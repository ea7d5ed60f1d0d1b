//! Cases of `doas-rule-order`.

use super::DOAS_RULE_ORDER;
use crate::testing::{check, findings_of};

#[test]
fn before_wheel() {
    check(
        &DOAS_RULE_ORDER,
        r#"
{ lib, ... }: {
  security.doas = {
    enable = true;
    extraRules = lib.mkBefore [ { groups = [ "wheel" ]; noPass = true; cmd = "poweroff"; } ];
               # ^^^^^^^^^^^^ warning: the wheel default (order 600) comes after this rule and wins: doas uses the last match
  };
}
#-- unsafe fix
{ lib, ... }: {
  security.doas = {
    enable = true;
    extraRules = [ { groups = [ "wheel" ]; noPass = true; cmd = "poweroff"; } ];
  };
}
"#,
    );
}

#[test]
fn members_of_wheel() {
    check(
        &DOAS_RULE_ORDER,
        r#"
{ lib, ... }: {
  security.doas.extraRules = lib.mkBefore [ { users = [ "op" ]; noPass = true; cmd = "poweroff"; } ];
                           # ^^^^^^^^^^^^ warning: the wheel default (order 600) comes after this rule and wins: doas uses the last match
}
#-- users.nix
{ users.groups.wheel.members = [ "op" ]; }
#-- unsafe fix
{ lib, ... }: {
  security.doas.extraRules = [ { users = [ "op" ]; noPass = true; cmd = "poweroff"; } ];
}
"#,
    );
}

#[test]
fn with_comments() {
    check(
        &DOAS_RULE_ORDER,
        r#"
{
  security.doas.extraRules = [
    { users = [ "op" ]; cmd = "poweroff"; noPass = true; /* night */ }
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: a later, more general rule for op wins: doas uses the last match
    { users = [ "op" ]; persist = true; }
  ];
}
"#,
    );
}

#[test]
fn the_general_rule_is_first() {
    check(
        &DOAS_RULE_ORDER,
        r#"
{
  security.doas.extraRules = [ { users = [ "op" ]; } { users = [ "op" ]; cmd = "poweroff"; noPass = true; } ];
}
"#,
    );
}

#[test]
fn rules_of_which_little_is_known() {
    check(
        &DOAS_RULE_ORDER,
        r#"
{ config, lib, ... }: {
  security.doas.extraRules = [
    { users = [ "a" ]; cmd = "x"; noPass = true; }
    { users = [ "a" ]; noPass = config.x.free; }
    { inherit (config.x) users; }
    { users = [ "b" ]; }
    { users = [ "a" ]; cmd = "y"; }
    { users = [ "a" ]; runAs = "www"; }
  ];
}
#-- b.nix
{ lib, ... }: {
  security.doas.extraRules = lib.mkBefore [ { users = [ "guest" ]; noPass = true; cmd = "poweroff"; } ];
}
"#,
    );
}

#[test]
fn more_rules_than_anybody_has() {
    let found = |before: usize| {
        let rule =
            |at: usize| format!("{{ users = [ \"u{at}\" ]; cmd = \"c\"; noPass = true; }}\n");
        let rules: String = (0..before).map(rule).collect();
        let text = format!(
            "{{ security.doas.extraRules = [\n{rules}{{ users = [ \"op\" ]; cmd = \"c\"; noPass = true; }} \
             {{ users = [ \"op\" ]; }} ]; }}\n"
        );
        findings_of(&DOAS_RULE_ORDER, &text).len()
    };
    assert_eq!((found(0), found(998), found(999)), (1, 1, 0));
}

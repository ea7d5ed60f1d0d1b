//! Cases of `sudo-rule-order`.

use super::SUDO_RULE_ORDER;
use crate::testing::check;

#[test]
fn before_wheel() {
    check(
        &SUDO_RULE_ORDER,
        r#"
{ lib, ... }: {
  security.sudo.extraRules = lib.mkOrder 500 [
                           # ^^^^^^^^^^^^^^^ warning: the wheel default (order 600) comes after this rule and wins: sudo uses the last match
    { users = [ "cam" ]; commands = [ { command = "/bin/beep"; options = [ "NOPASSWD" ]; } ]; }
  ];
}
#-- users.nix
{ users.users.cam = { isNormalUser = true; extraGroups = [ "audio" "wheel" ]; }; }
#-- unsafe fix
{ lib, ... }: {
  security.sudo.extraRules = [
    { users = [ "cam" ]; commands = [ { command = "/bin/beep"; options = [ "NOPASSWD" ]; } ]; }
  ];
}
"#,
    );
}

#[test]
fn shadowed_inside_the_list() {
    check(
        &SUDO_RULE_ORDER,
        r#"
{
  security.sudo-rs.extraRules = [
    { users = [ "cam" "dee" ]; commands = [ { command = "/bin/beep"; options = [ "NOPASSWD" ]; } ]; }
  # ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ warning: a later, more general rule for dee wins: sudo uses the last match
    { users = [ "dee" ]; commands = [ { command = "ALL"; options = [ "SETENV" ]; } ]; }
  ];
}
#-- unsafe fix
{
  security.sudo-rs.extraRules = [
    { users = [ "dee" ]; commands = [ { command = "ALL"; options = [ "SETENV" ]; } ]; }
    { users = [ "cam" "dee" ]; commands = [ { command = "/bin/beep"; options = [ "NOPASSWD" ]; } ]; }
  ];
}
"#,
    );
}

#[test]
fn the_general_rule_is_first() {
    check(
        &SUDO_RULE_ORDER,
        r#"
{ lib, ... }: {
  security.sudo.extraRules = lib.mkBefore [ { groups = [ "staff" ]; commands = [ { command = "ALL"; options = [ "PASSWD" ]; } ]; } ];
}
#-- b.nix
{ lib, ... }: {
  security.sudo.extraRules = lib.mkAfter [ { groups = [ "wheel" ]; commands = [ { command = "/bin/a"; options = [ "NOPASSWD" ]; } ]; } ];
}
#-- c.nix
{ lib, ... }: {
  security.sudo.extraRules = lib.mkOrder 700 [
    { users = [ "a" ]; commands = [ "ALL" ]; }
    { users = [ "a" ]; commands = [ { command = "/bin/a"; options = [ "NOPASSWD" ]; } ]; }
  ];
}
"#,
    );
}

#[test]
fn rules_for_others() {
    check(
        &SUDO_RULE_ORDER,
        r#"
{ lib, config, ... }: {
  security.sudo.extraRules = [
    { users = [ "a" ]; commands = [ { command = "/bin/a"; options = [ "NOPASSWD" ]; } ]; }
    { users = [ "b" ]; commands = [ "ALL" ]; }
    { users = [ "a" ]; runAs = "www"; commands = [ "ALL" ]; }
    { users = [ "a" ]; commands = [ { command = "ALL"; options = [ "NOPASSWD" ]; } ]; }
    { users = [ config.x.user ]; commands = [ "ALL" ]; }
  ] ++ lib.optional config.x.strict { users = [ "a" ]; commands = [ "ALL" ]; };
}
"#,
    );
}

#[test]
fn nobody_is_asked() {
    check(
        &SUDO_RULE_ORDER,
        r#"
{ lib, ... }: {
  security.sudo.wheelNeedsPassword = false;
  security.sudo.extraRules = lib.mkBefore [ { groups = [ "wheel" ]; commands = [ { command = "/bin/beep"; options = [ "NOPASSWD" ]; } ]; } ];
}
"#,
    );
}

#[test]
fn without_sudo() {
    check(
        &SUDO_RULE_ORDER,
        r#"
{ lib, ... }: {
  security.sudo.enable = false;
  security.sudo.extraRules = lib.mkBefore [ { groups = [ "wheel" ]; commands = [ { command = "/bin/beep"; options = [ "NOPASSWD" ]; } ]; } ];
}
"#,
    );
}

#[test]
fn the_order_of_old_releases_is_not_known() {
    check(
        &SUDO_RULE_ORDER,
        r#"
{ lib, ... }: {
  security.sudo.extraRules = lib.mkBefore [ { groups = [ "wheel" ]; commands = [ { command = "/bin/beep"; options = [ "NOPASSWD" ]; } ]; } ];
}
#-- config
release = "20.03"
"#,
    );
}

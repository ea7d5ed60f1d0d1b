//! Cases of `polkit-root-identity`.

use super::POLKIT_ROOT_IDENTITY;
use crate::testing::check;

#[test]
fn by_number() {
    check(
        &POLKIT_ROOT_IDENTITY,
        r#"
{
  security.polkit.adminIdentities = [
    "unix-user:0"
  # ^^^^^^^^^^^^^ hint: root and wheel together make polkit ask which administrator; wheel alone is the default
    "unix-user:ada"
    "unix-group:wheel"
  ];
}
#-- unsafe fix
{
  security.polkit.adminIdentities = [
    "unix-user:ada"
    "unix-group:wheel"
  ];
}
"#,
    );
}

#[test]
fn in_a_rule() {
    check(
        &POLKIT_ROOT_IDENTITY,
        r#"
{
  security.polkit.extraConfig = ''
                # ^^^^^^^^^^^ hint: root and wheel together make polkit ask which administrator; wheel alone is the default
    polkit.addAdminRule(function(action, subject) {
      return ["unix-group:wheel", "unix-user:root"];
    });
  '';
}
"#,
    );
}

#[test]
fn only_one_of_them() {
    check(
        &POLKIT_ROOT_IDENTITY,
        r#"
{ config, lib, ... }: {
  security.polkit.adminIdentities = [ "unix-user:0" ] ++ lib.optional config.x.wheel "unix-group:wheel";
  services.x.adminIdentities = [ "unix-user:0" "unix-group:wheel" ];
}
"#,
    );
}

#[test]
fn rules_for_actions() {
    check(
        &POLKIT_ROOT_IDENTITY,
        r#"
{
  security.polkit.extraConfig = ''
    polkit.addRule(function(action, subject) {
      if (subject.isInGroup("wheel")) return polkit.Result.YES;
    });
    polkit.addAdminRule(function(action, subject) { return ["unix-user:root"]; });
    polkit.addAdminRule(function(action, subject) { return ["unix-group:wheel"]; });
  '';
}
"#,
    );
}

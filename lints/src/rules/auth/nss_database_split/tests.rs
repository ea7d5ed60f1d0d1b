//! Cases of `nss-database-split`.

use super::NSS_DATABASE_SPLIT;
use crate::testing::check;

#[test]
fn two_files() {
    check(
        &NSS_DATABASE_SPLIT,
        r#"
{ lib, ... }: { system.nssDatabases.passwd = lib.mkBefore [ "sss" ]; }
                                  # ^^^^^^ hint: "sss" is in system.nssDatabases.passwd but not in .group; its groups will not resolve
#-- group.nix
{ system.nssDatabases.group = [ "extrausers" ]; }
"#,
    );
}

#[test]
fn copied() {
    check(
        &NSS_DATABASE_SPLIT,
        r#"
{ lib, ... }: {
  system.nssDatabases = {
    passwd = lib.mkAfter [ "ldap" ]; # users
  # ^^^^^^ hint: "ldap" is in system.nssDatabases.passwd but not in .group; its groups will not resolve
  };
}
#-- unsafe fix
{ lib, ... }: {
  system.nssDatabases = {
    passwd = lib.mkAfter [ "ldap" ]; # users
    group = lib.mkAfter [ "ldap" ];
  };
}
"#,
    );
}

#[test]
fn the_module_adds_it() {
    check(
        &NSS_DATABASE_SPLIT,
        r#"
{ services.samba.enable = true; system.nssDatabases.passwd = [ "winbind" ]; }
#-- b.nix
{ system.nssDatabases = { passwd = [ "sss" ]; group = [ "sss" ]; }; }
"#,
    );
}

#[test]
fn other_databases() {
    check(
        &NSS_DATABASE_SPLIT,
        r#"
{ config, ... }: {
  system.nssDatabases.hosts = [ "mymachines" ];
  system.nssDatabases.passwd = [ "ldap" "extrausers" ];
  system.nssDatabases.group = config.x.groups;
}
"#,
    );
}

#[test]
fn other_sources() {
    check(
        &NSS_DATABASE_SPLIT,
        r#"
{ system.nssDatabases.passwd = [ "mymachines" ]; }
"#,
    );
}

//! Where `path-without-watch` speaks, and where it is silent.

use super::PATH_WITHOUT_WATCH;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &PATH_WITHOUT_WATCH,
        r#"
{
  systemd.services.a.serviceConfig.ExecStart = "/bin/a";
  systemd.paths.a = { wantedBy = [ "paths.target" ]; pathConfig.MakeDirectory = true; };
                    # ^^^^^^^^ error: systemd refuses `a.path`: it does not say what it watches
                    #        | help: set `PathChanged`, `PathExists` or another of their kind
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &PATH_WITHOUT_WATCH,
        r#"
{ systemd.paths.a.pathConfig.Unit = "b.service"; }
                           # ^^^^ error: systemd refuses `a.path`: it does not say what it watches
                           #    | help: set `PathChanged`, `PathExists` or another of their kind
#-- other.nix
{ systemd.services.b.script = "b"; }
"#,
    );
}

#[test]
fn paths_that_watch() {
    check(
        &PATH_WITHOUT_WATCH,
        r#"
{ config, ... }: {
  systemd.services.a.script = "a";
  systemd.paths.a = { wantedBy = [ "paths.target" ]; pathConfig.PathChanged = config.a; };
  systemd.services.b.script = "b";
  systemd.paths.b = { wantedBy = [ "paths.target" ]; pathConfig = config.b; };
  systemd.services.c.script = "c";
  systemd.paths.c.wantedBy = [ "paths.target" ];
}
#-- other.nix
{ systemd.paths.c.pathConfig.DirectoryNotEmpty = "/c"; }
"#,
    );
}

#[test]
fn paths_of_others() {
    check(
        &PATH_WITHOUT_WATCH,
        r#"
{ lib, ... }: {
  systemd.paths.a.wantedBy = [ "paths.target" ];
  systemd.paths.b.pathConfig.Unit = "of-nixos.service";
  systemd.services.c.script = "c";
  systemd.paths.c = lib.mkForce { wantedBy = [ ]; };
}
"#,
    );
}

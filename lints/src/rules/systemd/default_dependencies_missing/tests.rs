//! Where `default-dependencies-missing` speaks, and where it is silent.

use super::DEFAULT_DEPENDENCIES_MISSING;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &DEFAULT_DEPENDENCIES_MISSING,
        r#"
{
  systemd.services.a = {
    before = [ "sysinit.target" ];
              # ^^^^^^^^^^^^^^ warning: `a.service` cannot be ready before `sysinit.target`: by default it waits for it
              #              | help: set `unitConfig.DefaultDependencies = false`, and say what it needs itself
    script = "a";
  };
}
#-- unsafe fix
{
  systemd.services.a = {
    before = [ "sysinit.target" ];
    unitConfig.DefaultDependencies = false;
    script = "a";
  };
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &DEFAULT_DEPENDENCIES_MISSING,
        r#"
{ systemd.services.a.unitConfig.Before = "x.service local-fs.target"; }
                                                  # ^^^^^^^^^^^^^^^ warning: `a.service` cannot be ready before `local-fs.target`: by default it waits for `sysinit.target`, which comes later
                                                  #               | help: set `unitConfig.DefaultDependencies = false`, and say what it needs itself
#-- other.nix
{ systemd.services.a.serviceConfig.ExecStart = "/bin/a"; }
#-- unsafe fix
{ systemd.services.a.unitConfig.Before = "x.service local-fs.target"; systemd.services.a.unitConfig.DefaultDependencies = false; }
"#,
    );
}

#[test]
fn others() {
    check(
        &DEFAULT_DEPENDENCIES_MISSING,
        r#"
{ config, lib, ... }: {
  systemd.services.a = { before = [ "sysinit.target" ]; unitConfig.DefaultDependencies = false; script = "a"; };
  systemd.services.b = { before = [ "multi-user.target" "timers.target" ]; script = "a"; };
  systemd.services.c.before = [ "sysinit.target" ];
  systemd.services.d = { before = [ "sysinit.target" ]; unitConfig = config.x; script = "a"; };
  systemd.user.services.e = { before = [ "basic.target" ]; script = "a"; };
  systemd.services.f = { before = [ "sysinit.target" ]; script = "a"; };
  systemd.services.g = { before = lib.optional config.x "sysinit.target"; script = "a"; };
}
#-- other.nix
{ systemd.services.f.unitConfig.DefaultDependencies = "no"; }
"#,
    );
}

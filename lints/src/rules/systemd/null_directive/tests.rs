//! Where `null-directive` speaks, and where it is silent.

use super::NULL_DIRECTIVE;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &NULL_DIRECTIVE,
        r#"
{ systemd.services.a.serviceConfig = { Restart = null; Type = "simple"; }; }
                                               # ^^^^ hint: `null` does not leave the line out: NixOS writes `Restart=`
                                               #    | help: delete it, or use `mkIf`; `mkForce [ ]` drops what another module says
#-- unsafe fix
{ systemd.services.a.serviceConfig = { Type = "simple"; }; }
"#,
    );
}

#[test]
fn firing_on_a_condition() {
    check(
        &NULL_DIRECTIVE,
        r#"
{ config, ... }: { systemd.services.a.serviceConfig.User = if config.a.b then "a" else null; }
                                                                                     # ^^^^ hint: `null` does not leave the line out: NixOS writes `User=`
                                                                                     #    | help: delete it, or use `mkIf`; `mkForce [ ]` drops what another module says
"#,
    );
}

#[test]
fn silent() {
    check(
        &NULL_DIRECTIVE,
        r#"
{ lib, config, ... }: {
  systemd.user.services.a.Service.Restart = null;
  systemd.services.b.serviceConfig.ExecStart = [ null "/bin/b" ];
  systemd.services.c.environment.D = null;
  systemd.services.e.serviceConfig.Restart = config.e;
}
"#,
    );
}

#[test]
fn elsewhere() {
    check(
        &NULL_DIRECTIVE,
        r#"
{ lib, config, ... }: let target = if config.x then "a" else null; in {
  systemd.services.a.serviceConfig = lib.optionalAttrs (target != null) { ReadWritePaths = target; };
  systemd.services.b.serviceConfig.X-Note = null;
  services.c.Restart = null;
}
"#,
    );
}

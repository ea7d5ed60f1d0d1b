//! Where `oneshot-restart-always` speaks, and where it is silent.

use super::ONESHOT_RESTART_ALWAYS;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &ONESHOT_RESTART_ALWAYS,
        r#"
{ systemd.services.a.serviceConfig = { Type = "oneshot"; Restart = "always"; }; }
                                                                  # ^^^^^^ error: systemd refuses `a.service`: a one-shot service cannot have `Restart=always`
                                                                  #      | help: restart it on failure only, or start it by a timer
#-- unsafe fix
{ systemd.services.a.serviceConfig = { Type = "oneshot"; Restart = "on-failure"; }; }
"#,
    );
}

#[test]
fn two_files() {
    check(
        &ONESHOT_RESTART_ALWAYS,
        r#"
{ config, lib, ... }: {
  imports = [ ./base.nix ];
  systemd.services.a.serviceConfig.Restart = lib.mkIf config.x "on-success";
                                                              # ^^^^^^^^^^ error: systemd refuses `a.service`: a one-shot service cannot have `Restart=on-success`
                                                              #          | help: restart it on failure only, or start it by a timer
}
#-- base.nix
{ systemd.services.a.serviceConfig.Type = "oneshot"; }
#-- unsafe fix
{ config, lib, ... }: {
  imports = [ ./base.nix ];
  systemd.services.a.serviceConfig.Restart = lib.mkIf config.x "on-failure";
}
"#,
    );
}

#[test]
fn home_manager_and_texts() {
    check(
        &ONESHOT_RESTART_ALWAYS,
        r#"
{
  systemd.user.services.a.Service = { Type = "oneshot"; Restart = "always"; };
                                                                 # ^^^^^^ error: systemd refuses `a.service`: a one-shot service cannot have `Restart=always`
                                                                 #      | help: restart it on failure only, or start it by a timer
  systemd.units."b.service".text = ''
    [Service]
    Type=oneshot
    Restart=always
          # ^^^^^^ error: systemd refuses `b.service`: a one-shot service cannot have `Restart=always`
          #      | help: restart it on failure only, or start it by a timer
  '';
}
#-- unsafe fix
{
  systemd.user.services.a.Service = { Type = "oneshot"; Restart = "on-failure"; };
  systemd.units."b.service".text = ''
    [Service]
    Type=oneshot
    Restart=on-failure
  '';
}
"#,
    );
}

#[test]
fn before_244() {
    check(
        &ONESHOT_RESTART_ALWAYS,
        r#"
{ systemd.services.a.serviceConfig = { Type = "oneshot"; Restart = "on-failure"; }; }
                                                                  # ^^^^^^^^^^ error: systemd refuses `a.service`: a one-shot service cannot have `Restart=on-failure`
                                                                  #          | help: restart it on failure only, or start it by a timer
#-- config
release = "19.09"
"#,
    );
}

#[test]
fn others() {
    check(
        &ONESHOT_RESTART_ALWAYS,
        r#"
{ config, lib, ... }: {
  systemd.services.a.serviceConfig = { Type = "oneshot"; Restart = "on-failure"; };
  systemd.services.b.serviceConfig = { Type = "simple"; Restart = "always"; };
  systemd.services.c.serviceConfig = { Type = config.x; Restart = "always"; };
  systemd.services.d.serviceConfig = { Type = "oneshot"; Restart = "always"; };
  systemd.services.d.enable = false;
  systemd.services.e.serviceConfig = { Type = lib.mkIf config.y "oneshot"; Restart = lib.mkIf config.z "always"; };
  systemd.services.f.serviceConfig = { Type = lib.mkDefault "oneshot"; Restart = "always"; };
}
#-- f.nix
{ systemd.services.f.serviceConfig.Type = "simple"; }
"#,
    );
}

#[test]
fn two_machines() {
    check(
        &ONESHOT_RESTART_ALWAYS,
        r#"
{ systemd.services.a.serviceConfig.Type = "oneshot"; system.stateVersion = "25.05"; }
#-- other.nix
{ systemd.services.a.serviceConfig.Restart = "always"; system.stateVersion = "25.05"; }
"#,
    );
}

//! Facts of several files: which of them may be of one machine.

use super::super::REMAIN_AFTER_EXIT_TIMER;
use crate::testing::check;

#[test]
fn files_of_one_machine() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ systemd.services.a.serviceConfig.RemainAfterExit = true; }
                                 # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "a" active, so its timer (a) will start it only once
#-- hosts/one.nix
{ imports = [ ../module.nix ../common.nix ]; }
#-- common.nix
{ imports = [ ./timers ]; }
#-- timers/default.nix
{ systemd.timers.a.timerConfig.OnCalendar = "daily"; }
#-- unsafe fix
{ }
"#,
    );
}

#[test]
fn files_of_which_nothing_is_known() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ systemd.services.a.serviceConfig.RemainAfterExit = true; }
                                 # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "a" active, so its timer (a) will start it only once
#-- timers.nix
{ systemd.timers.a.timerConfig.OnCalendar = "daily"; }
#-- unsafe fix
{ }
"#,
    );
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ systemd.services.a.serviceConfig.RemainAfterExit = true; system.stateVersion = "25.05"; }
                                 # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "a" active, so its timer (a) will start it only once
#-- timers.nix
{ systemd.timers.a.timerConfig.OnCalendar = "daily"; }
#-- unsafe fix
{ system.stateVersion = "25.05"; }
"#,
    );
}

#[test]
fn two_machines() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ systemd.services.a.serviceConfig.RemainAfterExit = true; system.stateVersion = "25.05"; }
#-- other.nix
{ systemd.timers.a.timerConfig.OnCalendar = "daily"; system.stateVersion = "25.05"; }
"#,
    );
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ imports = [ ./one/service.nix ./common.nix ]; }
#-- common.nix
{ system.stateVersion = "25.05"; }
#-- one/service.nix
{ systemd.services.a.serviceConfig.RemainAfterExit = true; }
#-- other.nix
{ imports = [ ./other/timer.nix ./common.nix ]; }
#-- other/timer.nix
{ systemd.timers.a.timerConfig.OnCalendar = "daily"; }
"#,
    );
}

#[test]
fn two_machines_of_one_file() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.one = nixpkgs.lib.nixosSystem { modules = [ ./one.nix ]; };
    nixosConfigurations.two = nixpkgs.lib.nixosSystem { modules = [ ./two.nix ]; };
  };
}
#-- one.nix
{ systemd.services.a.serviceConfig.RemainAfterExit = true; }
#-- two.nix
{ systemd.timers.a.timerConfig.OnCalendar = "daily"; }
"#,
    );
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{
  nodes.one.imports = [ ./one.nix ];
  nodes.two = { imports = [ ./two.nix ]; };
}
#-- one.nix
{ systemd.services.a.serviceConfig.RemainAfterExit = true; }
#-- two.nix
{ systemd.timers.a.timerConfig.OnCalendar = "daily"; }
"#,
    );
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ systemd.services.a.serviceConfig.RemainAfterExit = true; }
                                 # ^^^^^^^^^^^^^^^ error: RemainAfterExit keeps "a" active, so its timer (a) will start it only once
#-- flake.nix
{
  outputs = { nixpkgs, ... }: {
    nixosConfigurations.one = nixpkgs.lib.nixosSystem { modules = [ ./module.nix ./two.nix ]; };
  };
}
#-- two.nix
{ systemd.timers.a.timerConfig.OnCalendar = "daily"; }
#-- unsafe fix
{ }
"#,
    );
}

#[test]
fn what_silences_a_finding_may_be_anywhere() {
    check(
        &REMAIN_AFTER_EXIT_TIMER,
        r#"
{ imports = [ ./common.nix ]; systemd.services.a.serviceConfig.RemainAfterExit = true; }
#-- common.nix
{ systemd.timers.a.timerConfig.OnCalendar = "daily"; }
#-- elsewhere.nix
{ imports = [ ./x.nix ]; systemd.services.a.enable = false; }
#-- x.nix
{ }
"#,
    );
}

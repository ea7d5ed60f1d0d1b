//! Where `dependency-cycle` speaks, and where it is silent.

use super::DEPENDENCY_CYCLE;
use crate::testing::check;

#[test]
fn two_units() {
    check(
        &DEPENDENCY_CYCLE,
        r#"
{
  systemd.services.a.after = [ "b.service" ];
                              # ^^^^^^^^^ warning: units wait for one another: a.service → b.service → a.service; systemd will not start one of them
                              #         | help: take out one of the orders; what only has to run needs `wants` and no `after`
  systemd.services.b = { after = [ "a.service" ]; requires = [ "a.service" ]; };
}
"#,
    );
}

#[test]
fn three_units_of_three_files() {
    check(
        &DEPENDENCY_CYCLE,
        r#"
{ imports = [ ./b.nix ./c.nix ]; systemd.services.a.after = [ "b.service" ]; }
#-- b.nix
{ systemd.services.c.before = [ "b.service" ]; }
                               # ^^^^^^^^^ warning: units wait for one another: b.service → c.service → a.service → b.service; systemd will not start one of them
                               #         | help: take out one of the orders; what only has to run needs `wants` and no `after`
#-- c.nix
{ systemd.services.c.unitConfig.After = [ "a.service" ]; }
"#,
    );
}

#[test]
fn itself() {
    check(
        &DEPENDENCY_CYCLE,
        r#"
{ systemd.services.a.after = [ "a.service" ]; }
                              # ^^^^^^^^^ warning: `a.service` waits for itself; systemd drops this order
                              #         | help: delete its own name
"#,
    );
}

#[test]
fn the_same_condition() {
    check(
        &DEPENDENCY_CYCLE,
        r#"
{ config, lib, ... }: lib.mkIf config.x {
  systemd.services.a.after = [ "b.service" ];
                              # ^^^^^^^^^ warning: units wait for one another: a.service → b.service → a.service; systemd will not start one of them
                              #         | help: take out one of the orders; what only has to run needs `wants` and no `after`
  systemd.services.b.after = [ "a.service" ];
}
"#,
    );
}

#[test]
fn others() {
    check(
        &DEPENDENCY_CYCLE,
        r#"
{ config, lib, ... }: {
  systemd.services.a.after = [ "b.service" ];
  systemd.services.b.wants = [ "a.service" ];
  systemd.services.c.after = lib.mkIf config.x [ "d.service" ];
  systemd.services.d.after = lib.mkIf (!config.x) [ "c.service" ];
  systemd.services.e.after = lib.mkIf config.x [ "f.service" ];
  systemd.services.f.after = lib.mkIf config.y [ "e.service" ];
  systemd.services.g.after = [ "h.service" ];
  systemd.user.services.h.after = [ "g.service" ];
  systemd.services.i.after = lib.optional config.x "j.service";
  systemd.services.j.after = [ "i.service" ];
  systemd.services.k = { after = [ "l.service" ]; before = [ "m.service" ]; };
  systemd.services.n.after = [ "o.service" ];
  systemd.services.o.after = lib.mkForce [ ];
}
#-- o.nix
{ systemd.services.o.after = [ "n.service" ]; }
"#,
    );
}

#[test]
fn two_machines() {
    check(
        &DEPENDENCY_CYCLE,
        r#"
{ systemd.services.a.after = [ "b.service" ]; system.stateVersion = "25.05"; }
#-- other.nix
{ systemd.services.b.after = [ "a.service" ]; system.stateVersion = "25.05"; }
"#,
    );
}

//! Where `binds-to-without-after` speaks, and where it is silent.

use super::BINDS_TO_WITHOUT_AFTER;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &BINDS_TO_WITHOUT_AFTER,
        r#"
{ systemd.services.a = { bindsTo = [ "b.service" ]; script = "a"; }; }
                                    # ^^^^^^^^^ hint: `a.service` is bound to `b.service`, but does not wait for it to start
                                    #         | help: add `b.service` to `after`
#-- unsafe fix
{ systemd.services.a = { bindsTo = [ "b.service" ]; after = [ "b.service" ]; script = "a"; }; }
"#,
    );
}

#[test]
fn two_files() {
    check(
        &BINDS_TO_WITHOUT_AFTER,
        r#"
{ systemd.services.a.bindsTo = [ "b.service" ]; }
                                # ^^^^^^^^^ hint: `a.service` is bound to `b.service`, but does not wait for it to start
                                #         | help: add `b.service` to `after`
#-- other.nix
{ systemd.services.a = { wants = [ "c.service" ]; script = "a"; }; }
#-- unsafe fix
{ systemd.services.a.bindsTo = [ "b.service" ]; systemd.services.a.after = [ "b.service" ]; }
"#,
    );
}

#[test]
fn ordered() {
    check(
        &BINDS_TO_WITHOUT_AFTER,
        r#"
{ config, ... }: {
  systemd.services.a = { bindsTo = [ "b.service" ]; after = [ "b.service" ]; script = "a"; };
  systemd.services.c = { bindsTo = [ "d.service" ]; after = config.x; script = "a"; };
  systemd.services.e = { bindsTo = [ "e.socket" "f.target" ]; script = "a"; };
  systemd.services.f = { bindsTo = [ "dev-x.device" ]; after = [ "b.service" ]; script = "a"; };
  systemd.services.g.bindsTo = [ "d.service" ];
  systemd.services.h = { bindsTo = [ "i.service" ]; script = "a"; };
  systemd.services.j = { bindsTo = [ "k.service" ]; script = "a"; };
}
#-- other.nix
{ systemd.services.i.before = [ "h.service" ]; systemd.services.j.after = [ "k.service" ]; }
"#,
    );
}

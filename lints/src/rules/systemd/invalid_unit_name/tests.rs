//! Where `invalid-unit-name` speaks, and where it is silent.

use super::INVALID_UNIT_NAME;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INVALID_UNIT_NAME,
        r#"
{
  systemd.services.web.unitConfig.Requires = "db";
                                            # ^^ warning: systemd leaves this out of `Requires`: `db` has no kind of unit at its end
                                            #  | help: write `db.service`, or `.target`, `.socket` and so on
}
"#,
    );
}

#[test]
fn firing_in_options() {
    check(
        &INVALID_UNIT_NAME,
        r#"
{
  systemd.services.web.after = [ "network.target" "db.servce" ];
                                                 # ^^^^^^^^^ warning: systemd leaves this out of `After`: `db.servce` has no kind of unit at its end
                                                 #         | help: did you mean `db.service`?
}
#-- unsafe fix
{
  systemd.services.web.after = [ "network.target" "db.service" ];
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &INVALID_UNIT_NAME,
        r#"
{ config, ... }: {
  systemd.services.a = {
    after = [ "network.target" "db@%i.service" "${config.a.db}.service" ];
    requires = [ config.a.unit ];
    unitConfig.Wants = "x.target y.service";
  };
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &INVALID_UNIT_NAME,
        r#"
{
  systemd.services.b.after = [ "db" ];
  systemd.services.b.enable = false;
  services.c.after = [ "db" ];
}
"#,
    );
}

//! Where `option-as-directive` speaks, and where it is silent.

use super::OPTION_AS_DIRECTIVE;
use crate::testing::check;

#[test]
fn options() {
    check(
        &OPTION_AS_DIRECTIVE,
        r#"
{
  systemd.services.web = {
    description = "Web";
    serviceConfig.after = [ "network.target" ];
                # ^^^^^ warning: systemd ignores `after` in [Service]: it is an option of NixOS
                #     | help: set `after` of the unit itself, outside of `serviceConfig`
  };
  systemd.services.db.unitConfig = {
    Description = "Database";
    stopIfChanged = false;
  # ^^^^^^^^^^^^^ warning: systemd ignores `stopIfChanged` in [Unit]: it is an option of NixOS
  #             | help: set `stopIfChanged` of the unit itself, outside of `unitConfig`
  };
}
#-- unsafe fix
{
  systemd.services.web = {
    description = "Web";
    after = [ "network.target" ];
  };
  systemd.services.db.unitConfig = {
    Description = "Database";
  };
  systemd.services.db.stopIfChanged = false;
}
"#,
    );
}

#[test]
fn there_is_one_already() {
    check(
        &OPTION_AS_DIRECTIVE,
        r#"
{
  systemd.services.web = {
    after = [ "a.target" ];
    serviceConfig.after = [ "b.target" ];
                # ^^^^^ warning: systemd ignores `after` in [Service]: it is an option of NixOS
                #     | help: set `after` of the unit itself, outside of `serviceConfig`
  };
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &OPTION_AS_DIRECTIVE,
        r#"
{ lib, ... }: {
  systemd.services.a.after = [ "x.target" ];
  systemd.services.b.unitConfig.After = [ "x.target" ];
  systemd.services.c.serviceConfig.script = [ ];
  systemd.services.d.serviceConfig.script = "true";
  systemd.services.d.enable = false;
  systemd.user.services.e.Service.after = [ "x.target" ];
}
"#,
    );
}

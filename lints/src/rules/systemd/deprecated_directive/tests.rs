//! Where `deprecated-directive` speaks, and where it is silent.

use super::DEPRECATED_DIRECTIVE;
use crate::testing::check;

#[test]
fn deprecated() {
    check(
        &DEPRECATED_DIRECTIVE,
        r#"
{
  systemd.services.web.unitConfig = {
    BindTo = "db.service";
  # ^^^^^^ hint: `BindTo` is deprecated since systemd 187
  #      | help: use `BindsTo`
  };
}
#-- unsafe fix
{
  systemd.services.web.unitConfig = {
    BindsTo = "db.service";
  };
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &DEPRECATED_DIRECTIVE,
        r#"
{
  systemd.services.a.unitConfig.BindsTo = "db.service";
  systemd.services.b.unitConfig.BindTo = "db.service";
  systemd.services.b.enable = false;
  systemd.services.c.serviceConfig.PermissionsStartOnly = true;
}
"#,
    );
}

//! Where `removed-directive` speaks, and where it is silent.

use super::REMOVED_DIRECTIVE;
use crate::testing::check;

#[test]
fn removed() {
    check(
        &REMOVED_DIRECTIVE,
        r#"
{
  systemd.services.web.unitConfig.IgnoreOnSnapshot = true;
                                # ^^^^^^^^^^^^^^^^ warning: systemd ignores `IgnoreOnSnapshot` since version 228
                                #                | help: delete it; nothing came in its place
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &REMOVED_DIRECTIVE,
        r#"
{
  systemd.services.a.serviceConfig.PermissionsStartOnly = true;
  systemd.services.b.serviceConfig.MemoryMax = "1G";
  systemd.services.c.unitConfig.IgnoreOnSnapshot = true;
  systemd.services.c.enable = false;
}
"#,
    );
}

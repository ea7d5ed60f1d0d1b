//! Where `persistent-without-calendar` speaks, and where it is silent.

use super::PERSISTENT_WITHOUT_CALENDAR;
use crate::testing::check;

#[test]
fn plain() {
    check(
        &PERSISTENT_WITHOUT_CALENDAR,
        r#"
{
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig = { OnBootSec = 5; Persistent = true; }; };
                                                                                    # ^^^^^^^^^^ warning: `Persistent` does nothing: `a.timer` has no `OnCalendar`, and other runs are not caught up
                                                                                    #          | help: use `OnCalendar`, or delete `Persistent`
}
#-- unsafe fix
{
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig = { OnBootSec = 5; }; };
}
"#,
    );
}

#[test]
fn two_files() {
    check(
        &PERSISTENT_WITHOUT_CALENDAR,
        r#"
{ systemd.timers.a.timerConfig.Persistent = "yes"; }
                             # ^^^^^^^^^^ warning: `Persistent` does nothing: `a.timer` has no `OnCalendar`, and other runs are not caught up
                             #          | help: use `OnCalendar`, or delete `Persistent`
#-- other.nix
{ systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig.OnUnitActiveSec = "1d"; }; }
#-- unsafe fix
{ }
"#,
    );
}

#[test]
fn others() {
    check(
        &PERSISTENT_WITHOUT_CALENDAR,
        r#"
{ config, ... }: {
  systemd.timers.a = { wantedBy = [ "timers.target" ]; timerConfig = { OnCalendar = "daily"; Persistent = true; }; };
  systemd.timers.b = { wantedBy = [ "timers.target" ]; timerConfig = { OnBootSec = 5; Persistent = false; }; };
  systemd.timers.nix-gc.timerConfig = { OnBootSec = 5; Persistent = true; };
  systemd.timers.c = { wantedBy = [ "timers.target" ]; timerConfig = { OnBootSec = 5; Persistent = true; }; };
  systemd.timers.d = { wantedBy = [ "timers.target" ]; timerConfig = config.d // { OnBootSec = 5; Persistent = true; }; };
}
#-- other.nix
{ systemd.services.c.startAt = "daily"; }
"#,
    );
}

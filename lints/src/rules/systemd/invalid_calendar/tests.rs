//! Where `invalid-calendar` speaks, and where it is silent.

use super::INVALID_CALENDAR;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INVALID_CALENDAR,
        r#"
{
  systemd.timers.pull.timerConfig.OnCalendar = "daily 04:00";
                                                    # ^^^^^ warning: systemd ignores this `OnCalendar`: `daily` is a whole expression, which takes no `04:00` beside it
                                                    #     | help: write `*-*-* 04:00:00`
  systemd.services.push = { script = "push"; startAt = "Mo *-*-* 04:00"; };
                                                      # ^^ warning: systemd ignores this `OnCalendar`: `Mo` is no weekday
                                                      #  | help: write `Mon *-*-* 04:00`
}
#-- unsafe fix
{
  systemd.timers.pull.timerConfig.OnCalendar = "*-*-* 04:00:00";
  systemd.services.push = { script = "push"; startAt = "Mon *-*-* 04:00"; };
}
"#,
    );
}

#[test]
fn firing_in_lists() {
    check(
        &INVALID_CALENDAR,
        r#"
{
  systemd.timers.pull.timerConfig.OnCalendar = [ "daily" "4am" ];
                                                         # ^^ warning: systemd ignores this `OnCalendar`: `am` stands where the end of the number is due
                                                         #  | help: write `*-*-* 04:00:00`
}
#-- unsafe fix
{
  systemd.timers.pull.timerConfig.OnCalendar = [ "daily" "*-*-* 04:00:00" ];
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &INVALID_CALENDAR,
        r#"
{ config, ... }: {
  systemd.timers.a.timerConfig.OnCalendar = "Mon..Fri *-*-* 04:00:00 Europe/Berlin";
  systemd.timers.b.timerConfig.OnCalendar = [ "daily" "" ];
  systemd.services.c = { script = "c"; startAt = [ ]; };
  systemd.services.d = { script = "d"; startAt = config.d.interval; };
  systemd.timers.e.timerConfig.OnCalendar = "*-*-* ${config.e.hour}:00:00";
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &INVALID_CALENDAR,
        r#"
{
  systemd.timers.f.timerConfig.OnCalendar = "4am";
  systemd.timers.f.enable = false;
  services.g.startAt = "4am";
  systemd.timers.h.timerConfig.OnCalendar = "0 4 * * *";
}
"#,
    );
}

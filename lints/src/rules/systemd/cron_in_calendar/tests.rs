//! Where `cron-in-calendar` speaks, and where it is silent.

use super::CRON_IN_CALENDAR;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &CRON_IN_CALENDAR,
        r#"
{
  systemd.timers.pull.timerConfig.OnCalendar = "30 4 * * 1-5";
                                              # ^^^^^^^^^^^^ warning: systemd ignores this `OnCalendar`: this is cron's syntax, which systemd cannot read
                                              #            | help: write `Mon..Fri *-*-* 04:30:00`
}
#-- unsafe fix
{
  systemd.timers.pull.timerConfig.OnCalendar = "Mon..Fri *-*-* 04:30:00";
}
"#,
    );
}

#[test]
fn firing_as_shorthand() {
    check(
        &CRON_IN_CALENDAR,
        r#"
{
  systemd.services.push = { script = "push"; startAt = "@daily"; };
                                                      # ^^^^^^ warning: systemd ignores this `OnCalendar`: this is cron's syntax, which systemd cannot read
                                                      #      | help: write `daily`
}
#-- unsafe fix
{
  systemd.services.push = { script = "push"; startAt = "daily"; };
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &CRON_IN_CALENDAR,
        r#"
{
  systemd.timers.a.timerConfig.OnCalendar = "daily";
  systemd.timers.b.timerConfig.OnCalendar = "*:0/5";
  systemd.timers.c.timerConfig.OnCalendar = "4am";
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &CRON_IN_CALENDAR,
        r#"
{ config, ... }: {
  systemd.timers.d.timerConfig.OnCalendar = "0 4 * * *";
  systemd.timers.d.enable = false;
  services.cron.systemCronJobs = [ "0 4 * * * root true" ];
  systemd.timers.e.timerConfig.OnCalendar = "0 ${config.e.hour} * * *";
}
"#,
    );
}

//! Cases of `timer-target-unit`.

use super::TIMER_TARGET_UNIT;
use crate::testing::{check, findings_of};

#[test]
fn the_target_is_defined_elsewhere() {
    check(
        &TIMER_TARGET_UNIT,
        r#"
{
  systemd.timers.mirror = {
    wantedBy = [ "timers.target" ];
    timerConfig.OnUnitActiveSec = 3600;
    timerConfig.Unit = "mirrors.target";
              # ^^^^ warning: timer "mirror" starts target "mirrors", which stays active; it will be reached only once per boot
  };
}
#-- targets.nix
{ systemd.targets.mirrors.wants = [ "mirror-a.service" "mirror-b.service" ]; }
#-- unsafe fix
{
  systemd.timers.mirror = {
    wantedBy = [ "timers.target" ];
    timerConfig.OnUnitActiveSec = 3600;
    timerConfig.Unit = "mirrors.target";
  };
  systemd.targets.mirrors.unitConfig.StopWhenUnneeded = true;
}
"#,
    );
}

#[test]
fn targets_of_users() {
    check(
        &TIMER_TARGET_UNIT,
        r#"
{ config, ... }: {
  config.systemd.user = {
    targets.digest.description = "All digests";
    timers.digest.timerConfig = { OnCalendar = [ "06:00" "18:00" ]; Unit = "digest.target"; };
                                                                  # ^^^^ warning: timer "digest" starts target "digest", which stays active; it will be reached only once per boot
  };
}
#-- unsafe fix
{ config, ... }: {
  config.systemd.user = {
    targets.digest.description = "All digests";
    timers.digest.timerConfig = { OnCalendar = [ "06:00" "18:00" ]; Unit = "digest.target"; };
    targets.digest.unitConfig.StopWhenUnneeded = true;
  };
}
"#,
    );
}

#[test]
fn targets_that_end() {
    check(
        &TIMER_TARGET_UNIT,
        r#"
{ config, lib, ... }: {
  systemd.targets = {
    a.unitConfig.StopWhenUnneeded = true;
    b.conflicts = [ "shutdown.target" ];
    c.unitConfig = config.units.c;
    d.description = "Ended by what follows";
    e.partOf = [ "x.service" ];
    f.description = "Ended by its last job";
  };
  systemd.services.last-of-f.postStart = "systemctl --no-block stop f.target";
  systemd.services.after-d.conflicts = [ "d.target" ];
  systemd.timers = {
    a.timerConfig = { OnCalendar = "daily"; Unit = "a.target"; };
    b.timerConfig = { OnCalendar = "daily"; Unit = "b.target"; };
    c.timerConfig = { OnCalendar = "daily"; Unit = "c.target"; };
    d.timerConfig = { OnCalendar = "daily"; Unit = "d.target"; };
    e.timerConfig = { OnCalendar = "daily"; Unit = "e.target"; };
    f.timerConfig = { OnCalendar = "daily"; Unit = "f.target"; };
  };
}
"#,
    );
}

#[test]
fn other_timers() {
    check(
        &TIMER_TARGET_UNIT,
        r#"
{ config, lib, ... }: {
  systemd.targets = { once = { }; off = { }; forced = { }; unknown = { }; mine = { }; };
  systemd.timers.once.timerConfig = { OnBootSec = "10min"; Unit = "once.target"; };
  systemd.timers.off = { enable = false; timerConfig = { OnCalendar = "daily"; Unit = "off.target"; }; };
  systemd.timers.forced.timerConfig = { OnCalendar = "daily"; Unit = lib.mkMerge [ "forced.target" (lib.mkForce "forced.service") ]; };
  systemd.timers.unknown.timerConfig = { OnCalendar = config.x.times; Unit = "unknown.target"; };
  systemd.timers.nightly-reboot.timerConfig = { OnCalendar = "04:00"; Unit = "reboot.target"; };
  systemd.timers.upstream.timerConfig = { OnCalendar = "04:00"; Unit = "printer.target"; };
  systemd.user.timers.mine.timerConfig = { OnCalendar = "04:00"; Unit = "mine.target"; };
}
"#,
    );
}

#[test]
fn ended_by_what_another_file_has_of_its_own() {
    for own in ["script = \"systemctl stop jobs.target\"", "conflicts = [ \"jobs.target\" ]"] {
        check(
            &TIMER_TARGET_UNIT,
            &format!(
                r#"
{{
  systemd.targets.jobs.description = "Jobs";
  systemd.timers.jobs.timerConfig = {{ OnCalendar = "daily"; Unit = "jobs.target"; }};
}}
#-- mine.nix
{{ my.jobs.last.{own}; }}
"#
            ),
        );
    }
}

#[test]
fn what_goes_on_behind_the_name_is_another_word() {
    check(
        &TIMER_TARGET_UNIT,
        r#"
{
  systemd.timers.host.timerConfig = { OnCalendar = "daily"; Unit = "host.target"; };
                                                          # ^^^^ warning: timer "host" starts target "host", which stays active; it will be reached only once per boot
  systemd.targets.host.unitConfig.Description = "Checks of the host";
}
#-- mine.nix
{ my.jobs.last = "stop at host.targetPlatform"; }
#-- unsafe fix
{
  systemd.timers.host.timerConfig = { OnCalendar = "daily"; Unit = "host.target"; };
  systemd.targets.host.unitConfig.StopWhenUnneeded = true;
  systemd.targets.host.unitConfig.Description = "Checks of the host";
}
"#,
    );
}

#[test]
fn more_scripts_that_stop_targets_than_anybody_has() {
    let found = |count: usize| {
        let script = |at: usize| {
            format!("  systemd.services.s{at}.script = \"systemctl stop other.target\";\n")
        };
        let scripts: String = (0..count).map(script).collect();
        let text = format!(
            "{{\n{scripts}  systemd.targets.jobs.wants = [ \"a.service\" ];\n  \
             systemd.timers.jobs.timerConfig = {{ OnCalendar = \"daily\"; Unit = \"jobs.target\"; }};\n}}\n"
        );
        findings_of(&TIMER_TARGET_UNIT, &text).len()
    };
    assert_eq!((found(1), found(1_000), found(1_001)), (1, 1, 0));
}

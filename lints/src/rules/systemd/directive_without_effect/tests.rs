//! Where `directive-without-effect` speaks, and where it is silent.

use super::DIRECTIVE_WITHOUT_EFFECT;
use crate::testing::check;

#[test]
fn one_shot() {
    check(
        &DIRECTIVE_WITHOUT_EFFECT,
        r#"
{ systemd.services.a.serviceConfig = { Type = "oneshot"; RuntimeMaxSec = "1h"; }; }
                                                       # ^^^^^^^^^^^^^ warning: `RuntimeMaxSec` does nothing with `Type=oneshot`
                                                       #             | help: a one-shot service is starting until it ends: limit that by `TimeoutStartSec`
#-- unsafe fix
{ systemd.services.a.serviceConfig = { Type = "oneshot"; TimeoutStartSec = "1h"; }; }
"#,
    );
}

#[test]
fn one_shot_with_another_limit() {
    check(
        &DIRECTIVE_WITHOUT_EFFECT,
        r#"
{ systemd.services.a.serviceConfig = { Type = "oneshot"; RuntimeMaxSec = 60; TimeoutStartSec = 30; }; }
                                                       # ^^^^^^^^^^^^^ warning: `RuntimeMaxSec` does nothing with `Type=oneshot`
                                                       #             | help: a one-shot service is starting until it ends: limit that by `TimeoutStartSec`
"#,
    );
}

#[test]
fn two_files() {
    check(
        &DIRECTIVE_WITHOUT_EFFECT,
        r#"
{ systemd.services.a.serviceConfig.RuntimeMaxSec = "1h"; }
                                 # ^^^^^^^^^^^^^ warning: `RuntimeMaxSec` does nothing with `Type=oneshot`
                                 #             | help: a one-shot service is starting until it ends: limit that by `TimeoutStartSec`
#-- other.nix
{ systemd.services.a.serviceConfig = { Type = "oneshot"; TimeoutStartSec = "1h"; }; }
"#,
    );
}

#[test]
fn missing() {
    check(
        &DIRECTIVE_WITHOUT_EFFECT,
        r#"
{
  systemd.services.a.serviceConfig = { ExecStart = "/bin/a"; RuntimeRandomizedExtraSec = "5min"; };
                                                           # ^^^^^^^^^^^^^^^^^^^^^^^^^ warning: `RuntimeRandomizedExtraSec` does nothing without `RuntimeMaxSec`
                                                           #                         | help: set `RuntimeMaxSec`, or delete `RuntimeRandomizedExtraSec`
  systemd.services.b = { script = "b"; serviceConfig.RestartSteps = 5; };
                                                   # ^^^^^^^^^^^^ warning: `RestartSteps` does nothing without `RestartMaxDelaySec`
                                                   #            | help: set `RestartMaxDelaySec`, or delete `RestartSteps`
  systemd.services.c = { script = "c"; serviceConfig.RestartMaxDelaySec = 60; };
                                                   # ^^^^^^^^^^^^^^^^^^ warning: `RestartMaxDelaySec` does nothing without `RestartSteps`
                                                   #                  | help: set `RestartSteps`, or delete `RestartMaxDelaySec`
}
"#,
    );
}

#[test]
fn delays_and_timeouts() {
    check(
        &DIRECTIVE_WITHOUT_EFFECT,
        r#"
{
  systemd.services.a.serviceConfig = { RestartSteps = 5; RestartSec = "2min"; RestartMaxDelaySec = 60; };
                                                                                                 # ^^ warning: the delay between restarts does not grow: `RestartMaxDelaySec` is shorter than `RestartSec`
                                                                                                 #  | help: `RestartSec` is the first delay, `RestartMaxDelaySec` the longest
  systemd.targets.b.unitConfig = { JobTimeoutSec = 5; JobRunningTimeoutSec = "10s"; };
                                                                            # ^^^ warning: `JobRunningTimeoutSec` does nothing: `JobTimeoutSec` is shorter, and counts from earlier on
                                                                            #   | help: make `JobRunningTimeoutSec` the shorter one, or delete it
}
"#,
    );
}

#[test]
fn what_has_an_effect() {
    check(
        &DIRECTIVE_WITHOUT_EFFECT,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig = { Type = "simple"; RuntimeMaxSec = "1h"; };
  systemd.services.b.serviceConfig = { Type = "oneshot"; RuntimeMaxSec = "infinity"; };
  systemd.services.c.serviceConfig = { Type = config.c; RuntimeMaxSec = "1h"; };
  systemd.services.d.serviceConfig = { ExecStart = "/bin/d"; RuntimeMaxSec = config.d; RuntimeRandomizedExtraSec = 5; };
  systemd.services.e.serviceConfig = { ExecStart = "/bin/e"; RestartSteps = 5; RestartMaxDelaySec = 60; RestartSec = 60; };
  systemd.services.f.serviceConfig = { ExecStart = "/bin/f"; RestartSteps = 0; };
  systemd.services.g.serviceConfig = { ExecStart = "/bin/g"; RestartMaxDelaySec = "infinity"; };
  systemd.targets.h.unitConfig = { JobTimeoutSec = 10; JobRunningTimeoutSec = 5; };
  systemd.targets.i.unitConfig = { JobTimeoutSec = 0; JobRunningTimeoutSec = 5; };
}
"#,
    );
}

#[test]
fn what_others_may_say() {
    check(
        &DIRECTIVE_WITHOUT_EFFECT,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig.RestartSteps = 5;
  systemd.services.b.serviceConfig = { ExecStart = "/bin/b"; RestartSteps = 5; } // config.b;
  systemd.services.c.serviceConfig = { ExecStart = "/bin/c"; RestartSteps = 5; };
  systemd.services."d@".serviceConfig.RestartMaxDelaySec = 5;
}
#-- other.nix
{ systemd.services.c.serviceConfig.RestartMaxDelaySec = "1h"; }
"#,
    );
}

#[test]
fn versions_that_do_not_know_them() {
    check(
        &DIRECTIVE_WITHOUT_EFFECT,
        r#"
{ systemd.services.a = { script = "a"; serviceConfig.RestartSteps = 5; }; }
#-- config
systemd-version = 253
"#,
    );
}

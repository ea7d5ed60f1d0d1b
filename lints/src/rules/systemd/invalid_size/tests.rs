//! Where `invalid-size` speaks, and where it is silent.

use super::INVALID_SIZE;
use crate::testing::check;

#[test]
fn firing() {
    check(
        &INVALID_SIZE,
        r#"
{
  systemd.services.web.serviceConfig = {
    MemoryMax = "1GB";
               # ^^^ warning: systemd ignores this `MemoryMax`: `1GB` is no size
               #   | help: write `1G`; units are `K`, `M`, `G`, `T`, `P` and `E`
    CPUQuota = 50;
             # ^^ warning: systemd ignores this `CPUQuota`: `50` is no share of CPU time
             #  | help: write a share of one CPU such as `50%`; `200%` is two CPUs
  };
}
#-- unsafe fix
{
  systemd.services.web.serviceConfig = {
    MemoryMax = "1G";
    CPUQuota = "50%";
  };
}
"#,
    );
}

#[test]
fn firing_in_slices() {
    check(
        &INVALID_SIZE,
        r#"
{
  systemd.slices.batch.sliceConfig.CPUWeight = 0;
                                             # ^ warning: systemd ignores this `CPUWeight`: `0` is not between 1 and 10000
                                             # | help: write one of a number from 1 to 10000 or `idle`
}
"#,
    );
}

#[test]
fn silent() {
    check(
        &INVALID_SIZE,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig = {
    MemoryMax = "1.5G";
    MemoryHigh = "80%";
    CPUQuota = "250%";
    TasksMax = "infinity";
    LimitNOFILE = 65536;
    LimitCORE = "0:infinity";
    MemoryLow = "${config.a.low}GB";
  };
}
"#,
    );
}

#[test]
fn silent_elsewhere() {
    check(
        &INVALID_SIZE,
        r#"
{
  systemd.services.b.serviceConfig.MemoryMax = "1GB";
  systemd.services.b.enable = false;
  services.c.MemoryMax = "1GB";
}
"#,
    );
}

//! Where `refused-combination` speaks, and where it is silent.

use super::REFUSED_COMBINATION;
use crate::testing::check;

#[test]
fn all_pairs() {
    check(
        &REFUSED_COMBINATION,
        r#"
{
  systemd.services.a.serviceConfig = { Type = "oneshot"; ExitType = "cgroup"; };
                                                                   # ^^^^^^ error: systemd refuses `a.service`: it does not take `ExitType=cgroup` with `Type=oneshot`
                                                                   #      | help: a one-shot service ends with its command; delete `ExitType`
  systemd.services.b.serviceConfig = { Type = "forking"; PrivatePIDs = true; };
                                                                     # ^^^^ error: systemd refuses `b.service`: it does not take `PrivatePIDs=true` with `Type=forking`
                                                                     #    | help: start the program in the foreground, with another `Type`
  systemd.services.c.serviceConfig = { PAMName = "login"; KillMode = "none"; };
                                                # ^^^^^ error: systemd refuses `c.service`: it does not take `PAMName=login` with `KillMode=none`
                                                #     | help: with a PAM session, `KillMode` must be `control-group` or `mixed`
  systemd.services.d.serviceConfig = { DynamicUser = true; WorkingDirectory = "~"; };
                                                                             # ^ error: systemd refuses `d.service`: it does not take `WorkingDirectory=~` with `DynamicUser=true`
                                                                             # | help: a dynamic user has no home; use `StateDirectory` and `WorkingDirectory=%S/…`
}
#-- config
systemd-version = 257
"#,
    );
}

#[test]
fn two_files() {
    check(
        &REFUSED_COMBINATION,
        r#"
{ systemd.services.a.serviceConfig.ExitType = "cgroup"; }
                                             # ^^^^^^ error: systemd refuses `a.service`: it does not take `ExitType=cgroup` with `Type=oneshot`
                                             #      | help: a one-shot service ends with its command; delete `ExitType`
#-- other.nix
{ systemd.services.a.serviceConfig.Type = "oneshot"; }
"#,
    );
}

#[test]
fn versions_that_ignore_one() {
    check(
        &REFUSED_COMBINATION,
        r#"
{
  systemd.services.b.serviceConfig = { Type = "forking"; PrivatePIDs = true; };
                                                                     # ^^^^ error: systemd refuses `b.service` from version 257 on: it does not take `PrivatePIDs=true` with `Type=forking`
                                                                     #    | help: start the program in the foreground, with another `Type`
}
"#,
    );
}

#[test]
fn one_unit_alone() {
    check(
        &REFUSED_COMBINATION,
        r#"
{
  systemd.services.a.unitConfig = { OnFailure = "b.service c.service"; OnFailureJobMode = "isolate"; };
                                                                                         # ^^^^^^^ error: systemd refuses `a.service`: with `OnFailureJobMode=isolate` it takes one unit in `OnFailure`, not 2
                                                                                         #       | help: start one unit that wants the others, or delete `OnFailureJobMode`
  systemd.targets.b = { onSuccess = [ "c.target" "d.target" "e.target" ]; unitConfig.OnSuccessJobMode = "isolate"; };
                                                                                                       # ^^^^^^^ error: systemd refuses `b.target`: with `OnSuccessJobMode=isolate` it takes one unit in `OnSuccess`, not 3
                                                                                                       #       | help: start one unit that wants the others, or delete `OnSuccessJobMode`
}
"#,
    );
}

#[test]
fn one_unit_alone_in_two_files() {
    check(
        &REFUSED_COMBINATION,
        r#"
{ systemd.services.a = { onFailure = [ "b.service" ]; unitConfig.OnFailureJobMode = "isolate"; }; }
                                                                                   # ^^^^^^^ error: systemd refuses `a.service`: with `OnFailureJobMode=isolate` it takes one unit in `OnFailure`, not 2
                                                                                   #       | help: start one unit that wants the others, or delete `OnFailureJobMode`
#-- other.nix
{ systemd.services.a.onFailure = [ "c.service" ]; }
"#,
    );
}

#[test]
fn units_that_are_one() {
    check(
        &REFUSED_COMBINATION,
        r#"
{ config, lib, ... }: {
  systemd.services.a = { onFailure = [ "b.service" "b.service" ]; unitConfig.OnFailureJobMode = "isolate"; };
  systemd.services.b = { onFailure = [ "b.service" "c.service" ]; unitConfig.OnFailureJobMode = "replace"; };
  systemd.services.c = { onFailure = [ "b.service" ] ++ lib.optional config.c "c.service"; unitConfig.OnFailureJobMode = "isolate"; };
  systemd.services.d = { onFailure = [ "b.service" config.d ]; unitConfig.OnFailureJobMode = "isolate"; };
  systemd.services.e = { onFailure = lib.mkIf config.e [ "b.service" "c.service" ]; unitConfig.OnFailureJobMode = "isolate"; };
}
"#,
    );
}

#[test]
fn versions_that_take_them() {
    check(
        &REFUSED_COMBINATION,
        r#"
{
  systemd.services.d.serviceConfig = { DynamicUser = true; WorkingDirectory = "~"; };
}
"#,
    );
}

#[test]
fn others() {
    check(
        &REFUSED_COMBINATION,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig = { Type = "oneshot"; ExitType = "main"; };
  systemd.services.b.serviceConfig = { PAMName = "login"; KillMode = "mixed"; };
  systemd.services.c.serviceConfig = { PAMName = ""; KillMode = "none"; };
  systemd.services.d.serviceConfig = { PAMName = config.x; KillMode = "none"; };
}
"#,
    );
}

#[test]
fn folders_of_the_kernel() {
    check(
        &REFUSED_COMBINATION,
        r#"
{
  systemd.services.a.serviceConfig = { PrivateTmp = true; WorkingDirectory = "/proc/x"; };
                                                                            # ^^^^^^^ error: systemd refuses `a.service`: it does not take `WorkingDirectory=/proc/x` with `PrivateTmp=true`
                                                                            #       | help: work in another folder; the command can still use the path
  systemd.services.b.serviceConfig = { PrivateTmp = "yes"; WorkingDirectory = "-/sys/kernel"; };
                                                                             # ^^^^^^^^^^^^ error: systemd refuses `b.service`: it does not take `WorkingDirectory=-/sys/kernel` with `PrivateTmp=yes`
                                                                             #            | help: work in another folder; the command can still use the path
  systemd.services.c.serviceConfig = { PrivateTmp = true; WorkingDirectory = "/proc"; };
  systemd.services.d.serviceConfig = { PrivateTmp = true; WorkingDirectory = "/sys/../srv"; };
  systemd.services.e.serviceConfig = { PrivateTmp = true; WorkingDirectory = "/process/x"; };
  systemd.services.f.serviceConfig = { PrivateTmp = false; WorkingDirectory = "/proc/x"; };
  systemd.services.g.serviceConfig.WorkingDirectory = "/proc/x";
}
#-- config
systemd-version = 262
"#,
    );
}

#[test]
fn folders_of_the_kernel_of_other_versions() {
    check(
        &REFUSED_COMBINATION,
        r#"
{ systemd.services.a.serviceConfig = { PrivateTmp = true; WorkingDirectory = "/proc/x"; }; }
"#,
    );
}

//! Cases of `permissions-start-only`.

use super::PERMISSIONS_START_ONLY;
use crate::testing::check;

#[test]
fn commands_are_marked() {
    check(
        &PERMISSIONS_START_ONLY,
        r#"
{ pkgs, ... }: {
  systemd.services.kiwi.serviceConfig = {
    User = "kiwi";
    # The folder belongs to root at first.
    PermissionsStartOnly = true;
  # ^^^^^^^^^^^^^^^^^^^^ warning: PermissionsStartOnly is deprecated; prefix the privileged command with "+", or use StateDirectory/tmpfiles
    ExecStart = "/bin/kiwi";
    ExecStartPre = [ "/bin/chown kiwi /srv/kiwi" "+/bin/true" "${pkgs.kiwi}/bin/init" ];
  };
}
#-- unsafe fix
{ pkgs, ... }: {
  systemd.services.kiwi.serviceConfig = {
    User = "kiwi";
    # The folder belongs to root at first.
    ExecStart = "/bin/kiwi";
    ExecStartPre = [ "+/bin/chown kiwi /srv/kiwi" "+/bin/true" "+${pkgs.kiwi}/bin/init" ];
  };
}
"#,
    );
}

#[test]
fn a_script_is_not_touched() {
    check(
        &PERMISSIONS_START_ONLY,
        r#"
{
  systemd.services.kiwi = {
    preStart = "chown kiwi /srv/kiwi";
    serviceConfig.PermissionsStartOnly = "yes";
                # ^^^^^^^^^^^^^^^^^^^^ warning: PermissionsStartOnly is deprecated; prefix the privileged command with "+", or use StateDirectory/tmpfiles
  };
}
"#,
    );
}

#[test]
fn optional_part() {
    check(
        &PERMISSIONS_START_ONLY,
        r#"
{ lib, cfg, ... }: {
  systemd.services.kiwi.serviceConfig = { User = "kiwi"; } // lib.optionalAttrs cfg.migrate {
    PermissionsStartOnly = true;
  # ^^^^^^^^^^^^^^^^^^^^ warning: PermissionsStartOnly is deprecated; prefix the privileged command with "+", or use StateDirectory/tmpfiles
  };
}
#-- unsafe fix
{ lib, cfg, ... }: {
  systemd.services.kiwi.serviceConfig = { User = "kiwi"; };
}
"#,
    );
}

#[test]
fn forced_off() {
    check(
        &PERMISSIONS_START_ONLY,
        r#"
{ lib, ... }: lib.mkMerge [
  { systemd.services.kiwi.serviceConfig.PermissionsStartOnly = true; }
  { systemd.services.kiwi.serviceConfig.PermissionsStartOnly = lib.mkForce false; }
]
"#,
    );
}

#[test]
fn other_options() {
    check(
        &PERMISSIONS_START_ONLY,
        r#"
{ systemd.services.kiwi.serviceConfig.RootDirectoryStartOnly = true; }
"#,
    );
}

#[test]
fn prefixes_and_resets() {
    check(
        &PERMISSIONS_START_ONLY,
        r#"
{ systemd.services.a.serviceConfig = {
    PermissionsStartOnly = "yes";
  # ^^^^^^^^^^^^^^^^^^^^ warning: PermissionsStartOnly is deprecated; prefix the privileged command with "+", or use StateDirectory/tmpfiles
    ExecStartPre = [ "" "-/bin/a" "!/bin/b" ];
    ExecStop = "/bin/" + "stop";
  };
}
#-- unsafe fix
{ systemd.services.a.serviceConfig = {
    ExecStartPre = [ "" "+-/bin/a" "!/bin/b" ];
    ExecStop = "+/bin/" + "stop";
  };
}
"#,
    );
}

#[test]
fn commands_that_are_not_known() {
    check(
        &PERMISSIONS_START_ONLY,
        r#"
{ config, lib, ... }: {
  systemd.services.a.serviceConfig = { PermissionsStartOnly = true; ExecStartPre = [ "/a" ] ++ config.b; };
                                     # ^^^^^^^^^^^^^^^^^^^^ warning: PermissionsStartOnly is deprecated; prefix the privileged command with "+", or use StateDirectory/tmpfiles
                                     # | help: for a script write `ExecStartPre = [ "+${pkgs.writeShellScript "prepare" "…"}" ]`; where it only makes directories, StateDirectory does
  systemd.services.c.serviceConfig = { ExecStop = "/d"; PermissionsStartOnly = lib.mkIf config.e true; };
                                                      # ^^^^^^^^^^^^^^^^^^^^ warning: PermissionsStartOnly is deprecated; prefix the privileged command with "+", or use StateDirectory/tmpfiles
}
"#,
    );
}

#[test]
fn off_or_not_known() {
    check(
        &PERMISSIONS_START_ONLY,
        r#"
{ config, ... }: {
  systemd.services.a.serviceConfig.PermissionsStartOnly = false;
  systemd.services.b.serviceConfig.PermissionsStartOnly = config.b;
  systemd.services.c = { enable = false; serviceConfig.PermissionsStartOnly = true; };
}
"#,
    );
}

#[test]
fn before_systemd_240() {
    check(
        &PERMISSIONS_START_ONLY,
        r#"
{ systemd.services.a.serviceConfig.PermissionsStartOnly = true; }
#-- config
release = "19.03"
"#,
    );
}
